/// Sub-parks for the tests of the rules.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "fixture.hpp"

namespace permu::test {

/// Adds a sub-park on parcels of one park, recognised in a year or not.
inline SubParkId add_zone(State& state, const std::string& id,
                          std::initializer_list<std::string_view> parcels, int recognised = no_year)
{
    SubParkTable& zones = state.sub_parks;
    const SubParkId at{static_cast<std::uint32_t>(zones.size())};
    resize(zones, zones.size() + 1);
    zones.id[at.index] = zones.name[at.index] = id;
    zones.recognised[at] = static_cast<std::int16_t>(recognised);
    for (const std::string_view one : parcels) {
        zones.park[at] = state.parcels.park[parcel(state, one)];
        state.parcels.sub_park[parcel(state, one)] = at;
    }
    return at;
}

}  // namespace permu::test
