/// GeoPackages that hang, lie about their numbers, or bear names that mean another file to SQLite.
#include <sys/stat.h>

#include "io/read_files.hpp"
#include "permu/io/layers.hpp"

namespace permu::test {

using ReadGeoPackage = ReadTest;

constexpr const char* endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";

// GDAL reads its own tables when it opens the file, before anything can be asked of it.
TEST_F(ReadGeoPackage, AViewInPlaceOfATableOfItsOwnIsRefusedBeforeItRuns)
{
    const std::string contents =
        "table_name, data_type, identifier, description, last_change, min_x, min_y, "
        "max_x, max_y, srs_id";
    const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
        {"gpkg_contents",
         {"ALTER TABLE gpkg_contents RENAME TO kept",
          "CREATE VIEW GPKG_Contents AS " + std::string(endless) + "SELECT " + contents + " FROM n, kept"}},
        {"gpkg_extensions",
         {"DROP TABLE IF EXISTS gpkg_extensions",
          "CREATE VIEW gpkg_extensions AS " + std::string(endless) +
              "SELECT 'x' AS table_name, NULL AS column_name, 'x' AS extension_name, 'x' AS definition, "
              "'read-write' AS scope FROM n"}},
        {"gpkg_data_columns",
         {"CREATE VIEW gpkg_data_columns AS " + std::string(endless) +
          "SELECT 'parcels' AS table_name, 'price' AS column_name, 'x' AS name, 'x' AS title, "
          "'x' AS description, 'x' AS mime_type, 'x' AS constraint_name FROM n"}},
        {"gpkg_tile_matrix_set",
         {"ALTER TABLE gpkg_tile_matrix_set RENAME TO kept",
          "CREATE VIRTUAL TABLE gpkg_tile_matrix_set USING rtree(id, a, b)"}}};
    for (const auto& [name, statements] : cases) {
        const std::string file = path(name + ".gpkg");
        write_parcels("GPKG", file, two_squares);
        run_sql(file, statements);
        const Problems problems = refusal_of_layer({.path = file});
        const Problem* problem = find(problems, "gpkg.view");
        ASSERT_NE(problem, nullptr) << name << ": " << codes(problems);
        EXPECT_NE(problem->where.find(name.substr(5)), std::string::npos) << problem->where;
        EXPECT_TRUE(find(refusal([&] { list_layers(file); }), "gpkg.view")) << name;
    }
}

// The declared type is narrower than what SQLite stores; GDAL would cut the value to fit.
TEST_F(ReadGeoPackage, ANumberItsColumnDoesNotHoldIsToldWithItsValue)
{
    const auto tune = [](OGRLayer& layer) {
        OGRFieldDefn narrow("narrow", OFTInteger);
        OGRFieldDefn narrower("narrower", OFTInteger);
        narrower.SetSubType(OFSTInt16);
        ASSERT_EQ(layer.CreateField(&narrow), OGRERR_NONE);
        ASSERT_EQ(layer.CreateField(&narrower), OGRERR_NONE);
    };
    for (const auto& [column, value] : {std::pair{"narrow", "4294969315"}, std::pair{"narrow", "2019.5"},
                                        std::pair{"narrow", "9007199254740993"},
                                        std::pair{"narrower", "-40000"}, std::pair{"year", "2019.5"}}) {
        const std::string file = path("a.gpkg");
        write_parcels("GPKG", file, two_squares, 4547, {}, tune);
        Problems good;
        read_layer({.path = file}, {}, good);
        EXPECT_TRUE(good.empty()) << codes(good);
        run_sql(file, {std::string("UPDATE parcels SET ") + column + " = " + value + " WHERE fid = 2"});
        Problems problems;
        read_layer({.path = file}, {}, problems);
        const Problem* problem = find(problems, "table.not_whole");
        ASSERT_NE(problem, nullptr) << value << ": " << codes(problems);
        EXPECT_EQ(problem->severity, Severity::error);
        EXPECT_EQ(problem->ids, std::vector<std::string>{"2"});
        EXPECT_NE(problem->found.en.find(value), std::string::npos) << problem->found.en;
        std::filesystem::remove(file);
    }
}

TEST_F(ReadGeoPackage, HundredsOfColumnsAreReadAndChecked)
{
    const auto tune = [](OGRLayer& layer) {
        for (int i = 0; i < 510; ++i) {
            OGRFieldDefn field(("f" + std::to_string(i)).c_str(), OFTInteger);
            ASSERT_EQ(layer.CreateField(&field), OGRERR_NONE);
        }
    };
    write_parcels("GPKG", path("a.gpkg"), two_squares, 4547, {}, tune);
    EXPECT_TRUE(refusal_of_layer({.path = path("a.gpkg")}).empty());
    run_sql(path("a.gpkg"), {"UPDATE parcels SET f509 = 3000000000 WHERE fid = 1"});
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    EXPECT_TRUE(find(problems, "table.not_whole")) << codes(problems);
}

// To SQLite "%31" in the name of a file that does not change is "1".
TEST_F(ReadGeoPackage, AFileWithAPercentSignInItsNameIsItself)
{
    write_parcels("GPKG", path("q1.gpkg"), two_squares);
    const std::vector<Parcel> one = {two_squares[0]};
    std::filesystem::create_directory(path("50%20off"));
    std::filesystem::create_directory(path("sub"));
    write_parcels("GPKG", path("sub/y.gpkg"), two_squares);
    for (const char* name : {"q%31.gpkg", "50%20off/a.gpkg", "sub%2fy.gpkg", "a%zz.gpkg",
                             "a?b=c&mode=rwc.gpkg", "a#b.gpkg", "100%.gpkg"}) {
        write_parcels("GPKG", path("plain.gpkg"), one);
        std::filesystem::rename(path("plain.gpkg"), path(name));
        const auto before = read_bytes(path(name));
        Problems problems;
        EXPECT_EQ(read_layer({.path = path(name)}, {}, problems).shapes.size(), 1u) << name;
        EXPECT_TRUE(problems.empty()) << name << ": " << codes(problems);
        EXPECT_EQ(read_bytes(path(name)), before) << name;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path("")))
        files += entry.is_regular_file() ? 1 : 0;
    EXPECT_EQ(files, 9u) << "nothing is left beside them";
}

TEST_F(ReadGeoPackage, SuchANameWithAWriteAheadLogIsRefused)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    std::string bytes = read_bytes(path("a.gpkg"));
    bytes[18] = 2;
    bytes[19] = 2;
    EXPECT_TRUE(find(refusal_of_layer({.path = write_text("a%31.gpkg", bytes)}), "gpkg.name"));
    EXPECT_FALSE(std::filesystem::exists(path("a%31.gpkg-shm")));
    EXPECT_TRUE(refusal_of_layer({.path = write_text("b.gpkg", bytes)}).empty());
}

}  // namespace permu::test
