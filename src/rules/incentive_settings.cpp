/// Incentives: record, parameters, and what the statutory band forbids.
#include <fmt/format.h>

#include <cmath>

#include "incentive_events.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/rules/incentives.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"land_use_tax", {"urban land-use tax", "城镇土地使用税"}, "城镇土地使用税暂行条例 第四条"},
    {"relief", {"land-use tax relief", "城镇土地使用税减免"}, "002 (十七)"},
    {"surcharge", {"power surcharge", "差别化电价加价"}, "002 (十七)"},
    {"rd_subsidy", {"subsidy of research", "研发投入补助"}, "002 (七)"},
    {"refused", {"relief outside the statutory band refused", "超出法定税额幅度的优惠不予执行"}, "001 五"},
    {"rd_previous_unknown",
     {"firms without last year's research: no subsidy", "上年研发投入不详、未计补助的企业数"},
     "002 (七)"},
};

constexpr Source regulation{"城镇土地使用税暂行条例", "第四条、第五条", Confidence::found};
constexpr Source act{"晋政办发〔2024〕59号", "(七)", Confidence::seed};

Parameters tax_parameters(Incentives& rule)
{
    return {
        {.key = "land_use_tax",
         .slot = &rule.land_use_tax,
         .unit = Unit::yuan_per_square_metre,
         .help = {"level of the urban land-use tax, per m² and year", "城镇土地使用税年税额标准"},
         .source = {},
         .min = 0,
         .max = 1000},
        {.key = "city_class",
         .slot = &rule.city_class,
         .help = {"class of city whose statutory band holds", "适用法定税额幅度的城市类别"},
         .source = {},
         .choices = {"large", "medium", "small", "county_town_mining"}},
        {.key = "poor_area",
         .slot = &rule.poor_area,
         .help = {"less developed area: the band reaches 30 % further down",
                  "经济落后地区：下限可再降低 30%"},
         .source = regulation},
        {.key = "relief_below_band",
         .slot = &rule.relief_below_band,
         .help = {"a relief below the band was approved by the tax authority; else it is refused",
                  "低于幅度下限的减免已经税务机关批准；否则不予执行"},
         .source = {"城镇土地使用税暂行条例", "第七条", Confidence::knowledge_verify}},
        {.key = "rewarded_factor",
         .slot = &rule.rewarded_factor,
         .unit = Unit::ratio,
         .help =
             {"times the factor of the class, in parks that the last evaluation rewarded; within the band",
              "上次考核获奖励的园区，在等级系数基础上再乘以此系数（不超出法定幅度）"},
         .source = {"002 (二十), 004 (十七)", "激励淘汰；系数未给出", Confidence::design},
         .min = 0,
         .max = 10},
        {.key = "land_use_tax_bands",
         .slot = &rule.land_use_tax_bands,
         .help =
             {"table of the statutory bands: city_class, min_yuan_per_m2_year, max_yuan_per_m2_year, "
              "poor_area_min_factor",
              "法定税额幅度表：city_class, min_yuan_per_m2_year, max_yuan_per_m2_year, poor_area_min_factor"},
         .source = regulation,
         .is_path = true},
    };
}

Parameters research_parameters(Incentives& rule)
{
    return {
        {.key = "rd_min",
         .slot = &rule.rd_min,
         .unit = Unit::wan_yuan,
         .help = {"declared research from which the province subsidises", "省级研发补助的最低申报投入"},
         .source = act,
         .min = 0,
         .max = 1e9},
        {.key = "rd_stock_rate",
         .slot = &rule.rd_stock_rate,
         .unit = Unit::ratio,
         .help = {"subsidy of the stock, a cap that is paid in full", "存量补助比例（上限，按上限计）"},
         .source = act,
         .min = 0,
         .max = 1},
        {.key = "rd_increment_rate",
         .slot = &rule.rd_increment_rate,
         .unit = Unit::ratio,
         .help = {"subsidy of the increment, a cap that is paid in full", "增量补助比例（上限，按上限计）"},
         .source = act,
         .min = 0,
         .max = 1},
        {.key = "rd_stock",
         .slot = &rule.rd_stock,
         .help = {"what the stock is: last year's research, or the less of both years",
                  "存量的口径：上年投入，或两年中较小者"},
         .source = {},
         .choices = {"previous", "min"}},
    };
}

/// Keys of one class; they must outlive the call, so that they are literals.
struct ClassKeys {
    std::string_view factor, surcharge, multiplier, discount;
};
constexpr ClassKeys class_keys[] = {
    {"A.land_use_tax_factor", "A.power_surcharge", "A.quota_multiplier", "A.price_discount"},
    {"B.land_use_tax_factor", "B.power_surcharge", "B.quota_multiplier", "B.price_discount"},
    {"C.land_use_tax_factor", "C.power_surcharge", "C.quota_multiplier", "C.price_discount"},
    {"D.land_use_tax_factor", "D.power_surcharge", "D.quota_multiplier", "D.price_discount"},
};

Parameters class_parameters(ClassIncentives& rule, const ClassKeys& keys)
{
    return {
        {.key = keys.factor,
         .slot = &rule.land_use_tax_factor,
         .unit = Unit::ratio,
         .help = {"factor of the land-use tax of this class", "该类企业城镇土地使用税系数"},
         .source = {},
         .min = 0,
         .max = 10},
        {.key = keys.surcharge,
         .slot = &rule.power_surcharge,
         .unit = Unit::yuan_per_kwh,
         .help = {"power surcharge of this class", "该类企业用电加价"},
         .source = {"差别化电价", "0.1–0.3 元/kWh", Confidence::knowledge_verify},
         .min = 0,
         .max = 10},
        {.key = keys.multiplier,
         .slot = &rule.quota_multiplier,
         .unit = Unit::ratio,
         .help = {"of a firm's expansion on new land: times its score and the need of quota; 0: no new land",
                  "企业新增用地扩建的指标系数：乘以项目得分和指标需求量；0 为不予新增用地"},
         .source = {},
         .min = 0,
         .max = 10},
        {.key = keys.discount,
         .slot = &rule.price_discount,
         .unit = Unit::ratio,
         .help = {"discount on new land for the firm's own expansion, never below floor or cost",
                  "企业自身扩建新增用地的地价优惠，不低于最低价标准和成本"},
         .source = {},
         .min = 0,
         .max = 1},
    };
}

}  // namespace

Incentives::Incentives() : by_class{{{0, 0, 1.2, 0}, {0.5, 0, 1, 0}, {1, 0, 0.8, 0}, {1, 0.10e-4, 0, 0}}}
{
    constexpr std::string_view name = "scenarios/tables/land_use_tax_bands.csv";
    land_use_tax_bands.table = parse_csv(resource(name), name);
}

const RuleRecord& Incentives::record()
{
    static const RuleRecord record{
        .id = RuleId::incentives,
        .title = {"Incentives", "差别化激励约束"},
        .clause = "002 (七), (十七); 001 五",
        .summary = {"Land-use tax and power price follow the per-mu class of a firm, within the statutory "
                    "band; research "
                    "is subsidised.",
                    "城镇土地使用税和电价随企业亩均等级差别化执行，不突破法定幅度；对研发投入给予补助。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
    };
    return record;
}

Parameters parameters(Incentives& rule)
{
    Parameters all = tax_parameters(rule);
    for (std::size_t c = 0; c < rule.by_class.size(); ++c)
        for (Parameter& parameter : class_parameters(rule.by_class[c], class_keys[c]))
            all.push_back(std::move(parameter));
    for (Parameter& parameter : research_parameters(rule))
        all.push_back(std::move(parameter));
    return all;
}

void validate(const Incentives& rule, const std::string& where, Problems& problems)
{
    constexpr double yuan_per_wan = 1e4;
    const auto [min, max] = tax_band(rule);
    if (std::isnan(min) || std::isnan(max)) {
        refuse(problems, {"incentives.table", where + ".land_use_tax_bands"},
               {fmt::format("no band for {}", rule.city_class),
                fmt::format("缺少 {} 的税额幅度", rule.city_class)},
               Said("city_class, min_yuan_per_m2_year, max_yuan_per_m2_year, poor_area_min_factor"),
               Text{"complete the table", "请补充该表"});
        return;
    }
    // Bounds come by another way than the level: what is equal in decimals may differ in the last bit.
    constexpr double slack = 1e-12;
    if (rule.land_use_tax >= min * (1 - slack) && rule.land_use_tax <= max * (1 + slack)) return;
    const std::string band = fmt::format("{:g}–{:g} 元/m²", min * yuan_per_wan, max * yuan_per_wan);
    refuse(problems, {"incentives.band", where + ".land_use_tax"},
           Said(fmt::format("{:g} 元/m²", rule.land_use_tax * yuan_per_wan)),
           {fmt::format("the statutory band of the class of city {}: {}", rule.city_class, band),
            fmt::format("城市类别 {} 的法定幅度：{}", rule.city_class, band)},
           Text{"change the level or the city_class", "请修改税额标准或 city_class"});
}

}  // namespace permu
