/// The test of inefficient land (低效用地).
#pragma once

#include "permu/rules/exit.hpp"

namespace permu {

/// Sets `inefficient` of all parcels of the parks the rule covers; one event a park whose inefficient land
/// has changed.
void test_efficiency(State& state, const LandExit& rule, Year year);

}  // namespace permu
