/// Lots cut to an area, with answers from squares and triangles.
#include "permu/geometry/cut_lot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "geometry/plane.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/measures.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

constexpr LotLimits any_form{0, 0};

Shapes both(const LotCut& parts)
{
    Shapes all;
    all.append(parts.cut, 0);
    all.append(parts.rest, 0);
    return all;
}

void expect_tiles(const Shapes& parts, const Shapes& lot, std::size_t which = 0)
{
    double sum = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        sum += planar_area(parts, i);
    EXPECT_NEAR(sum, planar_area(lot, which), 1e-6 * planar_area(lot, which));
    EXPECT_TRUE(find_overlaps(parts, 1, 1e-4).empty());
    for (const Flaw flaw : find_flaws(parts, 1))
        EXPECT_EQ(flaw, Flaw::none);
}

// 200 × 50: 2,500 m² are 50 m of the long side.
TEST(CutLot, IsSquareToTheLongSide)
{
    const Shapes lot = test::polygons({test::rectangle(500000, 4180000, 500200, 4180050)});
    const auto parts = cut_lot(lot, 0, 2500, {.minimum_width = 50});
    ASSERT_TRUE(parts);
    EXPECT_NEAR(planar_area(parts->cut, 0), 2500, 0.01);
    EXPECT_NEAR(bounds(parts->cut, 0).width(), 50, 1e-6);
    EXPECT_NEAR(bounds(parts->cut, 0).height(), 50, 1e-6);
    expect_tiles(both(*parts), lot);
    const auto edges = shared_edges(both(*parts), 1);
    ASSERT_EQ(edges.size(), 1U);
    EXPECT_NEAR(edges[0].length, 50, 1e-6);
}

// Half a centimetre less than the width that the part must have.
TEST(CutLot, RefusesAPartThatIsTooNarrow)
{
    const Shapes lot = test::polygons({test::rectangle(0, 0, 200, 50)});
    EXPECT_FALSE(cut_lot(lot, 0, 49.995 * 50, {.minimum_width = 50}));
    EXPECT_TRUE(cut_lot(lot, 0, 50.0 * 50, {.minimum_width = 49.999}));
    EXPECT_FALSE(cut_lot(lot, 0, 151.0 * 50, {.minimum_width = 49.5})) << "the rest would be 49 m wide";
}

TEST(CutLot, NeedsAWantedAreaInsideTheLot)
{
    const Shapes lot = test::polygons({test::rectangle(0, 0, 10, 10)});
    EXPECT_FALSE(cut_lot(lot, 0, 0, any_form));
    EXPECT_FALSE(cut_lot(lot, 0, 100, any_form));
    EXPECT_FALSE(cut_lot(lot, 0, std::nan(""), any_form));
    Shapes nothing;
    nothing.end_shape();
    EXPECT_FALSE(cut_lot(nothing, 0, 1, any_form));
}

// A U, open to the north: a cut across its arms would leave two pieces, one along the bottom does not.
TEST(CutLot, LeavesNoPartInPieces)
{
    const Shapes lot = test::polygons(
        {{{0, 0}, {90, 0}, {90, 80}, {60, 80}, {60, 30}, {30, 30}, {30, 80}, {0, 80}, {0, 0}}});
    for (const double wanted : {500.0, 1500.0, 2850.0, 4000.0, 5500.0}) {
        const auto parts = cut_lot(lot, 0, wanted, any_form);
        ASSERT_TRUE(parts) << wanted;
        EXPECT_EQ(parts->cut.parts(0), 1U);
        EXPECT_EQ(parts->rest.parts(0), 1U);
        EXPECT_NEAR(planar_area(parts->cut, 0), wanted, 0.01);
        expect_tiles(both(*parts), lot);
    }
}

// A frontage on the short western side: both parts lie on it, as two long strips.
TEST(CutLot, KeepsTheFrontageOfBothParts)
{
    const Shapes lot = test::polygons({test::rectangle(0, 0, 200, 50)});
    const auto parts = cut_lot(lot, 0, 4000, {.minimum_width = 19.99}, {}, Frontage{{0, 0}, {0, 50}});
    ASSERT_TRUE(parts);
    EXPECT_EQ(bounds(parts->cut, 0).min_x, 0);
    EXPECT_EQ(bounds(parts->rest, 0).min_x, 0);
    EXPECT_NEAR(bounds(parts->cut, 0).height(), 20, 1e-6);
    EXPECT_FALSE(cut_lot(lot, 0, 4000, any_form, {}, Frontage{{0, 0}, {0, 0}}));
}

// Lots of a mosaic, all of whose corners must come back as they were.
TEST(CutLot, KeepsCornersBitForBit)
{
    const Shapes lots = test::Mosaic{.columns = 6, .rows = 6}.shapes();
    for (std::size_t i = 0; i < lots.size(); ++i) {
        const double area = planar_area(lots, i);
        const auto parts = cut_lot(lots, i, area * 0.37, any_form);
        ASSERT_TRUE(parts) << i;
        EXPECT_NEAR(planar_area(parts->cut, 0), area * 0.37, 0.01);
        std::size_t kept = 0;
        for (const Point corner : lots.points(i).subspan(1)) {
            for (const Shapes* part : {&parts->cut, &parts->rest})
                kept +=
                    std::ranges::find(part->points(0).subspan(1), corner) != part->points(0).end() ? 1 : 0;
        }
        EXPECT_GE(kept, lots.points(i).size() - 1);
        expect_tiles(both(*parts), lots, i);
    }
}

// One thousandth of a degree at 60° north: 111.19 m from south to north, half of it from west to east.
TEST(CutLot, WorksInDegrees)
{
    const CrsInfo degrees = crs_info("EPSG:4490");
    const Shapes lot = test::polygons({test::rectangle(112, 60, 112.001, 60.001)});
    const GroundScale scale = ground_scale(degrees, bounds(lot, 0));
    EXPECT_NEAR(scale.y * 0.001, 111.19, 0.01);
    EXPECT_NEAR(scale.x / scale.y, 0.5, 1e-4);
    const auto parts = cut_lot(lot, 0, 2000, {.minimum_width = 30}, scale);
    ASSERT_TRUE(parts);
    EXPECT_NEAR(planar_area(parts->cut, 0) * scale.area(), 2000, 0.01);
    EXPECT_NEAR(bounds(parts->cut, 0).width(), 0.001, 1e-9) << "cut along the short side";
}

// 400 × 100 in blocks of 5,000 m²: eight of 50 × 100 or 100 × 50.
TEST(CutIntoBlocks, AllOfOneArea)
{
    const Shapes lot = test::polygons({test::rectangle(0, 0, 400, 100)});
    const Shapes blocks = cut_into_blocks(lot, 0, 5000, {.minimum_width = 40});
    ASSERT_EQ(blocks.size(), 8U);
    for (std::size_t i = 0; i < 8; ++i)
        EXPECT_NEAR(planar_area(blocks, i), 5000, 0.05);
    expect_tiles(blocks, lot);
    EXPECT_EQ(cut_into_blocks(lot, 0, 13000, any_form).size(), 3U) << "40,000 / 13,000 is nearest to 3";
    EXPECT_EQ(cut_into_blocks(lot, 0, 90000, any_form).size(), 1U);
    EXPECT_EQ(cut_into_blocks(lot, 0, 5000, {.minimum_width = 101}).size(), 1U) << "no cut is wide enough";
}

TEST(UsableLot, IsInOnePartWideAndFull)
{
    Shapes shapes = test::polygons({test::rectangle(0, 0, 40, 20),
                                    {{0, 0}, {100, 0}, {100, 10}, {10, 10}, {10, 100}, {0, 100}, {0, 0}}});
    EXPECT_TRUE(usable_lot(shapes, 0, {.minimum_width = 20, .fill_min = 1 - 1e-9}));
    EXPECT_FALSE(usable_lot(shapes, 0, {.minimum_width = 20.001}));
    EXPECT_FALSE(usable_lot(shapes, 1, {})) << "an L of two strips fills less than half of its rectangle";
    shapes.begin_part();
    shapes.add_ring(test::rectangle(0, 0, 1, 1));
    shapes.begin_part();
    shapes.add_ring(test::rectangle(5, 0, 6, 1));
    shapes.end_shape();
    EXPECT_FALSE(usable_lot(shapes, 2, any_form));
}

// 100 m by 40 m: a quarter is 25 m of the long side, at either end. Where both are too narrow there is none.
TEST(LotCuts, AreAtBothEndsOfTheLongSideOrOfTheShortOne)
{
    Shapes shapes;
    shapes.begin_part();
    shapes.add_ring(std::array{Point{0, 0}, Point{100, 0}, Point{100, 40}, Point{0, 40}, Point{0, 0}});
    shapes.end_shape();
    const auto widths = [&](const LotLimits& limits) {
        std::vector<std::pair<double, double>> boxes;
        for (const LotCut& one : lot_cuts(shapes, 0, 1000, limits)) {
            const Box box = bounds(one.cut, 0);
            boxes.emplace_back(box.min_x, box.max_x);
            EXPECT_NEAR(planar_area(one.cut, 0) + planar_area(one.rest, 0), 4000, 0.02);
        }
        std::ranges::sort(boxes);
        return boxes;
    };
    const auto ends = widths({.minimum_width = 20});
    ASSERT_EQ(ends.size(), 2U);
    EXPECT_NEAR(ends[0].second, 25, 1e-6);
    EXPECT_NEAR(ends[1].first, 75, 1e-6);
    EXPECT_TRUE(widths({.minimum_width = 30}).empty()) << "25 m and 10 m are too narrow";
}

}  // namespace
}  // namespace permu
