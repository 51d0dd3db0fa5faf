/// The parameters of demand, with their sources.
#include <fmt/format.h>
#include <charconv>
#include <cmath>

#include "permu/base/table.hpp"
#include "permu/rules/demand.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr Source design{};
constexpr Source grants{"2017 年工业用地出让公告 773 宗", "面积分布", Confidence::found};
constexpr Source qinghai{"青海 9 个开发区 2016 年评价", "地均固定资产投资 4276.20 万元/公顷，近于此",
                         Confidence::design};
constexpr Source near_means{"", "参照已公布的内陆县级园区水平", Confidence::design};

constexpr double largest = 1e9;

void add_arrivals(Parameters& all, Demand& rule)
{
    const Parameters more = {
        {.key = "arrivals",
         .slot = &rule.arrivals,
         .unit = Unit::count,
         .help = {"projects a year in the region by division of GB/T 4754, e.g. { 39 = 4.5 }; none: the "
                  "table's alone",
                  "全区域每年到来的项目数，按国民经济行业大类，如 { 39 = 4.5 }；不填则只用项目表"},
         .source = design,
         .min = 0,
         .max = 100000},
        {.key = "growth",
         .slot = &rule.growth,
         .unit = Unit::ratio,
         .help = {"growth of arrivals a year, from the second year that runs",
                  "到来项目数的年增长率，自第二个模拟年起"},
         .source = design,
         .min = -1,
         .max = 1},
        {.key = "wanted_share",
         .slot = &rule.wanted_share,
         .unit = Unit::ratio,
         .help = {"share of generated projects that want one park; the others take any",
                  "指定意向园区的项目占比，其余项目不限园区"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "foreign_share",
         .slot = &rule.foreign_share,
         .unit = Unit::ratio,
         .help = {"share of generated projects with foreign investment", "外资项目占比"},
         .source = design,
         .min = 0,
         .max = 1},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_kinds(Parameters& all, Demand& rule)
{
    const Parameters more = {
        {.key = "tiers",
         .slot = &rule.tiers,
         .unit = Unit::ratio,
         .help = {"shares of traditional, emerging and future industries; they sum to 1",
                  "传统、新兴、未来产业占比，合计为 1"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"traditional", "emerging", "future"},
         .whole = true},
        {.key = "new_quality_share",
         .slot = &rule.new_quality_share,
         .unit = Unit::ratio,
         .help = {"share of new-quality projects among those that are not traditional",
                  "非传统产业项目中新质生产力项目的占比"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "chain",
         .slot = &rule.chain,
         .help = {"industrial chain of generated projects by division, e.g. { 38 = \"光伏\" }",
                  "各行业项目所属产业链，如 { 38 = \"光伏\" }"},
         .source = design},
        {.key = "response_price",
         .slot = &rule.response_price,
         .unit = Unit::ratio,
         .help =
             {"assumed response: arrivals fall by so many % where land is 1 % dearer than that of the data; "
              "0: none is assumed",
              "假设的响应：地价每高于基年 1 %，项目到来减少的百分比；0 为不作假设"},
         .source = design,
         .min = 0,
         .max = 10},
        {.key = "patience",
         .slot = &rule.patience,
         .unit = Unit::years,
         .help = {"years a project waits where it does not say", "项目未注明时的等待年数"},
         .source = design,
         .min = 1,
         .max = 50},
        {.key = "build_years",
         .slot = &rule.build_years,
         .unit = Unit::years,
         .help = {"years of construction where a project does not say", "项目未注明时的建设年数"},
         .source = design,
         .min = 1,
         .max = 20},
        {.key = "ramp_years",
         .slot = &rule.ramp_years,
         .unit = Unit::years,
         .help = {"years to full output where a project does not say", "项目未注明时的达产年数"},
         .source = design,
         .min = 0,
         .max = 20},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_size(Parameters& all, Promises& m)
{
    const Parameters more = {
        {.key = "land_median",
         .slot = &m.land,
         .unit = Unit::mu,
         .help = {"median land of generated projects", "生成项目用地面积中位数"},
         .source = grants,
         .min = 0.1,
         .max = 100000},
        {.key = "land_sd",
         .slot = &m.land_sd,
         .unit = Unit::ratio,
         .help = {"standard deviation of the logarithm of land", "用地面积对数的标准差"},
         .source = grants,
         .min = 0,
         .max = 3},
        {.key = "land_min",
         .slot = &m.land_min,
         .unit = Unit::mu,
         .help = {"smallest land; smaller draws are cut to it", "用地面积下限"},
         .source = grants,
         .min = 0.1,
         .max = 100000},
        {.key = "land_max",
         .slot = &m.land_max,
         .unit = Unit::mu,
         .help = {"largest land; larger draws are cut to it", "用地面积上限"},
         .source = grants,
         .min = 0.1,
         .max = 100000},
        {.key = "promise_sd",
         .slot = &m.sd,
         .unit = Unit::ratio,
         .help = {"standard deviation of the logarithm of promised values", "承诺值对数的标准差"},
         .source = design,
         .min = 0,
         .max = 3},
        {.key = "far_sd",
         .slot = &m.far_sd,
         .unit = Unit::ratio,
         .help = {"standard deviation of the logarithm of FAR and building coefficient",
                  "容积率、建筑系数对数的标准差"},
         .source = design,
         .min = 0,
         .max = 3},
    };
    all.insert(all.end(), more.begin(), more.end());
}

void add_promises(Parameters& all, Promises& m)
{
    const auto median = [&](std::string_view key, double& slot, Unit unit, Text help, Source source) {
        all.push_back({.key = key,
                       .slot = &slot,
                       .unit = unit,
                       .help = help,
                       .source = source,
                       .min = 0,
                       .max = largest});
    };
    median("investment_per_mu", m.investment, Unit::wan_yuan_per_mu,
           {"median promised fixed investment", "承诺固定资产投资强度中位数"}, qinghai);
    median("output_per_mu", m.output, Unit::wan_yuan_per_mu_year,
           {"median promised output", "承诺亩均产出中位数"}, near_means);
    median("value_added_per_mu", m.value_added, Unit::wan_yuan_per_mu_year,
           {"median promised value added", "承诺亩均增加值中位数"}, near_means);
    median("tax_per_mu", m.tax, Unit::wan_yuan_per_mu_year, {"median promised tax", "承诺亩均税收中位数"},
           near_means);
    median("energy_per_value_added", m.energy_per_value_added, Unit::tce_per_wan_yuan,
           {"median energy per value added", "单位增加值能耗中位数"}, design);
    median("emission_per_value_added", m.emission_per_value_added, Unit::tonne_per_wan_yuan,
           {"median emission per value added", "单位增加值污染物排放中位数"}, design);
    median("rd_share", m.rd_share, Unit::ratio, {"median R&D over output", "研发投入占产出比例中位数"},
           design);
    median("far", m.far, Unit::ratio, {"median promised FAR", "承诺容积率中位数"},
           {"2017 年工业用地出让公告", "容积率下限中位数 1.0，近于此", Confidence::design});
    median("building_coefficient", m.building_coefficient, Unit::ratio,
           {"median promised building coefficient", "承诺建筑系数中位数"}, design);
    median("admin_share", m.admin_share, Unit::ratio,
           {"promised share of administrative land", "承诺行政办公及生活服务设施用地占比"}, design);
    median("staff_per_hectare", m.staff, Unit::person_per_hectare, {"staff", "用工密度"}, design);
}

bool is_division(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && text.size() == 2 && number >= 1 &&
           number <= 97;
}

}  // namespace

Parameters parameters(Demand& rule)
{
    Parameters all;
    add_arrivals(all, rule);
    add_kinds(all, rule);
    add_size(all, rule.promises);
    add_promises(all, rule.promises);
    return all;
}

void validate(const Demand& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const auto& [name, share] : rule.tiers)
        sum += share;
    if (std::abs(sum - 1) > 1e-9)
        refuse(problems, {"demand.tiers", where + ".tiers"}, Said("sum " + shortest(sum)),
               {"shares that sum to 1", "各项占比合计为 1"},
               {"let traditional, emerging and future sum to 1",
                "调整 traditional、emerging、future，使其合计为 1"});
    const auto check = [&](const std::string& key, const std::string& division) {
        if (is_division(division)) return;
        refuse(problems, {"demand.division", where + "." + key}, Said("\"" + division + "\""),
               {"a division of GB/T 4754: two digits, 01 to 97", "国民经济行业大类代码：两位数字，01 至 97"},
               {"write the division with two digits, e.g. \"39\"", "请写两位行业大类代码，如 \"39\""});
    };
    for (const auto& [division, count] : rule.arrivals)
        check("arrivals", division);
    for (const auto& [division, chain] : rule.chain)
        check("chain", division);
    if (rule.promises.land_min > rule.promises.land_max)
        refuse(problems, {"demand.land", where + ".land_min"},
               Said(shortest(to_mu({rule.promises.land_min})) + " 亩"),
               {"at most land_max (" + shortest(to_mu({rule.promises.land_max})) + " 亩)",
                "不大于 land_max（" + shortest(to_mu({rule.promises.land_max})) + " 亩）"},
               {"lower land_min or raise land_max", "调低 land_min 或调高 land_max"});
}

}  // namespace permu
