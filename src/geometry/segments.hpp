/// Boundary segments and their partners across the line.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// A segment is named by the number of its first point among all points; it ends at the next point of its
/// ring.
struct SegmentPartners {
    std::vector<std::uint32_t> first;  ///< point → a shape with the same segment, or no_shape
    /// Further shapes with the same segment, where more than two have it; sorted by segment.
    struct Extra {
        std::uint32_t segment;
        std::uint32_t shape;
    };
    std::vector<Extra> extra;
};

/// A stretch of boundary that two shapes have in common though their vertices differ.
struct Stretch {
    std::uint32_t a;  ///< a < b
    std::uint32_t b;
    double length;
};

/// Exact matches by both end points.
SegmentPartners match_segments(const Shapes& shapes, unsigned threads);

/// Collinear overlaps, longer than `snap`, of segments that have no partner. Sorted by (a, b, length).
std::vector<Stretch> match_collinear(const Shapes& shapes, const SegmentPartners& partners, double snap,
                                     unsigned threads);

/// Number of the first point of the shape.
inline std::size_t first_point(const Shapes& shapes, std::size_t shape)
{
    return static_cast<std::size_t>(shapes.points(shape).data() - shapes.all_points().data());
}

/// Calls visit(segment, p, q) for every segment of the shape that is not a point.
template <class Visit>
void for_segments(const Shapes& shapes, std::size_t shape, const Visit& visit)
{
    const auto [first, last] = shapes.ring_range(shape);
    const Point* base = shapes.all_points().data();
    for (std::uint32_t r = first; r < last; ++r) {
        const Ring ring = shapes.ring_at(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            if (ring[i - 1] == ring[i]) continue;
            visit(static_cast<std::uint32_t>(&ring[i - 1] - base), ring[i - 1], ring[i]);
        }
    }
}

}  // namespace permu
