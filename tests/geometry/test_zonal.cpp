/// Means over grids of a few cells, whose answers a pencil gives.
#include <gtest/gtest.h>

#include <cmath>

#include "permu/geometry/zonal.hpp"

namespace permu {
namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

Shapes polygon(const std::vector<std::vector<Point>>& rings)
{
    Shapes shapes;
    shapes.begin_part();
    for (const auto& ring : rings)
        shapes.add_ring(ring);
    shapes.end_shape();
    return shapes;
}

Shapes rectangle(double x0, double y0, double x1, double y1)
{
    return polygon({{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}});
}

//  1 2 3     cells of 10 by 10, the south-west corner at (100, 200)
//  4 5 6
//  7 8 9
const CellGrid grid{100, 230, 10, 10, 3, 3};
const std::vector<float> nine{1, 2, 3, 4, 5, 6, 7, 8, 9};

TEST(ZonalMeans, CountEveryCellByItsShare)
{
    // A quarter of each of 1, 2, 4 and 5.
    EXPECT_DOUBLE_EQ(zonal_means(rectangle(105, 215, 115, 225), grid, nine)[0].mean, 3);
    // The whole of 5 and half of 6: (5 + 3) / 1.5.
    const ZonalMean wide = zonal_means(rectangle(110, 210, 125, 220), grid, nine)[0];
    EXPECT_DOUBLE_EQ(wide.mean, 8 / 1.5);
    EXPECT_DOUBLE_EQ(wide.seen, 1);
    // Far smaller than a cell.
    EXPECT_DOUBLE_EQ(zonal_means(rectangle(121, 201, 121.5, 201.5), grid, nine)[0].mean, 9);
}

TEST(ZonalMeans, CutSlopingEdgesExactly)
{
    // Below the diagonal of the grid: half of 1, 5 and 9, the whole of 4, 7 and 8.
    const Shapes triangle = polygon({{{100, 200}, {130, 200}, {100, 230}, {100, 200}}});
    EXPECT_DOUBLE_EQ(zonal_means(triangle, grid, nine)[0].mean, (0.5 * (1 + 5 + 9) + 4 + 7 + 8) / 4.5);
}

TEST(ZonalMeans, LeaveHolesOut)
{
    const Shapes ring = polygon({{{100, 200}, {130, 200}, {130, 230}, {100, 230}, {100, 200}},
                                 {{110, 210}, {110, 220}, {120, 220}, {120, 210}, {110, 210}}});
    EXPECT_DOUBLE_EQ(zonal_means(ring, grid, {std::vector<float>{1, 1, 1, 1, 100, 1, 1, 1, 1}})[0].mean, 1);
}

TEST(ZonalMeans, SayHowMuchTheySaw)
{
    const std::vector<float> holed{1, 2, 3, 4, none, 6, 7, 8, 9};
    const ZonalMean half = zonal_means(rectangle(110, 210, 130, 220), grid, holed)[0];
    EXPECT_DOUBLE_EQ(half.mean, 6);
    EXPECT_DOUBLE_EQ(half.seen, 0.5);
    const ZonalMean over_the_edge = zonal_means(rectangle(90, 220, 110, 230), grid, nine)[0];
    EXPECT_DOUBLE_EQ(over_the_edge.mean, 1);
    EXPECT_DOUBLE_EQ(over_the_edge.seen, 0.5);
    const ZonalMean nowhere = zonal_means(rectangle(500, 500, 510, 510), grid, nine)[0];
    EXPECT_TRUE(std::isnan(nowhere.mean));
    EXPECT_EQ(nowhere.seen, 0);
}

// A U over two rows falls apart in the upper one.
TEST(ZonalMeans, HoldWhereAPolygonFallsApart)
{
    const Shapes u = polygon({{{100, 210},
                               {130, 210},
                               {130, 230},
                               {120, 230},
                               {120, 220},
                               {110, 220},
                               {110, 230},
                               {100, 230},
                               {100, 210}}});
    EXPECT_DOUBLE_EQ(zonal_means(u, grid, nine)[0].mean, (1 + 3 + 4 + 5 + 6) / 5.0);
}

}  // namespace
}  // namespace permu
