/// Looks up why projects that stay without land did not get the lots that would have fitted best.
#pragma once

#include "strategy.hpp"

namespace permu {

/// Fills state.why_not with up to three rows for every project that goes on waiting, ordered by project.
/// Looks at no more than eight admitted parks (those that lead in the division first) and three lots a shelf.
/// \pre  the allotment was not yet carried out: rows of parcels are those of the market
void explain(State& state, Market& market, const Allotment& allotment);

}  // namespace permu
