/// What preparation says of itself: its record, and its parameters with their sources.
#include "permu/base/table.hpp"
#include "permu/model/land_use.hpp"
#include "permu/rules/preparation.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

// In the order of PreparationEvent.
constexpr EventKind kinds[] = {
    {"prepared", {"planned land becomes ready", "土地达到供地条件"}, "002 (十二)"},
    {"supplied_urban", {"land for the city is supplied", "城市配套用地供应"}, {}},
    {"phase_opened", {"the next phase opens", "启动下一期开发"}, "001 二"},
    {"quota_short", {"planned land waits for quota", "因指标不足未能前期开发"}, "002 (十七)"},
    {"reassessed", {"the regional assessment is renewed", "区域评估到期重评"}, "002 (十二)"},
    {"cost", {"cost of preparation", "前期开发成本"}, {}},
};

constexpr double any_area_mu = 1e7;
constexpr Source design{};

/// Land for projects.
Parameters land_parameters(Preparation& rule)
{
    constexpr Source rolling{"《开发区建设专刊》2024年第36期", "二：滚动开发（未定比例）",
                             Confidence::design};
    return {
        {.key = "capacity_per_park",
         .slot = &rule.capacity_per_park,
         .unit = Unit::mu,
         .help = {"land for projects that a park can prepare a year", "每个园区每年可开发的产业用地"},
         .source = design,
         .min = 0,
         .max = any_area_mu},
        {.key = "ready_stock_max",
         .slot = &rule.ready_stock_max,
         .unit = Unit::mu,
         .help = {"no more is prepared while so much land is ready; without it no limit",
                  "达到供地条件的存量上限，超过则暂停开发；不填不限"},
         .source = design,
         .min = 0,
         .max = any_area_mu},
        {.key = "assessment_valid_years",
         .slot = &rule.assessment_valid_years,
         .unit = Unit::years,
         .help = {"validity of the regional assessment", "区域评估有效期"},
         .source = {"晋政办发〔2024〕59号", "(十二)：未定年限", Confidence::design},
         .min = 1,
         .max = 50},
        {.key = "cost",
         .slot = &rule.cost,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"cost of preparing land", "土地前期开发成本"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "slope_cost",
         .slot = &rule.slope_cost,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"cost of preparing land for projects on top of `cost`, for slope 1 (45°); in proportion to "
                  "the slope of the parcel",
                  "坡度为 1（45°）时产业用地前期开发在 cost 之外的成本，按地块坡度比例计"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "phase_built_rate_min",
         .slot = &rule.phase_built_rate_min,
         .unit = Unit::ratio,
         .help = {"built share of the phase before, of its developable land, that opens the next phase",
                  "上一期可建设土地的建成比例达到此值方可启动下一期"},
         .source = rolling,
         .min = 0,
         .max = 1},
    };
}

/// The city, and what both share.
Parameters city_parameters(Preparation& rule)
{
    return {
        {.key = "urban_supply_per_year",
         .slot = &rule.urban_supply_per_year,
         .unit = Unit::mu,
         .help = {"housing and commerce supplied a year and park; without it the planned stock over "
                  "urban_supply_years",
                  "每个园区每年供应的居住和商服用地；不填则按规划存量除以 urban_supply_years"},
         .source = design,
         .min = 0,
         .max = any_area_mu},
        {.key = "urban_supply_years",
         .slot = &rule.urban_supply_years,
         .unit = Unit::years,
         .help = {"years over which planned housing and commerce are supplied",
                  "规划居住和商服用地的供应年数"},
         .source = design,
         .min = 1,
         .max = 100},
        {.key = "urban_build_years",
         .slot = &rule.urban_build_years,
         .unit = Unit::years,
         .help = {"years of construction of land for the city", "城市配套用地的建设年数"},
         .source = design,
         .min = 1,
         .max = 20},
        {.key = "industrial_first",
         .slot = &rule.industrial_first,
         .help = {"whether land for projects draws on the quota before the city does",
                  "产业用地是否先于城市配套使用指标"},
         .source = {"晋政办发〔2024〕59号", "(十七)", Confidence::design}},
        {.key = "plan_use_default",
         .slot = &rule.plan_use_default,
         .help = {"what planned non-construction land without a plan use is prepared for; \"none\": it is "
                  "left alone",
                  "未注明规划用途的规划非建设用地按何用途开发；\"none\" 为不开发"},
         .source = design,
         .choices = {"industrial", "industrial_1", "industrial_2", "m0", "logistics", "research", "none"}},
    };
}

}  // namespace

const RuleRecord& Preparation::record()
{
    static const RuleRecord record{
        .id = RuleId::preparation,
        .title = {"Preparation of land", "土地前期开发"},
        .clause = "002 (十二), (十七); 001 二",
        .summary =
            {"Planned land becomes ready within capacity and quota, nearest to built land first; streets, "
             "works, "
             "housing and shops are supplied with it; phases open one after the other.",
             "在年度能力和指标内，由近及远开发规划地块；配套供应道路、公用、居住、商服用地；分期滚动开发。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

Parameters parameters(Preparation& rule)
{
    Parameters all = land_parameters(rule), more = city_parameters(rule);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const Preparation& rule, const std::string& where, Problems& problems)
{
    const std::string& use = rule.plan_use_default;
    if (use == "none" || find_land_use(use)) return;
    refuse(problems, {"preparation.plan_use_default", where + ".plan_use_default"}, Said("\"" + use + "\""),
           {"a land use, or \"none\"", "用地类型，或 \"none\""},
           {"write e.g. plan_use_default = \"industrial\"", "请写如 plan_use_default = \"industrial\""});
}

}  // namespace permu
