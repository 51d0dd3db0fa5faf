/// Long tables of a run directory, row by row.
#include "permu/io/csv_in.hpp"
#include "permu/io/csv_out.hpp"
#include "write_helpers.hpp"

namespace permu {

using Strings = std::vector<std::string>;

static void write_bytes(const std::string& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Rows of the columns, each joined with '|'.
static Strings rows_of(const std::string& path, std::initializer_list<std::string_view> columns)
{
    Strings rows;
    const std::vector<std::string_view> wanted(columns);
    read_csv_rows(path, wanted, [&](CsvCells cells) {
        std::string row;
        for (const std::string_view cell : cells)
            row += (row.empty() ? "" : "|") + std::string(cell);
        rows.push_back(row);
    });
    return rows;
}

using CsvRowsTest = Writing;

TEST_F(CsvRowsTest, GivesTheWantedColumnsInTheWantedOrder)
{
    write_bytes(file("a.csv"), "a,b,c\n1,2,3\n4,5,6\n");
    EXPECT_EQ(rows_of(file("a.csv"), {"c", "a"}), (Strings{"3|1", "6|4"}));
}

TEST_F(CsvRowsTest, ReadsWhatTheWriterQuoted)
{
    const std::vector<std::string> header{"text", "id"};
    CsvWriter out(file("a.csv"), header);  // with a mark and CRLF
    const Strings cells{"x,y", "say \"no\"", "two\nlines", "", "=1+1", "\"", "园区；"};
    for (const std::string& cell : cells) {
        out.text(cell);
        out.id("k");
        out.end_row();
    }
    out.close();
    Strings expected;
    for (const std::string& cell : cells)
        expected.push_back(cell + (cell.empty() ? "k" : "|k"));
    EXPECT_EQ(rows_of(file("a.csv"), {"text", "id"}), expected);
}

TEST_F(CsvRowsTest, TakesALastRowWithoutALineEnd)
{
    write_bytes(file("a.csv"), "a,b\n1,2");
    EXPECT_EQ(rows_of(file("a.csv"), {"b"}), Strings{"2"});
    write_bytes(file("b.csv"), "a,b");
    EXPECT_EQ(rows_of(file("b.csv"), {"b"}), Strings{});
}

TEST_F(CsvRowsTest, PassesBlankLinesOver)
{
    write_bytes(file("a.csv"), "\n\r\na,b\n\n1,2\n\n");
    EXPECT_EQ(rows_of(file("a.csv"), {"b"}), Strings{"2"});
}

TEST_F(CsvRowsTest, GivesOnlyRowsThatHoldOneOfTheTexts)
{
    write_bytes(file("a.csv"), "a,b\nL1,x\nL2,\"near L1, south\"\nL3,x\n");
    Strings rows;
    const std::string_view columns[] = {"a"};
    const Strings texts{"L1", "nobody"};
    read_csv_rows(
        file("a.csv"), columns, [&](CsvCells cells) { rows.emplace_back(cells[0]); }, texts);
    EXPECT_EQ(rows, (Strings{"L1", "L2"}));
}

// Rows that lie across the end of the buffer, one of them longer than it.
TEST_F(CsvRowsTest, KnowsNoLengthAtWhichARowBreaks)
{
    const std::string longer(3'000'000, 'x');
    std::string bytes = "a,b\n";
    constexpr int rows = 200'000;
    for (int i = 0; i < rows; ++i)
        bytes += std::to_string(i) + ",\"m,n\"\n";
    bytes += "last,\"" + longer + "\"\n";
    write_bytes(file("a.csv"), bytes);
    const Strings found = rows_of(file("a.csv"), {"a", "b"});
    ASSERT_EQ(found.size(), static_cast<std::size_t>(rows) + 1);
    for (int i = 0; i < rows; ++i)
        ASSERT_EQ(found[static_cast<std::size_t>(i)], std::to_string(i) + "|m,n");
    EXPECT_EQ(found.back(), "last|" + longer);
}

TEST_F(CsvRowsTest, RefusesWhatIsNoTableOfARun)
{
    const auto code = [&](const std::string& bytes) {
        write_bytes(file("a.csv"), bytes);
        return code_thrown_by<InputError>([&] { rows_of(file("a.csv"), {"a"}); });
    };
    EXPECT_EQ(code("a,b\n1,2\n3\n"), "csv.row");
    EXPECT_EQ(code("a,b\n1,\"2\n"), "csv.row") << "an open quote";
    EXPECT_EQ(code("b,c\n1,2\n"), "csv.column");
    EXPECT_EQ(code(""), "csv.column");
    EXPECT_EQ(code_thrown_by<InputError>([&] { rows_of(file("none.csv"), {"a"}); }), "file.unreadable");
    EXPECT_EQ(code_thrown_by<InputError>([&] { rows_of(directory_.string(), {"a"}); }), "file.unreadable");
}

}  // namespace permu
