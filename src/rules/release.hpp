/// What happens to land that comes back: its grant, its building and its project are forgotten, its firms
/// leave.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// Sets everything that came with the supply of a parcel to "nothing known", its building to nothing, and its
/// stage. The parcel stays approved, so that it needs no new quota. A project that was not
/// finished is lost, also on the other parcels of its site when this is the first of them.
void return_land(State& state, ParcelId parcel, Stage stage);

/// The firms on the returned parcels leave. A firm with other land keeps its share of land and figures there;
/// one without has no figures, no land and no class any more and is exempt from evaluation; its row stays.
/// \param returned  one flag a parcel
void remove_firms(State& state, const std::vector<std::uint8_t>& returned);

/// The year of the data; of a state that does not say, the year before this one.
inline Year base_year(const State& state)
{
    return state.base_year ? state.base_year : state.year - 1;
}

/// Counts an idle parcel that is started or taken back as disposed stock of the year, once in its life.
void count_idle_disposed(State& state, ParcelId parcel);

}  // namespace permu
