/// Nothing of the geometry room falls over what a broken file may hold.
#include <gtest/gtest.h>

#include <cmath>

#include "geometry/plane.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/measures.hpp"
#include "permu/geometry/raster.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

/// Empty shapes, an empty part, an empty ring, lone points, NaN and infinity, huge numbers, and one good lot.
Shapes hostile()
{
    Shapes shapes;
    shapes.end_shape();
    shapes.begin_part();
    shapes.end_shape();
    shapes.begin_part();
    shapes.end_ring();
    shapes.end_shape();
    test::add_polygon(shapes, {{{1, 1}}});
    test::add_polygon(shapes, {{{1, 1}, {2, 2}}});
    test::add_polygon(shapes, {{{NAN, NAN}, {NAN, 1}, {1, NAN}, {NAN, NAN}}});
    test::add_polygon(shapes, {{{0, 0}, {NAN, 5}, {10, 5}, {NAN, 7}, {3, 9}, {0, 0}}});
    test::add_polygon(shapes, {{{0, 0}, {INFINITY, 0}, {INFINITY, -INFINITY}, {0, 0}}});
    test::add_polygon(shapes, {{{-1e300, -1e300}, {1e300, -1e300}, {1e300, 1e300}, {-1e300, -1e300}}});
    test::add_polygon(shapes, {{{5, 5}, {5, 5}, {5, 5}, {5, 5}, {5, 5}}});
    test::add_polygon(shapes, {test::rectangle(0, 0, 10, 10)});
    return shapes;
}

TEST(Survival, TheGoodLotAmongTheBrokenIsStillRight)
{
    const Shapes shapes = hostile();
    const std::size_t good = shapes.size() - 1;
    for (const unsigned threads : {1U, 2U}) {
        EXPECT_EQ(find_flaws(shapes, threads)[good], Flaw::none);
        EXPECT_EQ(interior_points(shapes, threads)[good], (Point{5, 5}));
        EXPECT_EQ(locate(std::vector<Point>{{5, 5}, {NAN, 1}},
                         test::polygons({test::rectangle(0, 0, 10, 10)}), threads),
                  (std::vector<std::uint32_t>{0, no_shape}));
        locate(interior_points(shapes, threads), shapes, threads);
        shared_edges(shapes, threads);
        burn(shapes, Grid{0, 10, 1, 10, 10}, threads);
    }
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        all.push_back(i);
        EXPECT_FALSE(flaw_reason(shapes, i).empty());
        perimeter(shapes, i);
        polsby_popper(shapes, i);
    }
    const Repaired repaired = repair(shapes, all);
    EXPECT_EQ(repaired.after[good], 100);
    for (const Flaw flaw : find_flaws(repaired.shapes, 1))
        EXPECT_TRUE(flaw == Flaw::none || flaw == Flaw::empty);
}

}  // namespace
}  // namespace permu
