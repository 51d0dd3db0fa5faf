/// The adjacency graph of parcels.
#include "permu/model/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace permu {
namespace {

using testing::ElementsAre;

// 0 - 2 - 4    1 - 3    5        (borders of 10, 20 and 5 m)
ParcelGraph six()
{
    const std::array borders{Border{{2}, {4}, 20}, Border{{1}, {3}, 5}, Border{{0}, {2}, 10}};
    return {6, borders};
}

TEST(ParcelGraph, GivesNeighboursInAscendingOrderWithTheirLengths)
{
    const ParcelGraph graph = six();
    EXPECT_EQ(graph.size(), 6U);
    EXPECT_EQ(graph.borders(), 3U);
    EXPECT_THAT(graph.neighbours({2}), ElementsAre(0, 4));
    EXPECT_THAT(graph.lengths({2}), ElementsAre(10.0F, 20.0F));
    EXPECT_THAT(graph.neighbours({4}), ElementsAre(2));
    EXPECT_THAT(graph.lengths({3}), ElementsAre(5.0F));
    EXPECT_TRUE(graph.neighbours({5}).empty());
    EXPECT_TRUE(graph.lengths({5}).empty());
}

TEST(ParcelGraph, NumbersComponentsByTheirLowestRow)
{
    EXPECT_THAT(six().components(), ElementsAre(0, 1, 0, 1, 0, 2));
}

TEST(ParcelGraph, MayBeEmpty)
{
    const ParcelGraph graph;
    EXPECT_EQ(graph.size(), 0U);
    EXPECT_EQ(graph.borders(), 0U);
    EXPECT_TRUE(graph.components().empty());
    const ParcelGraph copy = graph;
    EXPECT_EQ(copy.size(), 0U);
}

// A chain of 200,000 parcels is one component, and does not exhaust the stack.
TEST(ParcelGraph, WalksLongChains)
{
    std::vector<Border> borders;
    for (std::uint32_t i = 0; i + 1 < 200'000; ++i)
        borders.push_back({{i}, {i + 1}, 1});
    const ParcelGraph graph(200'000, borders);
    EXPECT_THAT(graph.components(), testing::Each(0U));
}

}  // namespace
}  // namespace permu
