/// Simple measures of form.
#include "permu/geometry/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "geometry/plane.hpp"

namespace permu {
namespace {

// A square of 10 with a hole of 2: 40 + 8 around, 100 − 4 inside.
TEST(Measures, OfASquareWithAHole)
{
    Shapes shapes;
    test::add_polygon(shapes, {test::rectangle(0, 0, 10, 10), test::rectangle(4, 4, 6, 6)});
    EXPECT_EQ(perimeter(shapes, 0), 48);
    EXPECT_NEAR(polsby_popper(shapes, 0), 4 * std::numbers::pi * 96 / (48 * 48), 1e-15);
}

// A rectangle of 20 × 5 turned by the angle of the 3-4-5 triangle.
TEST(Measures, OfATurnedRectangle)
{
    const Shapes shapes = test::polygons({{{0, 0}, {16, 12}, {13, 16}, {-3, 4}, {0, 0}}});
    const RotatedBox box = rotated_box(shapes, 0);
    EXPECT_NEAR(box.length, 20, 1e-9);
    EXPECT_NEAR(box.width, 5, 1e-9);
}

TEST(Measures, OfNothing)
{
    Shapes shapes;
    shapes.end_shape();
    EXPECT_EQ(perimeter(shapes, 0), 0);
    EXPECT_TRUE(std::isnan(polsby_popper(shapes, 0)));
    EXPECT_EQ(rotated_box(shapes, 0).length, 0);
}

}  // namespace
}  // namespace permu
