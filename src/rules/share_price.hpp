/// Who gets which parcel where a share of the land must be standard land: one price for the allowance.
#pragma once

#include "strategy.hpp"

namespace permu {

/// For markets too large for a search tree; 0 < share < 1, every lot a parcel. At a price of the allowance
/// per mm², land below the standards costs `share` of it and standard land earns the rest; at a fixed price
/// the best allocation is an assignment, solved exactly over lists of lots that grow by those that would be
/// better at the prices of the lots. The price at which the allowance is just kept is found where the lines
/// of two allocations cross, one on each side of it (Lagrangian duality; Geoffrion 1974). What is left then
/// is given out by priority. Not worse than priority alone; the bound holds over all pairs of a project and a
/// lot, listed or not, and is seldom further away than a project or two.
Allotment allot_at_share_price(Market& market);

}  // namespace permu
