/// Broken polygons are found, named and repaired; everything agrees with GEOS.
#include "permu/geometry/validity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "geometry/geos_judge.hpp"
#include "geometry/plane.hpp"

namespace permu {
namespace {

using test::add_polygon;
using test::rectangle;
using testing::ElementsAre;

Flaw flaw(std::initializer_list<std::vector<Point>> rings)
{
    Shapes shapes;
    add_polygon(shapes, rings);
    return find_flaws(shapes, 1)[0];
}

TEST(FindFlaws, NamesEachFlaw)
{
    EXPECT_EQ(flaw({rectangle(0, 0, 10, 10)}), Flaw::none);
    EXPECT_EQ(flaw({rectangle(0, 0, 10, 10), rectangle(2, 2, 4, 4)}), Flaw::none);
    EXPECT_EQ(flaw({{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}), Flaw::self_intersection);
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}), Flaw::not_closed);
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {0, 0}}}), Flaw::too_few_points);
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {10, 10}, {0, NAN}, {0, 0}}}), Flaw::non_finite);
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {INFINITY, 10}, {0, 0}}}), Flaw::non_finite);
    EXPECT_EQ(flaw({{{0, 0}, {5, 5}, {10, 10}, {0, 0}}}), Flaw::zero_area);
    EXPECT_EQ(flaw({{{1, 1}, {1, 1}, {1, 1}, {1, 1}}}), Flaw::too_few_points);
    EXPECT_EQ(flaw({rectangle(0, 0, 10, 10), rectangle(20, 20, 24, 24)}), Flaw::hole_outside);
    EXPECT_EQ(flaw({rectangle(0, 0, 10, 10), rectangle(2, 2, 8, 8), rectangle(3, 3, 4, 4)}), Flaw::other);
    EXPECT_EQ(flaw({}), Flaw::empty);
    Shapes nothing;
    nothing.end_shape();
    EXPECT_THAT(find_flaws(nothing, 2), ElementsAre(Flaw::empty));
}

TEST(FindFlaws, NeitherConcaveLotsNorRepeatedPointsNorPointsOnALineAreFlaws)
{
    // A comb, which no point sees whole; a square with a doubled corner; a square with a point on each side.
    EXPECT_EQ(flaw({{{0, 0},
                     {9, 0},
                     {9, 9},
                     {8, 9},
                     {8, 1},
                     {5, 1},
                     {5, 9},
                     {4, 9},
                     {4, 1},
                     {1, 1},
                     {1, 9},
                     {0, 9},
                     {0, 0}}}),
              Flaw::none);
    EXPECT_EQ(flaw({{{0, 0}, {9, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}}), Flaw::none);
    EXPECT_EQ(flaw({{{0, 0}, {5, 0}, {9, 0}, {9, 5}, {9, 9}, {5, 9}, {0, 9}, {0, 5}, {0, 0}}}), Flaw::none);
}

TEST(FindFlaws, SpikesTouchesAndDoubleTurnsAreFlaws)
{
    // A spike out and back; a ring that touches itself at a vertex; the same square run through twice.
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {15, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}),
              Flaw::self_intersection);
    EXPECT_EQ(flaw({{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}, {0, 0}}}), Flaw::self_intersection);
    EXPECT_NE(flaw({{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}}), Flaw::none);
}

TEST(FindFlaws, OfManyLotsExactlyThoseThatGeosRefusesWhateverTheThreads)
{
    Shapes shapes = test::Mosaic{.columns = 60, .rows = 40, .side = 50}.shapes();
    // Points thrown far enough that a good part of the lots cross themselves.
    auto points = shapes.all_points();
    for (std::size_t i = 0; i < shapes.size(); i += 3) {
        const std::size_t at = i * 11 + 1 + i % 9;
        points[at].x += 60 * test::noise(static_cast<std::int64_t>(i), 0, 3);
        points[at].y += 60 * test::noise(static_cast<std::int64_t>(i), 0, 4);
    }
    const auto flaws = find_flaws(shapes, 2);
    EXPECT_EQ(flaws, find_flaws(shapes, 1));
    test::Judge judge;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        ASSERT_EQ(flaws[i] == Flaw::none, judge.valid(shapes, i)) << i;
        broken += flaws[i] != Flaw::none;
    }
    EXPECT_GT(broken, 100U);
    EXPECT_LT(broken, 700U);
}

// Random small rings on a grid of 5 × 5 points: every kind of touch, overlap and collinearity.
TEST(FindFlaws, AgreesWithGeosOnRingsFullOfCoincidences)
{
    Shapes shapes;
    for (int i = 0; i < 4000; ++i) {
        const int corners = 3 + i % 6;
        std::vector<Point> ring;
        for (int k = 0; k < corners; ++k) {
            ring.push_back(
                {std::floor(2.5 + 2.5 * test::noise(i, k, 1)), std::floor(2.5 + 2.5 * test::noise(i, k, 2))});
        }
        ring.push_back(ring[0]);
        add_polygon(shapes, {ring});
    }
    const auto flaws = find_flaws(shapes, 1);
    test::Judge judge;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        ASSERT_EQ(flaws[i] == Flaw::none, judge.valid(shapes, i)) << i << " " << flaw_reason(shapes, i);
    }
}

TEST(FlawReason, SaysWhere)
{
    const Shapes shapes = test::polygons({{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}},
                                          rectangle(0, 0, 1, 1),
                                          {{0, 0}, {1, 0}, {1, 1}, {0, 1}}});
    EXPECT_EQ(flaw_reason(shapes, 0), "Self-intersection[5 5]");
    EXPECT_EQ(flaw_reason(shapes, 1), "Valid Geometry");
    EXPECT_EQ(flaw_reason(shapes, 2), "Ring not closed");
}

// shape                          before   after
// 0 bow-tie of two triangles         0      50   (the signed halves cancel, the repaired ones add up)
// 1 open square                    100     100
// 2 square with a spike            100     100
// 3 no finite point                  0       0   empty
// 4 square with a hole outside      96     104
TEST(Repair, MakesValidPolygonsAndAccountsForTheArea)
{
    Shapes shapes = test::polygons({{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}},
                                    {{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                    {{0, 0}, {10, 0}, {15, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}},
                                    {{0, 0}, {NAN, 0}, {1, 1}, {0, 0}}});
    add_polygon(shapes, {rectangle(0, 0, 10, 10), rectangle(20, 20, 22, 22)});
    std::vector<std::uint32_t> all(shapes.size());
    std::iota(all.begin(), all.end(), 0U);
    const Repaired repaired = repair(shapes, all);
    EXPECT_THAT(repaired.before, ElementsAre(0, 100, 100, 0, 96));
    ASSERT_EQ(repaired.shapes.size(), 5U);
    EXPECT_NEAR(repaired.after[0], 50, 1e-9);
    EXPECT_NEAR(repaired.after[1], 100, 1e-9);
    EXPECT_NEAR(repaired.after[2], 100, 1e-9);
    EXPECT_EQ(repaired.after[3], 0);
    const auto flaws = find_flaws(repaired.shapes, 1);
    EXPECT_THAT(flaws, ElementsAre(Flaw::none, Flaw::none, Flaw::none, Flaw::empty, Flaw::none));
}

TEST(Repair, SurvivesWhatIsNoPolygonAtAll)
{
    Shapes shapes = test::polygons(
        {{{0, 0}, {1, 1}}, {{0, 0}, {5, 5}, {10, 10}, {0, 0}}, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}});
    shapes.end_shape();
    const std::vector<std::uint32_t> all{0, 1, 2, 3};
    EXPECT_THAT(repair(shapes, all).after, ElementsAre(0, 0, 0, 0));
}

// Found by fuzzing: looking for a shell on one line read past the last ring.
TEST(FindFlaws, AcceptsAPartWithoutRingsBesideABowTie)
{
    Shapes shapes;
    shapes.begin_part();
    shapes.add_ring(std::vector<Point>{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}});
    shapes.begin_part();
    shapes.end_shape();
    EXPECT_EQ(find_flaws(shapes, 1)[0], Flaw::self_intersection);
}

// Found by fuzzing: MakeValid rounds where lines cross, and its polygon crossed itself again.
TEST(Repair, LeavesNothingThatIsNotValid)
{
    const double x = 500000, y = 3400000;
    Shapes shapes;
    add_polygon(shapes, {{{x, y + 26}, {x, y + 16}, {x, y + 16}, {x + 16, y + 30}, {x, y + 30}, {x, y + 26}},
                         {{x + 5, y + 5}, {x + 10, y + 16}, {x, y + 16}, {x + 30, y}, {x + 5, y + 5}}});
    const std::vector<std::uint32_t> all{0};
    const Flaw left = find_flaws(repair(shapes, all).shapes, 1)[0];
    EXPECT_TRUE(left == Flaw::none || left == Flaw::empty);
}

// Found by fuzzing: products of such coordinates leave the range of numbers, and an area was none.
TEST(Repair, LeavesOutWhatHasNoArea)
{
    const Point a{3.9e180, -1e236}, b{7.1e247, 4.1e228}, c{1.4e189, 7.9e276}, d{4.4e198, 4.4e252};
    Shapes shapes;
    add_polygon(shapes, {{a, b, c, d, a}});
    const std::vector<std::uint32_t> all{0};
    const Repaired repaired = repair(shapes, all);
    EXPECT_EQ(repaired.after[0], 0);
    EXPECT_EQ(repaired.shapes.parts(0), 0U);
}

}  // namespace
}  // namespace permu
