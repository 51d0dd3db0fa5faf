/// Construction: its record, parameters and what cannot be.
#include <fmt/format.h>

#include <cmath>

#include "division.hpp"
#include "permu/rules/construction.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"started", {"works started", "动工"}, {}},
    {"suspended", {"works suspended", "停工"}, {}},
    {"resumed", {"works resumed", "复工"}, {}},
    {"built", {"works completed", "竣工"}, {}},
    {"moved_in", {"enterprise starts on its land", "企业入驻投产"}, {}},
    {"expanded", {"a firm's expansion on its own land is built", "企业自有用地扩建竣工"}, "002 (二)"},
};

}  // namespace

const RuleRecord& Construction::record()
{
    static const RuleRecord record{
        .id = RuleId::construction,
        .title = {"Construction", "开工建设"},
        .clause = "002 (十七)",
        .summary =
            {"Supplied land starts after a lag, may stall or be suspended, and is completed as promised; its "
             "project becomes an enterprise.",
             "已供土地按时滞动工，可能未动工或停工，按承诺竣工；项目转为企业。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

namespace {

Parameters start_parameters(Construction& rule)
{
    constexpr Source none{};
    return {
        {.key = "start_lag",
         .slot = &rule.start_lag,
         .unit = Unit::ratio,
         .help = {"shares of parcels that start in the year of supply, one year later, …; they sum to 1",
                  "供应当年、次年……动工的地块比例，合计为 1"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "stall_probability",
         .slot = &rule.stall_probability,
         .unit = Unit::ratio,
         .help = {"probability that a supplied parcel never starts by itself", "供应后始终不动工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "suspend_probability",
         .slot = &rule.suspend_probability,
         .unit = Unit::ratio,
         .help = {"probability a year that works are suspended", "在建项目每年停工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "resume_probability",
         .slot = &rule.resume_probability,
         .unit = Unit::ratio,
         .help = {"probability a year that suspended works resume", "停工项目每年复工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
    };
}

Parameters building_parameters(Construction& rule)
{
    constexpr Source none{};
    return {
        {.key = "build_years",
         .slot = &rule.build_years,
         .unit = Unit::years,
         .help = {"years from start to completion where the project does not say",
                  "动工至竣工年数（项目未给出时）"},
         .source = none,
         .min = 0,
         .max = 30},
        {.key = "default_far",
         .slot = &rule.default_far,
         .unit = Unit::ratio,
         .help =
             {"FAR by land use where neither promise nor plan gives one; uses not listed carry no building",
              "承诺和规划均未给出时各用途的容积率；未列用途不计建筑"},
         .source = none,
         .min = 0,
         .max = 20},
        {.key = "building_coefficient",
         .slot = &rule.building_coefficient,
         .unit = Unit::ratio,
         .help = {"footprint over land where the project promises none", "项目未承诺时的建筑系数"},
         .source = {"工业项目建设用地控制指标 (2023)", "建筑系数 ≥ 40 %", Confidence::knowledge_verify},
         .min = 0,
         .max = 1},
        {.key = "upstairs_factor",
         .slot = &rule.upstairs_factor,
         .unit = Unit::ratio,
         .help = {"factor on the FAR of the listed divisions, up to the plan's limit",
                  "工业上楼：所列行业容积率的倍数，不超规划上限"},
         .source = none,
         .min = 1,
         .max = 10},
        {.key = "upstairs_divisions",
         .slot = &rule.upstairs_divisions,
         .help = {"divisions of GB/T 4754 suitable for multi-storey factories", "适宜工业上楼的行业大类"},
         .source = none},
    };
}

}  // namespace

Parameters parameters(Construction& rule)
{
    Parameters all = start_parameters(rule);
    const Parameters more = building_parameters(rule);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const Construction& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const double share : rule.start_lag)
        sum += share;
    if (rule.start_lag.empty() || std::fabs(sum - 1) > 1e-9)
        refuse(problems, {"construction.start_lag", where + ".start_lag"},
               {fmt::format("shares that sum to {}", sum), fmt::format("各项之和为 {}", sum)},
               Text{"shares that sum to 1", "各项之和为 1"},
               Text{"change the shares, e.g. [0.5, 0.35, 0.15]", "请调整各项，例如 [0.5, 0.35, 0.15]"});
    for (const auto& [name, far] : rule.default_far)
        if (!find_land_use(name))
            refuse(problems, {"construction.default_far", where + ".default_far." + printable(name)},
                   Said('"' + printable(name) + '"'),
                   Text{"a land use, e.g. industrial, logistics_1, research",
                        "土地用途，例如 industrial、logistics_1、research"},
                   Text{"`permu list codes` shows the names", "用 `permu list codes` 查看名称"});
    for (const std::string& text : rule.upstairs_divisions)
        if (!parse_division(text))
            refuse(problems, {"construction.division", where + ".upstairs_divisions"},
                   Said('"' + printable(text) + '"'),
                   Text{"a division of GB/T 4754, two digits", "GB/T 4754 行业大类，两位数字"},
                   Text{"write it as \"39\"", "请写成 \"39\""});
}

}  // namespace permu
