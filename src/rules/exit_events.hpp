/// The kinds of events of the rule exit, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class ExitEvent : std::size_t {
    cleaned,
    breach,
    negotiation,
    bought_back,
    transferred,
    inefficient,
    cost_exit,
    assumed_response,
};

}  // namespace permu
