/// Points that stand for polygons, and the polygons that points lie in.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// "In none".
inline constexpr std::uint32_t no_shape = std::numeric_limits<std::uint32_t>::max();

/// A point in the interior of each shape: on the horizontal line through the middle of its height (moved off
/// the vertices) the middle of the widest section. The same point, bit for bit, as GEOS's InteriorPointArea,
/// which PostGIS and QGIS call point on surface; both coordinates NaN for an empty shape.
std::vector<Point> interior_points(const Shapes& shapes, unsigned threads);

/// For each point the park that holds it, its boundary included: the lowest index where several do,
/// `no_shape` where none does or the point is not finite. \param parks  valid polygons, any number of parts
/// and holes; may overlap
std::vector<std::uint32_t> locate(std::span<const Point> points, const Shapes& parks, unsigned threads);

}  // namespace permu
