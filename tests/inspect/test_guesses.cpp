/// Guesses stand on magnitudes a reader can check: CRS, units, near-numbers, mapping.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "permu/inspect/guess.hpp"
#include "permu/inspect/propose.hpp"
#include "permu/model/code_system.hpp"

namespace permu {
namespace {

TableColumn texts(const std::string& name, const std::vector<std::string>& cells)
{
    TextCells column;
    for (const std::string& cell : cells)
        column.push_back(cell);
    return {.name = name, .cells = column};
}

TEST(GuessCrs, ReadsTheZoneBeforeTheEasting)
{
    EXPECT_EQ(guess_crs({40'510'000, 3'450'000, 40'520'000, 3'460'000}, {}).code, "EPSG:4528");
    EXPECT_EQ(guess_crs({20'510'000, 3'450'000, 20'520'000, 3'460'000}, {}).code, "EPSG:4498");
}

TEST(GuessCrs, TakesSmallNumbersForDegrees)
{
    const CrsGuess guess = guess_crs({120.1, 31.2, 120.3, 31.4}, {});
    EXPECT_EQ(guess.verdict, CrsVerdict::guessed);
    EXPECT_EQ(guess.code, "EPSG:4490");
}

TEST(GuessCrs, DoesNotInventAMeridian)
{
    const CrsGuess guess = guess_crs({510'000, 3'450'000, 520'000, 3'460'000}, {});
    EXPECT_EQ(guess.verdict, CrsVerdict::ambiguous);
    EXPECT_EQ(guess.code, "");
}

TEST(GuessCrs, SeesSwappedAxesAndContradictions)
{
    EXPECT_TRUE(guess_crs({3'450'000, 40'510'000, 3'460'000, 40'520'000}, {}).swapped);
    EXPECT_TRUE(guess_crs({31.2, 120.1, 31.4, 120.3}, {true, true, "CGCS2000"}).swapped);
    EXPECT_EQ(guess_crs({120.1, 31.2, 120.3, 31.4}, {true, false, "CM 120E"}).verdict, CrsVerdict::wrong);
    EXPECT_EQ(guess_crs({510'000, 3'450'000, 520'000, 3'460'000}, {true, true, "CGCS2000"}).verdict,
              CrsVerdict::wrong);
    EXPECT_EQ(guess_crs({510'000, 3'450'000, 520'000, 3'460'000}, {true, false, "CM 120E"}).verdict,
              CrsVerdict::found);
}

// 20,000 m² are 30 亩, 2 ha and 0.02 km².
TEST(GuessAreaUnit, FollowsFromTheRatio)
{
    const std::vector<double> computed{20'000, 40'000, 10'000};
    const auto unit = [&](std::vector<double> declared) { return guess_area_unit(declared, computed).unit; };
    EXPECT_EQ(unit({20'000, 40'100, 10'000}), "m²");
    EXPECT_EQ(unit({30, 60, 15}), "亩");
    EXPECT_EQ(unit({2, 4, 1}), "ha");
    EXPECT_EQ(unit({0.02, 0.04, 0.01}), "km²");
    EXPECT_EQ(unit({7, 9, 2}), "");
}

TEST(NearlyNumber, ReadsWhatAPersonWould)
{
    EXPECT_EQ(nearly_number("180~200")->value, 200);
    EXPECT_EQ(nearly_number("2.5 万元")->value, 2.5);
    EXPECT_EQ(nearly_number("１２０")->value, 120);
    EXPECT_EQ(nearly_number("200%")->kind, NearNumber::per_cent);
    EXPECT_EQ(nearly_number("1,200")->value, 1200);
    EXPECT_EQ(nearly_number("180(200)")->value, 200);
}

TEST(NearlyNumber, LeavesIdsDatesAndWordsAlone)
{
    for (const char* text : {"", "12", "2024-01-05", "ZD-001", "01-05", "不予规定", "-", "A1"})
        EXPECT_FALSE(nearly_number(text)) << text;
}

TEST(Profile, CountsNumbersInTexts)
{
    const ColumnProfile p = profile_column(texts("容积率", {"1.5", "180~200", "", "2", "不予规定", "2"}));
    EXPECT_EQ(p.nulls, 1U);
    EXPECT_EQ(p.distinct, 4U);
    EXPECT_EQ(p.numbers, 3U);
    EXPECT_EQ(p.nearly, 1U);
    EXPECT_EQ(p.max, 2);
    EXPECT_FALSE(p.unique());
    EXPECT_EQ(p.values.front().text, "2");
}

TEST(CodeShares, TheFourSystemsAreToldApart)
{
    const Table crosswalk = built_in_crosswalk();
    const std::vector<ValueCount> letters{{"M1", 3}, {"B1", 1}}, new_codes{{"100101", 1}, {"1401", 1}};
    EXPECT_EQ(code_shares(letters, crosswalk).front().system, "GB50137-2011");
    EXPECT_EQ(code_shares(new_codes, crosswalk).front().system, "用地用海");
    // 0601 is 工业用地 in GB/T 21010 and 农村道路 in 用地用海.
    EXPECT_GT(code_shares(std::vector<ValueCount>{{"0601", 1}}, crosswalk).front().clashes, 0U);
}

std::vector<ColumnProfile> profiles(const std::vector<TableColumn>& columns)
{
    std::vector<ColumnProfile> out;
    for (const TableColumn& column : columns)
        out.push_back(profile_column(column));
    return out;
}

std::string column_for(const std::vector<Proposal>& proposals, std::string_view field)
{
    const auto at = std::ranges::find(proposals, field, &Proposal::field);
    return at != proposals.end() && at->sure() ? at->column : "";
}

TEST(Propose, KnowsTheNamesOfTheStandards)
{
    const auto columns = profiles({texts("ZDDM", {"a", "b"}), texts("YDYHFLDM", {"1001", "1401"}),
                                   texts("ZDMJ", {"30", "60"}), texts("RJL", {"1.2", "180~200"})});
    const auto fields = propose_fields(InputTable::parcels, columns, {}, built_in_crosswalk());
    EXPECT_EQ(column_for(fields, "parcel_id"), "ZDDM");
    EXPECT_EQ(column_for(fields, "use"), "YDYHFLDM");
    EXPECT_EQ(column_for(fields, "area_m2"), "ZDMJ");
    EXPECT_EQ(column_for(fields, "plan_far"), "RJL");
}

TEST(Propose, IsUnsureOfIdsThatRepeatAndOfOtherQuantities)
{
    const auto columns = profiles({texts("ZDDM", {"a", "a", "a"}), texts("ZDMJ", {"30", "60", "15"})});
    const auto fields =
        propose_fields(InputTable::parcels, columns, {{"ZDMJ", "万元"}}, built_in_crosswalk());
    EXPECT_EQ(column_for(fields, "parcel_id"), "");
    EXPECT_EQ(column_for(fields, "area_m2"), "");
}

TEST(Propose, NamesTheUnitOfAnAreaThatIsNotInSquareMetres)
{
    const auto columns = profiles({texts("ZDMJ", {"30", "60", "15"})});
    for (const auto& [written, unit] : {std::pair{"亩", "亩"}, {"公顷", "ha"}, {"㎡", ""}}) {
        const auto fields =
            propose_fields(InputTable::parcels, columns, {{"ZDMJ", written}}, built_in_crosswalk());
        ASSERT_EQ(column_for(fields, "area_m2"), "ZDMJ") << written;
        EXPECT_EQ(std::ranges::find(fields, "area_m2", &Proposal::field)->unit, unit) << written;
    }
}

// A shapefile keeps ten bytes of a name.
TEST(Propose, KnowsNamesThatAreCut)
{
    const auto columns = profiles({texts("supply_yea", {"2015", "2024"})});
    const auto fields = propose_fields(InputTable::parcels, columns, {}, built_in_crosswalk());
    EXPECT_EQ(column_for(fields, "supply_year"), "supply_yea");
}

TEST(Propose, DoesNotTakePerCentForARatio)
{
    const auto columns = profiles({texts("容积率", {"120", "200"}), texts("far_max", {"1.2", "2"})});
    const auto fields = propose_fields(InputTable::parcels, columns, {}, built_in_crosswalk());
    EXPECT_EQ(column_for(fields, "plan_far"), "far_max");
}

TEST(GuessTable, TellsFirmsFromProjectsAndSaysWhenUnsure)
{
    const Table crosswalk = built_in_crosswalk();
    const auto firms = profiles({texts("统一社会信用代码", {"x", "y"}), texts("行业代码", {"39", "35"}),
                                 texts("营业收入（万元）", {"1", "2"}), texts("宗地代码", {"p", "q"})});
    EXPECT_EQ(guess_table("Sheet1", false, 0, firms, {}, crosswalk).table, InputTable::enterprises);
    const auto nothing = profiles({texts("a", {"x"}), texts("b", {"y"})});
    EXPECT_FALSE(guess_table("Sheet1", false, 0, nothing, {}, crosswalk).table);
}

}  // namespace
}  // namespace permu
