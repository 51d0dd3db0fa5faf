/// The assignment problem: pencil-sized answers, every small one against all ways, and the dual bound.
#include "rules/assignment.hpp"

#include <gtest/gtest.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <algorithm>
#include <functional>

#include "permu/base/random.hpp"

namespace permu::test {
namespace {

// cost      place 0   place 1   alone
// 0               1         5      10
// 1               2        10      10
// Together 5 + 2, although 0 is cheapest for both.
TEST(Assignment, TakesTheCheapestOfAllTogether)
{
    const std::vector<AssignmentPair> pairs{{0, 0, 1}, {0, 1, 5}, {1, 0, 2}, {1, 1, 10}};
    const std::vector<std::int64_t> alone{10, 10};
    const Assignment answer = assign(pairs, alone);
    EXPECT_EQ(answer.pair_of, (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(answer.cost, 7);
    EXPECT_EQ(answer.bound, 7);
}

TEST(Assignment, LeavesAloneWhomNoPlaceIsCheapEnoughFor)
{
    const std::vector<AssignmentPair> pairs{{0, 7, 3}, {1, 7, 1}, {2, 3, 9}};
    const std::vector<std::int64_t> alone{4, 4, 4};
    const Assignment answer = assign(pairs, alone);
    EXPECT_EQ(answer.pair_of, (std::vector<std::uint32_t>{unassigned, 1, unassigned}));
    EXPECT_EQ(answer.cost, 9);
    EXPECT_EQ(answer.bound, 9);
}

std::int64_t cheapest(const std::vector<AssignmentPair>& pairs, const std::vector<std::int64_t>& alone)
{
    std::vector<std::uint8_t> taken(64);
    const std::function<std::int64_t(std::uint32_t)> rest = [&](std::uint32_t left) -> std::int64_t {
        if (left == alone.size()) return 0;
        std::int64_t least = alone[left] + rest(left + 1);
        for (const AssignmentPair& pair : pairs) {
            if (pair.left != left || taken[pair.right]) continue;
            taken[pair.right] = 1;
            least = std::min(least, pair.cost + rest(left + 1));
            taken[pair.right] = 0;
        }
        return least;
    };
    return rest(0);
}

TEST(Assignment, EqualsTheCheapestOfAllWaysAndItsBound)
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const Draw draw{draw_key(seed), 1, 1, 1};
        std::uint32_t next = 0;
        std::vector<AssignmentPair> pairs;
        std::vector<std::int64_t> alone;
        for (std::uint32_t left = 0; left < 6; ++left) {
            alone.push_back(static_cast<std::int64_t>(draw.uniform(next++) * 60));
            for (std::uint32_t right = 0; right < 5; ++right)
                if (draw.uniform(next++) < 0.6)
                    pairs.push_back({left, right, static_cast<std::int64_t>(draw.uniform(next++) * 40)});
        }
        const Assignment answer = assign(pairs, alone);
        ASSERT_EQ(answer.cost, cheapest(pairs, alone)) << seed;
        ASSERT_EQ(answer.bound, answer.cost) << seed;
    }
}

/// The same as a flow of least cost: another method by other authors.
std::int64_t cheapest_flow(const std::vector<AssignmentPair>& pairs, const std::vector<std::int64_t>& alone,
                           std::uint32_t rights)
{
    using Graph = lemon::SmartDigraph;
    Graph graph;
    std::vector<Graph::Node> left, right;
    const Graph::Node sink = graph.addNode();
    Graph::ArcMap<std::int64_t> cost(graph);
    Graph::ArcMap<int> capacity(graph);
    Graph::NodeMap<int> supply(graph);
    const auto add = [&](Graph::Node from, Graph::Node to, std::int64_t price) {
        const Graph::Arc arc = graph.addArc(from, to);
        cost[arc] = price, capacity[arc] = 1;
    };
    for (std::uint32_t i = 0; i < rights; ++i) {
        right.push_back(graph.addNode());
        add(right.back(), sink, 0);
    }
    for (const std::int64_t one : alone) {
        left.push_back(graph.addNode());
        supply[left.back()] = 1;
        add(left.back(), sink, one);
    }
    supply[sink] = -static_cast<int>(alone.size());
    for (const AssignmentPair& pair : pairs)
        add(left[pair.left], right[pair.right], pair.cost);
    lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
    simplex.costMap(cost).upperMap(capacity).supplyMap(supply).run();
    return simplex.totalCost<std::int64_t>();
}

// 300 lefts on 250 places, some of them tight, with many equal costs.
TEST(Assignment, EqualsTheFlowOfLeastCost)
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Draw draw{draw_key(seed), 1, 1, 1};
        std::uint32_t next = 0;
        std::vector<AssignmentPair> pairs;
        std::vector<std::int64_t> alone;
        for (std::uint32_t left = 0; left < 300; ++left) {
            alone.push_back(seed % 2 ? 1000 : static_cast<std::int64_t>(draw.uniform(next++) * 30));
            for (std::uint32_t right = 0; right < 250; ++right)
                if (draw.uniform(next++) < 0.04)
                    pairs.push_back({left, right, static_cast<std::int64_t>(draw.uniform(next++) * 40)});
        }
        const Assignment answer = assign(pairs, alone);
        ASSERT_EQ(answer.cost, cheapest_flow(pairs, alone, 250)) << seed;
        ASSERT_EQ(answer.bound, answer.cost) << seed;
    }
}

}  // namespace
}  // namespace permu::test
