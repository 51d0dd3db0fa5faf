/// Industrial firms that leave land which became a part of the city.
#pragma once

#include "permu/rules/transition.hpp"

namespace permu {

/// In parks that turned; see `apply` of the rule.
void let_firms_go(State& state, const Transition& rule, Year year);

}  // namespace permu
