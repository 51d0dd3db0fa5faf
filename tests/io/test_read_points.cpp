/// Layers of points come with their attributes from every format that holds them.
#include <cmath>

#include "io/read_files.hpp"
#include "permu/io/read_points.hpp"

namespace permu::test {

class ReadPoints : public ReadTest {
protected:
    const std::vector<Parcel> firms{{"一号", 12.5, "POINT Z (500010 3400020 5)"},
                                    {"二号", 30, "POINT Z (500110 3400030 7)"}};

    void write_points(const std::string& driver, const std::string& file,
                      const std::vector<std::string>& options) const
    {
        write_parcels(driver, file, firms, 4547, options);
    }
};

TEST_F(ReadPoints, OfFiveFormats)
{
    const std::pair<const char*, const char*> formats[] = {{"GPKG", "a.gpkg"},
                                                           {"ESRI Shapefile", "a.shp"},
                                                           {"FlatGeobuf", "a.fgb"},
                                                           {"OpenFileGDB", "a.gdb"},
                                                           {"GeoJSON", "a.geojson"}};
    for (const auto& [driver, name] : formats) {
        std::vector<std::string> options{"TYPE=POINT", "LAYER=a"};
        if (std::string(driver) == "ESRI Shapefile") options.emplace_back("ENCODING=UTF-8");
        write_points(driver, path(name), options);
        const FileSource source{.path = path(name), .crs = "EPSG:4547"};
        EXPECT_TRUE(has_points(source, {})) << name;
        Problems problems;
        const PointLayer layer = read_points(source, {}, problems);
        EXPECT_FALSE(problems.has_errors()) << name << ": " << codes(problems);
        ASSERT_EQ(layer.points.size(), 2U) << name;
        // FlatGeobuf stores features in an order of its own.
        const std::size_t second = cell(layer.attributes, "parcel_id", 0) == "二号" ? 0 : 1;
        EXPECT_EQ(cell(layer.attributes, "parcel_id", 1 - second), "一号") << name;
        EXPECT_NEAR(layer.points[second].x, 500110, 1e-6) << name;
        EXPECT_NEAR(layer.points[second].y, 3400030, 1e-6) << name;
    }
}

// Types that any geometry may have say nothing: the first feature with a place does.
TEST_F(ReadPoints, OfALayerOfAnyGeometryAreFound)
{
    write_parcels("GPKG", path("a.gpkg"), {{"-", 1, ""}, firms[0]});
    EXPECT_TRUE(has_points({.path = path("a.gpkg")}, {}));
    write_parcels("GPKG", path("b.gpkg"), two_squares);
    EXPECT_FALSE(has_points({.path = path("b.gpkg")}, {}));
}

TEST_F(ReadPoints, OfAZippedShapefile)
{
    write_points("ESRI Shapefile", path("a.shp"), {"LAYER=a", "TYPE=POINT", "ENCODING=UTF-8"});
    const FileSource source{.path = path("a.zip"), .crs = "EPSG:4547"};
    zip("a.zip", "a");
    EXPECT_TRUE(has_points(source, {}));
    Problems problems;
    const PointLayer layer = read_points(source, {}, problems);
    EXPECT_FALSE(problems.has_errors()) << codes(problems);
    ASSERT_EQ(layer.points.size(), 2U);
    EXPECT_EQ(cell(layer.attributes, "parcel_id", 1), "二号");
    EXPECT_NEAR(layer.points[1].x, 500110, 1e-6);
}

TEST_F(ReadPoints, OfAMissingPlaceAreNaNAndOtherGeometriesAreTold)
{
    write_parcels("GPKG", path("a.gpkg"),
                  {{"a", 1, ""},
                   {"b", 2, "MULTIPOINT ((500000 3400000))"},
                   {"c", 3, "MULTIPOINT ((500000 3400000),(500001 3400000))"},
                   {"d", 4, "LINESTRING (500000 3400000,500001 3400000)"}});
    Problems problems;
    const PointLayer layer = read_points({.path = path("a.gpkg")}, {}, problems);
    ASSERT_EQ(layer.points.size(), 4U);
    EXPECT_TRUE(std::isnan(layer.points[0].x));
    EXPECT_EQ(layer.points[1].x, 500000);
    ASSERT_NE(find(problems, "geometry.not_point"), nullptr);
    EXPECT_EQ(find(problems, "geometry.not_point")->count, 2U);
}

TEST_F(ReadPoints, PolygonsTablesAndSheetsHaveNone)
{
    write_parcels("GPKG", path("polygons.gpkg"), two_squares, 4547, {"GEOMETRY_NAME=geom"});
    EXPECT_FALSE(has_points({.path = path("polygons.gpkg")}, {}));
    EXPECT_FALSE(has_points({.path = write_text("a.csv", "x,y\n1,2\n")}, {}));
    EXPECT_FALSE(has_points({.path = path("absent.csv")}, {}));
    EXPECT_TRUE(find(refusal([&] { has_points({.path = path("absent.gpkg")}, {}); }), "file.missing"));
}

// A layer of points is still no layer of polygons.
TEST_F(ReadPoints, AreNoPolygons)
{
    write_points("ESRI Shapefile", path("a.shp"), {"LAYER=a", "TYPE=POINT"});
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "geometry.not_polygon"));
}

TEST_F(ReadPoints, OfADamagedShapefileAreRefused)
{
    write_points("ESRI Shapefile", path("a.shp"), {"LAYER=a", "TYPE=POINT"});
    std::filesystem::resize_file(path("a.shp"), std::filesystem::file_size(path("a.shp")) - 20);
    Problems problems;
    EXPECT_THROW(read_points({.path = path("a.shp"), .crs = "EPSG:4547"}, {}, problems), InputError);
}

}  // namespace permu::test
