/// Strips between boundaries that run along each other.
#include "permu/geometry/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "geometry/box_strips.hpp"
#include "geometry/segments.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {
namespace {

/// A segment that no other shape has, turned so that its shape lies on its left.
struct Side {
    Point p;
    Point q;
    std::uint32_t shape;
};

double twice_area(Ring ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
               (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return sum;
}

std::vector<Side> lonely_sides(const Shapes& shapes, const SegmentPartners& partners)
{
    std::vector<Side> sides;
    const Point* base = shapes.all_points().data();
    for (std::uint32_t shape = 0; shape < shapes.size(); ++shape) {
        for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
            for (std::size_t r = 0; r < shapes.rings(shape, part); ++r) {
                const Ring ring = shapes.ring(shape, part, r);
                std::optional<bool> left;  // asked for only where a segment is lonely
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    if (ring[i - 1] == ring[i] || partners.first[&ring[i - 1] - base] != no_shape) continue;
                    if (!left) left = (twice_area(ring) > 0) == (r == 0);
                    sides.push_back(*left ? Side{ring[i - 1], ring[i], shape}
                                          : Side{ring[i], ring[i - 1], shape});
                }
            }
        }
    }
    return sides;
}

double squared_length(const Side& s)
{
    return (s.q.x - s.p.x) * (s.q.x - s.p.x) + (s.q.y - s.p.y) * (s.q.y - s.p.y);
}

/// The strip to the right of `line`, as far as `other` runs the other way beside it.
std::optional<Gap> strip(const Side& line, const Side& other, double least, double most)
{
    const double length = std::sqrt(squared_length(line));
    const double ux = (line.q.x - line.p.x) / length, uy = (line.q.y - line.p.y) / length;
    const auto along = [&](Point at) { return (at.x - line.p.x) * ux + (at.y - line.p.y) * uy; };
    const auto off = [&](Point at) {
        return (at.x - line.p.x) * uy - (at.y - line.p.y) * ux;
    };  // to the right
    const double first = along(other.q), last = along(other.p);
    const double from = std::max(0.0, first), to = std::min(length, last);
    if (!(to - from > most)) return {};
    const double slope = (off(other.p) - off(other.q)) / (last - first);
    const double begin = off(other.q) + (from - first) * slope, end = off(other.q) + (to - first) * slope;
    if (begin < 0 || end < 0 || std::max(begin, end) <= least || std::max(begin, end) > most) return {};
    Gap gap{std::min(line.shape, other.shape),
            std::max(line.shape, other.shape),
            std::max(begin, end),
            (to - from) * (begin + end) / 2,
            {}};
    const auto at = [&](double s, double d) {
        return Point{line.p.x + s * ux + d * uy, line.p.y + s * uy - d * ux};
    };
    gap.corners[0] = at(from, 0), gap.corners[1] = at(to, 0);
    gap.corners[2] = at(to, end), gap.corners[3] = at(from, begin);
    return gap;
}

/// The longer of the two is the line, so that the answer does not depend on who comes first.
std::optional<Gap> between(const Side& a, const Side& b, double least, double most)
{
    const auto rank = [](const Side& s) { return std::tuple(squared_length(s), s.p.x, s.p.y, s.q.x, s.q.y); };
    return rank(a) < rank(b) ? strip(b, a, least, most) : strip(a, b, least, most);
}

}  // namespace

std::vector<Gap> narrow_gaps(const Shapes& shapes, unsigned threads, double least, double most)
{
    const std::vector<Side> sides = lonely_sides(shapes, match_segments(shapes, threads));
    std::vector<Box> boxes;
    boxes.reserve(sides.size());
    for (const Side& s : sides) {
        boxes.push_back({std::min(s.p.x, s.q.x) - most / 2, std::min(s.p.y, s.q.y) - most / 2,
                         std::max(s.p.x, s.q.x) + most / 2, std::max(s.p.y, s.q.y) + most / 2});
    }
    std::vector<Gap> all =
        BoxStrips(boxes).gather<Gap>(threads, [&](std::uint32_t i, std::uint32_t j) -> std::optional<Gap> {
            if (sides[i].shape == sides[j].shape) return std::nullopt;
            return between(sides[i], sides[j], least, most);
        });
    std::ranges::sort(all, [](const Gap& s, const Gap& t) {
        return std::tie(s.a, s.b, s.area, s.corners[0].x, s.corners[0].y) <
               std::tie(t.a, t.b, t.area, t.corners[0].x, t.corners[0].y);
    });
    return all;
}

}  // namespace permu
