/// Neighbours by shared boundary.
#include "permu/geometry/adjacency.hpp"

#include <algorithm>
#include <cmath>

#include "geometry/segments.hpp"
#include "permu/base/parallel.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

/// A stretch of boundary with one neighbour.
struct Piece {
    std::uint32_t b;
    double length;
};

/// Appends the neighbours of `a`. Lengths are added from the shortest: the sum does not depend on where rings
/// begin.
void merge(std::uint32_t a, std::vector<Piece>& pieces, std::vector<SharedEdge>& out)
{
    std::sort(pieces.begin(), pieces.end(),
              [](Piece p, Piece q) { return p.b != q.b ? p.b < q.b : p.length < q.length; });
    for (std::size_t i = 0; i < pieces.size();) {
        SharedEdge edge{a, pieces[i].b, 0};
        for (; i < pieces.size() && pieces[i].b == edge.b; ++i)
            edge.length += pieces[i].length;
        out.push_back(edge);
    }
}

/// Collects the pieces of one shape with its neighbours of higher number.
class Gatherer {
public:
    Gatherer(const Shapes& shapes, const SegmentPartners& partners, const std::vector<Stretch>& stretches)
        : shapes_(shapes), partners_(partners), stretches_(stretches)
    {
    }

    std::vector<SharedEdge> block(std::size_t first, std::size_t last) const
    {
        std::vector<SharedEdge> out;
        if (first >= last) return out;
        std::vector<Piece> pieces;
        auto extra =
            std::lower_bound(partners_.extra.begin(), partners_.extra.end(), first_point(shapes_, first),
                             [](const auto& e, std::size_t segment) { return e.segment < segment; });
        auto stretch = std::lower_bound(stretches_.begin(), stretches_.end(), first,
                                        [](const Stretch& s, std::size_t shape) { return s.a < shape; });
        for (std::size_t shape = first; shape < last; ++shape) {
            const auto a = static_cast<std::uint32_t>(shape);
            pieces.clear();
            for_segments(shapes_, shape, [&](std::uint32_t segment, Point p, Point q) {
                const std::uint32_t b = partners_.first[segment];
                if (b == no_shape) return;
                const double length = std::sqrt((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y));
                if (!(length >= 0)) return;  // NaN would upset the sort
                if (b > a) pieces.push_back({b, length});
                for (; extra != partners_.extra.end() && extra->segment <= segment; ++extra) {
                    if (extra->segment == segment && extra->shape > a)
                        pieces.push_back({extra->shape, length});
                }
            });
            for (; stretch != stretches_.end() && stretch->a == a; ++stretch) {
                pieces.push_back({stretch->b, stretch->length});
            }
            merge(a, pieces, out);
        }
        return out;
    }

private:
    const Shapes& shapes_;
    const SegmentPartners& partners_;
    const std::vector<Stretch>& stretches_;
};

}  // namespace

std::vector<SharedEdge> shared_edges(const Shapes& shapes, unsigned threads, double snap)
{
    constexpr std::size_t shapes_a_block = 16384;
    const SegmentPartners partners = match_segments(shapes, threads);
    const auto stretches =
        snap > 0 ? match_collinear(shapes, partners, snap, threads) : std::vector<Stretch>{};
    const Gatherer gatherer(shapes, partners, stretches);
    std::vector<std::vector<SharedEdge>> found((shapes.size() + shapes_a_block - 1) / shapes_a_block);
    parallel_blocks(found.size(), threads, [&](std::size_t block) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        found[block] = gatherer.block(block * shapes_a_block, last);
    });
    std::size_t total = 0;
    for (const auto& one : found)
        total += one.size();
    std::vector<SharedEdge> all;
    all.reserve(total);
    for (const auto& one : found)
        all.insert(all.end(), one.begin(), one.end());
    return all;
}

}  // namespace permu
