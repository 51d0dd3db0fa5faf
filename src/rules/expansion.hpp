/// What a project that expands a firm adds to it: floor on the firm's own land, or new land, and investment.
#pragma once

#include <span>

#include "permu/model/state.hpp"

namespace permu {

/// The firm that the project expands; none where the project becomes a firm of its own: it names none, the
/// firm has left, or the firm is a tenant and the project stands on other land.
EnterpriseId expanded_firm(const State& state, ProjectId project);

/// The first parcel that a firm still has; none for one that has left.
ParcelId first_land(const State& state, EnterpriseId firm);

/// Floor of an expansion on own land, m².
struct AddedFloor {
    double promised = 0;
    double built = 0;
};

/// Builds what the project promises on the firm's built parcels, in their order, each up to its plan's FAR
/// where that is known. Promised is FAR · the project's land; of a project without land, the FAR of the first
/// parcel that is to be reached. Parcels whose floor is not known carry nothing.
AddedFloor build_on_own_land(State& state, EnterpriseId firm, ProjectId project);

/// A parcel that goes to a firm.
struct AddedLand {
    EnterpriseId firm;
    ParcelId parcel;
};

/// The parcels become land of the firms; shares of a firm's land stay by area.
void add_land(State& state, std::span<const AddedLand> added);

/// Investment and rank, and the year from which operation lets the promised flows ramp up.
void add_investment(State& state, EnterpriseId firm, ProjectId project, Year year);

}  // namespace permu
