/// Law as data: rows of a table that are in force from one year to another.
#include "permu/scenario/dated.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "permu/base/csv.hpp"

namespace permu {
namespace {

using testing::ElementsAre;

// row   in force         value
// 0     always           a
// 1     2008 to 2022     b
// 2     2023 on          c
// 3     until 2006       d
const Table& law()
{
    static const Table table = parse_csv(
        "value,from,to,source\na,,,x\nb,2008-01-31,2022,old act\nc,2023,,new act\n"
        "d,,2006,older act\n",
        "law");
    return table;
}

std::string values(const Table& table)
{
    std::string text;
    for (std::size_t row = 0; row < table.rows(); ++row)
        text += cell_text(*table.find("value"), row);
    return text;
}

TEST(DatedTable, TheVersionOfAYearIsItsRowsInForce)
{
    const std::pair<Year, std::string> answers[] = {{2000, "ad"}, {2006, "ad"}, {2007, "a"}, {2008, "ab"},
                                                    {2022, "ab"}, {2023, "ac"}, {2100, "ac"}};
    for (const auto& [year, expected] : answers)
        EXPECT_EQ(values(in_force(law(), year)), expected) << year;
}

TEST(DatedTable, ChangesWhereAVersionBeginsOrEnds)
{
    EXPECT_THAT(change_years(law()), ElementsAre(2007, 2008, 2023));
    EXPECT_TRUE(change_years(parse_csv("value\na\n", "plain")).empty());
}

TEST(DatedTable, WithoutDatesIsAlwaysWhole)
{
    const Table plain = parse_csv("value\na\nb\n", "plain");
    EXPECT_FALSE(is_dated(plain));
    EXPECT_EQ(values(in_force(plain, 1950)), "ab");
    EXPECT_TRUE(versions_of(plain).empty());
}

TEST(DatedTable, TellsItsVersionsWithTheirSources)
{
    const std::vector<TableVersion> versions = versions_of(law());
    ASSERT_EQ(versions.size(), 4U);
    EXPECT_EQ(versions[2].from, 2008);
    EXPECT_EQ(versions[2].to, 2022);
    EXPECT_EQ(versions[2].rows, 1U);
    EXPECT_THAT(versions[2].sources, ElementsAre("old act"));
}

TEST(DatedTable, RefusesWhatIsNoYearAndWhatEndsBeforeItBegins)
{
    for (const char* dates : {"next year,", "08,", "2008-1-31,", ",x", "2010,2009", "20080,"}) {
        Problems problems;
        check_dates(parse_csv(std::string("value,from,to\na,") + dates + "\n", "law"), "law.csv", problems);
        ASSERT_EQ(problems.all().size(), 1U) << dates;
        EXPECT_EQ(problems.all()[0].code, "table.dates");
        EXPECT_NE(problems.all()[0].where.find("law.csv, row 1"), std::string::npos);
    }
    Problems problems;
    check_dates(law(), "law.csv", problems);
    EXPECT_TRUE(problems.empty());
}

}  // namespace
}  // namespace permu
