/// Overlaps, cuts and unions.
#include "permu/geometry/overlay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geometry/geos_judge.hpp"
#include "geometry/plane.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

using test::add_polygon;
using test::polygons;
using test::rectangle;

// 0 = [0,10]², 1 = [8,18]×[0,10] overlaps 0 by 2 × 10, 2 touches 1 along an edge, 3 lies in 0, 4 equals 2.
TEST(FindOverlaps, MeasuresCommonAreasAndIgnoresTouching)
{
    const Shapes shapes =
        polygons({rectangle(0, 0, 10, 10), rectangle(8, 0, 18, 10), rectangle(18, 0, 20, 10),
                  rectangle(1, 1, 3, 4), rectangle(18, 0, 20, 10)});
    const std::vector<Overlap> expected{{0, 1, 20}, {0, 3, 6}, {2, 4, 20}};
    EXPECT_EQ(find_overlaps(shapes, 1, 0), expected);
    EXPECT_EQ(find_overlaps(shapes, 2, 6), (std::vector<Overlap>{{0, 1, 20}, {2, 4, 20}}));
}

// Two triangles on the same base, one inside the other; a quadrilateral and a part cut off along its
// diagonal: all vertices are common or on the boundary, yet the interiors meet.
TEST(FindOverlaps, AreSeenWhenNoEdgesCross)
{
    const Shapes shapes = polygons({{{0, 0}, {10, 0}, {5, 10}, {0, 0}}, {{0, 0}, {10, 0}, {5, 4}, {0, 0}}});
    ASSERT_EQ(find_overlaps(shapes, 1, 0.01).size(), 1U);
    EXPECT_NEAR(find_overlaps(shapes, 1, 0.01)[0].area, 20, 1e-9);
    const Shapes halves = polygons({rectangle(0, 0, 10, 10), {{0, 0}, {10, 0}, {10, 10}, {0, 0}}});
    EXPECT_EQ(find_overlaps(halves, 1, 0), (std::vector<Overlap>{{0, 1, 50}}));
}

TEST(FindOverlaps, OfALotInAHoleAreNone)
{
    Shapes shapes;
    add_polygon(shapes, {rectangle(0, 0, 10, 10), rectangle(4, 4, 6, 6)});
    shapes.end_shape();
    add_polygon(shapes, {rectangle(4, 4, 6, 6)});
    EXPECT_TRUE(find_overlaps(shapes, 1, 0).empty());
    EXPECT_TRUE(find_overlaps(Shapes{}, 1, 0).empty());
}

TEST(FindOverlaps, OfACleanMosaicAreNone)
{
    EXPECT_TRUE(find_overlaps(test::Mosaic{.columns = 40, .rows = 30}.shapes(), 2, 0.01).empty());
}

TEST(FindOverlaps, OfAShakenMosaicAreThoseOfGeos)
{
    Shapes shapes = test::Mosaic{.columns = 16, .rows = 12, .block = 5}.shapes();
    auto points = shapes.all_points();
    for (std::size_t i = 0; i < shapes.size(); i += 5) {
        Point& p = points[i * 11 + 3];
        p = {p.x + 12 * test::noise(static_cast<std::int64_t>(i), 0, 3),
             p.y + 12 * test::noise(static_cast<std::int64_t>(i), 0, 4)};
    }
    const auto overlaps = find_overlaps(shapes, 2, 0.01);
    EXPECT_EQ(overlaps, find_overlaps(shapes, 1, 0.01));
    test::Judge judge;
    std::vector<Overlap> expected;
    for (std::uint32_t a = 0; a < shapes.size(); ++a) {
        ASSERT_TRUE(judge.valid(shapes, a));
        for (std::uint32_t b = a + 1; b < shapes.size(); ++b) {
            const double area = judge.area(judge.keep(
                GEOSIntersection_r(judge.handle(), judge.geometry(shapes, a), judge.geometry(shapes, b))));
            if (area > 0.01) expected.push_back({a, b, area});
        }
    }
    ASSERT_GT(expected.size(), 20U);
    ASSERT_EQ(overlaps.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(overlaps[i].a, expected[i].a);
        EXPECT_EQ(overlaps[i].b, expected[i].b);
        EXPECT_NEAR(overlaps[i].area, expected[i].area, 1e-6);
    }
}

// Small rings on a grid of 6 × 6 points: every coincidence there is.
TEST(FindOverlaps, AgreeWithGeosOnRingsFullOfCoincidences)
{
    Shapes shapes;
    for (int i = 0; shapes.size() < 140; ++i) {
        Shapes one;
        std::vector<Point> ring;
        for (int k = 0; k < 3 + i % 4; ++k) {
            ring.push_back(
                {std::floor(3 + 3 * test::noise(i, k, 1)), std::floor(3 + 3 * test::noise(i, k, 2))});
        }
        ring.push_back(ring[0]);
        add_polygon(one, {ring});
        if (find_flaws(one, 1)[0] == Flaw::none) shapes.append(one, 0);
    }
    test::Judge judge;
    std::vector<GEOSGeometry*> made;
    for (std::size_t i = 0; i < shapes.size(); ++i)
        made.push_back(judge.geometry(shapes, i));
    const auto overlaps = find_overlaps(shapes, 1, 1e-9);
    std::size_t at = 0;
    for (std::uint32_t a = 0; a < shapes.size(); ++a) {
        for (std::uint32_t b = a + 1; b < shapes.size(); ++b) {
            GEOSGeometry* common = GEOSIntersection_r(judge.handle(), made[a], made[b]);
            const double area = judge.area(common);
            GEOSGeom_destroy_r(judge.handle(), common);
            const bool ours = at < overlaps.size() && overlaps[at].a == a && overlaps[at].b == b;
            ASSERT_EQ(ours, area > 1e-9) << a << " " << b;
            if (ours) {
                ASSERT_NEAR(overlaps[at++].area, area, 1e-9);
            }
        }
    }
}

// [0,4]² and [2,6]×[0,4]: in common 2 × 4, the first without the second 2 × 4, together 6 × 4.
TEST(Overlay, CutsAndJoins)
{
    const Shapes shapes = polygons({rectangle(0, 0, 4, 4), rectangle(2, 0, 6, 4), rectangle(4, 0, 9, 4)});
    EXPECT_EQ(planar_area(intersection(shapes, 0, shapes, 1), 0), 8);
    EXPECT_EQ(planar_area(difference(shapes, 0, shapes, 1), 0), 8);
    const Shapes touching = intersection(shapes, 0, shapes, 2);  // a line, so no polygon
    EXPECT_EQ(touching.size(), 1U);
    EXPECT_EQ(touching.parts(0), 0U);
    EXPECT_EQ(difference(shapes, 0, shapes, 0).parts(0), 0U);
    const Shapes all = union_all(shapes);
    EXPECT_EQ(all.size(), 1U);
    EXPECT_EQ(all.parts(0), 1U);
    EXPECT_EQ(planar_area(all, 0), 36);
    EXPECT_EQ(union_all(Shapes{}).parts(0), 0U);
}

// Container 0 = [0,100]², 1 = [200,300]×[0,100].
// shape 0 inside; 1 half in; 2 belongs to none; 3 outside its container; 4 along the boundary, inside; 5
// empty.
TEST(Clip, KeepsWhatIsInsideAndCutsTheRest)
{
    const Shapes containers = polygons({rectangle(0, 0, 100, 100), rectangle(200, 0, 300, 100)});
    Shapes shapes =
        polygons({rectangle(40, 40, 50, 50), rectangle(90, 10, 110, 20), rectangle(10, 10, 20, 20),
                  rectangle(10, 30, 20, 40), rectangle(200, 0, 230, 30)});
    shapes.end_shape();
    const std::vector<std::uint32_t> container_of{0, 0, no_shape, 1, 1, 0};
    for (const unsigned threads : {1U, 2U}) {
        const Shapes cut = clip(shapes, container_of, containers, threads);
        ASSERT_EQ(cut.size(), 6U);
        EXPECT_TRUE(std::ranges::equal(cut.points(0), shapes.points(0)));
        EXPECT_EQ(planar_area(cut, 1), 100);
        EXPECT_EQ(cut.parts(2), 0U);
        EXPECT_EQ(cut.parts(3), 0U);
        EXPECT_TRUE(std::ranges::equal(cut.points(4), shapes.points(4)));
        EXPECT_EQ(cut.parts(5), 0U);
    }
}

TEST(Clip, OfAMosaicByAWobblyParkIsTheIntersection)
{
    const test::Mosaic mosaic{.columns = 30, .rows = 30};
    const Shapes shapes = mosaic.shapes();
    const Shapes park = polygons({test::wobbly({mosaic.origin.x + 950, mosaic.origin.y + 950}, 800, 90, 1)});
    const Shapes cut = clip(shapes, std::vector<std::uint32_t>(shapes.size(), 0), park, 2);
    double total = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const double expected = planar_area(intersection(shapes, i, park, 0), 0);
        ASSERT_NEAR(planar_area(cut, i), expected, 1e-6);
        total += expected;
    }
    EXPECT_GT(total, 1e6);
}

}  // namespace
}  // namespace permu
