/// The kinds of events of the rule conversion, in the order of its record, and how one is made.
#pragma once

#include <cstddef>

#include "permu/rules/conversion.hpp"

namespace permu {

enum class ConversionEvent : std::size_t {
    converted,
    intensified,
    refused,
    m0_refused,
    top_up,
    top_up_unknown,
    rent_changed,
    m0_breach,
    m0_over_total
};

inline Event conversion_event(const State& state, const Conversion& rule, ConversionEvent kind,
                              ParcelId parcel)
{
    Event event = rule_event(state, Conversion::record(), rule.scope, static_cast<std::size_t>(kind),
                             state.parcels.park[parcel]);
    event.entity = EntityKind::parcel, event.row = parcel.index;
    return event;
}

}  // namespace permu
