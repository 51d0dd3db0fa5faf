/// M0 land (新型产业用地): how much there is of the planned industrial land, and what its guard forbids.
#pragma once

#include <span>
#include <vector>

#include "permu/rules/conversion.hpp"

namespace permu {

/// Land of parcels whose intended use is M0, and industry of any class, M0 included; mixed parcels by their
/// shares. Unbuildable land does not count.
struct M0Land {
    Mm2 m0 = 0, industrial = 0;
};

/// Sums by park, and what the cap compares.
class M0Total {
public:
    M0Total(const State& state, const Conversion& rule);

    /// The land of the park, or of all current zones, as `m0_total_of` says.
    const M0Land& of(ParkId park) const { return by_park_ ? parks_[park.index] : region_; }
    const M0Land& of_park(ParkId park) const { return parks_[park.index]; }
    const M0Land& of_region() const { return region_; }
    bool by_park() const { return by_park_; }
    /// One parcel of a current zone changes what it counts as.
    void move(ParkId park, const M0Land& before, const M0Land& after);

private:
    bool by_park_;
    std::vector<M0Land> parks_;
    M0Land region_;
};

/// What a parcel counts as; `uses`: its shares, empty where it is not mixed.
M0Land m0_land(Mm2 area, LandUse use, std::span<const UseShare> uses);

/// Share of floor area that is of this use.
double share_of(std::span<const UseShare> uses, LandUse use);

/// The shares of a mixed parcel, in their order; empty for any other.
std::vector<UseShare> mixed_uses(const ParcelTable& parcels, ParcelId parcel);

/// Looks at all supplied M0 land, mixed parcels with a part of M0 among it: events, and the flows' count of
/// parcels in breach. Changes no parcel.
void audit_m0(State& state, const Conversion& rule);

}  // namespace permu
