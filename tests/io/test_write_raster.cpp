/// Maps keep their place, pixels, colours and names.
#include <gdal_priv.h>
#include <gdal_rat.h>
#include <ogr_spatialref.h>

#include <array>
#include <numeric>

#include "permu/io/raster_out.hpp"
#include "write_helpers.hpp"

namespace permu {

using RasterOutTest = Writing;

static const std::vector<Category> stages{{1, {"planned", "规划"}, 0xdddd99},
                                          {3, {"built", "已建成"}, 0xcc3333}};

/// Every pixel a shape of its own, so that values by shape are pixels.
static PixelRuns pixel_by_pixel(const Grid& grid)
{
    PixelRuns runs{grid, {}};
    for (std::uint32_t row = 0; row < grid.height; ++row) {
        if (row % PixelRuns::band_rows == 0) runs.bands.push_back({{}, {0}});
        PixelRuns::Band& band = runs.bands.back();
        for (std::uint32_t column = 0; column < grid.width; ++column)
            band.runs.push_back({column, row * grid.width + column});
        band.first.push_back(static_cast<std::uint32_t>(band.runs.size()));
    }
    return runs;
}

static std::vector<std::uint8_t> pattern(const Grid& grid)
{
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(grid.width) * grid.height);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(i / 7 % 4);
    return pixels;
}

// 700 x 600 pixels of 10 m, so three tiles across and three down, and overviews of 350 x 300 and 175 x 150.
TEST_F(RasterOutTest, KeepsPlacePixelsColoursAndNames)
{
    const Grid grid{500000, 3006000, 10, 700, 600};
    const auto pixels = pattern(grid);
    write_category_map(file("a.tif"), pixel_by_pixel(grid), gauss_krueger, pixels, stages);
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file("a.tif").c_str()));
    ASSERT_TRUE(dataset);
    std::array<double, 6> place{};
    ASSERT_EQ(dataset->GetGeoTransform(place.data()), CE_None);
    EXPECT_EQ(place, (std::array<double, 6>{500000, 10, 0, 3006000, 0, -10}));
    ASSERT_NE(dataset->GetSpatialRef(), nullptr);
    EXPECT_STREQ(dataset->GetSpatialRef()->GetAuthorityCode(nullptr), "4547");
    EXPECT_STREQ(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");

    GDALRasterBand* band = dataset->GetRasterBand(1);
    std::vector<std::uint8_t> found(pixels.size());
    ASSERT_EQ(band->RasterIO(GF_Read, 0, 0, 700, 600, found.data(), 700, 600, GDT_Byte, 0, 0, nullptr),
              CE_None);
    EXPECT_EQ(found, pixels);
    EXPECT_EQ(band->GetNoDataValue(), 0);
    EXPECT_EQ(band->GetOverviewCount(), 2);
    EXPECT_STREQ(band->GetCategoryNames()[3], "已建成");
    EXPECT_EQ(band->GetColorTable()->GetColorEntry(3)->c1, 0xcc);
    ASSERT_NE(band->GetDefaultRAT(), nullptr);
    EXPECT_STREQ(band->GetDefaultRAT()->GetValueAsString(1, 1), "已建成");
}

TEST_F(RasterOutTest, GivesTheSameBytesForAnyNumberOfThreads)
{
    const Grid grid{500000, 3006000, 10, 1500, 1200};
    const auto pixels = pattern(grid);
    std::vector<float> numbers(pixels.begin(), pixels.end());
    for (const unsigned threads : {1U, 3U}) {
        const std::string n = std::to_string(threads);
        write_category_map(file("c" + n + ".tif"), pixel_by_pixel(grid), gauss_krueger, pixels, stages,
                           {Language::zh, threads});
        write_number_map(file("n" + n + ".tif"), pixel_by_pixel(grid), gauss_krueger, numbers,
                         {{"tax", "税"}, "万元/亩"}, {Language::zh, threads});
    }
    for (const char* name : {"c%.tif", "c%.tif.aux.xml", "n%.tif"}) {
        std::string one = file(name), three = file(name);
        one.replace(one.find('%'), 1, "1");
        three.replace(three.find('%'), 1, "3");
        EXPECT_FALSE(bytes_of(one).empty());
        EXPECT_EQ(bytes_of(one), bytes_of(three));
    }
}

TEST_F(RasterOutTest, KeepsNumbersAndWhereThereAreNone)
{
    const Grid grid{0, 20, 10, 3, 2};
    const std::vector<float> numbers{1.5F, std::nanf(""), -2, 0, 1e30F, 0.1F};
    write_number_map(file("a.tif"), pixel_by_pixel(grid), gauss_krueger, numbers,
                     {{"tax per mu", "亩均税收"}, "万元/亩"});
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file("a.tif").c_str()));
    ASSERT_TRUE(dataset);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    std::vector<float> found(6);
    ASSERT_EQ(band->RasterIO(GF_Read, 0, 0, 3, 2, found.data(), 3, 2, GDT_Float32, 0, 0, nullptr), CE_None);
    EXPECT_TRUE(std::isnan(found[1]));
    found[1] = 0;
    EXPECT_EQ(found, (std::vector<float>{1.5F, 0, -2, 0, 1e30F, 0.1F}));
    EXPECT_TRUE(std::isnan(band->GetNoDataValue()));
    EXPECT_STREQ(band->GetDescription(), "亩均税收");
    EXPECT_STREQ(band->GetUnitType(), "万元/亩");
}

TEST_F(RasterOutTest, SaysThatTheDiskIsFullAndLeavesNoHalfMap)
{
    const Grid grid{0, 0, 10, 1000, 1000};
    std::vector<std::uint8_t> pixels(1000000);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(i * 2654435761U >> 11U);
    const SizeLimit limit(30000);
    try {
        write_category_map(file("a.tif"), pixel_by_pixel(grid), gauss_krueger, pixels, stages);
        FAIL();
    } catch (const SystemError& error) {
        EXPECT_NE(describe(error.problems(), Language::en).find("File too large"), std::string::npos)
            << describe(error.problems(), Language::en);
    }
    EXPECT_EQ(entries(), 0U);
}

// A shape on the left edge, a gap, one that has no value; an overview shows the pixel at its middle.
TEST_F(RasterOutTest, PaintsShapesAndSkipsTheRest)
{
    const Grid grid{0, 6000, 10, 600, 600};
    Shapes shapes;
    for (const double left : {0.0, 3000.0, 5000.0}) {
        shapes.begin_part();
        for (const Point p : {Point{left, 0}, {left + 500, 0}, {left + 500, 500}, {left, 500}, {left, 0}})
            shapes.add_point(p);
        shapes.end_ring();
        shapes.end_shape();
    }
    const PixelRuns runs = burn_runs(shapes, grid, 2);
    const std::vector<std::uint8_t> values{1, 3};
    write_category_map(file("a.tif"), runs, gauss_krueger, values, stages);
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file("a.tif").c_str()));
    ASSERT_TRUE(dataset);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    const auto pixel = [&](GDALRasterBand& level, int column, int row) {
        std::uint8_t value = 9;
        EXPECT_EQ(level.RasterIO(GF_Read, column, row, 1, 1, &value, 1, 1, GDT_Byte, 0, 0, nullptr), CE_None);
        return static_cast<int>(value);
    };
    EXPECT_EQ(pixel(*band, 0, 599), 1);
    EXPECT_EQ(pixel(*band, 49, 550), 1);
    EXPECT_EQ(pixel(*band, 50, 599), 0);
    EXPECT_EQ(pixel(*band, 49, 549), 0);
    EXPECT_EQ(pixel(*band, 300, 599), 3);
    EXPECT_EQ(pixel(*band, 520, 599), 0);  // no value
    ASSERT_EQ(band->GetOverviewCount(), 2);
    EXPECT_EQ(pixel(*band->GetOverview(0), 24, 299), 1);  // column 49 of the map
    EXPECT_EQ(pixel(*band->GetOverview(0), 25, 299), 0);  // column 51
    EXPECT_EQ(pixel(*band->GetOverview(1), 75, 149), 3);  // column 302
    // The tile in the upper left holds nothing, and is not in the file.
    EXPECT_EQ(band->GetMetadataItem("BLOCK_OFFSET_0_0", "TIFF"), nullptr);
    EXPECT_NE(band->GetMetadataItem("BLOCK_OFFSET_0_2", "TIFF"), nullptr);
}

}  // namespace permu
