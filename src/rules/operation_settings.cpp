/// Operation: record, parameters, and names that are no division.
#include "division.hpp"
#include "operation_events.hpp"
#include "permu/rules/operation.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"full_output", {"project at full output", "项目达产"}, {}},
    {"assumed_response",
     {"assumed: firms of this class improve by so much a year", "假设：该等级企业每年额外改善的比例"},
     {}},
};

}  // namespace

const RuleRecord& Operation::record()
{
    static const RuleRecord record{
        .id = RuleId::operation,
        .title = {"Operation of firms", "企业生产经营"},
        .clause = "",
        .summary =
            {"Firms grow by division; firms of projects ramp up to promised values times a performance draw; "
             "energy and emission intensity and green power follow their paths.",
             "企业按行业增长；项目企业按承诺值与履约系数逐年达产；能耗、排放强度和绿电比例按路径变化。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

namespace {

Parameters growth_parameters(Operation& rule)
{
    constexpr Source design{};
    return {
        {.key = "growth",
         .slot = &rule.growth,
         .unit = Unit::ratio,
         .help = {"real growth a year by division (two digits) or `default`",
                  "年实际增长率，按行业大类（两位）或 default"},
         .source = design,
         .min = -0.9,
         .max = 2},
        {.key = "productivity",
         .slot = &rule.productivity,
         .unit = Unit::ratio,
         .help = {"growth a year of value added, tax and R&D beyond that of revenue",
                  "增加值、税收和研发超出营业收入的年增长率"},
         .source = design,
         .min = -0.5,
         .max = 0.5},
        {.key = "response_improvement",
         .slot = &rule.response_improvement,
         .unit = Unit::ratio,
         .help =
             {"assumed response: extra growth a year of value added and tax of firms of class C and D; 0: "
              "none is assumed",
              "假设的响应：C、D 类企业增加值和税收每年额外增长；0 为不作假设"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"C", "D"}},
    };
}

Parameters path_parameters(Operation& rule)
{
    constexpr Source design{};
    return {
        {.key = "energy_intensity_change",
         .slot = &rule.energy_intensity_change,
         .unit = Unit::ratio,
         .help = {"change a year of energy per value added", "单位增加值能耗年变化率"},
         .source = design,
         .min = -0.9,
         .max = 1},
        {.key = "emission_intensity_change",
         .slot = &rule.emission_intensity_change,
         .unit = Unit::ratio,
         .help = {"change a year of pollutants per value added", "单位增加值污染物排放年变化率"},
         .source = design,
         .min = -0.9,
         .max = 1},
        {.key = "carbon_t_per_tce",
         .slot = &rule.carbon_t_per_tce,
         .unit = Unit::tonne_per_tce,
         .help = {"CO2 of energy where a firm's carbon is unknown", "企业碳排放不详时的能源碳排放系数"},
         .source = {"CO2 of standard coal", "2.66 t/tce", Confidence::knowledge_verify},
         .min = 0,
         .max = 10},
        {.key = "green_power_share",
         .slot = &rule.green_power_share,
         .unit = Unit::ratio,
         .help = {"green power is at least this share of a firm's power", "绿电占企业用电的最低比例"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "volatility",
         .slot = &rule.volatility,
         .unit = Unit::ratio,
         .help = {"standard deviation of the yearly noise of growth (log-normal, mean 1)",
                  "年增长随机波动的标准差（对数正态，均值 1）"},
         .source = design,
         .min = 0,
         .max = 2},
        {.key = "performance_sd",
         .slot = &rule.performance_sd,
         .unit = Unit::ratio,
         .help = {"spread of actual over promised output of projects (log-normal, median 1)",
                  "项目实际与承诺产出之比的离散程度（对数正态，中位数 1）"},
         .source = design,
         .min = 0,
         .max = 2},
    };
}

Parameters energy_parameters(Operation& rule)
{
    constexpr Source design{};
    return {
        {.key = "grid_carbon",
         .slot = &rule.grid_carbon,
         .unit = Unit::tonne_per_mwh,
         .help = {"CO2 of the grid, which green power and green certificates take off",
                  "电网平均碳排放因子，绿电绿证按此核减"},
         .source = {"全国电网平均排放因子 (2022)", "0.5703 t/MWh", Confidence::knowledge_verify},
         .min = 0,
         .max = 2},
        {.key = "rooftop_share",
         .slot = &rule.rooftop_share,
         .unit = Unit::ratio,
         .help = {"share of the footprint of industrial buildings that could carry panels",
                  "工业建筑基底中可铺设光伏的比例"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "rooftop_yield",
         .slot = &rule.rooftop_yield,
         .unit = Unit::kwh_per_square_metre,
         .help = {"power a year of a square metre of panels: 0.15 kW at 1300 h",
                  "每平方米光伏板年发电量：0.15 kW × 1300 h"},
         .source = design,
         .min = 0,
         .max = 1000},
    };
}

}  // namespace

Parameters parameters(Operation& rule)
{
    Parameters all = growth_parameters(rule);
    for (const Parameters& more : {path_parameters(rule), energy_parameters(rule)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const Operation& rule, const std::string& where, Problems& problems)
{
    for (const auto& [name, rate] : rule.growth)
        if (name != "default" && !parse_division(name))
            refuse(problems, {"operation.growth", where + ".growth." + printable(name)},
                   Said('"' + printable(name) + '"'),
                   Text{"a division of GB/T 4754, two digits, or default",
                        "GB/T 4754 行业大类（两位数字）或 default"},
                   Text{"write it as \"39\"", "请写成 \"39\""});
}

}  // namespace permu
