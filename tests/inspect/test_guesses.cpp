/// Guesses stand on magnitudes a reader can check: CRS, units, near-numbers, mapping.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "inspect/text_columns.hpp"
#include "permu/inspect/guess.hpp"
#include "permu/inspect/propose.hpp"
#include "permu/model/code_system.hpp"

namespace permu {
namespace {

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

TEST(GuessCrs, HoldsWhatTheFileSaysAgainstTheCoordinates)
{
    const CrsFacts plain{true, false, "CGCS2000 / 3-degree Gauss-Kruger CM 114E", 500'000},
        zoned{true, false, "CGCS2000 / 3-degree Gauss-Kruger zone 38", 38'500'000},
        old{true, false, "Xian 1980 / 3-degree Gauss-Kruger CM 114E", 500'000};
    const Box six{419'994, 4'149'995, 424'241, 4'154'783},
        eight{38'419'994, 4'149'995, 38'424'241, 4'154'783};
    const auto turned = [](const Box& b) { return Box{b.min_y, b.min_x, b.max_y, b.max_x}; };
    EXPECT_EQ(guess_crs(six, plain).verdict, CrsVerdict::found);
    EXPECT_EQ(guess_crs(eight, zoned).verdict, CrsVerdict::found);
    EXPECT_EQ(guess_crs(eight, plain).verdict, CrsVerdict::wrong);
    EXPECT_EQ(guess_crs(eight, plain).code, "EPSG:4526");
    EXPECT_EQ(guess_crs(six, zoned).code, "EPSG:4547");
    EXPECT_EQ(guess_crs(eight, old).code, "EPSG:2362");
    for (const CrsGuess& guess : {guess_crs(turned(six), plain), guess_crs(turned(eight), zoned),
                                  guess_crs(turned(eight), plain), guess_crs(turned(six), {})}) {
        EXPECT_EQ(guess.verdict, CrsVerdict::wrong);
        EXPECT_TRUE(guess.swapped);
        EXPECT_EQ(guess.code, "");
    }
    EXPECT_EQ(guess_crs({113.1, 37.4, 113.2, 37.6}, plain).code, "EPSG:4490");
}

TEST(GuessCrs, ReadsTheFalseEastingOfATransverseMercatorOnly)
{
    EXPECT_EQ(false_easting_of(R"(METHOD["Transverse Mercator"],PARAMETER["False easting",38500000,)"),
              38.5e6);
    EXPECT_EQ(false_easting_of(R"(PROJECTION["Transverse_Mercator"],PARAMETER["false_easting",500000],)"),
              5e5);
    EXPECT_FALSE(false_easting_of(R"(PROJECTION["Mercator_1SP"],PARAMETER["false_easting",0])"));
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

TEST(CodeShares, AreReadAsARunReadsThem)
{
    const std::vector<ValueCount> dirty{
        {"１００１０１", 1}, {" 0701\u3000", 1}, {"14 01", 1}, {"1207\u00a0", 1}};
    const CodeShare share = code_shares(dirty, built_in_crosswalk()).front();
    EXPECT_EQ(share.system, "用地用海");
    EXPECT_DOUBLE_EQ(share.exact, 1);
    EXPECT_THAT(share.unknown, testing::IsEmpty());
}

TEST(CodeShares, TellTheZerosThatASpreadsheetTookAway)
{
    const std::vector<ValueCount> numbers{{"100101", 3}, {"701", 1}};
    const CodeShare share = code_shares(numbers, built_in_crosswalk()).front();
    EXPECT_EQ(share.system, "用地用海");
    EXPECT_DOUBLE_EQ(share.exact, 0.75);
    EXPECT_DOUBLE_EQ(share.zero_lost, 0.25);
    EXPECT_THAT(share.with_zero, testing::ElementsAre(testing::Pair("701", "0701")));
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
