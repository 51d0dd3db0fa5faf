/// Shapes burnt into pixels.
#include "permu/geometry/raster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "geometry/plane.hpp"
#include "permu/base/problem.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {
namespace {

using test::add_polygon;
using test::polygons;
using test::rectangle;
using testing::Each;
using testing::ElementsAre;

constexpr std::uint32_t no = no_shape;

TEST(GridFor, CoversTheBoxOnMultiplesOfThePixel)
{
    EXPECT_EQ(grid_for({3, 4, 29, 31}, 10), (Grid{0, 40, 10, 3, 4}));
    EXPECT_EQ(grid_for({-5, 0, 5, 0}, 10), (Grid{-10, 0, 10, 2, 1}));
    EXPECT_THROW(grid_for({0, 0, 1, 1}, 0), InputError);
    EXPECT_THROW(grid_for({0, 0, 1e12, 1}, 1e-3), InputError);
}

// Pixels of 1 in [0,4]²; shape 0 = [0,2]×[2,4] (upper left), 1 = [1,4]×[0,3] with the hole [2,3]×[1,2], 2 =
// everything:
//   0 0 2 2
//   0 0 1 1
//   2 1 2 1      (the hole shows shape 2)
//   2 1 1 1
TEST(Burn, GivesTheLowestShapeOverEachCentre)
{
    Shapes shapes = polygons({rectangle(0, 2, 2, 4)});
    add_polygon(shapes, {rectangle(1, 0, 4, 3), rectangle(2, 1, 3, 2)});
    add_polygon(shapes, {rectangle(0, 0, 4, 4)});
    const Grid grid{0, 4, 1, 4, 4};
    EXPECT_THAT(burn(shapes, grid, 2), ElementsAre(0, 0, 2, 2, 0, 0, 1, 1, 2, 1, 2, 1, 2, 1, 1, 1));
}

// A boundary right through the centres: the left and the lower neighbour get them.
TEST(Burn, GivesCentresOnABoundaryToOneNeighbour)
{
    const Grid grid{0, 3, 1, 3, 3};
    EXPECT_THAT(burn(polygons({rectangle(0, 0, 1.5, 3), rectangle(1.5, 0, 3, 3)}), grid, 1),
                ElementsAre(0, 0, 1, 0, 0, 1, 0, 0, 1));
    EXPECT_THAT(burn(polygons({rectangle(0, 0, 3, 1.5), rectangle(0, 1.5, 3, 3)}), grid, 1),
                ElementsAre(1, 1, 1, 0, 0, 0, 0, 0, 0));
}

TEST(Burn, IgnoresWhatIsEmptyOrOutside)
{
    Shapes shapes;
    shapes.end_shape();
    add_polygon(shapes, {rectangle(100, 100, 110, 110)});
    add_polygon(shapes, {rectangle(-5, -5, 1, 10)});
    EXPECT_THAT(burn(shapes, {0, 2, 1, 2, 2}, 1), ElementsAre(2, no, 2, no));
    EXPECT_THAT(burn(Shapes{}, {0, 2, 1, 2, 2}, 1), Each(no));
    EXPECT_TRUE(burn(shapes, Grid{}, 1).empty());
}

TEST(Burn, AgreesWithLocatingEachCentreWhateverTheThreads)
{
    Shapes shapes = test::Mosaic{.columns = 12, .rows = 40, .block = 5}.shapes();
    for (int i = 0; i < 6; ++i) {
        const Point centre{500300.0 + 40 * i, 4180200.0 + 300 * i};
        add_polygon(shapes, {test::wobbly(centre, 250, 50, 8), test::wobbly(centre, 90, 30, 9)});
    }
    Box box{499900, 4179900, 501000, 4182600};
    const Grid grid = grid_for(box, 4);
    const auto pixels = burn(shapes, grid, 2);
    EXPECT_EQ(pixels, burn(shapes, grid, 1));
    std::vector<Point> centres;
    for (std::uint32_t row = 0; row < grid.height; ++row) {
        for (std::uint32_t column = 0; column < grid.width; ++column) {
            centres.push_back(
                {grid.origin_x + (column + 0.5) * grid.pixel, grid.origin_y - (row + 0.5) * grid.pixel});
        }
    }
    EXPECT_EQ(pixels, locate(centres, shapes, 2));
    const PixelRuns runs = burn_runs(shapes, grid, 2);
    std::vector<std::uint32_t> unrolled(grid.cells(), no);
    for (std::uint32_t row = 0; row < grid.height; ++row) {
        const auto of_row = runs.row(row);
        for (std::size_t i = 0; i < of_row.size(); ++i) {
            const std::uint32_t end = i + 1 < of_row.size() ? of_row[i + 1].column : grid.width;
            std::fill(unrolled.begin() + static_cast<std::ptrdiff_t>(row * grid.width + of_row[i].column),
                      unrolled.begin() + static_cast<std::ptrdiff_t>(row * grid.width + end),
                      of_row[i].shape);
        }
    }
    EXPECT_EQ(unrolled, pixels);
}

}  // namespace
}  // namespace permu
