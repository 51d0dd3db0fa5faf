/// Guesses that stay open: codes of two systems, areas in two units; names, dates and places of real tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "inspect/text_columns.hpp"
#include "permu/inspect/inspection.hpp"
#include "permu/model/code_system.hpp"

namespace permu {
namespace {

/// The inspection of a table with these columns.
Inspection inspected(std::vector<TableColumn> columns, std::optional<InputTable> as)
{
    RawLayer raw{.file = "a.csv", .layer = {}, .name = "a", .geometry = "None", .encoding = {}};
    raw.table.columns = std::move(columns);
    return inspect_layer(std::move(raw), as, 1);
}

std::string column_for(const Inspection& in, std::string_view field)
{
    const auto at = std::ranges::find(in.guess.fields, field, &Proposal::field);
    return at != in.guess.fields.end() && at->sure() ? at->column : "";
}

CodeTie tie_of(const std::vector<ValueCount>& values)
{
    const Table crosswalk = built_in_crosswalk();
    return code_tie(values, code_shares(values, crosswalk), crosswalk);
}

TEST(CodeTie, IsOpenWhereTwoSystemsKnowAllCodesAsOtherUses)
{
    const CodeTie tie = tie_of({{"0701", 60}, {"0702", 60}, {"0801", 60}, {"0802", 60}});
    EXPECT_EQ(tie.first, "用地用海");
    EXPECT_EQ(tie.second, "GB/T21010-2017");
    EXPECT_THAT(tie.values, testing::UnorderedElementsAre("0702", "0802"));
}

TEST(CodeTie, IsNoneWhereOneSystemKnowsMore)
{
    EXPECT_FALSE(tie_of({{"0701", 60}, {"100101", 1}}).open());
    EXPECT_FALSE(tie_of({{"M1", 3}, {"B1", 1}}).open());
}

TEST(CodeTie, IsSettledByAColumnThatNamesItsSystem)
{
    const std::vector<std::string> codes{"0701", "0702", "0801", "0802"};
    for (const auto& [name, ties] : {std::pair{"DLBM", 1U}, {"YDYHFLDM", 0U}}) {
        const Inspection in = inspected({texts(name, codes)}, InputTable::parcels);
        EXPECT_EQ(in.ties.size(), ties) << name;
        EXPECT_EQ(column_for(in, "use"), name);
    }
}

TEST(NamesOfUses, AreKnownWhateverTheirShare)
{
    const Inspection in =
        inspected({texts("用地性质", {"一类工业用地", "甲", "工业用地", "乙"})}, InputTable::parcels);
    ASSERT_EQ(in.names.count("用地性质"), 1U);
    EXPECT_EQ(in.names.at("用地性质").known.size(), 2U);
    EXPECT_EQ(in.names.at("用地性质").unknown.size(), 2U);
    EXPECT_TRUE(in.codes.empty());
}

TEST(GuessAreaUnit, SeesTwoUnitsInOneColumn)
{
    std::vector<double> declared, computed;
    for (int i = 1; i <= 20; ++i) {
        computed.push_back(2000.0 * i);
        declared.push_back(i % 2 == 0 ? 2000.0 * i : 3.0 * i);
    }
    const AreaUnitGuess guess = guess_area_unit(declared, computed);
    EXPECT_TRUE(guess.mixed());
    EXPECT_THAT(guess.groups, testing::ElementsAre(testing::Pair("m²", 10U), testing::Pair("亩", 10U)));
    declared.assign(computed.begin(), computed.end());
    EXPECT_FALSE(guess_area_unit(declared, computed).mixed());
}

TEST(Propose, ReadsTheYearOfDates)
{
    const Inspection in = inspected({texts("供地时间", {"2016年2月26日", "2019-06-26", "20200307"}),
                                     texts("出让年限", {"50", "20", "50"})},
                                    InputTable::parcels);
    EXPECT_EQ(column_for(in, "supply_year"), "供地时间");
    EXPECT_EQ(column_for(in, "term_years"), "出让年限");
}

TEST(Propose, KnowsNamesThatWereCutInGbk)
{
    const Inspection in = inspected(
        {texts("所属开发区", {"K1", "K1"}), texts("成交价款（", {"1", "2"}), texts("公用设施用", {"1", "2"})},
        InputTable::parcels);
    EXPECT_EQ(column_for(in, "park_id"), "所属开发区");
    EXPECT_EQ(column_for(in, "price_wan"), "成交价款（");
    EXPECT_EQ(in.guess.fields.size(), 2U);
}

TEST(Propose, KnowsANumberOnlyWhereItIsTheKey)
{
    EXPECT_EQ(column_for(inspected({texts("编号", {"1", "2", "3"})}, InputTable::parcels), "parcel_id"),
              "编号");
    EXPECT_EQ(column_for(inspected({texts("编号", {"1", "1", "1"})}, InputTable::parcels), "parcel_id"), "");
    EXPECT_EQ(column_for(inspected({texts("合同编号", {"1", "2"})}, InputTable::parcels), "parcel_id"), "");
}

TEST(Places, AreTwoColumnsWhoseNumbersTellTheSystem)
{
    const Inspection in = inspected({texts("经度", {"113.09", "113.1"}), texts("纬度", {"37.4", "37.5"})},
                                    InputTable::enterprises);
    EXPECT_TRUE(in.placed);
    EXPECT_EQ(in.crs.code, "EPSG:4490");
    EXPECT_EQ(column_for(in, "x"), "经度");
    EXPECT_EQ(column_for(in, "y"), "纬度");
}

// In surveys of China X is the northing.
TEST(Places, AreExchangedWhereTheNumbersSaySo)
{
    const Inspection in =
        inspected({texts("X坐标", {"4150000.5", "4150900"}), texts("Y坐标", {"38420000.5", "38423000"})},
                  InputTable::enterprises);
    EXPECT_EQ(column_for(in, "x"), "Y坐标");
    EXPECT_EQ(column_for(in, "y"), "X坐标");
    EXPECT_EQ(in.crs.code, "EPSG:4526");
}

}  // namespace
}  // namespace permu
