/// The kinds of events of the rule transition, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class TransitionEvent : std::size_t {
    assessed,
    eligible,
    no_longer_eligible,
    transitioned,
    leaves,
    firm_leaves,
    assumed_response
};

}  // namespace permu
