/// Which shapes share a stretch of boundary, and how long it is.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Two neighbours, a < b, with more than a point in common (rook adjacency).
struct SharedEdge {
    std::uint32_t a{};
    std::uint32_t b{};
    double length{};  ///< of the common boundary, in units of the coordinates
    friend bool operator==(const SharedEdge&, const SharedEdge&) = default;
};

/// Tolerance in metres at which boundaries drawn apart count as one.
inline constexpr double default_snap = 0.01;

/// All neighbours, sorted by (a, b). Segments with the same two end points match exactly, through a 64-bit
/// hash of the ends; segments that found no such partner are then compared as lines, so that boundaries whose
/// vertices do not coincide (T-junctions, data digitised twice) count as well. The same bits for any number
/// of threads; lengths do not depend on the order of the shapes.
///
/// \param snap  furthest distance of two lines that count as one, in units of the coordinates; 0 = exact
/// matches
///              only. Stretches not longer than this are left out.
/// \pre  fewer than 2^32 points
std::vector<SharedEdge> shared_edges(const Shapes& shapes, unsigned threads, double snap = default_snap);

}  // namespace permu
