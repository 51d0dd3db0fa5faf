/// How much score the land on offer can carry, whatever is made of it.
#pragma once

#include "market.hpp"

namespace permu {

/// No allocation of the market's land gives its applicants a greater total score, lots being whole, joined or
/// cut: every placed project takes at least its least area from one shelf that is open to it, and for any
/// prices of the shelves' land Σ price · area + Σ max(0, score − cheapest cost of its land) bounds the total
/// from above (Lagrangian duality; Geoffrion 1974). Where only a share of the land must be standard land, one
/// more price is paid for land below the standards and to land that meets them. Prices begin at the one at
/// which demand meets the land, and rise and fall with demand for at most 100 rounds; the lowest bound
/// counts.
double land_bound(Market& market);

}  // namespace permu
