/// Damage and tricks that GDAL alone would take in silence.
#include "io/read_files.hpp"
#include "permu/io/layers.hpp"

namespace permu::test {

using ReadFaults = ReadTest;

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
        find(with_crs(R"({"type":"link","properties":{"href":"http://127.0.0.1/crs"}})"), "geojson.crs"));
    for (const char* name : {"/etc/passwd", "http://127.0.0.1/crs", "+proj=utm +zone=50", "LOCAL_CS[x]",
                             "http://www.opengis.net/def/crs/EPSG/0/../x",
                             "http://www.opengis.net/def/crs/EPSG/0/4547?x=http://127.0.0.1"}) {
        const Problems problems =
            with_crs(std::string(R"({"type":"name","properties":{"name":")") + name + "\"}}");
        const Problem* problem = find(problems, "geojson.crs");
        ASSERT_NE(problem, nullptr) << name << ": " << codes(problems);
        EXPECT_NE(problem->remedy.en.find("set crs in the [data.*] table"), std::string::npos);
    }
}

TEST_F(ReadFaults, AGeoJsonMayNameItsSystemByTheAddressOfARegister)
{
    for (const char* name :
         {"EPSG:4547", "urn:ogc:def:crs:EPSG::4547", "http://www.opengis.net/def/crs/EPSG/0/4547"}) {
        const std::string text =
            std::string(R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")") + name +
            R"("}},"features":[{"type":"Feature","properties":{"a":1},
            "geometry":{"type":"Polygon","coordinates":
            [[[500000,3400000],[500100,3400000],[500100,3400100],[500000,3400000]]]}}]})";
        Problems problems;
        const Layer layer = read_layer({.path = write_text("a.geojson", text)}, {}, problems);
        EXPECT_EQ(layer.crs_name, "CGCS2000 / 3-degree Gauss-Kruger CM 114E") << name;
        EXPECT_TRUE(problems.empty()) << codes(problems);
    }
}

// The checks before GDAL and those after it speak of one feature under one number.
TEST_F(ReadFaults, FeaturesOfAGeoJsonHaveOneNumber)
{
    const auto feature = [](const std::string& more) {
        return R"({"type":"Feature",)" + more +
               R"("properties":{"a":1,"a":2},"geometry":{"type":"Polygon","coordinates":
               [[[117,30],[117.1,30],[117.1,30.1]]]}})";
    };
    const auto told = [&](const std::string& first, const std::string& second) {
        const std::string head = R"({"type":"FeatureCollection","features":[)";
        Problems problems;
        read_layer({.path = write_text("a.geojson", head + feature(first) + "," + feature(second) + "]}")},
                   {}, problems);
        std::vector<std::vector<std::string>> ids;
        for (const char* code : {"geojson.repeated_key", "geometry.unclosed"}) {
            const Problem* problem = find(problems, code);
            ids.push_back(problem == nullptr ? std::vector<std::string>{} : problem->ids);
        }
        EXPECT_EQ(ids[0], ids[1]);
        return ids[0];
    };
    EXPECT_EQ(told("", ""), (std::vector<std::string>{"0", "1"}));
    EXPECT_EQ(told(R"("id":70,)", R"("id":71,)"), (std::vector<std::string>{"70", "71"}));
    const std::string broken = R"({"type":"FeatureCollection","features":[)" + feature("") + "," +
                               R"({"type":"Feature","properties":{"b":"\u0000"},"geometry":null}]})";
    const Problems problems = refusal_of_layer({.path = write_text("b.geojson", broken)});
    ASSERT_EQ(problems.all().size(), 1u);
    EXPECT_EQ(problems.all()[0].found.en, "in the 2nd feature a NUL character in a text");
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

// The count stands in the header; GDAL reads so many features and leaves the others out.
TEST_F(ReadFaults, AFlatGeobufHoldsAsManyFeaturesAsItCounts)
{
    write_parcels("FlatGeobuf", path("a.fgb"), two_squares, 4547, {"SPATIAL_INDEX=NO"});
    const std::string bytes = read_bytes(path("a.fgb"));
    const std::size_t header = 12;
    const auto number = [&](std::size_t at) {
        return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8;
    };
    const std::size_t table = header + static_cast<std::size_t>(number(header));
    const std::size_t slots = table - static_cast<std::size_t>(number(table));
    const std::size_t count = table + static_cast<std::size_t>(number(slots + 20));
    ASSERT_EQ(bytes[count], 2);
    for (const char stated : {char{1}, char{3}}) {
        std::string changed = bytes;
        changed[count] = stated;
        EXPECT_TRUE(find(refusal_of_layer({.path = write_text("b.fgb", changed)}), "file.damaged"))
            << static_cast<int>(stated);
    }
    EXPECT_TRUE(refusal_of_layer({.path = path("a.fgb")}).empty());
    EXPECT_TRUE(refusal_of_layer({.path = write_text("c.fgb", bytes + std::string(100, '\7'))}).empty());
    for (const std::size_t parcels : {1, 2, 17}) {
        std::vector<Parcel> many(parcels, two_squares[0]);
        const std::string file = path("n" + std::to_string(parcels) + ".fgb");
        write_parcels("FlatGeobuf", file, many);
        EXPECT_TRUE(refusal_of_layer({.path = file}).empty()) << parcels;
    }
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
