/// Boundaries that run along each other without common vertices.
#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "geometry/box_strips.hpp"
#include "geometry/segments.hpp"
#include "permu/base/parallel.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

/// A segment without partner.
struct Lonely {
    Point p;
    Point q;
    std::uint32_t shape;
};

std::vector<Lonely> lonely_segments(const Shapes& shapes, const SegmentPartners& partners, unsigned threads)
{
    constexpr std::size_t shapes_a_block = 65536;
    const std::size_t blocks = (shapes.size() + shapes_a_block - 1) / shapes_a_block;
    std::vector<std::vector<Lonely>> found(blocks);
    parallel_blocks(blocks, threads, [&](std::size_t block) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t shape = block * shapes_a_block; shape < last; ++shape) {
            for_segments(shapes, shape, [&](std::uint32_t segment, Point p, Point q) {
                if (partners.first[segment] != no_shape) return;
                found[block].push_back({p, q, static_cast<std::uint32_t>(shape)});
            });
        }
    });
    std::vector<Lonely> all;
    std::size_t total = 0;
    for (const auto& one : found)
        total += one.size();
    all.reserve(total);
    for (auto& one : found) {
        all.insert(all.end(), one.begin(), one.end());
        one = {};
    }
    return all;
}

double squared_length(const Lonely& s)
{
    return (s.q.x - s.p.x) * (s.q.x - s.p.x) + (s.q.y - s.p.y) * (s.q.y - s.p.y);
}

/// Length of the stretch where `other` runs within `snap` of `line`; 0 where it does not.
double overlap_on(const Lonely& line, const Lonely& other, double snap)
{
    const double length = std::sqrt(squared_length(line));
    const double ux = (line.q.x - line.p.x) / length, uy = (line.q.y - line.p.y) / length;
    // Ends of the other segment as (along, off) the line.
    const double px = other.p.x - line.p.x, py = other.p.y - line.p.y;
    const double qx = other.q.x - line.p.x, qy = other.q.y - line.p.y;
    const double p_along = px * ux + py * uy, q_along = qx * ux + qy * uy;
    const double p_off = ux * py - uy * px, q_off = ux * qy - uy * qx;
    const double from = std::max(0.0, std::min(p_along, q_along));
    const double to = std::min(length, std::max(p_along, q_along));
    if (!(to - from > snap)) return 0;
    const double slope = (q_off - p_off) / (q_along - p_along);
    const bool near_from = std::abs(p_off + (from - p_along) * slope) <= snap;
    const bool near_to = std::abs(p_off + (to - p_along) * slope) <= snap;
    return near_from && near_to ? to - from : 0;
}

/// The longer of the two is the line, so that the answer does not depend on who comes first.
double overlap(const Lonely& a, const Lonely& b, double snap)
{
    const auto rank = [](const Lonely& s) {
        const std::pair p(s.p.x, s.p.y), q(s.q.x, s.q.y);
        return std::tuple(squared_length(s), std::min(p, q), std::max(p, q));
    };
    return rank(a) < rank(b) ? overlap_on(b, a, snap) : overlap_on(a, b, snap);
}

}  // namespace

std::vector<Stretch> match_collinear(const Shapes& shapes, const SegmentPartners& partners, double snap,
                                     unsigned threads)
{
    const auto segments = lonely_segments(shapes, partners, threads);
    std::vector<Box> boxes;
    boxes.reserve(segments.size());
    const double grown = snap / 2;
    for (const Lonely& s : segments) {
        boxes.push_back({std::min(s.p.x, s.q.x) - grown, std::min(s.p.y, s.q.y) - grown,
                         std::max(s.p.x, s.q.x) + grown, std::max(s.p.y, s.q.y) + grown});
    }
    std::vector<Stretch> all = BoxStrips(boxes).gather<Stretch>(
        threads, [&](std::uint32_t i, std::uint32_t j) -> std::optional<Stretch> {
            const Lonely& a = segments[i];
            const Lonely& b = segments[j];
            const double length = a.shape == b.shape ? 0 : overlap(a, b, snap);
            if (!(length > 0)) return std::nullopt;
            return Stretch{std::min(a.shape, b.shape), std::max(a.shape, b.shape), length};
        });
    std::sort(all.begin(), all.end(), [](const Stretch& s, const Stretch& t) {
        return std::tie(s.a, s.b, s.length) < std::tie(t.a, t.b, t.length);
    });
    return all;
}

}  // namespace permu
