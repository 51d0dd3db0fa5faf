/// How far polygons are apart.
#pragma once

#include "permu/geometry/crs.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// m a unit of the coordinates along each axis.
struct Scale {
    double x = 1;
    double y = 1;
};
/// Of a projected CRS everywhere the same; of a geographic one at the latitude of `at`, on a sphere (within
/// 0.6 %, and straight lines only near `at`).
Scale scale_at(const CrsInfo& crs, Point at);

/// m between two boxes; 0 where they touch or overlap.
double box_distance(const Box& a, const Box& b, Scale scale);

/// m between the nearest points of two shapes of one layer; 0 where they touch or overlap, NaN where one is
/// empty. \pre valid polygons
double boundary_distance(const Shapes& shapes, std::size_t a, std::size_t b, Scale scale);

}  // namespace permu
