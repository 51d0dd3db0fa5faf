/// `permu score`: a table of enterprises alone, by the method that Huangyan published.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

constexpr const char* columns =
    "enterprise_id,large,land_mu,tax_wan,value_added_wan,energy_tce,emission_t,staff,revenue_wan,rd_wan,"
    "power_kwh,veto,exempt_reason\n";

Csv scored(const std::string& rows, const std::string& method = "huangyan_2022.toml")
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv", columns + rows);
    const fs::path file = source_directory() / "scenarios/methods" / method;
    const Outcome outcome =
        permu({"score", temp / "firms.csv", "--method", file.string(), "-o", temp / "scores.csv"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return read_csv(temp.path() / "scores.csv");
}

// Worked example 10, firm X: 100 mu, so that its six values are (30, 120, 3, 5000, 20, 0.02); benchmarks
// (24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302); weights 30, 20, 20, 10, 10, 10:
//   37.3490 + 17.6263 + 22.2717 + 10.1424 + 11.0254 + 6.6225 = 105.0373, more than 100: there is no cap.
// Firm Y is at every benchmark: 100.
constexpr const char* two_firms =
    "X,1,100,3000,12000,4000,2.4,600,50000,1000,1,0,\n"
    "Y,1,100,2409.7,13616,5054.194506310319,2.761972571032,750.6063947078281,10000,302,1,0,\n";

TEST(Score, HuangyanAsPublished)
{
    const Csv scores = scored(two_firms);
    const auto of = [&](const char* id, const char* column) {
        return number(scores.only({{"enterprise_id", id}}, column));
    };
    EXPECT_NEAR(of("X", "item_tax_per_mu"), 37.3490, 5e-5);
    EXPECT_NEAR(of("X", "item_value_added_per_mu"), 17.6263, 5e-5);
    EXPECT_NEAR(of("X", "item_value_added_per_tce"), 22.2717, 5e-5);
    EXPECT_NEAR(of("X", "item_value_added_per_t_emission"), 10.1424, 5e-5);
    EXPECT_NEAR(of("X", "item_value_added_per_staff"), 11.0254, 5e-5);
    EXPECT_NEAR(of("X", "item_rd_share"), 6.6225, 5e-5);
    EXPECT_NEAR(of("X", "score"), 105.0373, 5e-5);
    EXPECT_NEAR(of("Y", "score"), 100, 5e-5);
    EXPECT_EQ(of("X", "rank"), 1);
    EXPECT_EQ(of("Y", "rank"), 2);
}

/// What the program says of a table it does not score.
std::string refused(const std::string& table)
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv", table);
    const fs::path file = source_directory() / "scenarios/methods/huangyan_2022.toml";
    const Outcome outcome = permu(
        {"score", temp / "firms.csv", "--method", file.string(), "-o", temp / "scores.csv", "--lang", "en"});
    EXPECT_EQ(outcome.code, 3) << outcome.err;
    EXPECT_FALSE(fs::exists(temp.path() / "scores.csv"));
    return outcome.err;
}

TEST(Score, RefusesLandBelowNothingAndATableWithoutIds)
{
    EXPECT_NE(refused("enterprise_id,land_mu,tax_wan\nX,-5,30\nY,10,30\n").find("a number ≥ 0"),
              std::string::npos);
    const std::string said = refused("企业编号,land_mu\nX,5\nY,10\n");
    EXPECT_NE(said.find("a field enterprise_id"), std::string::npos) << said;
    EXPECT_EQ(said.find("row 1"), std::string::npos) << said;
}

TEST(Score, ColumnsAreTheKeyTheItemsAndTheVerdict)
{
    const std::vector<std::string> header = scored(two_firms).header;
    ASSERT_EQ(header.size(), 1U + 7 + 4) << "six items of large firms and one more of small ones";
    EXPECT_EQ(header.front(), "enterprise_id");
    EXPECT_EQ((std::vector(header.end() - 4, header.end())),
              (std::vector<std::string>{"score", "rank", "class", "reason"}));
}

/// A small firm on 10 mu: its score is 50 · tax per mu / 11.5932, its power being unknown.
std::string small_firm(const std::string& id, double tax_per_mu, int veto = 0, const std::string& exempt = {})
{
    return fmt::format("{},0,10,{},,,,,,,,{},{}\n", id, 10 * tax_per_mu, veto, exempt);
}

// Ten small firms: floor(10 · 0.20) = 2 are A, to floor(10 · 0.60) = 6 B, no D as floor(10 · 0.05) = 0.
//   tax per mu   20  15  15  12  11  10  10   9   8   7
//   rank          1   2   2   4   5   6   6   8   9  10
//   class         A   A   A   B   B   B   B   C   C   C      ties at both cuts take the better class
TEST(Score, FirmsTiedAtACutTakeTheBetterClass)
{
    const double taxes[] = {20, 15, 15, 12, 11, 10, 10, 9, 8, 7};
    const char* ranks[] = {"1", "2", "2", "4", "5", "6", "6", "8", "9", "10"};
    const char* classes[] = {"A", "A", "A", "B", "B", "B", "B", "C", "C", "C"};
    std::string rows;
    for (std::size_t i = 0; i < 10; ++i)
        rows += small_firm(fmt::format("F{}", i), taxes[i]);
    const Csv scores = scored(rows);
    ASSERT_EQ(scores.rows.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(scores.rows[i].at("enterprise_id"), fmt::format("F{}", i));
        EXPECT_EQ(scores.rows[i].at("rank"), ranks[i]) << i;
        EXPECT_EQ(scores.rows[i].at("class"), classes[i]) << i;
    }
    EXPECT_NE(scores.rows[2].at("reason"), "") << "the tie is told";
}

// Ids never decide: the same ten firms with ids in the opposite order.
TEST(Score, AnIdNeverDecidesAClass)
{
    const double taxes[] = {20, 15, 15, 12, 11, 10, 10, 9, 8, 7};
    std::string rows;
    for (std::size_t i = 0; i < 10; ++i)
        rows += small_firm(fmt::format("F{}", 9 - i), taxes[i]);
    const Csv scores = scored(rows);
    EXPECT_EQ(scores.only({{"enterprise_id", "F8"}}, "class"), "A");
    EXPECT_EQ(scores.only({{"enterprise_id", "F7"}}, "class"), "A");
}

// A vetoed firm counts and is ranked by its score, but is D. An exempt one has no score, rank or class, and
// does not count: of the five others floor(5 · 0.2) = 1 is A, to floor(5 · 0.6) = 3 B, the rest C.
TEST(Score, AVetoIsClassDAndAnExemptFirmIsNotCompared)
{
    const Csv scores =
        scored(small_firm("a", 20, 1) + small_firm("b", 18) + small_firm("c", 16) + small_firm("d", 14) +
               small_firm("e", 12) + small_firm("x", 99, 0, "heating supply"));
    const auto of = [&](const char* id, const char* column) {
        return scores.only({{"enterprise_id", id}}, column);
    };
    EXPECT_EQ(of("a", "class"), "D");
    EXPECT_EQ(of("a", "rank"), "1");
    EXPECT_NE(of("a", "reason").find("veto"), std::string::npos) << of("a", "reason");
    EXPECT_EQ(of("b", "class"), "B");
    EXPECT_EQ(of("c", "class"), "B");
    EXPECT_EQ(of("d", "class"), "C");
    EXPECT_EQ(of("x", "score"), "");
    EXPECT_EQ(of("x", "rank"), "");
    EXPECT_EQ(of("x", "class"), "");
    EXPECT_NE(of("x", "reason"), "");
}

// Worked example 12: weights 45, 35, 20 at twice the mean; a firm at the mean of all three has 50.
// Taxes 10, 20, 30 on equal land, revenue and power likewise: the middle one is the mean.
TEST(Score, AFirmAtTheMeanHasFiftyPointsInHuaian)
{
    const Csv scores = scored(
        "a,1,10,100,,,,,1000,,100000,0,\nb,1,10,200,,,,,2000,,100000,0,\nc,1,10,300,,,,,3000,,100000,0,\n",
        "huaian_2024.toml");
    EXPECT_NEAR(number(scores.only({{"enterprise_id", "b"}}, "score")), 50, 1e-9);
}

TEST(Score, AFormulaInATextCellIsGuardedAndAnIdIsNot)
{
    const Csv scores = scored(small_firm("=1+1", 10) + small_firm("b", 9));
    EXPECT_EQ(scores.rows.at(0).at("enterprise_id"), "=1+1");
}

TEST(Score, WarnsOfIdsThatWorkOtherwiseElsewhere)
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv",
               std::string(columns) + "=1+1,1,100,3000,12000,4000,2.4,600,5,1,1,0,\n");
    const std::string method = (source_directory() / "scenarios/methods/huangyan_2022.toml").string();
    const Outcome outcome = permu({"score", temp / "firms.csv", "--method", method, "-o", temp / "s.csv"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("no spreadsheet takes for a formula"), std::string::npos) << outcome.err;
}

TEST(Score, DoesNotReplaceItsOwnInput)
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv", std::string(columns) + two_firms);
    const std::string before = read_file(temp.path() / "firms.csv");
    const std::string method = (source_directory() / "scenarios/methods/huangyan_2022.toml").string();
    const std::string again = (temp.path() / "." / "firms.csv").string();
    const Outcome outcome =
        permu({"score", temp / "firms.csv", "--method", method, "-o", again, "--overwrite"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(read_file(temp.path() / "firms.csv"), before);
}

TEST(Score, RefusesTheSameIdTwiceAndTextForANumber)
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv",
               columns + small_firm("a", 1) + small_firm("a", 2) + "b,0,ten,1,,,,,,,,0,\n");
    const fs::path method = source_directory() / "scenarios/methods/huangyan_2022.toml";
    const Outcome outcome =
        permu({"score", temp / "firms.csv", "--method", method.string(), "-o", temp / "scores.csv"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("ten"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("enterprise_id"), std::string::npos) << outcome.err;
    EXPECT_FALSE(fs::exists(temp.path() / "scores.csv"));
}

}  // namespace
}  // namespace permu::cli_test
