/// The kinds of events of the rule incentives, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class IncentiveEvent : std::size_t {
    land_use_tax,
    relief,
    surcharge,
    rd_subsidy,
    refused,
    rd_previous_unknown,
};

}  // namespace permu
