/// Plain tables, and the reader of built-in ones.
#include "permu/base/table.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "permu/base/csv.hpp"
#include "permu/base/problem.hpp"

namespace permu {
namespace {

TEST(Shortest, ReadsBackAsTheSameNumber)
{
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(24.097), "24.097");
    EXPECT_EQ(shortest(1500), "1500");
    EXPECT_EQ(shortest(-0.0), "0");
    EXPECT_EQ(shortest(std::nan("")), "");
    EXPECT_EQ(shortest(1e300), "1e+300");
    EXPECT_EQ(shortest(2000.0 / 3), "666.6666666666666");
    for (const double value : {1.0 / 3, 5e-324, 1.7976931348623157e308, 123456789.125})
        EXPECT_EQ(std::strtod(shortest(value).c_str(), nullptr), value);
}

TEST(Table, FindsColumnsAndWritesCells)
{
    TextCells names;
    names.push_back("潇河");
    names.push_back(std::nullopt);
    const Table table{"parks",
                      {{"id", IntegerCells{9007199254740993, null_integer}},
                       {"area", NumberCells{1.5, std::numeric_limits<double>::quiet_NaN()}},
                       {"name", names}}};
    EXPECT_EQ(table.rows(), 2);
    EXPECT_EQ(table.find("nothing"), nullptr);
    EXPECT_EQ(cell_text(*table.find("id"), 0), "9007199254740993");
    EXPECT_EQ(cell_text(*table.find("id"), 1), "");
    EXPECT_EQ(cell_text(*table.find("area"), 0), "1.5");
    EXPECT_EQ(cell_text(*table.find("area"), 1), "");
    EXPECT_EQ(cell_text(*table.find("name"), 0), "潇河");
    EXPECT_EQ(cell_text(*table.find("name"), 1), "");
    EXPECT_EQ(Table{}.rows(), 0);
}

TEST(ParseCsv, ReadsQuotesEmptyCellsAndBothLineEnds)
{
    const Table table = parse_csv(
        "\xef\xbb\xbf"
        "a,b,c\r\n1,\"x, \"\"y\"\"\n z\",\n2,,3\n",
        "t");
    ASSERT_EQ(table.columns.size(), 3);
    EXPECT_EQ(table.columns[0].name, "a");
    EXPECT_EQ(table.rows(), 2);
    const TextCells& b = text_column(table, "b");
    EXPECT_EQ(b.texts[{0}], "x, \"y\"\n z");
    EXPECT_TRUE(b.null[1]);
    EXPECT_TRUE(text_column(table, "c").null[0]);
    EXPECT_EQ(number_at(text_column(table, "c"), 1), 3);
    EXPECT_TRUE(std::isnan(number_at(text_column(table, "c"), 0)));
    EXPECT_TRUE(std::isnan(number_at(b, 0)));
}

TEST(ParseCsv, NeedsNoLineEndAtTheEnd)
{
    EXPECT_EQ(parse_csv("a,b\n1,2", "t").rows(), 1);
    EXPECT_EQ(parse_csv("a,b\n", "t").rows(), 0);
}

TEST(ParseCsv, RefusesARaggedRow)
{
    EXPECT_THROW(parse_csv("a,b\n1\n", "t"), InvariantError);
    EXPECT_THROW(text_column(parse_csv("a\n1\n", "t"), "b"), InvariantError);
}

TEST(NumberAt, WantsTheWholeCell)
{
    const Table table = parse_csv("a\n1.5\n1.5亩\n-2e3\n", "t");
    const TextCells& a = text_column(table, "a");
    EXPECT_EQ(number_at(a, 0), 1.5);
    EXPECT_TRUE(std::isnan(number_at(a, 1)));
    EXPECT_EQ(number_at(a, 2), -2000);
}

}  // namespace
}  // namespace permu
