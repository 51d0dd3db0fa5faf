/// Where polygons overlap, and what is left when one is cut by another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Two shapes with common interior, a < b.
struct Overlap {
    std::uint32_t a{};
    std::uint32_t b{};
    double area{};  ///< plane, square units of the coordinates
    friend bool operator==(const Overlap&, const Overlap&) = default;
};

/// All pairs whose common area exceeds `min_area`, sorted by (a, b). Neighbours that only touch are told
/// apart without overlay where they share vertices or lie on two sides of a line; GEOS measures the rest.
/// \param min_area  ≥ 0; a square of the drawing's precision saves much work, e.g. 0.01 m²
/// \param most  the search ends once it has found more pairs: of n copies of one polygon there are n²/2. The
///              list is then longer than `most`, and which pairs it holds is not said.
/// \pre  valid polygons (find_flaws); empty ones overlap nothing
std::vector<Overlap> find_overlaps(const Shapes& shapes, unsigned threads, double min_area,
                                   std::size_t most = std::numeric_limits<std::size_t>::max());

// Of shape i of a and shape j of b: one shape, polygons only, empty where nothing is left (GEOS OverlayNG).
Shapes intersection(const Shapes& a, std::size_t i, const Shapes& b, std::size_t j);
Shapes difference(const Shapes& a, std::size_t i, const Shapes& b, std::size_t j);

/// All shapes as one: boundaries inside are dissolved.
Shapes union_all(const Shapes& shapes);

/// Each shape cut to the container it belongs to; a shape that lies within is kept bit for bit, and one that
/// lies outside or belongs to none (no_shape) becomes empty. The loss is the caller's to weigh: planar_area
/// before − after. \param container_of  one a shape: index into `containers`, or no_shape \pre  valid
/// polygons
Shapes clip(const Shapes& shapes, std::span<const std::uint32_t> container_of, const Shapes& containers,
            unsigned threads);

}  // namespace permu
