/// Cheap proofs that a ring is simple.
#pragma once

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Whether the ring, seen from the mean of its points, turns once around and never back: then it is simple.
/// No answer (false) proves nothing.
/// \pre closed, at least four points
bool surely_star_shaped(Ring ring);

/// Whether every two edges surely have nothing in common but the point between neighbours.
/// O(n²); rings over 64 points are not tried.
/// \pre closed, at least four points
bool surely_simple(Ring ring);

}  // namespace permu
