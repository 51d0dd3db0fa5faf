/// Figures of parks that merge, in the row of their head.
#include <cmath>
#include <limits>
#include <utility>

#include "permu/model/measures.hpp"
#include "permu/model/merging.hpp"

namespace permu {
namespace {

/// Money and quota stay with the park until the management step.
ParkFlows budget_part(const ParkFlows& all)
{
    ParkFlows part;
    part.account = all.account;
    part.quota_given = all.quota_given, part.quota_used = all.quota_used;
    part.quota_limited = all.quota_limited;
    return part;
}

void take_budget(ParkFlows& flows)
{
    flows.account = {};
    flows.quota_given = flows.quota_used = 0;
}

}  // namespace

std::vector<Measures> told_measures(const State& state, const MeasureSet& set)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Measures> told;
    for (const ParkId park : state.parks.rows()) {
        const MergeStep step = merge_step(state.parks, park, state.year);
        if (step == MergeStep::none || step == MergeStep::function) continue;
        if (told.empty()) told = set.parks;
        Measures moved = std::exchange(told[park.index], Measures{});
        Measures& left = told[park.index];
        left.population = left.jobs = left.employed_residents = nan;
        left.cooperation_parks = std::isnan(moved.cooperation_parks) ? nan : 0.0;
        if (step == MergeStep::space) {
            left.flows = budget_part(moved.flows);
            take_budget(moved.flows);
        }
        told[state.parks.merging[park].head.index] += moved;
    }
    return told;
}

}  // namespace permu
