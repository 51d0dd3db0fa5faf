/// Shapefiles as they come: encodings nobody declared, files that do not fit together, archives.
#include <algorithm>

#include "io/read_files.hpp"

namespace permu::test {

class ReadShapefile : public ReadTest {
protected:
    /// Two squares as a shapefile with texts of the encoding, all that says so removed where `silent`.
    std::string shapefile(const std::string& encoding, bool silent = false)
    {
        write_parcels("ESRI Shapefile", path("a.shp"), two_squares, 4547, {"ENCODING=" + encoding});
        if (silent) {
            std::filesystem::remove(path("a.cpg"));
            patch("a.dbf", 29, '\0');  // the language driver id
        }
        return path("a.shp");
    }

    void patch(const std::string& name, std::size_t offset, char byte)
    {
        std::fstream file(path(name), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(offset));
        file.put(byte);
    }

    void replace(const std::string& name, const std::string& from, const std::string& to)
    {
        std::ifstream in(path(name), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const std::size_t where = bytes.find(from);
        ASSERT_NE(where, std::string::npos);
        bytes.replace(where, to.size(), to);
        write_text(name, bytes);
    }

    void cut(const std::string& name, std::size_t bytes)
    {
        std::filesystem::resize_file(path(name), std::filesystem::file_size(path(name)) - bytes);
    }
};

TEST_F(ReadShapefile, AnUndeclaredEncodingIsFoundAndTold)
{
    for (const auto& [stored, read] : {std::pair{"CP936", "GB18030"}, std::pair{"UTF-8", "UTF-8"}}) {
        SCOPED_TRACE(stored);
        const std::string file = shapefile(stored, true);
        Problems problems;
        const Layer layer = read_layer({.path = file}, {}, problems);
        EXPECT_EQ(cell(layer.attributes, "parcel_id", 0), "一号");
        EXPECT_EQ(layer.encoding_used, read);
        EXPECT_TRUE(find(problems, "file.encoding_assumed")) << codes(problems);
        EXPECT_FALSE(problems.has_errors());
        for (const char* name : {"a.shp", "a.shx", "a.dbf", "a.prj"}) {
            std::filesystem::remove(path(name));
        }
    }
}

TEST_F(ReadShapefile, ADeclaredEncodingIsTakenSilently)
{
    Problems problems;
    EXPECT_EQ(read_layer({.path = shapefile("CP936")}, {}, problems).encoding_used, "GBK");
    EXPECT_TRUE(problems.empty()) << codes(problems);
    write_text("a.cpg", "OEM");  // says nothing
    Problems user;
    const Layer layer = read_layer({.path = path("a.shp"), .encoding = "gb2312"}, {}, user);
    EXPECT_EQ(cell(layer.attributes, "parcel_id", 1), "二号");
    EXPECT_TRUE(user.empty()) << codes(user);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp"), .encoding = "klingon"}), "file.encoding"));
}

TEST_F(ReadShapefile, AWrongEncodingIsAnErrorThatNamesTheField)
{
    shapefile("CP936");
    write_text("a.cpg", "UTF-8");
    Problems problems;
    read_layer({.path = path("a.shp")}, {}, problems);
    const Problem* problem = find(problems, "table.not_utf8");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_NE(problem->where.find("field parcel_id"), std::string::npos);
    EXPECT_EQ(problem->count, 2u);
    EXPECT_TRUE(problems.has_errors());
}

TEST_F(ReadShapefile, TextsInUtf8UnderAnotherNameAreWarnedOf)
{
    shapefile("UTF-8");
    write_text("a.cpg", "GBK");
    Problems problems;
    read_layer({.path = path("a.shp")}, {}, problems);
    EXPECT_NE(find(problems, "file.encoding_doubtful"), nullptr) << codes(problems);
    Problems said;
    const Layer layer = read_layer({.path = path("a.shp"), .encoding = "UTF-8"}, {}, said);
    EXPECT_EQ(cell(layer.attributes, "parcel_id", 1), "二号");
    EXPECT_TRUE(said.empty()) << codes(said);
}

TEST_F(ReadShapefile, EveryPartMustBeThere)
{
    for (const char* part : {"a.shx", "a.dbf"}) {
        shapefile("UTF-8");
        std::filesystem::remove(path(part));
        EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "shp.incomplete")) << part;
        for (const char* name : {"a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg"}) {
            std::filesystem::remove(path(name));
        }
    }
}

TEST_F(ReadShapefile, PartsThatWereCutAreFound)
{
    for (const char* part : {"a.shp", "a.shx", "a.dbf"}) {
        shapefile("UTF-8");
        cut(part, 30);
        EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "file.damaged")) << part;
        for (const char* name : {"a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg"}) {
            std::filesystem::remove(path(name));
        }
    }
}

// Bytes 4–7 of a .dbf count its records; byte 108 of a .shp begins the first record with its shape type.
TEST_F(ReadShapefile, CountsAndTypesMustAgree)
{
    shapefile("UTF-8");
    patch("a.dbf", 4, 9);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "file.damaged"));
    patch("a.dbf", 4, 2);
    EXPECT_TRUE(refusal_of_layer({.path = path("a.shp")}).empty());
    patch("a.shp", 108, 99);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "file.damaged"));
}

TEST_F(ReadShapefile, CellsThatAreNoNumbersAreToldAndStarsAreEmptyCells)
{
    shapefile("UTF-8");
    replace("a.dbf", "12.5", " nan");
    Problems problems;
    read_layer({.path = path("a.shp")}, {}, problems);
    const Problem* problem = find(problems, "dbf.not_a_number");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_NE(problem->where.find("field price"), std::string::npos);

    const auto tune = [](OGRLayer& layer) {
        OGRFeature feature(layer.GetLayerDefn());
        ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);  // all cells null: written as stars
    };
    write_parcels("ESRI Shapefile", path("b.shp"), two_squares, 4547, {"ENCODING=UTF-8"}, tune);
    Problems stars;
    const Layer layer = read_layer({.path = path("b.shp")}, {}, stars);
    EXPECT_TRUE(find(stars, "dbf.stars")) << codes(stars);
    EXPECT_FALSE(stars.has_errors());
    EXPECT_EQ(cell(layer.attributes, "price", 2), "");
}

// Entries of the index that change places would put the attributes on each other's polygons.
TEST_F(ReadShapefile, RecordsComeInTheOrderOfTheIndex)
{
    shapefile("UTF-8");
    std::string index = read_bytes(path("a.shx"));
    std::swap_ranges(index.begin() + 100, index.begin() + 108, index.begin() + 108);
    const std::string kept = read_bytes(path("a.shx"));
    write_text("a.shx", index);
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "file.damaged"));
    write_text("a.shx", kept);
    EXPECT_TRUE(refusal_of_layer({.path = path("a.shp")}).empty());
    patch("a.shp", 103, 7);  // the number of the first record
    EXPECT_TRUE(find(refusal_of_layer({.path = path("a.shp")}), "file.damaged"));
    patch("a.shp", 103, 0);  // some writers count from 0
    patch("a.shp", 103 + static_cast<std::size_t>(kept[107]) * 2 + 8, 1);
    EXPECT_TRUE(refusal_of_layer({.path = path("a.shp")}).empty());
}

TEST_F(ReadShapefile, ANulInsideATextIsToldAndOneAtItsEndIsABlank)
{
    shapefile("UTF-8");
    replace("a.dbf", "一号", std::string("AB\0\0  ", 6));
    Problems blank;
    EXPECT_EQ(cell(read_layer({.path = path("a.shp")}, {}, blank).attributes, "parcel_id", 0), "AB");
    EXPECT_TRUE(blank.empty()) << codes(blank);
    replace("a.dbf", "AB", std::string("A\0", 2));
    replace("a.dbf", std::string("A\0\0\0  ", 6), std::string("A\0BC  ", 6));
    Problems problems;
    read_layer({.path = path("a.shp")}, {}, problems);
    const Problem* problem = find(problems, "table.control");
    ASSERT_NE(problem, nullptr) << codes(problems);
    EXPECT_EQ(problem->severity, Severity::error);
    EXPECT_EQ(problem->ids, std::vector<std::string>{"0"});
}

// 1,500 rows without a price: all are counted, a thousand are listed.
TEST_F(ReadShapefile, CountsStarsBeyondThoseItLists)
{
    constexpr std::size_t rows = 1500;
    const auto tune = [](OGRLayer& layer) {
        OGRFeature feature(layer.GetLayerDefn());
        for (std::size_t row = 0; row < rows; ++row) {
            feature.SetFID(OGRNullFID);
            ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
        }
    };
    write_parcels("ESRI Shapefile", path("c.shp"), two_squares, 4547, {"ENCODING=UTF-8"}, tune);
    Problems problems;
    read_layer({.path = path("c.shp")}, {}, problems);
    std::size_t fields = 0;
    for (const Problem& problem : problems.all()) {
        if (problem.code != "dbf.stars") continue;
        ++fields;
        EXPECT_EQ(problem.count, rows);
        EXPECT_EQ(problem.ids.size(), max_listed_ids);
    }
    EXPECT_GE(fields, 1U);
}

TEST_F(ReadShapefile, ComesOutOfAnArchiveToo)
{
    shapefile("UTF-8");
    const std::string archive = path("a.zip");
    zip("a.zip", "a");
    Problems problems;
    const Layer layer = read_layer({.path = archive}, {}, problems);
    EXPECT_EQ(layer.shapes.size(), 2u);
    EXPECT_EQ(cell(layer.attributes, "parcel_id", 0), "一号");
    EXPECT_THROW(read_layer({.path = archive}, {.max_bytes = 900}, problems), LimitError);
}

// 40 MB of blanks shrink to about 40 kB: a thousand to one.
TEST_F(ReadShapefile, AnArchiveThatSwellsIsNotUnpacked)
{
    VSILFILE* file = VSIFOpenL(("/vsizip/" + path("bomb.zip") + "/a.shp").c_str(), "wb");
    ASSERT_NE(file, nullptr);
    const std::string block(1 << 20, ' ');
    for (int i = 0; i < 40; ++i) {
        VSIFWriteL(block.data(), 1, block.size(), file);
    }
    VSIFCloseL(file);
    Problems problems;
    EXPECT_THROW(read_layer({.path = path("bomb.zip")}, {}, problems), LimitError);
}

}  // namespace permu::test
