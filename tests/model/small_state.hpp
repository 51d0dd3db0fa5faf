/// States small enough to check with a pencil.
#pragma once

#include <string>

#include "permu/base/random.hpp"
#include "permu/model/ledger.hpp"
#include "permu/model/state.hpp"

namespace permu {

inline constexpr Mm2 square_metre = 1'000'000;

/// Builds a state park by park, parcel by parcel, in the order of the rows.
class SmallState {
public:
    State state;

    ParkId park(const std::string& id, ParkStatus status = ParkStatus::developing)
    {
        const ParkId row{static_cast<std::uint32_t>(state.parks.size())};
        resize(state.parks, state.parks.size() + 1);
        state.parks.id[row.index] = id;
        state.parks.status[row] = status;
        return row;
    }

    /// A parcel of the last park; area in m².
    ParcelId parcel(LandUse use, Stage stage, Mm2 area)
    {
        auto& p = state.parcels;
        const ParcelId row{static_cast<std::uint32_t>(p.size())};
        const std::string id = "p" + std::to_string(row.index);
        p.id.push_back(id);
        resize(p, p.size() + 1);
        p.hash[row] = hash64(id);
        const auto last = static_cast<std::uint32_t>(state.parks.size() - 1);
        p.park[row] = ParkId{last};
        p.use[row] = use;
        p.stage[row] = stage;
        p.area[row] = area * square_metre;
        if (stage >= Stage::supplied) p.tenure[row] = Tenure::grant;
        state.parks.first_parcel[ParkId{last + 1}] = row.index + 1;
        return row;
    }

    /// A manufacturing firm (division 39) on one parcel.
    EnterpriseId firm(const std::string& id, ParcelId on)
    {
        const EnterpriseId row = add_enterprise(state.enterprises, id, on, state.parcels.park[on]);
        state.enterprises.division[row] = 39;
        return row;
    }

    Ledger ledger(ParkId park) const { return park_ledger(state.parks, state.parcels, park, state.year); }
};

}  // namespace permu
