/// What always holds, checked every year in every run.
#pragma once

#include "permu/model/measures.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// What was checked and how often; goes into run.json.
struct InvariantSummary {
    std::int64_t years = 0;
    std::int64_t checks = 0;
};

/// \throws InvariantError with the year, the entity and both numbers when something does not balance
void check_invariants(const State& state, const MeasureSet& measures, InvariantSummary& summary);

}  // namespace permu
