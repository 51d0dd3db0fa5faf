/// Parcels that share boundary, against hash maps of the standard library.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "permu/geometry/adjacency.hpp"
#include "ratios/arena.hpp"
#include "ratios/contests.hpp"

namespace permu::bench {
namespace {

struct Segment {
    Point from, to;
    friend bool operator==(const Segment&, const Segment&) = default;
};

struct SegmentHash {
    std::size_t operator()(const Segment& s) const
    {
        std::uint64_t hash = 0;
        for (const double number : {s.from.x, s.from.y, s.to.x, s.to.y})
            hash = (hash ^ std::bit_cast<std::uint64_t>(number)) * 0x9e3779b97f4a7c15ULL;
        return hash ^ hash >> 32U;
    }
};

Segment ordered(Point a, Point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y) ? Segment{a, b} : Segment{b, a};
}

/// Segments met once wait in one map; the second parcel with the same segment adds to the pair's length.
std::vector<SharedEdge> with_maps(const Shapes& shapes)
{
    std::unordered_map<Segment, std::uint32_t, SegmentHash> first;
    std::unordered_map<std::uint64_t, double> lengths;
    first.reserve(shapes.total_points());
    for (std::uint32_t shape = 0; shape < shapes.size(); ++shape) {
        const auto [begin, end] = shapes.ring_range(shape);
        for (std::uint32_t r = begin; r < end; ++r) {
            const Ring ring = shapes.ring_at(r);
            for (std::size_t i = 1; i < ring.size(); ++i) {
                // A vertex said twice is no boundary.
                if (ring[i - 1].x == ring[i].x && ring[i - 1].y == ring[i].y) continue;
                const auto [at, fresh] = first.try_emplace(ordered(ring[i - 1], ring[i]), shape);
                if (fresh || at->second == shape) continue;
                const std::uint64_t pair = std::uint64_t{at->second} << 32U | shape;
                lengths[pair] += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
            }
        }
    }
    std::vector<SharedEdge> edges;
    edges.reserve(lengths.size());
    for (const auto& [pair, length] : lengths)
        edges.push_back({static_cast<std::uint32_t>(pair >> 32U), static_cast<std::uint32_t>(pair), length});
    return edges;
}

bool same_edges(const std::vector<SharedEdge>& ours, std::vector<SharedEdge> theirs)
{
    std::ranges::sort(theirs, {}, [](const SharedEdge& e) { return std::pair{e.a, e.b}; });
    return std::ranges::equal(ours, theirs, [](const SharedEdge& x, const SharedEdge& y) {
        return x.a == y.a && x.b == y.b && std::abs(x.length - y.length) <= 1e-9 * x.length;
    });
}

}  // namespace

std::vector<Row> neighbours(Arena& arena)
{
    Row row{.goal = {"P5", "neighbours with shared length vs unordered_map", Bound::at_least, 4, 5.5, "x"}};
    const Shapes& shapes = arena.parcels().shapes;
    std::vector<SharedEdge> ours, theirs, snapped;
    const Contestant contestants[] = {
        [&] { return seconds(Clock::processor, [&] { ours = shared_edges(shapes, 1, 0); }); },
        [&] { return seconds(Clock::processor, [&] { theirs = with_maps(shapes); }); },
        [&] { return seconds(Clock::processor, [&] { snapped = shared_edges(shapes, 1); }); },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[1] / medians[0];
    row.same_answer = same_edges(ours, std::move(theirs));
    row.note = fmt::format(
        "{}; {} pairs, {} with boundaries drawn apart",
        medians_text(std::array<std::string_view, 3>{"permu", "unordered_map", "permu with snapping"},
                     medians),
        ours.size(), snapped.size());
    return {row};
}

}  // namespace permu::bench
