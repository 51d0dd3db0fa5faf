/// Damage and tricks that GDAL alone would take in silence.
#include "io/read_files.hpp"
#include "permu/io/layers.hpp"

namespace permu::test {

using ReadFaults = ReadTest;

std::string read_bytes(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs SQL on a GeoPackage, as a hostile writer would.
void run_sql(const std::string& file, const std::vector<std::string>& statements)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    ASSERT_TRUE(dataset);
    for (const std::string& statement : statements) {
        dataset->ReleaseResultSet(dataset->ExecuteSQL(statement.c_str(), nullptr, nullptr));
    }
}

TEST_F(ReadFaults, AViewIsNotALayer)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    run_sql(path("a.gpkg"),
            {"CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
             "SELECT i AS fid, geom FROM n, parcels",
             "INSERT INTO gpkg_contents (table_name, identifier, data_type, srs_id) "
             "VALUES ('endless', 'endless', 'features', 4547)",
             "INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POLYGON', 4547, 0, 0)"});
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg"), .layer = "endless"}), "gpkg.view"));
    EXPECT_EQ(list_layers(path("a.gpkg")).back().features, -1);
    Problems problems;
    EXPECT_EQ(read_layer({.path = path("a.gpkg"), .layer = "parcels"}, {}, problems).shapes.size(), 2u);
}

// SQLite does not tell capitals apart, and a column may be computed while it is read.
TEST_F(ReadFaults, ATrickyNameOrAComputedColumnDoesNotPassForATable)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    run_sql(path("a.gpkg"),
            {"CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
             "SELECT i AS fid, geom FROM n, parcels",
             "INSERT INTO gpkg_contents (table_name, identifier, data_type, srs_id) "
             "VALUES ('ENDLESS', 'x', 'features', 4547)",
             "INSERT INTO gpkg_geometry_columns VALUES ('ENDLESS', 'geom', 'POLYGON', 4547, 0, 0)",
             "ALTER TABLE parcels ADD COLUMN huge BLOB AS (zeroblob(1000000000)) VIRTUAL"});
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg"), .layer = "ENDLESS"}), "gpkg.view"));
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg"), .layer = "parcels"}), "gpkg.view"));
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg")}), "gpkg.view"));
}

TEST_F(ReadFaults, TextInANumberColumnIsToldWithItsFeature)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    run_sql(path("a.gpkg"), {"UPDATE parcels SET price = 'much' WHERE fid = 2"});
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    const Problem* problem = find(problems, "table.not_a_number");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_EQ(problem->ids, std::vector<std::string>{"2"});
    EXPECT_NE(problem->where.find("field price"), std::string::npos);
}

TEST_F(ReadFaults, ABrokenGeometryIsToldWithItsFeature)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    run_sql(path("a.gpkg"), {"DROP TRIGGER IF EXISTS rtree_parcels_geom_update4",
                             "UPDATE parcels SET geom = x'5858000100000000' WHERE fid = 1"});
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "geometry.damaged")) << codes(problems);
}

TEST_F(ReadFaults, ADamagedDatabasePageIsFound)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    std::string bytes = read_bytes(path("a.gpkg"));
    write_text("a.gpkg", std::string_view(bytes).substr(0, bytes.size() / 2));
    EXPECT_FALSE(refusal_of_layer({.path = path("a.gpkg")}).empty());
}

TEST_F(ReadFaults, GeoJsonIsReadByTheLetter)
{
    const std::string head = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)";
    const std::string ring =
        R"("geometry":{"type":"Polygon","coordinates":[[[117,30],[117.1,30],[117.1,30.1],[117,30]]]}}]})";
    const auto refused = [&](const std::string& text) {
        return find(refusal_of_layer({.path = write_text("a.geojson", text)}), "file.damaged") != nullptr;
    };
    EXPECT_FALSE(refused(head + R"({"id":1},)" + ring));
    EXPECT_TRUE(refused(head + R"({"id":1,},)" + ring));     // trailing comma
    EXPECT_TRUE(refused(head + R"({"id":NaN},)" + ring));    // not a JSON number
    EXPECT_TRUE(refused(head + R"({"id":1e999},)" + ring));  // beyond a double
    EXPECT_TRUE(refused(head + R"({"id":18446744073709551617},)" + ring));
    EXPECT_TRUE(refused(head + R"({"id":"a\u0000b"},)" + ring));
    EXPECT_TRUE(refused(head + R"({"id":1},)" + ring + "x"));      // text after the end
    EXPECT_TRUE(refused(head + "{\"id\":\"\xc4\xfa\"}," + ring));  // GBK bytes
    EXPECT_TRUE(refused("{}"));
    EXPECT_TRUE(refused("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}"));
}

TEST_F(ReadFaults, ABrokenGeoJsonIsToldByLine)
{
    const std::string file = write_text("a.geojson", "{\"a\":\n\"b\"\" }");
    const Problems problems = refusal_of_layer({.path = file});
    ASSERT_EQ(problems.all().size(), 1u);
    EXPECT_NE(problems.all()[0].where.find("a.geojson:2:"), std::string::npos) << problems.all()[0].where;
}

TEST_F(ReadFaults, AGeoJsonMayNotLinkToItsCoordinateSystem)
{
    const auto with_crs = [&](const std::string& crs) {
        return refusal_of_layer({.path = write_text("a.geojson", R"({"type":"FeatureCollection","crs":)" +
                                                                     crs + R"(,"features":[]})")});
    };
    EXPECT_TRUE(
        find(with_crs(R"({"type":"link","properties":{"href":"http://127.0.0.1/crs"}})"), "file.damaged"));
    EXPECT_TRUE(find(with_crs(R"({"type":"name","properties":{"name":"/etc/passwd"}})"), "file.damaged"));
}

TEST_F(ReadFaults, UnclosedRingsAndRepeatedNamesAreWarnedOf)
{
    const std::string file = write_text("a.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"a":1,"a":2},"geometry":
         {"type":"Polygon","coordinates":[[[117,30],[117.1,30],[117.1,30.1]]]}}]})");
    Problems problems;
    const Layer layer = read_layer({.path = file}, {}, problems);
    EXPECT_TRUE(find(problems, "geometry.unclosed")) << codes(problems);
    EXPECT_TRUE(find(problems, "geojson.repeated_key")) << codes(problems);
    EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
    const Ring ring = layer.shapes.ring(0, 0, 0);
    EXPECT_EQ(ring.front(), ring.back());
}

TEST_F(ReadFaults, ATruncatedFlatGeobufIsNotAccepted)
{
    write_parcels("FlatGeobuf", path("a.fgb"), two_squares);
    const std::string bytes = read_bytes(path("a.fgb"));
    write_text("b.fgb", std::string_view(bytes).substr(0, bytes.size() - 20));
    EXPECT_FALSE(refusal_of_layer({.path = path("b.fgb")}).empty());
}

// FlatGeobuf written as a stream states zero features, which means "unknown": the reading must still end.
TEST_F(ReadFaults, AnEmptyStreamOfFeaturesEnds)
{
    write_parcels("FlatGeobuf", path("a.fgb"), {}, 4547, {"SPATIAL_INDEX=NO"});
    Problems problems;
    try {
        const Layer layer = read_layer({.path = path("a.fgb")}, {}, problems);
        EXPECT_EQ(layer.shapes.size(), 0u);
    } catch (const InputError& error) {
        EXPECT_FALSE(error.problems().empty());
    }
}

}  // namespace permu::test
