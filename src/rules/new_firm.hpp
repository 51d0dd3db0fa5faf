/// How a finished project becomes an enterprise.
#pragma once

#include <span>

#include "permu/model/state.hpp"

namespace permu {

/// Adds one enterprise a project on those of the parcels that carry it; flows stay unknown until operation
/// sets them. Who else was on this land has it no more. Sets the year of full output of the parcels.
/// \param finished  parcels with a project, ascending
void add_project_firms(State& state, std::span<const ParcelId> finished, Year year);

}  // namespace permu
