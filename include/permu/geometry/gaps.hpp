/// Narrow strips between shapes that were meant to touch.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// A strip between two shapes, a < b, along one segment of each.
struct Gap {
    std::uint32_t a{};
    std::uint32_t b{};
    double width{};  ///< at the wider end, units of the coordinates
    double area{};   ///< plane, square units
    Point corners[4]{};
};

/// Strips that are wider than `least` and nowhere wider than `most`, longer than `most`, with the interior of
/// both shapes on the far sides; found along segments that no other shape has too, in one pass. Sorted by
/// (a, b, area); the same for any number of threads. A shape between the two is not looked for.
/// \pre  0 ≤ least < most
std::vector<Gap> narrow_gaps(const Shapes& shapes, unsigned threads, double least, double most);

}  // namespace permu
