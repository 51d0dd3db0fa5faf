/// What is near, alike and small.
#include "near_parks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "permu/base/math.hpp"
#include "permu/geometry/distance.hpp"
#include "permu/model/land_shapes.hpp"

namespace permu {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

/// Boundaries as drawn, in metres.
class Boundaries {
public:
    Boundaries(const Geography& geography, const Shapes& shapes) : geography_(geography), shapes_(shapes)
    {
        for (std::size_t node = 0; node < shapes_.size(); ++node)
            boxes_.push_back(bounds(shapes_, node));
    }

    /// Pairs whose boxes are no farther apart than `most` m.
    std::vector<Pair> close(std::vector<std::uint32_t> nodes, double most) const
    {
        std::erase_if(nodes, [&](std::uint32_t node) { return shapes_.points(node).empty(); });
        std::ranges::sort(nodes, [&](std::uint32_t a, std::uint32_t b) {
            const double x = boxes_[a].min_x, y = boxes_[b].min_x;
            return x != y ? x < y : a < b;
        });
        double narrowest = std::numeric_limits<double>::infinity();
        for (const std::uint32_t node : nodes)
            narrowest = std::min(narrowest, scale(node).x);
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            for (std::size_t j = i + 1; j < nodes.size(); ++j) {
                const Box &a = boxes_[nodes[i]], &b = boxes_[nodes[j]];
                if ((b.min_x - a.max_x) * narrowest > most) break;  // so are all that begin farther east
                if (box_distance(a, b, scale(nodes[i])) <= most)
                    pairs.push_back(std::minmax(nodes[i], nodes[j]));
            }
        std::ranges::sort(pairs);
        return pairs;
    }

    double distance(const Pair& pair) const
    {
        return boundary_distance(shapes_, pair.first, pair.second, scale(pair.first));
    }

private:
    GroundScale scale(std::uint32_t node) const { return ground_scale(geography_, boxes_[node]); }

    const Geography& geography_;
    const Shapes& shapes_;
    std::vector<Box> boxes_;
};

/// Pairs with a border of parcels between them.
std::vector<Pair> bordering(const State& state, const LandNodes& nodes)
{
    std::set<Pair> pairs;
    const ParcelTable& parcels = state.parcels;
    if (!state.geography || state.geography->graph.size() != parcels.size()) return {};
    const auto is_free = [&](std::uint32_t node) { return std::ranges::binary_search(nodes.free, node); };
    for (const ParcelId parcel : parcels.rows()) {
        const std::uint32_t node = nodes.node_of(parcel);
        if (!is_free(node)) continue;
        for (const std::uint32_t other : state.geography->graph.neighbours(parcel)) {
            const std::uint32_t beyond = nodes.node_of({other});
            if (node < beyond && is_free(beyond)) pairs.emplace(node, beyond);
        }
    }
    return {pairs.begin(), pairs.end()};
}

/// Figures of firms by node and division; a firm is split over the nodes it stands on by its land.
std::vector<DivisionProfile> profiles(const State& state, const LandNodes& nodes, bool by_staff)
{
    std::vector<DivisionProfile> out(nodes.park.size());
    const EnterpriseTable& firms = state.enterprises;
    const auto& figure = by_staff ? firms.staff : firms.revenue;
    for (const EnterpriseId firm : firms.rows()) {
        const std::size_t division = firms.division[firm];
        const bool counts = firms.park[firm].valid() && division > 0 && division < 100 && figure[firm] > 0;
        if (!counts) continue;
        for (const Holding& holding : firms.of(firm)) {
            const std::uint32_t node = nodes.node_of(holding.parcel);
            if (node < out.size()) out[node][division] += figure[firm] * holding.share;
        }
    }
    return out;
}

}  // namespace

double cosine(const DivisionProfile& a, const DivisionProfile& b)
{
    double product = 0, length_a = 0, length_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += a[i] * b[i];
        length_a += a[i] * a[i];
        length_b += b[i] * b[i];
    }
    return ratio(product, std::sqrt(length_a * length_b));
}

std::vector<NearPair> near_pairs(const State& state, const NearCriteria& criteria, const LandNodes& nodes)
{
    std::vector<Pair> pairs;
    std::optional<Boundaries> drawn;
    if (nodes.shapes != nullptr) {
        drawn.emplace(*state.geography, *nodes.shapes);
        pairs = drawn->close(nodes.free, criteria.distance);
    } else {
        pairs = bordering(state, nodes);
    }
    std::erase_if(pairs, [&](const Pair& pair) {
        const auto [a, b] = pair;
        return nodes.park[a] == nodes.park[b] || std::min(nodes.land[a], nodes.land[b]) > criteria.small;
    });
    std::vector<NearPair> found;
    if (pairs.empty()) return found;
    const std::vector<DivisionProfile> firms = profiles(state, nodes, criteria.by_staff);
    for (const auto& [a, b] : pairs) {
        const double similarity = cosine(firms[a], firms[b]);
        if (!(similarity >= criteria.similarity)) continue;
        const double distance = drawn ? drawn->distance({a, b}) : 0.0;
        if (distance <= criteria.distance) found.push_back({a, b, distance, similarity});
    }
    return found;
}

}  // namespace permu
