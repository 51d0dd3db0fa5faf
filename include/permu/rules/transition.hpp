/// Transition (转型): the 30 % rule, three joint conditions for a park to become a city district.
#pragma once

#include <limits>
#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// 002 (十):
/// 「鼓励已完成开发任务、工业或新型产业用地比例低于30%、产城融合程度高的示范区向城市综合功能区转型」. The act
/// gives the 30 %; what is a finished task and high integration it does not say.
struct Transition {
    RuleScope scope;
    std::string mode = "report";                    ///< or encouraged, mandatory
    double industrial_share_below = 0.30;           ///< strict; compared exactly to nine decimals
    std::string numerator = "literal";              ///< industry and M0; or ministry: A2
    bool split_m0_support = false;                  ///< support floor of M0 is no industry in the numerator
    std::string denominator = "built";              ///< A; or supplied (D), planned (A + B), approved (area)
    double task_built_share_min = 0.85;             ///< A / (A + B)
    double task_supply_rate_min = 0.95;             ///< D / (A + B21)
    double task_idle_rate_max = 0.02;               ///< G / D
    std::string integration = "residential_share";  ///< A1 / A; or index: the city–industry integration index
    double integration_min =
        std::numeric_limits<double>::quiet_NaN();  ///< NaN: 0.25 of the share, 0.70 of the index
    double min_built = 1e6;                        ///< m² of A; parks with less are not judged
    int years_in_row = 1;                          ///< below the share
    double probability = 0.5;                      ///< encouraged: of a transition in a year of eligibility
    int lag_years = 0;                             ///< encouraged: years of eligibility before
    bool keep_old_in_stats = false;                ///< a park that turned still counts in scope region
    std::string transfer = "built";    ///< what goes to the city: built parcels; or park: all of it
    std::string contracts = "run_on";  ///< or end: terms that run out there are not renewed
    double firms_leave = 0;            ///< chance a year that an industrial firm on transferred land leaves
    double relocation_cost = 0;        ///< 万元/m² of the land it leaves, paid to it

    static const RuleRecord& record();
};

Parameters parameters(Transition& rule);

/// Judged on the state at the end of the year, each member park by itself:
///   1  the task is completed: built share and supply rate are at least, the idle rate at most what is set
///   2  the industrial share is strictly below the limit, for `years_in_row` years
///   3  the city–industry integration is at least what is set
/// What cannot be known (no population for the index, no approved area, nothing supplied) is not met. A park
/// with all three is eligible, until it fails one. Mode report changes no more than that mark; mandatory
/// decides the transition at once; encouraged by one keyed draw in each year, from `lag_years` years of
/// eligibility on. What is decided in year t takes effect on 1 January of t + 1.
/// A park that is merging is assessed, and nothing is decided until the merger is complete.
///
/// A park that turned keeps its id and what is transferred to the city: with `transfer` built its built
/// parcels (and land that cannot be built), while land on its way to be built goes to the park that follows
/// it, if rezoning finds one; with park, or without a successor, all its land. Its firms stay, produce and
/// pay; contracts run on (idle land, terms, rents), unless `contracts` ends them with their terms. Each year
/// an industrial firm leaves with the chance `firms_leave` (one keyed draw), with `relocation_cost`: the
/// parcels it holds alone are planned again, and a firm that holds none alone stays; no industrial project
/// enters it, no land is prepared or offered in it, its firms are in no class, and it is neither ranked nor
/// given quota. It is told by itself and in scope region_all; that it leaves scope region is an assumption of
/// ours, which `keep_old_in_stats` takes back. `leaves` says all that with numbers in the year of the
/// decision.
///
/// `assessed` says, for each member park, the literal share against the limit, and in its detail the other
/// conditions, the ministry's rate (A2/A), and the literal share with the last three years' conversions to
/// research undone.
///
/// reads   measures of parks; parks.status, .approved_area; enterprises.division, holdings
/// writes  parks.status (developing, eligible), .years_below, .eligible_since, .transition_pending,
/// .kept_in_statistics, .terms_end; where firms leave: firms, their parcels and the account; events
void apply(State& state, const Transition& rule, Year year);

/// The base year: `assessed` alone. Years in a row count from the first year that runs.
void assess(State& state, const Transition& rule, Year year);

}  // namespace permu
