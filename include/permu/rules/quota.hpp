/// New construction-land quota (新增建设用地计划指标): how much the region has, and which park gets it.
#pragma once

#include <limits>

#include "permu/rules/rule.hpp"

namespace permu {

struct Quota {
    RuleScope scope;
    /// m² a year for the region, in the first year that runs. NaN: without a table there is no limit.
    double base_quota = std::numeric_limits<double>::quiet_NaN();
    double growth = 0;            ///< of the base quota a year
    double scale = 1;             ///< of the base quota and of the table's rows: 0.7 cuts them by 30 %
    double stock_link = 0.5;      ///< k: quota for each m² of stock disposed of last year (增存挂钩)
    double bonus = 0.10;          ///< of the linked part, when all tasks of last year are met
    double malus = 0.20;          ///< of the linked part, when one is missed
    double priority_share = 0.5;  ///< of the general pool that demonstration zones draw on first
    double rank_weight =
        0.2;  ///< need of the best park of the last evaluation counts 1 + this, of the last 1 − this
    bool carry_over = false;  ///< quota unused last year is added

    static const RuleRecord& record();
};

Parameters parameters(Quota& rule);

/// Quota of the year = base · scale + linked + carried over. The national pool is scaled with its row.
///   base    the quota table's row of the year; else base_quota · (1 + growth)^(years since the first that
///   ran); else
///           the last row before the year, with growth; else there is no limit, which is told
///   linked  = k · (stock disposed of last year: 批而未供 and idle land) · (1 + bonus), (1 − malus) or 1, by
///   the tasks
///           in last year's row of the table: all met, any missed, or none set. What was disposed of in the
///           base year is not known, so that nothing is linked in the first year.
/// Every square millimetre of it is given to a park, in this order, each pool by need, then by land that
/// would need it:
///   the national pool (单列, part of the year's quota) to national parks; `priority_share` of the rest to
///   demonstration zones as far as they can use it; what remains to all parks. What a pool cannot place by
///   need and land goes by area. need    land that projects wanted that waited at the end of last year,
///   spread over all parks where they named
///           none, minus ready land, times the weight of the rank and that of the last evaluation
/// Land of guaranteed projects is outside the pool. A park the rule does not cover has no limit.
///
/// reads   region.quota_table, .last_disposed_*, .quota_carried; projects waiting; parcels.stage, .use,
/// .approved writes  parks.flows.quota_given, .quota_limited; region.quota_given; events
void apply(State& state, const Quota& rule, Year year);

}  // namespace permu
