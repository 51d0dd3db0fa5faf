/// Coordinates are what their system says, or somebody is told.
#include "io/read_files.hpp"
#include "permu/io/crs.hpp"

namespace permu::test {

using ReadCrs = ReadTest;

Shapes one_point_ring(Point point)
{
    Shapes shapes;
    shapes.begin_part();
    const std::vector<Point> ring(4, point);
    shapes.add_ring(ring);
    shapes.end_shape();
    return shapes;
}

// The origin of a Gauss-Krüger zone: its central meridian (114°E) at the equator lies at 500 000 m east, 0 m
// north.
TEST_F(ReadCrs, MovesTheOriginOfAZoneToItsMeridian)
{
    const Crs zone = parse_crs("EPSG:4547", "test");
    const Crs degrees = parse_crs("EPSG:4490", "test");
    EXPECT_FALSE(zone.geographic);
    EXPECT_TRUE(degrees.geographic);
    const Shapes moved = reproject(one_point_ring({500'000, 0}), zone.wkt, degrees.wkt);
    EXPECT_NEAR(moved.all_points()[0].x, 114.0, 1e-9);
    EXPECT_NEAR(moved.all_points()[0].y, 0.0, 1e-9);
    const Shapes back = reproject(moved, degrees.wkt, zone.wkt);
    EXPECT_NEAR(back.all_points()[0].x, 500'000, 1e-3);
}

TEST_F(ReadCrs, KnowsASystemByWhatItIsNotByItsName)
{
    const Crs code = parse_crs("EPSG:32650", "test");
    const Crs proj = parse_crs("+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs +type=crs", "test");
    EXPECT_TRUE(same_crs(code.wkt, proj.wkt));
    EXPECT_FALSE(same_crs(code.wkt, parse_crs("EPSG:32651", "test").wkt));
}

TEST_F(ReadCrs, UnderstandsNoFileAndNoNonsense)
{
    for (const char* text : {"EPSG:999999", "nonsense", "http://127.0.0.1/crs", "/etc/hostname",
                             "LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]"}) {
        EXPECT_THROW(parse_crs(text, "test"), InputError) << text;
    }
}

TEST_F(ReadCrs, RefusesToGuessAMissingSystemAndTakesTheUsers)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares, 0);
    const Problems problems = refusal_of_layer({.path = path("a.gpkg")});
    const Problem* missing = find(problems, "crs.missing");
    ASSERT_NE(missing, nullptr) << codes(problems);
    EXPECT_NE(missing->remedy.en.find("crs = \"EPSG:4547\""), std::string::npos);
    Problems none;
    const Layer layer = read_layer({.path = path("a.gpkg"), .crs = "EPSG:4547"}, {}, none);
    EXPECT_EQ(layer.crs_name, "CGCS2000 / 3-degree Gauss-Kruger CM 114E");
    EXPECT_TRUE(none.empty()) << codes(none);
}

TEST_F(ReadCrs, TheUsersSystemOverrulesTheFiles)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares, 4547);
    Problems problems;
    const Layer layer = read_layer({.path = path("a.gpkg"), .crs = "EPSG:4548"}, {}, problems);
    EXPECT_EQ(layer.crs_name, "CGCS2000 / 3-degree Gauss-Kruger CM 117E");
    EXPECT_TRUE(find(problems, "crs.overruled")) << codes(problems);
}

TEST_F(ReadCrs, TellsDegreesThatCallThemselvesMetres)
{
    write_parcels("GPKG", path("a.gpkg"), {{"a", 1, "POLYGON ((114 30,114.1 30,114.1 30.1,114 30))"}}, 4547);
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "crs.degrees_as_metres")) << codes(problems);
}

TEST_F(ReadCrs, TellsMetresAndSwappedAxesThatCallThemselvesDegrees)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares, 4490);
    write_parcels("GPKG", path("b.gpkg"), {{"a", 1, "POLYGON ((30 114,30 114.1,30.1 114.1,30 114))"}}, 4490);
    for (const char* name : {"a.gpkg", "b.gpkg"}) {
        Problems problems;
        read_layer({.path = path(name)}, {}, problems);
        EXPECT_TRUE(find(problems, "crs.impossible_degrees")) << name << ": " << codes(problems);
    }
}

TEST_F(ReadCrs, TellsPolygonsAroundTheGlobeAndPlacesOffIt)
{
    write_parcels("GPKG", path("a.gpkg"), {{"a", 1, "POLYGON ((-179 30,179 30,179 31,-179 30))"}}, 4326);
    Problems wrapped;
    read_layer({.path = path("a.gpkg")}, {}, wrapped);
    EXPECT_TRUE(find(wrapped, "crs.wraps")) << codes(wrapped);

    std::vector<Parcel> parcels = two_squares;
    parcels.push_back({"c", 1, "POLYGON ((1e300 1e300,2e300 1e300,2e300 2e300,1e300 1e300))"});
    write_parcels("GPKG", path("b.gpkg"), parcels, 4547, {"SPATIAL_INDEX=NO"});
    Problems off;
    read_layer({.path = path("b.gpkg")}, {}, off);
    const Problem* problem = find(off, "crs.out_of_range");
    ASSERT_NE(problem, nullptr) << codes(off);
    EXPECT_EQ(problem->ids, std::vector<std::string>{"3"});
}

// Zone CM 114E serves 112.5°–115.5°E; a million metres further east is some ten degrees off.
TEST_F(ReadCrs, WarnsOfPlacesOutsideTheZone)
{
    write_parcels("GPKG", path("a.gpkg"),
                  {{"a", 1, "POLYGON ((1500000 3400000,1500100 3400000,1500100 3400100,1500000 3400000))"}},
                  4547);
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "crs.outside_area")) << codes(problems);
    EXPECT_FALSE(problems.has_errors());
}

TEST_F(ReadCrs, WarnsOfSystemsWithoutAnExactWayToTheNewOne)
{
    write_parcels("GPKG", path("a.gpkg"), {{"a", 1, "POLYGON ((114 30,114.1 30,114.1 30.1,114 30))"}}, 4610);
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "crs.old_datum")) << codes(problems);
}

}  // namespace permu::test
