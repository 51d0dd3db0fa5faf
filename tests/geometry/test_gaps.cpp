/// Strips between squares, with a pencil; and neighbours whose corners are off by millimetres.
#include <gtest/gtest.h>

#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/gaps.hpp"

namespace permu {
namespace {

void add_square(Shapes& shapes, double x, double y, double side)
{
    shapes.begin_part();
    for (const Point p : {Point{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}})
        shapes.add_point(p);
    shapes.end_ring();
    shapes.end_shape();
}

Shapes two_squares(double apart)
{
    Shapes shapes;
    add_square(shapes, 0, 0, 10);
    add_square(shapes, 10 + apart, 0, 10);
    return shapes;
}

// 10 m × 0.05 m between two squares of 10 m.
TEST(NarrowGaps, AreFoundWithTheirArea)
{
    const auto gaps = narrow_gaps(two_squares(0.05), 1, 0.01, 0.1);
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].a, 0U);
    EXPECT_EQ(gaps[0].b, 1U);
    EXPECT_NEAR(gaps[0].area, 0.5, 1e-9);
    EXPECT_NEAR(gaps[0].width, 0.05, 1e-12);
}

TEST(NarrowGaps, AreNoOverlapsNoSharedEdgesAndNoRoads)
{
    EXPECT_TRUE(narrow_gaps(two_squares(-0.05), 1, 0.01, 0.1).empty()) << "an overlap";
    EXPECT_TRUE(narrow_gaps(two_squares(0), 1, 0.01, 0.1).empty()) << "an edge of both";
    EXPECT_TRUE(narrow_gaps(two_squares(0.005), 1, 0.01, 0.1).empty()) << "within the snap";
    EXPECT_TRUE(narrow_gaps(two_squares(5), 1, 0.01, 0.1).empty()) << "a road";
}

// A grid of 2 × 2 whose corners are up to 5 mm off: every pair of sides is still one of neighbours.
TEST(SharedEdges, CornersOffByMillimetresStillGiveNeighbours)
{
    Shapes shapes;
    add_square(shapes, 0, 0, 10);
    add_square(shapes, 10.003, 0.002, 10);
    add_square(shapes, -0.002, 10.004, 10);
    add_square(shapes, 10.001, 9.997, 10);
    const auto edges = shared_edges(shapes, 1);
    ASSERT_EQ(edges.size(), 4U);
    for (const SharedEdge& edge : edges)
        EXPECT_NEAR(edge.length, 10, 0.02) << edge.a << "-" << edge.b;
}

}  // namespace
}  // namespace permu
