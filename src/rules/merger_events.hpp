/// The kinds of events of the rule merger, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class MergerEvent : std::size_t {
    candidate,
    decided,
    space,
    management,
    function,
    block,
    plan_not_possible
};

}  // namespace permu
