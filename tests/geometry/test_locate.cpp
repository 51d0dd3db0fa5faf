/// Points inside polygons, and the parks that hold points.
#include "permu/geometry/locate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "geometry/geos_judge.hpp"
#include "geometry/plane.hpp"

namespace permu {
namespace {

using test::add_polygon;
using test::rectangle;
using testing::ElementsAre;

Point geos_point(test::Judge& judge, const Shapes& shapes, std::size_t shape)
{
    GEOSGeometry* point = judge.keep(GEOSPointOnSurface_r(judge.handle(), judge.geometry(shapes, shape)));
    Point p;
    GEOSGeomGetX_r(judge.handle(), point, &p.x);
    GEOSGeomGetY_r(judge.handle(), point, &p.y);
    return p;
}

// A square of 10: the line goes half way up. A U: the wider leg wins. A ring: left and right of the hole are
// alike, the left wins.
TEST(InteriorPoints, LieInTheWidestSectionHalfwayUp)
{
    Shapes shapes =
        test::polygons({rectangle(0, 0, 10, 10),
                        {{0, 0}, {10, 0}, {10, 10}, {6, 10}, {6, 2}, {3, 2}, {3, 10}, {0, 10}, {0, 0}}});
    add_polygon(shapes, {rectangle(0, 0, 10, 10), rectangle(4, 4, 6, 6)});
    shapes.end_shape();
    const auto points = interior_points(shapes, 2);
    EXPECT_EQ(points[0], (Point{5, 5}));
    EXPECT_EQ(points[1], (Point{8, 6}));
    EXPECT_EQ(points[2], (Point{2, 5}));
    EXPECT_TRUE(std::isnan(points[3].x) && std::isnan(points[3].y));
}

TEST(InteriorPoints, AreGeosPointsBitForBit)
{
    Shapes shapes = test::Mosaic{.columns = 50, .rows = 30}.shapes();
    for (int i = 0; i < 200; ++i) {
        const Point centre{500000.0 + 1000 * i, 4180000};
        // Two parts with a hole each.
        shapes.begin_part();
        shapes.add_ring(test::wobbly(centre, 200, 40, 1));
        shapes.add_ring(test::wobbly(centre, 60, 12, 2));
        shapes.begin_part();
        shapes.add_ring(test::wobbly({centre.x, centre.y + 700}, 190 + i % 20, 50, 3));
        shapes.add_ring(test::wobbly({centre.x, centre.y + 700}, 40, 9, 4));
        shapes.end_shape();
    }
    const auto points = interior_points(shapes, 2);
    test::Judge judge;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Point expected = geos_point(judge, shapes, i);
        ASSERT_EQ(points[i].x, expected.x) << i;
        ASSERT_EQ(points[i].y, expected.y) << i;
    }
}

// parks: 0 = [10,20]², 1 = [0,30]² with the hole [12,18]² (overlaps 0), 2 = empty, 3 = two squares far off.
TEST(Locate, GivesTheLowestParkBoundaryIncluded)
{
    Shapes parks = test::polygons({rectangle(10, 10, 20, 20)});
    add_polygon(parks, {rectangle(0, 0, 30, 30), rectangle(12, 12, 18, 18)});
    parks.end_shape();
    parks.begin_part();
    parks.add_ring(rectangle(100, 100, 101, 101));
    parks.begin_part();
    parks.add_ring(rectangle(200, 0, 201, 1));
    parks.end_shape();
    const std::vector<Point> points{{15, 15},       {5, 5},     {10, 10},  {30, 30},   {0, 7},   {40, 5},
                                    {100.5, 100.5}, {200.5, 1}, {150, 50}, {NAN, NAN}, {20, 25}, {-1e300, 0}};
    EXPECT_THAT(locate(points, parks, 2),
                ElementsAre(0, 1, 0, 1, 1, no_shape, 3, 3, no_shape, no_shape, 1, no_shape));
    EXPECT_THAT(locate(points, Shapes{}, 1), testing::Each(no_shape));
    EXPECT_TRUE(locate({}, parks, 1).empty());
}

TEST(Locate, ThePointsOfAnEdgeAndEveryVertexAreInside)
{
    const Shapes parks = test::polygons({test::wobbly({0, 0}, 1000, 60, 5)});
    const Ring ring = parks.ring(0, 0, 0);
    const std::vector<Point> corners(ring.begin(), ring.end());
    EXPECT_THAT(locate(corners, parks, 1), testing::Each(0U));
}

TEST(Locate, AgreesWithGeosOnOverlappingWobblyParks)
{
    Shapes parks;
    for (int i = 0; i < 40; ++i) {
        const Point centre{test::noise(i, 0, 1) * 9000, test::noise(i, 0, 2) * 6000};
        add_polygon(parks, {test::wobbly(centre, 1500, 70, 6), test::wobbly(centre, 300, 20, 7)});
    }
    std::vector<Point> points;
    for (int i = 0; i < 20000; ++i)
        points.push_back({test::noise(i, 1, 3) * 11000, test::noise(i, 1, 4) * 8000});
    const auto found = locate(points, parks, 2);
    EXPECT_EQ(found, locate(points, parks, 1));
    test::Judge judge;
    std::vector<const GEOSPreparedGeometry*> prepared;
    for (std::size_t park = 0; park < parks.size(); ++park) {
        prepared.push_back(GEOSPrepare_r(judge.handle(), judge.geometry(parks, park)));
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::uint32_t expected = 0;
        GEOSGeometry* point = GEOSGeom_createPointFromXY_r(judge.handle(), points[i].x, points[i].y);
        while (expected < parks.size() &&
               GEOSPreparedCovers_r(judge.handle(), prepared[expected], point) != 1)
            ++expected;
        GEOSGeom_destroy_r(judge.handle(), point);
        ASSERT_EQ(found[i], expected == parks.size() ? no_shape : expected) << i;
    }
    for (const auto* one : prepared)
        GEOSPreparedGeom_destroy_r(judge.handle(), one);
}

}  // namespace
}  // namespace permu
