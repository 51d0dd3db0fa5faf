/// The city beside the industry: streets, works, parks, schools, housing and shops are supplied.
#pragma once

#include "land_quota.hpp"
#include "permu/rules/preparation.hpp"

namespace permu {

/// Supplies the park's infrastructure that adjoins newly supplied land for projects, then housing and
/// commerce of the year, as far as the quota goes. \return mm² of what was planned before, i.e. had to be
/// prepared
Mm2 supply_city(State& state, const Preparation& rule, Year year, ParkId park, LandQuota& quota);

}  // namespace permu
