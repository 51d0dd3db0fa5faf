/// Land of zones inside parks that is meant for projects of a partner.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// The sub-park whose partner's projects come first on the parcel; none where nobody does.
inline SubParkId partner_zone(const State& state, ParcelId parcel)
{
    const SubParkId zone = state.parcels.sub_park[parcel];
    if (!zone.valid() || state.sub_parks.prefers_partner[zone] == 0) return SubParkId::none();
    return state.sub_parks.partner[zone.index].empty() ? SubParkId::none() : zone;
}

/// Which zones are meant for a project: those of its partner. Partners that have a zone are numbered from 1.
class Partners {
public:
    explicit Partners(const State& state) : of_zone_(state.sub_parks.size(), 0), parks_(state.parks.size())
    {
        const SubParkTable& zones = state.sub_parks;
        for (const SubParkId zone : zones.rows()) {
            const std::string& name = zones.partner[zone.index];
            if (name.empty() || zones.prefers_partner[zone] == 0) continue;
            const auto number = numbers_.try_emplace(name, numbers_.size() + 1).first->second;
            of_zone_[zone.index] = number;
            in_park_.resize((numbers_.size() + 1) * parks_, 0);
            if (zones.park[zone].valid()) in_park_[number * parks_ + zones.park[zone].index] = 1;
        }
    }

    /// 0: no zone is meant for projects of this partner.
    std::size_t number(const std::string& partner) const
    {
        const auto at = partner.empty() ? numbers_.end() : numbers_.find(partner);
        return at == numbers_.end() ? 0 : at->second;
    }
    bool is_for(SubParkId zone, std::size_t number) const
    {
        return number != 0 && zone.valid() && of_zone_[zone.index] == number;
    }
    bool has_zone(std::size_t number, ParkId park) const
    {
        return number != 0 && in_park_[number * parks_ + park.index] != 0;
    }

private:
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::size_t> of_zone_;   ///< by zone: its partner
    std::vector<std::uint8_t> in_park_;  ///< by partner and park
    std::size_t parks_;
};

}  // namespace permu
