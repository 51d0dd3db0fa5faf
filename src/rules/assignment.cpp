/// The assignment problem as a flow of least cost, by LEMON's network simplex; the only file that sees LEMON.
#include "assignment.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace permu {
namespace {

using Simplex = lemon::NetworkSimplex<lemon::SmartDigraph, std::int32_t, std::int64_t>;

/// Which pairs hang together.
class Parts {
public:
    explicit Parts(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t find(std::uint32_t at)
    {
        while (parent_[at] != at)
            at = parent_[at] = parent_[parent_[at]];
        return at;
    }
    /// The lower number leads.
    void join(std::uint32_t a, std::uint32_t b)
    {
        const auto [low, high] = std::minmax({find(a), find(b)});
        parent_[high] = low;
    }

private:
    std::vector<std::uint32_t> parent_;
};

class Solver {
public:
    Solver(std::span<const AssignmentPair> pairs, std::span<const std::int64_t> alone)
        : pairs_(pairs), alone_(alone), first_(alone.size() + 1)
    {
        std::uint32_t rights = 0;
        for (const AssignmentPair& pair : pairs) {
            ++first_[pair.left + 1];
            rights = std::max(rights, pair.right + 1);
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        price_.resize(rights);
        node_.resize(rights, -1);
        out_.pair_of.assign(alone.size(), unassigned);
    }

    Assignment run()
    {
        for (const std::vector<std::uint32_t>& part : parts())
            part.size() == 1 ? solve_one(part.front()) : solve(part);
        for (std::uint32_t left = 0; left < alone_.size(); ++left) {
            const std::uint32_t pair = out_.pair_of[left];
            out_.cost += pair == unassigned ? alone_[left] : pairs_[pair].cost;
            std::int64_t value = alone_[left];
            for (std::uint32_t i = first_[left]; i < first_[left + 1]; ++i)
                value = std::min(value, pairs_[i].cost + price_[pairs_[i].right]);
            out_.value.push_back(value);
            out_.bound += value;
        }
        for (const std::int64_t price : price_)
            out_.bound -= price;
        return std::move(out_);
    }

private:
    /// Lefts by connected part, in the order of their first.
    std::vector<std::vector<std::uint32_t>> parts()
    {
        const auto lefts = static_cast<std::uint32_t>(alone_.size());
        Parts joined(lefts);
        std::vector<std::uint32_t> seen(price_.size(), unassigned);  // by right: a left that may have it
        for (const AssignmentPair& pair : pairs_) {
            if (seen[pair.right] == unassigned) seen[pair.right] = pair.left;
            joined.join(seen[pair.right], pair.left);
        }
        std::vector<std::vector<std::uint32_t>> all;
        std::vector<std::uint32_t> number(lefts, unassigned);
        for (std::uint32_t left = 0; left < lefts; ++left) {
            const std::uint32_t leader = joined.find(left);
            if (leader == left) number[left] = static_cast<std::uint32_t>(all.size()), all.emplace_back();
            all[number[leader]].push_back(left);
        }
        out_.blocks = all.size();
        return all;
    }

    /// Nobody else wants its places: it takes the cheapest.
    void solve_one(std::uint32_t left)
    {
        std::int64_t least = alone_[left];
        for (std::uint32_t i = first_[left]; i < first_[left + 1]; ++i)
            if (pairs_[i].cost < least) least = pairs_[i].cost, out_.pair_of[left] = i;
    }

    /// lefts → their places → one sink that takes one from each place, and all who stay alone.
    void solve(const std::vector<std::uint32_t>& part)
    {
        lemon::SmartDigraph graph;
        std::vector<std::int64_t> costs;
        std::vector<std::uint32_t> rights;
        const lemon::SmartDigraph::Node sink = graph.addNode();
        for (const std::uint32_t left : part) {
            const lemon::SmartDigraph::Node from = graph.addNode();
            graph.addArc(from, sink), costs.push_back(alone_[left]);
            for (std::uint32_t i = first_[left]; i < first_[left + 1]; ++i) {
                int& place = node_[pairs_[i].right];
                if (place < 0) {
                    const lemon::SmartDigraph::Node to = graph.addNode();
                    place = lemon::SmartDigraph::id(to);
                    rights.push_back(pairs_[i].right);
                    graph.addArc(to, sink), costs.push_back(0);
                }
                graph.addArc(from, lemon::SmartDigraph::nodeFromId(place)), costs.push_back(pairs_[i].cost);
            }
        }
        run_simplex(graph, costs, part, rights);
        for (const std::uint32_t right : rights)
            node_[right] = -1;
    }

    void run_simplex(const lemon::SmartDigraph& graph, const std::vector<std::int64_t>& costs,
                     const std::vector<std::uint32_t>& part, const std::vector<std::uint32_t>& rights)
    {
        lemon::SmartDigraph::ArcMap<std::int64_t> cost(graph);
        // Places alone are limited: a limit on a pair too would hide a part of the price of its place.
        constexpr std::int32_t unlimited = std::numeric_limits<std::int32_t>::max();
        lemon::SmartDigraph::ArcMap<std::int32_t> capacity(graph, unlimited);
        for (int arc = 0; arc < graph.arcNum(); ++arc)
            cost[lemon::SmartDigraph::arcFromId(arc)] = costs[static_cast<std::size_t>(arc)];
        lemon::SmartDigraph::NodeMap<std::int32_t> supply(graph, 0);
        const lemon::SmartDigraph::Node sink = lemon::SmartDigraph::nodeFromId(0);
        supply[sink] = -static_cast<std::int32_t>(part.size());
        int arc = 0;
        std::vector<std::pair<int, std::uint32_t>> arcs;  // arc and its pair
        for (const std::uint32_t left : part) {
            supply[graph.source(lemon::SmartDigraph::arcFromId(arc))] = 1;
            ++arc;  // to stay alone
            for (std::uint32_t i = first_[left]; i < first_[left + 1]; ++i) {
                // A new place's own arc comes before the pair that brought it.
                if (graph.target(lemon::SmartDigraph::arcFromId(arc)) == sink)
                    capacity[lemon::SmartDigraph::arcFromId(arc++)] = 1;
                arcs.emplace_back(arc++, i);
            }
        }
        Simplex simplex(graph);
        simplex.costMap(cost).upperMap(capacity).supplyMap(supply);
        if (simplex.run() != Simplex::OPTIMAL)
            throw std::logic_error("an assignment in which all may stay alone has an answer");
        for (const auto& [at, pair] : arcs)
            if (simplex.flow(lemon::SmartDigraph::arcFromId(at)) > 0) out_.pair_of[pairs_[pair].left] = pair;
        for (const std::uint32_t right : rights) {
            const auto place = lemon::SmartDigraph::nodeFromId(node_[right]);
            price_[right] = std::max<std::int64_t>(0, simplex.potential(sink) - simplex.potential(place));
        }
    }

    std::span<const AssignmentPair> pairs_;
    std::span<const std::int64_t> alone_;
    std::vector<std::uint32_t> first_;  ///< by left: its first pair
    std::vector<std::int64_t> price_;   ///< by right, ≥ 0
    std::vector<int> node_;             ///< by right: in the graph of the part being solved; −1: none
    Assignment out_;
};

}  // namespace

Assignment assign(std::span<const AssignmentPair> pairs, std::span<const std::int64_t> alone)
{
    return Solver(pairs, alone).run();
}

}  // namespace permu
