/// Only local files whose content is what their name says are opened.
#include <sys/stat.h>

#include "io/read_files.hpp"
#include "permu/io/digest.hpp"
#include "permu/io/layers.hpp"

namespace permu::test {

using ReadGate = ReadTest;

TEST_F(ReadGate, OpensNoUrlNoDriverStringAndNoGdalFileSystem)
{
    for (const char* path : {"/vsicurl/http://127.0.0.1/a.gpkg", "http://127.0.0.1/a.gpkg", "PG:dbname=x",
                             "GPKG:/tmp/a.gpkg:parcels", "/vsizip/a.zip/a.shp", "", "a\nb.gpkg"}) {
        EXPECT_TRUE(find(refusal_of_layer({.path = path}), "file.not_local")) << path;
    }
}

TEST_F(ReadGate, NamesAMissingFileAndSaysWhatToDo)
{
    const Problems problems = refusal_of_layer({.path = path("nowhere.gpkg")});
    const Problem* problem = find(problems, "file.missing");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_NE(problem->where.find("nowhere.gpkg"), std::string::npos);
    EXPECT_FALSE(problem->remedy.en.empty());
    EXPECT_FALSE(problem->remedy.zh.empty());
}

TEST_F(ReadGate, OpensNeitherPipesNorFolders)
{
    ASSERT_EQ(mkfifo(path("pipe.gpkg").c_str(), 0600), 0);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("pipe.gpkg")}), "file.not_regular"));
    std::filesystem::create_directory(path("folder.gpkg"));
    EXPECT_TRUE(find(refusal_of_layer({.path = path("folder.gpkg")}), "file.not_regular"));
    std::filesystem::create_directory(path("empty.gdb"));
    EXPECT_TRUE(find(refusal_of_layer({.path = path("empty.gdb")}), "file.kind"));
}

// A pipe blocks whoever opens it; what lies beside a file under its name is opened with it.
TEST_F(ReadGate, OpensNoPipeBesideAFile)
{
    write_parcels("ESRI Shapefile", path("a.shp"), two_squares, 4547, {"ENCODING=UTF-8"});
    write_parcels("GPKG", path("b.gpkg"), two_squares);
    for (const char* pipe : {"a.prj", "a.cpg", "a.dbf", "a.shx", "a.qix", "a.SBN", "a.shp.xml",
                             "b.gpkg.aux.xml", "b.aux.xml", "b.gpkg-wal"}) {
        const bool part = std::filesystem::exists(path(pipe));
        if (part) std::filesystem::rename(path(pipe), path("kept"));
        ASSERT_EQ(mkfifo(path(pipe).c_str(), 0600), 0);
        const std::string file = path(pipe[0] == 'a' ? "a.shp" : "b.gpkg");
        const Problems problems = refusal_of_layer({.path = file});
        const Problem* problem = find(problems, "file.not_regular");
        ASSERT_NE(problem, nullptr) << pipe << ": " << codes(problems);
        EXPECT_NE(problem->where.find(pipe), std::string::npos) << problem->where;
        std::filesystem::remove(path(pipe));
        if (part) std::filesystem::rename(path("kept"), path(pipe));
        EXPECT_TRUE(refusal_of_layer({.path = file}).empty());
    }
    ASSERT_EQ(mkfifo(path("another").c_str(), 0600), 0);
    EXPECT_TRUE(refusal_of_layer({.path = path("a.shp")}).empty()) << "its name only begins alike";
}

TEST_F(ReadGate, RefusesKindsOutsideTheList)
{
    EXPECT_TRUE(find(refusal_of_layer({.path = write_text("a.kml", "<kml/>")}), "file.kind"));
    EXPECT_TRUE(find(refusal_of_layer({.path = write_text("a.csv", "a,b\n1,2\n")}), "file.kind"));
    EXPECT_TRUE(find(refusal_of_table({.path = write_text("a.txt", "a,b\n1,2\n")}), "file.kind"));
}

// A VRT is a text that makes GDAL open other files and URLs; its name does not make it a GeoPackage.
TEST_F(ReadGate, RefusesContentThatIsNotOfTheKindTheNameSays)
{
    const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>";
    for (const char* name : {"a.gpkg", "a.shp", "a.geojson", "a.fgb", "a.zip"}) {
        EXPECT_TRUE(find(refusal_of_layer({.path = write_text(name, vrt)}), "file.content")) << name;
    }
    for (const char* name : {"a.csv", "a.xlsx", "a.xls", "a.ods"}) {
        EXPECT_TRUE(find(refusal_of_table({.path = write_text(name, vrt)}), "file.content")) << name;
    }
    EXPECT_TRUE(find(refusal_of_layer({.path = write_text("b.gpkg", "")}), "file.damaged"));
}

TEST_F(ReadGate, RefusesAGeoPackageWithAJournalBesideItAndLeavesBothAlone)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    write_text("a.gpkg-wal", "unsaved");
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.gpkg")}), "gpkg.journal"));
    EXPECT_EQ(std::filesystem::file_size(path("a.gpkg-wal")), 7u);
}

TEST_F(ReadGate, KeepsItsBounds)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    Problems problems;
    EXPECT_THROW(read_layer({.path = path("a.gpkg")}, {.max_bytes = 1000}, problems), LimitError);
    EXPECT_THROW(read_layer({.path = path("a.gpkg")}, {.max_features = 1}, problems), LimitError);
    EXPECT_THROW(read_layer({.path = path("a.gpkg")}, {.max_vertices = 4}, problems), LimitError);
    EXPECT_THROW(read_layer({.path = path("a.gpkg")}, {.max_columns = 2}, problems), LimitError);
    EXPECT_NO_THROW(read_layer({.path = path("a.gpkg")}, {.max_features = 2, .max_vertices = 5}, problems));
}

TEST_F(ReadGate, BoundsTheVerticesAndTheTextOfAGeoJsonObject)
{
    const auto collection = [](const std::string& name) {
        return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"parcel_id":")" +
               name +
               R"("},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]})";
    };
    Problems problems;
    const FileSource small{.path = write_text("a.geojson", collection("A")), .crs = "EPSG:4547"};
    EXPECT_THROW(read_layer(small, {.max_vertices = 4}, problems), LimitError);
    EXPECT_NO_THROW(read_layer(small, {.max_vertices = 5}, problems));
    const FileSource large{.path = write_text("b.geojson", collection(std::string(65 << 20, 'x'))),
                           .crs = "EPSG:4547"};
    EXPECT_THROW(read_layer(large, {}, problems), LimitError);
}

TEST_F(ReadGate, TellsAFileThatMayNotBeReadAsAFaultOfTheSystem)
{
    if (geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
    write_text("a.gpkg", "x");
    std::filesystem::permissions(path("a.gpkg"), std::filesystem::perms::none);
    Problems problems;
    EXPECT_THROW(read_layer({.path = path("a.gpkg")}, {}, problems), SystemError);
}

TEST_F(ReadGate, LeavesNothingBesideTheInput)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    Problems problems;
    read_layer({.path = path("a.gpkg")}, {}, problems);
    list_layers(path("a.gpkg"));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path(""))) {
        ++files;
    }
    EXPECT_EQ(files, 1u);
}

TEST_F(ReadGate, ListsLayersWithTheirFields)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    write_parcels("GPKG", path("a.gpkg"), {}, 4547, {"LAYER=parks"});
    const std::vector<LayerInfo> layers = list_layers(path("a.gpkg"));
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].name, "parcels");
    EXPECT_EQ(layers[0].features, 2);
    EXPECT_EQ(layers[0].crs_name, "CGCS2000 / 3-degree Gauss-Kruger CM 114E");
    ASSERT_EQ(layers[0].fields.size(), 3u);
    EXPECT_EQ(layers[0].fields[1].name, "price");
    EXPECT_EQ(layers[0].fields[1].type, "Real");
    EXPECT_EQ(layers[1].features, 0);
}

// FIPS 180-2, the example for one block.
TEST_F(ReadGate, DigestsAreThoseOfTheStandard)
{
    const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(sha256_text("abc"), abc);
    EXPECT_EQ(sha256_file(write_text("abc.txt", "abc")), abc);
    EXPECT_THROW(sha256_file(path("nowhere")), SystemError);
}

}  // namespace permu::test
