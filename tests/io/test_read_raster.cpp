/// Rasters are read with their gaps and brought to the rows of a table.
#include <gdal_priv.h>

#include <cmath>

#include "io/read_files.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/raster_in.hpp"

namespace permu::test {

class ReadRaster : public ReadTest {
protected:
    /// Three by three cells of 100 m with the values 1 … 9 tenths; the middle one is no data where `gap`.
    std::string write_raster(const std::string& name, int crs = 4547, bool gap = false, int bands = 1)
    {
        GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName("GTiff");
        const GDALDatasetUniquePtr dataset(
            gdal->Create(path(name).c_str(), 3, 3, bands, GDT_Float32, nullptr));
        double place[6] = {500000, 100, 0, 3400300, 0, -100};
        dataset->SetGeoTransform(place);
        OGRSpatialReference system;
        if (crs != 0) {
            system.importFromEPSG(crs);
            dataset->SetSpatialRef(&system);
        }
        std::vector<float> values;
        for (int i = 1; i <= 9; ++i)
            values.push_back(gap && i == 5 ? -9999.0F : static_cast<float>(i) / 10);
        dataset->GetRasterBand(1)->SetNoDataValue(-9999);
        EXPECT_EQ(dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, 3, 3, values.data(), 3, 3, GDT_Float32,
                                                      0, 0, nullptr),
                  CE_None);
        return path(name);
    }
    Problems refused(const std::string& file)
    {
        return refusal([&] { read_raster(file); });
    }
};

Shapes squares(const std::vector<Box>& boxes)
{
    Shapes shapes;
    for (const Box& b : boxes) {
        shapes.begin_part();
        const std::vector<Point> ring{{b.min_x, b.min_y},
                                      {b.max_x, b.min_y},
                                      {b.max_x, b.max_y},
                                      {b.min_x, b.max_y},
                                      {b.min_x, b.min_y}};
        shapes.add_ring(ring);
        shapes.end_shape();
    }
    return shapes;
}

TEST_F(ReadRaster, KeepsPlaceValuesAndGaps)
{
    const RasterBand band = read_raster(write_raster("a.tif", 4547, true));
    EXPECT_EQ(band.grid.columns, 3U);
    EXPECT_EQ(band.grid.north, 3400300);
    EXPECT_FLOAT_EQ(band.values[8], 0.9F);
    EXPECT_TRUE(std::isnan(band.values[4]));
    EXPECT_TRUE(same_crs(band.crs_wkt, parse_crs("EPSG:4547", "here").wkt));
}

std::string from_one(std::size_t row)
{
    return std::to_string(row + 1);
}

TEST_F(ReadRaster, FillsEmptyCellsAndSaysWhereThereIsNoValue)
{
    const std::string file = write_raster("a.tif", 4547, true);
    const std::string crs = parse_crs("EPSG:4547", "here").wkt;
    // Half of 0.4 and of 0.7; the gap; the gap and 0.6; far away; one with a number of its own.
    const Shapes shapes = squares({{500000, 3400050, 500100, 3400150},
                                   {500110, 3400110, 500190, 3400190},
                                   {500150, 3400100, 500250, 3400200},
                                   {510000, 3400000, 510100, 3400100},
                                   {500000, 3400000, 500100, 3400100}});
    const double none = std::nan("");
    Table table{"parcels", {{"fit", NumberCells{none, none, none, none, 0.25}}}};
    Problems problems;
    add_raster_means({file, "fit"}, {shapes, crs, from_one}, table, problems);
    const auto& cells = std::get<NumberCells>(table.columns[0].cells);
    EXPECT_NEAR(cells[0], 0.55, 1e-7);
    EXPECT_TRUE(std::isnan(cells[1]));
    EXPECT_NEAR(cells[2], 0.6, 1e-7);
    EXPECT_TRUE(std::isnan(cells[3]));
    EXPECT_EQ(cells[4], 0.25);
    const Problem* outside = find(problems, "raster.outside");
    ASSERT_NE(outside, nullptr);
    EXPECT_EQ(outside->ids, (std::vector<std::string>{"2", "4"}));
    ASSERT_NE(find(problems, "raster.partly"), nullptr);
    EXPECT_FALSE(problems.has_errors());
}

// The same ground in degrees, and a raster in metres.
TEST_F(ReadRaster, GoesToThePolygonsAcrossSystems)
{
    const std::string metres = parse_crs("EPSG:4547", "here").wkt,
                      degrees = parse_crs("EPSG:4490", "here").wkt;
    const Shapes shapes = reproject(squares({{500100, 3400000, 500300, 3400100}}), metres, degrees);
    Table table{"parcels", {}};
    Problems problems;
    add_raster_means({write_raster("a.tif"), "suitability"}, {shapes, degrees, from_one}, table, problems);
    ASSERT_EQ(table.columns.size(), 1U);
    EXPECT_NEAR(std::get<NumberCells>(table.columns[0].cells)[0], 0.85, 1e-5);
    EXPECT_TRUE(problems.empty()) << codes(problems);
}

// Cells of 0.1 to 0.9: half of them lie beyond 0.5.
TEST_F(ReadRaster, RefusesValuesBeyondTheRange)
{
    const std::string crs = parse_crs("EPSG:4547", "here").wkt;
    const Shapes shapes = squares({{500000, 3400000, 500100, 3400100}});
    Table table{"parcels", {}};
    Problems problems;
    add_raster_means({write_raster("a.tif"), "fit", {}, 0, 0.5}, {shapes, crs, from_one}, table, problems);
    const Problem* beyond = find(problems, "raster.range");
    ASSERT_NE(beyond, nullptr);
    EXPECT_NE(beyond->found.en.find("0.9"), std::string::npos) << beyond->found.en;
    EXPECT_TRUE(problems.has_errors());
}

TEST_F(ReadRaster, RefusesWhatHasNoPlaceOrIsNoGeoTiff)
{
    EXPECT_TRUE(find(refused(write_raster("a.tif", 0)), "raster.crs"));
    EXPECT_TRUE(find(refused(write_raster("b.tif", 4547, false, 2)), "raster.bands"));
    EXPECT_TRUE(find(refused(write_text("c.tif", "<VRTDataset/>")), "file.content"));
    EXPECT_TRUE(find(refused(write_text("c.vrt", "<VRTDataset/>")), "file.kind"));
    EXPECT_TRUE(find(refused("/vsicurl/http://127.0.0.1/a.tif"), "file.not_local"));
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.tif")}), "file.kind"));
    EXPECT_THROW(read_raster(write_raster("d.tif"), 8), LimitError);
}

}  // namespace permu::test
