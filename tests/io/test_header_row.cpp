/// Tables whose column names stand below a title, and names as people write them into sheets.
#include "io/read_files.hpp"
#include "permu/io/layers.hpp"

namespace permu::test {

namespace {

using Rows = std::vector<std::vector<std::string>>;

const Rows office = {{"示例开发区企业情况统计表"},
                     {"填报单位：管委会", "", "", "单位：万元"},
                     {"企业编号", " 地块编号\n", "", "税收"},
                     {"E1", "L1", "x", "12"},
                     {"E2", "L2", "", "13"},
                     {"合计", "", "", "25"}};
const Rows two_rows = {
    {"title"}, {"编号", "经济指标", "", "职工"}, {"", "营业收入", "税收", ""}, {"1", "20", "3", "4"}};

/// A CSV of the rows, as a spreadsheet writes it.
std::string csv_of(const Rows& rows, char delimiter, std::size_t width)
{
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < width; ++i) {
            if (i > 0) text += delimiter;
            const std::string cell = i < row.size() ? row[i] : "";
            text += cell.find('\n') == std::string::npos ? cell : '"' + cell + '"';
        }
        text += "\n";
    }
    return text;
}

void write_sheet(const char* driver, const std::string& path, const Rows& rows)
{
    GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName(driver);
    const GDALDatasetUniquePtr book(gdal->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = book->CreateLayer("企业", nullptr, wkbNone, nullptr);
    // The driver writes the names of the fields as the first row.
    for (std::size_t i = 0; i < 4; ++i) {
        OGRFieldDefn field(i < rows.front().size() ? rows.front()[i].c_str() : "", OFTString);
        ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
    }
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        OGRFeature feature(layer->GetLayerDefn());
        for (std::size_t i = 0; i < row->size(); ++i)
            if (!(*row)[i].empty()) feature.SetField(static_cast<int>(i), (*row)[i].c_str());
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

void expect_office(const Table& table)
{
    ASSERT_EQ(table.columns.size(), 4u);
    EXPECT_EQ(table.columns[1].name, "地块编号");
    EXPECT_EQ(table.columns[2].name, "Field3");
    ASSERT_EQ(table.rows(), 3u);
    EXPECT_EQ(cell(table, "企业编号", 0), "E1");
    EXPECT_EQ(cell(table, "税收", 1), "13");
    EXPECT_EQ(cell(table, "企业编号", 2), "合计");
    EXPECT_TRUE(std::get<TextCells>(table.find("Field3")->cells).null[1]);
}

}  // namespace

class HeaderRowTest : public ReadTest {
protected:
    /// The rows as CSV with either delimiter, XLSX and ODS.
    std::vector<std::string> files_of(const Rows& rows)
    {
        write_sheet("XLSX", path("a.xlsx"), rows);
        write_sheet("ODS", path("a.ods"), rows);
        return {write_text("a.csv", csv_of(rows, ',', 4)), write_text("b.csv", csv_of(rows, '|', 4)),
                path("a.xlsx"), path("a.ods")};
    }
};

TEST_F(HeaderRowTest, RowsAboveAreLeftOut)
{
    for (const std::string& file : files_of(office)) {
        SCOPED_TRACE(file);
        Problems problems;
        expect_office(read_table({.path = file, .header_row = 3}, {}, problems));
        EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
        EXPECT_FALSE(find(problems, "table.header_row"));
    }
}

TEST_F(HeaderRowTest, ATitleIsToldWithTheRowThatNamesTheColumns)
{
    for (const std::string& file : files_of(office)) {
        SCOPED_TRACE(file);
        Problems problems;
        const Table table = read_table({.path = file}, {}, problems);
        ASSERT_FALSE(table.columns.empty());
        EXPECT_EQ(table.columns[0].name, office[0][0]);
        const Problem* told = find(problems, "table.header_row");
        ASSERT_NE(told, nullptr) << codes(problems);
        EXPECT_EQ(told->severity, Severity::warning);
        EXPECT_NE(told->remedy.en.find("header_row = 3"), std::string::npos) << told->remedy.en;
        FileSource source{.path = file};
        expect_office(read_table_below_title(source, {}, problems));
        EXPECT_EQ(source.header_row, 3);
    }
}

TEST_F(HeaderRowTest, OfAHeaderOfTwoRowsTheSecondNamesWhatItFills)
{
    for (const std::string& file : files_of(two_rows)) {
        SCOPED_TRACE(file);
        Problems problems;
        FileSource source{.path = file};
        const Table table = read_table_below_title(source, {}, problems);
        EXPECT_EQ(source.header_row, 3);
        ASSERT_EQ(table.columns.size(), 4u);
        ASSERT_EQ(table.rows(), 1u);
        EXPECT_EQ(cell(table, "编号", 0), "1");
        EXPECT_EQ(cell(table, "营业收入", 0), "20");
        EXPECT_EQ(cell(table, "税收", 0), "3");
        EXPECT_EQ(cell(table, "职工", 0), "4");
    }
}

TEST_F(HeaderRowTest, ATitleOfOneCellOverRaggedRowsIsToldWithTheRefusal)
{
    const std::string file = write_text("t.csv", "\"企业\n表\"\n\nid,a,b\n1,2,3\n");
    EXPECT_TRUE(find(refusal_of_table({.path = file}), "table.header_row"));
    Problems problems;
    const Table table = read_table({.path = file, .header_row = 3}, {}, problems);
    EXPECT_EQ(cell(table, "b", 0), "3");
    EXPECT_TRUE(find(refusal_of_table({.path = write_text("u.csv", "x\n\nid,a\n1\n"), .header_row = 3}),
                     "csv.ragged"));
    EXPECT_EQ(find(refusal_of_table({.path = path("u.csv"), .header_row = 3}), "csv.ragged")->ids,
              std::vector<std::string>{"line 4"});
}

TEST_F(HeaderRowTest, AnOrdinaryHeaderIsNoTitle)
{
    for (const char* text : {"id,a,b\n1,x,y\n", "id\n1\n", "a,b\nx,y\n", "id,,\n1,2,3\n2,3,4\n"}) {
        Problems problems;
        read_table({.path = write_text("n.csv", text)}, {}, problems);
        EXPECT_FALSE(find(problems, "table.header_row")) << text;
    }
}

TEST_F(HeaderRowTest, EqualNamesAndAMissingHeaderAreRefused)
{
    const Rows twice = {{"a", "b", "a"}, {"1", "2", "3"}};
    write_sheet("XLSX", path("a.xlsx"), twice);
    EXPECT_TRUE(find(refusal_of_table({.path = path("a.xlsx")}), "table.header"));
    EXPECT_TRUE(find(refusal_of_table({.path = path("a.xlsx"), .header_row = 9}), "table.no_header"));
    const std::string file = write_text("a.csv", "a,b\n1,2\n");
    EXPECT_TRUE(find(refusal_of_table({.path = file, .header_row = 9}), "table.no_header"));
}

TEST_F(HeaderRowTest, WhatIsNoTableIsCalledWhatItIs)
{
    const auto refused = [&](std::string_view bytes) {
        return refusal_of_table({.path = write_text("x.csv", bytes)});
    };
    using namespace std::string_view_literals;
    EXPECT_TRUE(find(refused("\n\n\n"), "table.no_header"));
    EXPECT_TRUE(find(refused("   \n  \n"), "csv.header"));
    const std::pair<std::string_view, const char*> kinds[] = {
        {"SQLite format 3\0..."sv, "SQLite"},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"sv, "Excel"},
        {"\x1f\x8b\x08\0"sv, "gzip"},
        {"version https://git-lfs.github.com/spec/v1\n"sv, "Git LFS"},
        {"\xff\xfe\0\0a\0\0\0"sv, "UTF-32"}};
    for (const auto& [bytes, what] : kinds) {
        const Problems problems = refused(bytes);
        const Problem* told = find(problems, "file.content");
        ASSERT_NE(told, nullptr) << what << " " << codes(problems);
        EXPECT_NE(told->found.en.find(what), std::string::npos) << told->found.en;
    }
}

TEST_F(HeaderRowTest, OneColumnAndABlankFirstLineAreRead)
{
    Problems problems;
    const Table one = read_table({.path = write_text("o.csv", "project_id\nJ1\nJ2\n")}, {}, problems);
    EXPECT_EQ(one.rows(), 2u);
    EXPECT_TRUE(find(problems, "csv.separator_unsure")) << codes(problems);
    const Table two = read_table({.path = write_text("b.csv", "\r\nid,a\r\n1,2\r\n")}, {}, problems);
    EXPECT_EQ(cell(two, "a", 0), "2");
    EXPECT_FALSE(problems.has_errors()) << codes(problems);
}

TEST_F(HeaderRowTest, ControlCharactersBeyondAsciiAreTold)
{
    Problems problems;
    read_table({.path = write_text("c.csv", "id,a\nJ\xc2\x9b 31m,2\n"), .columns = {"id"}}, {}, problems);
    EXPECT_TRUE(find(problems, "table.control")) << codes(problems);
}

TEST_F(HeaderRowTest, ATextTableAndARasterAreToldAsWhatTheyAre)
{
    const auto remedy = [&](const char* name) {
        const Problems problems = refusal([&] { list_layers(write_text(name, "id\t1\n")); });
        const Problem* told = find(problems, "file.kind");
        return told == nullptr ? codes(problems) : told->remedy.en;
    };
    EXPECT_NE(remedy("a.txt").find("named .csv"), std::string::npos) << remedy("a.txt");
    EXPECT_NE(remedy("a.tsv").find("named .csv"), std::string::npos) << remedy("a.tsv");
    EXPECT_NE(remedy("a.tif").find("[data.rasters]"), std::string::npos) << remedy("a.tif");
}

// The driver writes 4999.2299999999995634 and 1.0000000000000000.
TEST_F(HeaderRowTest, NumbersOfAnOdsAreWhatTheSheetShows)
{
    {
        GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName("ODS");
        const GDALDatasetUniquePtr book(gdal->Create(path("n.ods").c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRLayer* layer = book->CreateLayer("企业", nullptr, wkbNone, nullptr);
        OGRFieldDefn id("id", OFTReal), tax("tax", OFTReal);
        ASSERT_EQ(layer->CreateField(&id), OGRERR_NONE);
        ASSERT_EQ(layer->CreateField(&tax), OGRERR_NONE);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("id", 1.0);
        feature.SetField("tax", 4999.23);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    Problems problems;
    const Table table = read_table({.path = path("n.ods")}, {}, problems);
    EXPECT_EQ(cell(table, "id", 0), "1");
    EXPECT_EQ(cell(table, "tax", 0), "4999.23");
}

}  // namespace permu::test
