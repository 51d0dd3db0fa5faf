/// Polygons and attributes come out the same whatever format they were stored in.
#include <fmt/format.h>

#include <cmath>

#include "io/read_files.hpp"
#include "places.hpp"

namespace permu::test {

using ReadLayer = ReadTest;

struct Stored {
    const char* driver;
    const char* file;
};

constexpr Stored formats[] = {{"GPKG", "a.gpkg"},
                              {"FlatGeobuf", "a.fgb"},
                              {"GeoJSON", "a.geojson"},
                              {"ESRI Shapefile", "a.shp"},
                              {"OpenFileGDB", "a.gdb"}};

std::vector<std::string> options_of(const Stored& stored)
{
    if (stored.driver == std::string("ESRI Shapefile")) return {"ENCODING=UTF-8"};
    // The file geodatabase wants one type of geometry.
    return {};
}

void write_squares(const Stored& stored, const std::string& file)
{
    if (stored.driver == std::string("OpenFileGDB")) {
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(stored.driver);
        const GDALDatasetUniquePtr dataset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference system;
        system.importFromEPSG(4547);
        OGRLayer* layer = dataset->CreateLayer("parcels", &system, wkbMultiPolygon, nullptr);
        OGRFieldDefn id("parcel_id", OFTString);
        OGRFieldDefn price("price", OFTReal);
        OGRFieldDefn year("year", OFTInteger);
        for (OGRFieldDefn* field : {&id, &price, &year}) {
            ASSERT_EQ(layer->CreateField(field), OGRERR_NONE);
        }
        for (std::size_t i = 0; i < two_squares.size(); ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField(0, two_squares[i].id.c_str());
            feature.SetField(1, two_squares[i].price);
            feature.SetField(2, static_cast<int>(2020 + i));
            OGRGeometry* geometry = nullptr;
            OGRGeometryFactory::createFromWkt(two_squares[i].wkt.c_str(), nullptr, &geometry);
            feature.SetGeometryDirectly(OGRGeometryFactory::forceToMultiPolygon(geometry));
            ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        return;
    }
    write_parcels(stored.driver, file, two_squares, 4547, options_of(stored));
}

// Both squares are 100 m wide: 10 000 m², five vertices each.
TEST_F(ReadLayer, IsTheSameFromEveryFormat)
{
    for (const Stored& stored : formats) {
        SCOPED_TRACE(stored.driver);
        write_squares(stored, path(stored.file));
        Problems problems;
        const Layer layer = read_layer({.path = path(stored.file)}, {}, problems);
        EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
        ASSERT_EQ(layer.shapes.size(), 2u);
        EXPECT_EQ(layer.fids.size(), 2u);
        // Indexed FlatGeobuf is stored in the order of a space-filling curve.
        const std::size_t first = cell(layer.attributes, "year", 0) == "2020" ? 0 : 1;
        EXPECT_EQ(cell(layer.attributes, "parcel_id", first), "一号");
        EXPECT_EQ(cell(layer.attributes, "price", first), "12.5");
        EXPECT_EQ(cell(layer.attributes, "year", 1 - first), "2021");
        EXPECT_TRUE(std::holds_alternative<IntegerCells>(layer.attributes.find("year")->cells));
        EXPECT_DOUBLE_EQ(planar_area(layer.shapes, first), 10'000.0);
        EXPECT_DOUBLE_EQ(bounds(layer.shapes, first).min_x, 500'000.0);
        EXPECT_EQ(layer.shapes.total_points(), 10u);
        EXPECT_FALSE(layer.geographic);
        EXPECT_NE(layer.crs_name.find("CGCS2000"), std::string::npos) << layer.crs_name;
        EXPECT_FALSE(layer.has_z);
    }
}

// A shell of 100 m with a hole of 20 m, and a second part of 10 m: 10 000 − 400 + 100.
TEST_F(ReadLayer, KeepsPartsAndHolesAndDropsHeights)
{
    const std::string wkt =
        "MULTIPOLYGON Z (((500000 3400000 9,500100 3400000 9,500100 3400100 9,500000 3400100 9,500000 "
        "3400000 9),"
        "(500010 3400010 9,500010 3400030 9,500030 3400030 9,500030 3400010 9,500010 3400010 9)),"
        "((500200 3400000 9,500210 3400000 9,500210 3400010 9,500200 3400010 9,500200 3400000 9)))";
    for (const auto& [driver, file] : {std::pair{"GPKG", "a.gpkg"}, std::pair{"GeoJSON", "a.geojson"}}) {
        SCOPED_TRACE(driver);
        write_parcels(driver, path(file), {{"a", 1, wkt}});
        Problems problems;
        const Layer layer = read_layer({.path = path(file)}, {}, problems);
        ASSERT_EQ(layer.shapes.parts(0), 2u);
        EXPECT_EQ(layer.shapes.rings(0, 0), 2u);
        EXPECT_EQ(layer.shapes.rings(0, 1), 1u);
        EXPECT_DOUBLE_EQ(planar_area(layer.shapes, 0), 9'700.0);
        EXPECT_TRUE(layer.has_z);
        EXPECT_TRUE(problems.empty()) << codes(problems);
    }
}

TEST_F(ReadLayer, TellsWhichFeaturesAreNoPolygonsAndGoesOn)
{
    std::vector<Parcel> parcels = two_squares;
    parcels.push_back({"三号", 1, "POINT (500000 3400000)"});
    parcels.push_back({"四号", 1, ""});
    parcels.push_back({"五号", 1, "GEOMETRYCOLLECTION (POINT (500000 3400000))"});
    write_parcels("GPKG", path("a.gpkg"), parcels);
    Problems problems;
    const Layer layer = read_layer({.path = path("a.gpkg")}, {}, problems);
    const Problem* problem = find(problems, "geometry.not_polygon");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_EQ(problem->count, 2u);
    EXPECT_EQ(problem->ids, (std::vector<std::string>{"3", "5"}));
    ASSERT_EQ(layer.shapes.size(), 5u);
    EXPECT_EQ(layer.shapes.parts(1), 1u);
    for (const std::size_t empty : {2u, 3u, 4u}) {
        EXPECT_EQ(layer.shapes.parts(empty), 0u);
    }
}

TEST_F(ReadLayer, DrawsCurvesAsChordsWithAWarning)
{
    const std::string circle =
        "CURVEPOLYGON (CIRCULARSTRING (500000 3400000,500050 3400050,500100 3400000,500050 3399950,500000 "
        "3400000))";
    write_parcels("GPKG", path("a.gpkg"), {{"a", 1, circle}});
    Problems problems;
    const Layer layer = read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "geometry.curve")) << codes(problems);
    EXPECT_FALSE(problems.has_errors());
    // A regular 90-gon in a circle of 50 m: 45 · 50² · sin 4° = 7847.6 m².
    EXPECT_NEAR(planar_area(layer.shapes, 0), 7847.6, 0.1);
}

TEST_F(ReadLayer, RefusesToChooseAmongLayers)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    write_parcels("GPKG", path("a.gpkg"), two_squares, 4547, {"LAYER=parks"});
    const Problems problems = refusal_of_layer({.path = path("a.gpkg")});
    const Problem* several = find(problems, "layer.several");
    ASSERT_NE(several, nullptr) << codes(problems);
    EXPECT_NE(several->found.en.find("parcels, parks"), std::string::npos);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg"), .layer = "park"}), "layer.unknown"));
    Problems none;
    EXPECT_EQ(read_layer({.path = path("a.gpkg"), .layer = "parks"}, {}, none).attributes.name, "parks");
}

TEST_F(ReadLayer, ReadsOnlyTheColumnsAskedFor)
{
    for (const Stored& stored : {formats[0], formats[1], formats[2], formats[3]}) {
        SCOPED_TRACE(stored.driver);
        write_squares(stored, path(stored.file));
        Problems problems;
        const Layer layer = read_layer({.path = path(stored.file), .columns = {"year"}}, {}, problems);
        ASSERT_EQ(layer.attributes.columns.size(), 1u);
        EXPECT_EQ(layer.attributes.columns[0].name, "year");
        EXPECT_EQ(layer.shapes.size(), 2u);
    }
}

// 2^53 + 1 is the first whole number that a double cannot hold.
TEST_F(ReadLayer, KeepsLongIdsExactlyAndEmptyCellsEmpty)
{
    const auto tune = [](OGRLayer& layer) {
        OGRFeature feature(layer.GetLayerDefn());
        feature.SetField("year", static_cast<GIntBig>(9007199254740993));
        ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
    };
    for (const auto& [driver, file] : {std::pair{"GPKG", "a.gpkg"}, std::pair{"GeoJSON", "a.geojson"}}) {
        SCOPED_TRACE(driver);
        write_parcels(driver, path(file), two_squares, 4547, {}, tune);
        Problems problems;
        const Layer layer = read_layer({.path = path(file)}, {}, problems);
        EXPECT_EQ(cell(layer.attributes, "year", 2), "9007199254740993");
        EXPECT_TRUE(std::get<TextCells>(layer.attributes.find("parcel_id")->cells).null[2]);
        EXPECT_TRUE(std::isnan(std::get<NumberCells>(layer.attributes.find("price")->cells)[2]));
    }
}

TEST_F(ReadLayer, DatesBecomeIsoTextInEveryFormat)
{
    const auto tune = [](OGRLayer& layer) {
        OGRFieldDefn day("day", OFTDate);
        ASSERT_EQ(layer.CreateField(&day), OGRERR_NONE);
        OGRFeature feature(layer.GetLayerDefn());
        feature.SetField("day", 2024, 2, 29);
        OGRGeometry* square = nullptr;
        OGRGeometryFactory::createFromWkt(two_squares[0].wkt.c_str(), nullptr, &square);
        feature.SetGeometryDirectly(square);
        ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
    };
    for (const Stored& stored : {formats[0], formats[3]}) {
        SCOPED_TRACE(stored.driver);
        write_parcels(stored.driver, path(stored.file), {}, 4547, options_of(stored), tune);
        Problems problems;
        const Layer layer = read_layer({.path = path(stored.file)}, {}, problems);
        EXPECT_EQ(cell(layer.attributes, "day", 0), "2024-02-29");
    }
}

TEST_F(ReadLayer, TellsNumbersThatAreNone)
{
    write_parcels("FlatGeobuf", path("a.fgb"), {{"a", INFINITY, two_squares[0].wkt}});
    Problems problems;
    const Layer layer = read_layer({.path = path("a.fgb")}, {}, problems);
    EXPECT_TRUE(find(problems, "table.non_finite")) << codes(problems);
    EXPECT_EQ(cell(layer.attributes, "price", 0), "");
}

TEST_F(ReadLayer, TellsCoordinatesThatAreNone)
{
    const auto tune = [](OGRLayer& layer) {
        OGRFeature feature(layer.GetLayerDefn());
        auto* ring = new OGRLinearRing;
        ring->addPoint(500000, 3400000);
        ring->addPoint(500100, 3400000);
        ring->addPoint(500100, NAN);
        ring->addPoint(500000, 3400000);
        ring->flattenTo2D();
        OGRPolygon polygon;
        polygon.addRingDirectly(ring);
        feature.SetGeometry(&polygon);
        ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
    };
    write_parcels("GPKG", path("a.gpkg"), two_squares, 4547, {"SPATIAL_INDEX=NO"}, tune);
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    const Problem* problem = find(problems, "geometry.non_finite");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_EQ(problem->ids, std::vector<std::string>{"3"});
}

TEST_F(ReadLayer, BoundsTheTextsOfColumnsThatWereNamed)
{
    write_parcels("GPKG", path("a.gpkg"), {{std::string(2000, 'x'), 1, two_squares[0].wkt}});
    Problems named;
    read_layer({.path = path("a.gpkg"), .columns = {"parcel_id"}}, {.max_text = 1000}, named);
    EXPECT_TRUE(find(named, "table.text_length"));
    Problems all;
    read_layer({.path = path("a.gpkg")}, {.max_text = 1000}, all);
    EXPECT_FALSE(all.has_errors()) << codes(all);
}

TEST_F(ReadLayer, TellsALayerWithoutFeaturesAndALayerOfPoints)
{
    write_parcels("GPKG", path("a.gpkg"), {});
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "layer.empty")) << codes(problems);
    write_parcels("GeoJSON", path("b.geojson"), {{"a", 1, "POINT (500000 3400000)"}});
    EXPECT_TRUE(find(refusal_of_layer({.path = path("b.geojson")}), "geometry.not_polygon"));
}

// 20 000 squares of 10 m in rows of 200; columns come in batches, features one by one.
TEST_F(ReadLayer, ManyFeaturesComeWholeAndInOrderEitherWay)
{
    std::vector<Parcel> parcels;
    for (int i = 0; i < 20'000; ++i) {
        const double x = 500000 + 10 * (i % 200);
        const double y = 3400000 + 10 * (i / 200);
        parcels.push_back(
            {fmt::format("P{}", i), i * 0.5,
             fmt::format("POLYGON (({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))", x, y, x + 10, y + 10)});
    }
    write_parcels("ESRI Shapefile", path("a.shp"), parcels, 4547, {"ENCODING=UTF-8"});
    write_parcels("FlatGeobuf", path("a.fgb"), parcels, 4547, {"SPATIAL_INDEX=NO"});
    Problems problems;
    const Layer one = read_layer({.path = path("a.shp")}, {}, problems);
    const Layer other = read_layer({.path = path("a.fgb")}, {}, problems);
    EXPECT_TRUE(problems.empty()) << describe(problems, Language::en);
    ASSERT_EQ(one.shapes.size(), 20'000u);
    ASSERT_EQ(other.shapes.size(), 20'000u);
    for (const std::size_t row : {0u, 1u, 4095u, 4096u, 16'384u, 19'999u}) {
        EXPECT_EQ(cell(one.attributes, "parcel_id", row), fmt::format("P{}", row));
        EXPECT_EQ(cell(other.attributes, "parcel_id", row), fmt::format("P{}", row));
        EXPECT_EQ(cell(other.attributes, "price", row), cell(one.attributes, "price", row));
        EXPECT_EQ(bounds(other.shapes, row).min_x, bounds(one.shapes, row).min_x);
    }
}

TEST_F(ReadLayer, ReadsRealZoningPolygons)
{
    const std::string file = std::string(PERMU_SOURCE_DIR) + "/../shared/data/hsinchu_science_park.gpkg";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the zoning file is not here";
    Problems problems;
    const Layer layer = read_layer({.path = file, .layer = "parcels"}, {}, problems);
    EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
    EXPECT_EQ(layer.shapes.size(), 1047u);
    EXPECT_EQ(layer.attributes.rows(), 1047u);
    EXPECT_NE(layer.attributes.find("分區類"), nullptr);
}

}  // namespace permu::test
