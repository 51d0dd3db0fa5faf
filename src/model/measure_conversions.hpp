/// What conversions leave behind in the sums: industry that went, and services in M0.
#pragma once

#include <span>

#include "permu/model/measures.hpp"

namespace permu {

/// Built land whose industry became another use of late: what the literal share lost by it.
void add_converted(Measures& m, const ParcelTable& parcels, ParcelId parcel,
                   std::span<const MixedShare> shares);

/// The support share of built M0 land, where it is known.
void add_support(Measures& m, const ParcelTable& parcels, ParcelId parcel,
                 std::span<const MixedShare> shares);

}  // namespace permu
