/// The parameters of quota, with their sources.
#include "permu/rules/quota.hpp"

namespace permu {
namespace {

constexpr Source design{};

/// How much the region has.
Parameters amount_parameters(Quota& rule)
{
    constexpr Source linking{"增存挂钩：自然资源部土地利用计划管理通知（2020、2021）",
                             "处置存量的 50 %，奖 10 %，罚 20 %", Confidence::knowledge_verify};
    return {
        {.key = "base_quota",
         .slot = &rule.base_quota,
         .unit = Unit::mu,
         .help = {"quota of the region a year, in the first year that runs; a row of the quota table goes "
                  "before it. "
                  "Without it and without a table there is no limit",
                  "全区域每年新增建设用地指标（首个模拟年）；指标表中有当年的行则以表为准；两者都没有则不限"},
         .source = design,
         .min = 0,
         .max = 1e8},
        {.key = "growth",
         .slot = &rule.growth,
         .unit = Unit::ratio,
         .help = {"growth of the base quota a year", "基础指标年增长率"},
         .source = design,
         .min = -1,
         .max = 1},
        {.key = "scale",
         .slot = &rule.scale,
         .unit = Unit::ratio,
         .help = {"factor of the base quota and of every row of the quota table; 0.7 cuts them by 30 %",
                  "基础指标及指标表各行的系数；0.7 即压减 30 %"},
         .source = design,
         .min = 0,
         .max = 10},
        {.key = "stock_link",
         .slot = &rule.stock_link,
         .unit = Unit::ratio,
         .help = {"k: quota for each mu of stock disposed of last year",
                  "挂钩系数：上年每处置一亩存量所得指标"},
         .source = linking,
         .min = 0,
         .max = 5},
        {.key = "bonus",
         .slot = &rule.bonus,
         .unit = Unit::ratio,
         .help = {"added to the linked part when last year's tasks are met",
                  "上年处置任务全部完成时挂钩指标的奖励比例"},
         .source = linking,
         .min = 0,
         .max = 1},
        {.key = "malus",
         .slot = &rule.malus,
         .unit = Unit::ratio,
         .help = {"taken from the linked part when a task was missed",
                  "任一处置任务未完成时挂钩指标的核减比例"},
         .source = linking,
         .min = 0,
         .max = 1},
        {.key = "carry_over",
         .slot = &rule.carry_over,
         .help = {"whether quota unused last year is added", "上年未用指标是否结转"},
         .source = design},
    };
}

/// Which park gets it.
Parameters division_parameters(Quota& rule)
{
    return {
        {.key = "priority_share",
         .slot = &rule.priority_share,
         .unit = Unit::ratio,
         .help = {"share of the general pool that demonstration zones draw on first (the clause says to "
                  "support them "
                  "first, not how much)",
                  "一般指标中优先保障示范区的比例（条文只要求优先支持，未定比例）"},
         .source = {"晋政办发〔2024〕59号", "(十七)", Confidence::design},
         .min = 0,
         .max = 1},
        {.key = "rank_weight",
         .slot = &rule.rank_weight,
         .unit = Unit::ratio,
         .help = {"need of the best park of the last evaluation counts 1 + this, of the last 1 − this",
                  "上次评价第一名的需求按 1 加此值计权，末名按 1 减此值计权"},
         .source = design,
         .min = 0,
         .max = 1},
    };
}

}  // namespace

Parameters parameters(Quota& rule)
{
    Parameters all = amount_parameters(rule), more = division_parameters(rule);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace permu
