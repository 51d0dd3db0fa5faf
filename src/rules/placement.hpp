/// Carries out what a strategy decided: supplies lots, places and refuses projects, and tells it.
#pragma once

#include "permu/rules/standard_land.hpp"
#include "strategy.hpp"

namespace permu {

/// reads   the market as the strategy saw it
/// writes  as `apply(StandardLand)`
void carry_out(State& state, Market& market, const Allotment& allotment, Year year);

}  // namespace permu
