/// The kinds of events of the rule rezoning, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class RezoningEvent : std::size_t {
    rezoned,
    reserve_taken,
    no_successor,
    boundary_changed,
    parcel_leaves,
    request_refused
};

}  // namespace permu
