/// How far polygons are apart.
#pragma once

#include "permu/geometry/cut_lot.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// m between two boxes; 0 where they touch or overlap.
double box_distance(const Box& a, const Box& b, GroundScale scale);

/// m between the nearest points of two shapes of one layer; 0 where they touch or overlap, NaN where one is
/// empty. \pre valid polygons
double boundary_distance(const Shapes& shapes, std::size_t a, std::size_t b, GroundScale scale);

}  // namespace permu
