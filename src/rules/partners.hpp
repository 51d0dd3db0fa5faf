/// Land of zones inside parks that is meant for projects of a partner.
#pragma once

#include <string_view>

#include "permu/model/state.hpp"

namespace permu {

/// The sub-park whose partner's projects come first on the parcel; none where nobody does.
inline SubParkId partner_zone(const State& state, ParcelId parcel)
{
    const SubParkId zone = state.parcels.sub_park[parcel];
    if (!zone.valid() || state.sub_parks.prefers_partner[zone] == 0) return SubParkId::none();
    return state.sub_parks.partner[zone.index].empty() ? SubParkId::none() : zone;
}

/// Which zones are meant for a project: those of its partner.
class Partners {
public:
    explicit Partners(const State& state) : state_(state) {}

    bool is_for(SubParkId zone, ProjectId project) const
    {
        const std::string& partner = state_.projects.partner[project.index];
        return zone.valid() && !partner.empty() && state_.sub_parks.prefers_partner[zone] != 0 &&
               state_.sub_parks.partner[zone.index] == partner;
    }
    /// Whether there is such a zone in the park, or, without one, in any.
    bool has_zone(ProjectId project, ParkId park = ParkId::none()) const
    {
        if (state_.projects.partner[project.index].empty()) return false;
        for (const SubParkId zone : state_.sub_parks.rows())
            if (is_for(zone, project) && (!park.valid() || state_.sub_parks.park[zone] == park)) return true;
        return false;
    }

private:
    const State& state_;
};

}  // namespace permu
