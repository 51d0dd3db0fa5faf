/// Which polygons break the rules of simple features, why, and how they are repaired.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// What is wrong first; the order is the order of the search.
enum class Flaw : std::uint8_t {
    none,
    empty,              ///< no part, no ring or no point
    non_finite,         ///< NaN or infinity among the coordinates
    too_few_points,     ///< a ring with less than three different places
    not_closed,         ///< the last point of a ring is not the first
    zero_area,          ///< a shell all on one line
    self_intersection,  ///< bow-ties, spikes, parts or rings that cross or coincide
    hole_outside,       ///< a hole out of its shell
    other,              ///< nested shells or holes, an interior in pieces
};

/// One a shape. Apart from `empty` (valid for GEOS) exactly the shapes that GEOS's isValid refuses or cannot
/// build. Most lots are proved valid by a few multiplications; GEOS judges the rest.
std::vector<Flaw> find_flaws(const Shapes& shapes, unsigned threads);

/// GEOS's words for it with the place, "Self-intersection[500 300]"; "Valid Geometry" when nothing is wrong.
std::string flaw_reason(const Shapes& shapes, std::size_t shape);

/// The repaired polygons and what the repair did to their plane areas.
struct Repaired {
    Shapes shapes;  ///< one for every index asked for, in that order; empty where nothing is left
    std::vector<double> before;  ///< shells minus holes as drawn, square units of the coordinates
    std::vector<double> after;
};

/// Valid polygons with the same points where possible: open rings are closed, rings without area dropped,
/// crossing rings rebuilt (GEOS MakeValid, structure method); only polygons are kept. A shape with a
/// coordinate that is not finite or so large that areas are not, or one that GEOS cannot make valid, becomes
/// empty. \param indices  which of the shapes
Repaired repair(const Shapes& shapes, std::span<const std::uint32_t> indices);

}  // namespace permu
