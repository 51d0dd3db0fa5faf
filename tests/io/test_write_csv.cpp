/// Tables for spreadsheets: quoting, formulas, numbers.
#include "permu/io/csv_out.hpp"
#include "write_helpers.hpp"

namespace permu {

using CsvWriterTest = Writing;

static constexpr CsvOptions plain{false, false, false};

TEST_F(CsvWriterTest, StartsWithAMarkAndEndsLinesAsSpreadsheetsExpect)
{
    const std::vector<std::string> header{"year", "园区"};
    CsvWriter out(file("a.csv"), header);
    out.integer(2024);
    out.text("高新区");
    out.end_row();
    out.close();
    EXPECT_EQ(bytes_of(file("a.csv")), "\xEF\xBB\xBFyear,园区\r\n2024,高新区\r\n");
}

TEST_F(CsvWriterTest, QuotesWhatWouldBreakACell)
{
    const std::vector<std::string> header{"a"};
    CsvWriter out(file("a.csv"), header, plain);
    for (const char* cell : {"x,y", "say \"no\"", "two\nlines", "", "a'b"}) {
        out.text(cell);
        out.end_row();
    }
    out.close();
    EXPECT_EQ(bytes_of(file("a.csv")), "a\n\"x,y\"\n\"say \"\"no\"\"\"\n\"two\nlines\"\n\na'b\n");
}

// A spreadsheet runs a cell that begins with one of these; ids are kept, since they are keys.
TEST_F(CsvWriterTest, DisarmsFormulasButNeverIds)
{
    const std::vector<std::string> header{"text", "id"};
    const std::vector<std::string> cells{"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"};
    CsvWriter out(file("a.csv"), header, plain);
    for (const auto& cell : cells) {
        out.text(cell);
        out.id(cell);
        out.end_row();
    }
    out.close();
    EXPECT_EQ(bytes_of(file("a.csv")),
              "text,id\n'=1+1,=1+1\n'+1,+1\n'-1,-1\n'@x,@x\n'\tx,\tx\n"
              "\"'\rx\",\"\rx\"\n\"'\nx\",\"\nx\"\n");
}

TEST_F(CsvWriterTest, LeavesTextsAloneWhenAsked)
{
    const std::vector<std::string> header{"text"};
    CsvWriter out(file("a.csv"), header, {false, false, true});
    out.text("=1+1");
    out.end_row();
    out.close();
    EXPECT_EQ(bytes_of(file("a.csv")), "text\n=1+1\n");
}

TEST_F(CsvWriterTest, WritesNumbersShortAndExact)
{
    const std::vector<std::string> header{"n"};
    CsvWriter out(file("a.csv"), header, plain);
    for (const double value : {0.1, -0.0, 1e300, 2.0 / 3, std::nan(""), -3.5}) {
        out.number(value);
        out.end_row();
    }
    out.close();
    EXPECT_EQ(bytes_of(file("a.csv")), "n\n0.1\n0\n1e+300\n0.6666666666666666\n\n-3.5\n");
}

TEST_F(CsvWriterTest, WritesATableWithItsIdsUntouched)
{
    Table table = attributes(2);
    std::get<TextCells>(table.columns[0].cells) = {};
    for (const char* id : {"-1", "=2"})
        std::get<TextCells>(table.columns[0].cells).push_back(id);
    const std::vector<std::string> ids{"parcel_id"};
    write_csv(file("t.csv"), table, ids, plain);
    EXPECT_EQ(bytes_of(file("t.csv")),
              "parcel_id,stage,area_m2,year,number\n"
              "-1,高新区第0号,2500.25,2024,9007199254740993\n"
              "=2,高新区第1号,,,9007199254740994\n");
}

TEST_F(CsvWriterTest, SaysThatTheDiskIsFull)
{
    const std::vector<std::string> header{"a"};
    const auto fill = [&](const std::string& path) {
        CsvWriter out(path, header);
        for (int i = 0; i < 500000; ++i) {
            out.text("row");
            out.end_row();
        }
        out.close();
    };
    EXPECT_EQ(code_thrown_by<SystemError>([&] { fill("/dev/full"); }), "system.write");
    const SizeLimit limit(100000);
    EXPECT_EQ(code_thrown_by<SystemError>([&] { fill(file("a.csv")); }), "system.write");
}

TEST_F(CsvWriterTest, TakesAShortRowForAFaultOfOurs)
{
    const std::vector<std::string> header{"a", "b"};
    CsvWriter out(file("a.csv"), header);
    out.text("only one");
    EXPECT_EQ(code_thrown_by<InvariantError>([&] { out.end_row(); }), "csv.cells");
}

}  // namespace permu
