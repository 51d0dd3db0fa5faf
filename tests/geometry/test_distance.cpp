/// Distances between polygons.
#include "permu/geometry/distance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace permu {
namespace {

void add_square(Shapes& shapes, double x, double y, double side)
{
    const std::vector<Point> ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
    shapes.begin_part();
    shapes.add_ring(ring);
    shapes.end_shape();
}

// Squares of 10: one beside it touches, one inside, one 30 right and 40 up of its corner is 50 away.
TEST(BoundaryDistance, IsThatOfTheNearestPoints)
{
    Shapes shapes;
    add_square(shapes, 0, 0, 10);
    add_square(shapes, 10, 0, 10);
    add_square(shapes, 2, 2, 1);
    add_square(shapes, 40, 50, 10);
    shapes.end_shape();
    EXPECT_EQ(boundary_distance(shapes, 0, 1, {}), 0);
    EXPECT_EQ(boundary_distance(shapes, 0, 2, {}), 0);
    EXPECT_EQ(boundary_distance(shapes, 0, 3, {}), 50);
    EXPECT_EQ(boundary_distance(shapes, 0, 3, {2, 2}), 100);
    EXPECT_EQ(box_distance(bounds(shapes, 3), bounds(shapes, 0), {}), 50);
    EXPECT_TRUE(std::isnan(boundary_distance(shapes, 0, 4, {})));
}

}  // namespace
}  // namespace permu
