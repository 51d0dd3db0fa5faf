/// Neighbours by shared boundary, exact and along T-junctions.
#include "permu/geometry/adjacency.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "geometry/geos_judge.hpp"
#include "geometry/plane.hpp"

namespace permu {
namespace {

using test::add_polygon;
using test::rectangle;
using testing::ElementsAre;

/// Length of the common part of two boundaries, by GEOS.
double geos_shared(test::Judge& judge, const Shapes& shapes, std::size_t a, std::size_t b)
{
    GEOSGeometry* one = judge.keep(GEOSBoundary_r(judge.handle(), judge.geometry(shapes, a)));
    GEOSGeometry* two = judge.keep(GEOSBoundary_r(judge.handle(), judge.geometry(shapes, b)));
    return judge.length(judge.keep(GEOSIntersection_r(judge.handle(), one, two)));
}

// Four squares of side 2 around a point, numbered 0 1 / 2 3: edges count, the corner in the middle does not.
TEST(SharedEdges, CountEdgesAndNotCorners)
{
    const Shapes shapes = test::polygons(
        {rectangle(0, 0, 2, 2), rectangle(2, 0, 4, 2), rectangle(0, 2, 2, 4), rectangle(2, 2, 4, 4)});
    const std::vector<SharedEdge> expected{{0, 1, 2}, {0, 2, 2}, {1, 3, 2}, {2, 3, 2}};
    EXPECT_EQ(shared_edges(shapes, 1, 0), expected);
    EXPECT_EQ(shared_edges(shapes, 2), expected);
}

// A square of 4 below two rectangles 1 and 3 wide: no vertex of one side is on the other's but at the ends.
TEST(SharedEdges, SeeTJunctionsWhenAllowedTo)
{
    const Shapes shapes =
        test::polygons({rectangle(0, 0, 4, 4), rectangle(0, 4, 1, 9), rectangle(1, 4, 4, 9)});
    EXPECT_EQ(shared_edges(shapes, 1, 0), (std::vector<SharedEdge>{{1, 2, 5}}));
    EXPECT_EQ(shared_edges(shapes, 1), (std::vector<SharedEdge>{{0, 1, 1}, {0, 2, 3}, {1, 2, 5}}));
}

// Boundaries digitised twice, 5 mm apart, count; 5 cm apart they do not.
TEST(SharedEdges, SnapAtTheTolerance)
{
    const auto pair = [](double gap) {
        return test::polygons({rectangle(0, 0, 10, 10), rectangle(10 + gap, 3, 20, 25)});
    };
    const auto near = shared_edges(pair(0.005), 1);
    ASSERT_EQ(near.size(), 1U);
    EXPECT_NEAR(near[0].length, 7, 0.01);
    EXPECT_TRUE(shared_edges(pair(0.05), 1).empty());
    EXPECT_EQ(shared_edges(pair(0.05), 1, 0.1).size(), 1U);
}

TEST(SharedEdges, ALotInAHoleIsANeighbourAllAround)
{
    Shapes shapes;
    add_polygon(shapes, {rectangle(0, 0, 10, 10), rectangle(4, 4, 6, 6)});
    shapes.end_shape();
    add_polygon(shapes, {rectangle(4, 4, 6, 6)});
    EXPECT_EQ(shared_edges(shapes, 2), (std::vector<SharedEdge>{{0, 2, 8}}));
}

// The same square three times, and a neighbour: every pair, and none twice.
TEST(SharedEdges, MoreThanTwoShapesMayHaveTheSameEdge)
{
    const Shapes shapes = test::polygons(
        {rectangle(0, 0, 1, 1), rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(0, 0, 1, 1)});
    EXPECT_EQ(shared_edges(shapes, 2),
              (std::vector<SharedEdge>{{0, 1, 4}, {0, 2, 1}, {0, 3, 4}, {1, 2, 1}, {1, 3, 4}, {2, 3, 1}}));
}

TEST(SharedEdges, OfAMosaicAreThoseOfGeosWhateverTheThreadsAndTheOrder)
{
    const Shapes shapes = test::Mosaic{.columns = 20, .rows = 12, .block = 5}.shapes();
    const auto edges = shared_edges(shapes, 2);
    EXPECT_EQ(edges, shared_edges(shapes, 1));
    EXPECT_EQ(edges, shared_edges(shapes, 3, 0));
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> ours;
    for (const auto& edge : edges)
        ours[{edge.a, edge.b}] = edge.length;
    test::Judge judge;
    for (std::uint32_t a = 0; a < shapes.size(); ++a) {
        for (std::uint32_t b = a + 1; b < shapes.size(); ++b) {
            const double expected = geos_shared(judge, shapes, a, b);
            const auto found = ours.find({a, b});
            ASSERT_NEAR(found == ours.end() ? 0 : found->second, expected, 1e-6) << a << " " << b;
            ASSERT_EQ(found != ours.end(), expected > 0) << a << " " << b;
        }
    }
    std::vector<std::uint32_t> back(shapes.size());
    std::iota(back.rbegin(), back.rend(), 0U);
    const auto last = static_cast<std::uint32_t>(shapes.size() - 1);
    const auto turned = shared_edges(select(shapes, back), 2);
    ASSERT_EQ(turned.size(), edges.size());
    for (const auto& edge : turned)
        ASSERT_EQ(ours.at({last - edge.b, last - edge.a}), edge.length);
}

// A brick wall: every course is shifted by half a brick, so horizontal joints are all T-junctions.
TEST(SharedEdges, OfABrickWallAreThoseOfGeos)
{
    Shapes shapes;
    for (int row = 0; row < 8; ++row) {
        for (int column = 0; column < 8; ++column) {
            const double x = 500000 + column * 40 + (row % 2) * 17, y = 4180000 + row * 25;
            add_polygon(shapes, {rectangle(x, y, x + 40, y + 25)});
        }
    }
    test::Judge judge;
    std::vector<SharedEdge> expected;
    for (std::uint32_t a = 0; a < shapes.size(); ++a) {
        for (std::uint32_t b = a + 1; b < shapes.size(); ++b) {
            const double length = geos_shared(judge, shapes, a, b);
            if (length > 0) expected.push_back({a, b, length});
        }
    }
    EXPECT_EQ(shared_edges(shapes, 2), expected);
}

TEST(SharedEdges, SurviveEmptyShapesAndEmptyLayers)
{
    EXPECT_TRUE(shared_edges(Shapes{}, 2).empty());
    Shapes shapes;
    shapes.end_shape();
    shapes.end_shape();
    EXPECT_TRUE(shared_edges(shapes, 2).empty());
}

}  // namespace
}  // namespace permu
