/// What land is good for on its way from plan to supply.
#pragma once

#include <algorithm>
#include <string_view>

#include "permu/model/state.hpp"

namespace permu {

/// Land for projects: industry, M0, logistics and storage, research.
inline bool is_productive(LandUse use)
{
    return is_industrial(use) || use == LandUse::research ||
           (is_industry_mining_storage(use) && use != LandUse::mining);
}

/// Whether the parcel can only become construction land with new quota: farmland, water or ecological land
/// whose conversion was not approved. Requisitioned rural land and recaptured land need none.
inline bool needs_quota(const ParcelTable& parcels, ParcelId parcel)
{
    return is_non_construction(parcels.use[parcel]) && !parcels.approved[parcel];
}

/// Land that a firm has left and that is being cleaned up: nobody prepares or supplies it before.
inline bool in_clean_up(const ParcelTable& parcels, ParcelId parcel, Year year)
{
    return parcels.clean_until[parcel] != no_year && year <= parcels.clean_until[parcel];
}

/// Ready to be supplied.
inline bool is_offered(Stage stage)
{
    return stage == Stage::ready || stage == Stage::listed;
}

/// Land for projects in the park that is ready, mm².
inline Mm2 ready_stock(const State& state, ParkId park)
{
    Mm2 sum = 0;
    for (const ParcelId parcel : state.parks.parcels(park))
        if (is_offered(state.parcels.stage[parcel]) && is_productive(intended_use(state.parcels, parcel)))
            sum += state.parcels.area[parcel];
    return sum;
}

/// The parks of a demonstration zone by their kind: 示范区, "demonstration zone".
inline bool is_demonstration(std::string_view kind)
{
    return kind.find("示范区") != std::string_view::npos ||
           kind.find("demonstration") != std::string_view::npos;
}

}  // namespace permu
