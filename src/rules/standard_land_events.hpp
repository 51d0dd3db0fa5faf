/// The events of standard land, which two sources tell.
#pragma once

#include <cstddef>

#include "permu/rules/standard_land.hpp"

namespace permu {

/// In the order of the record's list.
enum class StandardLandEvent : std::size_t {
    placed,
    refused,
    no_lot,
    supplied,
    placed_own_land,
    untested,
    unknown_park,
    certificate,
    cut,
    joined
};

inline Event standard_land_event(const State& state, const StandardLand& rule, StandardLandEvent kind,
                                 ParkId park)
{
    return rule_event(state, StandardLand::record(), rule.scope, static_cast<std::size_t>(kind), park);
}

}  // namespace permu
