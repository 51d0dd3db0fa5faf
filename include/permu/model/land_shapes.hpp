/// Forms of the parcels and reserves of a state: what can be cut off, what can be joined.
#pragma once

#include <optional>
#include <span>

#include "permu/geometry/cut_lot.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// Metres on the ground a unit of the coordinates around `box`.
GroundScale ground_scale(const Geography& geography, const Box& box);

/// A cut for revise_land whose first piece has `wanted` m² (to 0.01 m², by the parcel's own area, whatever
/// that was measured by) and whose second is the rest; see cut_lot. Nothing when the parcel has no shape, is
/// not larger than that, or cannot be cut within the limits.
std::optional<ParcelCut> cut_parcel(const State& state, ParcelId parcel, SquareMetres wanted,
                                    const LotLimits& limits);

/// Whether the parcels, joined, are one lot within the limits; true for a state without shapes.
bool usable_join(const State& state, std::span<const ParcelId> parcels, const LotLimits& limits);

/// m of boundary that two shapes share; 0 where they meet in a point or not at all.
double shared_boundary(const Geography& geography, const Shapes& a, std::size_t i, const Shapes& b,
                       std::size_t j);

}  // namespace permu
