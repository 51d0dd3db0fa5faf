/// Tables: strict CSV, spreadsheets, GeoPackage tables.
#include <fmt/format.h>

#include "io/read_files.hpp"

namespace permu::test {

class ReadTableTest : public ReadTest {
protected:
    Table table_of(const std::string& text)
    {
        Problems problems;
        Table table = read_table({.path = write_text("a.csv", text)}, {}, problems);
        EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
        return table;
    }
    Problems refusal_of(const std::string& text)
    {
        return refusal_of_table({.path = write_text("a.csv", text)});
    }
};

TEST_F(ReadTableTest, CellsAreTextsAndEmptyOnesAreNull)
{
    const Table table = table_of("id,land_mu,name\r\n007,2.50,\"a, \"\"b\"\"\nc\"\r\n8,,\r\n\r\n");
    ASSERT_EQ(table.rows(), 2u);
    EXPECT_EQ(table.name, "a");
    EXPECT_EQ(cell(table, "id", 0), "007");
    EXPECT_EQ(cell(table, "land_mu", 0), "2.50");
    EXPECT_EQ(cell(table, "name", 0), "a, \"b\"\nc");
    EXPECT_TRUE(std::get<TextCells>(table.find("land_mu")->cells).null[1]);
}

TEST_F(ReadTableTest, UnderstandsAByteOrderMarkAndGbk)
{
    EXPECT_EQ(cell(table_of("\xef\xbb\xbfid,name\n1,园区\n"), "id", 0), "1");
    Problems problems;
    const std::string gbk = "id,name\n1,\xd4\xb0\xc7\xf8\n";  // 园区
    const Table guessed = read_table({.path = write_text("b.csv", gbk)}, {}, problems);
    EXPECT_EQ(cell(guessed, "name", 0), "园区");
    EXPECT_TRUE(find(problems, "file.encoding_assumed")) << codes(problems);
    Problems declared;
    read_table({.path = path("b.csv"), .encoding = "GBK"}, {}, declared);
    EXPECT_TRUE(declared.empty()) << codes(declared);
    EXPECT_TRUE(find(refusal_of_table({.path = path("b.csv"), .encoding = "UTF-8"}), "file.encoding"));
}

// The most frequent of , ; tab | in the first line, quoted cells not counted.
TEST_F(ReadTableTest, FindsTheDelimiterInTheFirstLineAndSaysSo)
{
    for (const std::string d : {";", "\t", "|"}) {
        SCOPED_TRACE(d);
        const std::string text =
            "id" + d + "\"a,,,b\"" + d + "c\n1" + d + "2,5" + d + "\"x\"\"" + d + "\"\n\n2" + d + d + "3\n";
        Problems problems;
        const Table table = read_table({.path = write_text("d.csv", text)}, {}, problems);
        ASSERT_EQ(table.rows(), 2u);
        ASSERT_EQ(table.columns.size(), 3u);
        EXPECT_EQ(cell(table, "a,,,b", 0), "2,5");
        EXPECT_EQ(cell(table, "c", 0), "x\"" + d);
        EXPECT_EQ(cell(table, "c", 1), "3");
        EXPECT_TRUE(find(problems, "csv.separator")) << codes(problems);
        EXPECT_FALSE(problems.has_errors());
    }
    EXPECT_EQ(cell(table_of("a;b,c\n1,2\n"), "a;b", 0), "1");
    EXPECT_TRUE(find(refusal_of("a;b\n1;2;3\n"), "csv.ragged"));
}

TEST_F(ReadTableTest, RefusesToAssumeWhereItIsToBeStrict)
{
    const auto problems_of = [&](const std::string& text, const std::string& encoding) {
        Problems problems;
        read_table({.path = write_text("s.csv", text), .encoding = encoding, .strict = true}, {}, problems);
        return problems;
    };
    const std::string gbk = "id,name\n1,\xd4\xb0\xc7\xf8\n";  // 园区
    EXPECT_TRUE(problems_of(gbk, "").has_errors());
    EXPECT_TRUE(problems_of(gbk, "GBK").empty());
    EXPECT_TRUE(problems_of("id\tname\n1\t2\n", "").has_errors());
    EXPECT_TRUE(problems_of("id,name\n1,2\n", "").empty());
}

TEST_F(ReadTableTest, TakesTheGuardOfFormulasOffAgain)
{
    const Table table = table_of("id,note\n1,'=1+1\n2,'plain\n3,'@x\n");
    EXPECT_EQ(cell(table, "note", 0), "=1+1");
    EXPECT_EQ(cell(table, "note", 1), "'plain");
    EXPECT_EQ(cell(table, "note", 2), "@x");
}

TEST_F(ReadTableTest, RefusesWhatWouldShiftCells)
{
    EXPECT_TRUE(find(refusal_of("a,b\n1,2\n3\n"), "csv.ragged"));
    EXPECT_TRUE(find(refusal_of("a,b\n1,2,3\n"), "csv.ragged"));
    EXPECT_TRUE(find(refusal_of("a,b\n1,\"2\n"), "csv.open_quote"));
    EXPECT_TRUE(find(refusal_of("a,b\n1,2\"3\n"), "csv.stray_quote"));
    EXPECT_TRUE(find(refusal_of("a,b\n1,\"2\"x\n"), "csv.after_quote"));
    EXPECT_TRUE(find(refusal_of("a,b\r1,2\r"), "csv.line_end"));
    EXPECT_TRUE(find(refusal_of("a,a\n1,2\n"), "csv.header"));
    EXPECT_TRUE(find(refusal_of(",\n1,2\n"), "csv.header"));
    EXPECT_TRUE(find(refusal_of(std::string("a,b\n1,\0\n", 8)), "file.encoding"));
    EXPECT_TRUE(find(refusal_of("\xff\xfe"
                                "a\0"),
                     "file.encoding"));
}

TEST_F(ReadTableTest, TellsAllRaggedLinesAtOnce)
{
    const Problems problems = refusal_of("a,b\n1\n1,2\n3\n4,5,6\n\"x");
    const Problem* ragged = find(problems, "csv.ragged");
    ASSERT_NE(ragged, nullptr);
    EXPECT_EQ(ragged->count, 4u);
    EXPECT_EQ(ragged->ids, (std::vector<std::string>{"line 2", "line 4", "line 5", "line 6"}));
    EXPECT_TRUE(find(problems, "csv.open_quote"));
}

TEST_F(ReadTableTest, KeepsItsBoundsAndTellsAnEmptyTable)
{
    EXPECT_TRUE(find(refusal_of("a,b\n1," + std::string(70'000, 'x') + "\n"), "table.text_length"));
    std::string wide = "c0";
    for (int i = 1; i < 5000; ++i) {
        wide += fmt::format(",c{}", i);
    }
    EXPECT_TRUE(find(refusal_of(wide + "\n"), "file.limit"));
    Problems problems;
    read_table({.path = write_text("a.csv", "a,b\n")}, {}, problems);
    EXPECT_TRUE(find(problems, "layer.empty")) << codes(problems);
}

// A .csvt beside a .csv would make GDAL read numbers; the file itself is what counts.
TEST_F(ReadTableTest, ListensToNoFileBesideTheCsv)
{
    write_text("a.csvt", "\"Integer\",\"Integer\"\n");
    EXPECT_EQ(cell(table_of("a,b\n007,2\n"), "a", 0), "007");
}

TEST_F(ReadTableTest, ReadsASheetOfAWorkbook)
{
    for (const auto& [driver, name] : {std::pair{"XLSX", "a.xlsx"}, std::pair{"ODS", "a.ods"}}) {
        SCOPED_TRACE(driver);
        {
            GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName(driver);
            const GDALDatasetUniquePtr book(gdal->Create(path(name).c_str(), 0, 0, 0, GDT_Unknown, nullptr));
            for (const char* sheet : {"企业", "other"}) {
                OGRLayer* layer = book->CreateLayer(sheet, nullptr, wkbNone, nullptr);
                OGRFieldDefn id("enterprise_id", OFTString);
                OGRFieldDefn tax("tax_wan", OFTReal);
                ASSERT_EQ(layer->CreateField(&id), OGRERR_NONE);
                ASSERT_EQ(layer->CreateField(&tax), OGRERR_NONE);
                OGRFeature feature(layer->GetLayerDefn());
                feature.SetField(0, "0042");
                feature.SetField(1, 12.25);
                ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
            }
        }
        EXPECT_TRUE(find(refusal_of_table({.path = path(name)}), "layer.several"));
        Problems problems;
        const Table table = read_table({.path = path(name), .layer = "企业"}, {}, problems);
        ASSERT_EQ(table.rows(), 1u);
        EXPECT_EQ(cell(table, "enterprise_id", 0), "0042");
        EXPECT_EQ(std::stod(cell(table, "tax_wan", 0)), 12.25);
    }
}

TEST_F(ReadTableTest, ReadsATableOfAGeoPackageWithItsTypes)
{
    write_parcels("GPKG", path("a.gpkg"), two_squares);
    Problems problems;
    const Table table = read_table({.path = path("a.gpkg"), .columns = {"parcel_id", "year"}}, {}, problems);
    ASSERT_EQ(table.columns.size(), 2u);
    EXPECT_EQ(cell(table, "parcel_id", 1), "二号");
    EXPECT_EQ(cell(table, "year", 1), "2021");
    EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
}

}  // namespace permu::test
