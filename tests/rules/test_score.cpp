/// Scoring: published examples, statistics as benchmarks, cuts and ties, what missing figures count.
#include "permu/rules/score.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "permu/base/csv.hpp"
#include "rules/select.hpp"

namespace permu::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

/// Figures of a few firms; what is left empty is unknown.
struct Firms {
    std::vector<double> tax = {}, land = {}, value_added = {}, energy = {}, emission = {}, staff = {},
                        rd = {}, revenue = {}, power = {};
    std::vector<std::uint8_t> large = {}, veto = {}, exempt = {};
    std::vector<std::uint32_t> group = {};

    ScoreResult score(const ScoreMethod& method) const
    {
        return score_firms(method,
                           {std::max(tax.size(), value_added.size()), tax, land, value_added, energy,
                            emission, staff, rd, revenue, power, large, veto, exempt, group},
                           ScoreDetail::all);
    }
};

ScoreItem by(ScoreKind kind, double weight, std::string_view benchmark)
{
    return {.kind = kind, .weight = weight, .benchmark = parse_benchmark(benchmark).value()};
}

/// Small firms are scored by tax per mu alone, on land of 1 mu: with benchmark 1 and weight 1 the score is
/// the tax.
ScoreMethod by_tax(std::string_view benchmark = "1", double cap = inf)
{
    ScoreMethod method{.small = {by(ScoreKind::tax_per_mu, 1, benchmark)},
                       .classes = ScoreClasses{200'000'000, 400'000'000, 350'000'000, 50'000'000}};
    method.small[0].cap_factor = cap;
    return method;
}

std::string grades(const ScoreResult& result)
{
    std::string out;
    for (const Grade grade : result.grade)
        out += "-ABCD"[static_cast<std::size_t>(grade)];
    return out;
}

ScoreMethod huangyan(const double (&benchmarks)[6], double cap)
{
    constexpr double weights[] = {30, 20, 20, 10, 10, 10};
    ScoreMethod method;
    for (std::size_t i = 0; i < 6; ++i)
        method.large.push_back({.kind = static_cast<ScoreKind>(i),
                                .weight = weights[i],
                                .benchmark = {.factor = benchmarks[i]},
                                .cap_factor = cap});
    return method;
}

constexpr double of_2022[] = {24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302};
constexpr double of_2021[] = {26.01, 132.27, 2.54, 4861.08, 17.45, 0.0305};

// Firm on 1 mu: tax 30 and value added 120 per mu, 3 per tce, 5000 per t, 20 per person, R&D 2 % of revenue.
// 2022  37.3490 17.6263 22.2717 10.1424 11.0254 6.6225 = 105.0373
// 2021  34.6021 18.1447 23.6220 10.2858 11.4613 6.5574 = 104.6733; a cap of 1.5 changes nothing
TEST(Score, AgreesWithThePublishedMethodOfHuangyan)
{
    const Firms firm{.tax = {30},
                     .land = {1},
                     .value_added = {120},
                     .energy = {40},
                     .emission = {0.024},
                     .staff = {6},
                     .rd = {2},
                     .revenue = {100},
                     .large = {1}};
    const ScoreResult now = firm.score(huangyan(of_2022, inf));
    constexpr double items[] = {37.3490, 17.6263, 22.2717, 10.1424, 11.0254, 6.6225};
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_NEAR(now.items[i][0], items[i], 5e-5) << i;
    EXPECT_NEAR(now.score[0], 105.0373, 5e-5);
    EXPECT_NEAR(firm.score(huangyan(of_2021, inf)).score[0], 104.6733, 5e-5);
    EXPECT_NEAR(firm.score(huangyan(of_2022, 1.5)).score[0], 105.0373, 5e-5);
}

TEST(Score, IsTheSumOfWeightsAtTheBenchmarks)
{
    const Firms firm{.tax = {24.097},
                     .land = {1},
                     .value_added = {136.16},
                     .energy = {136.16 / 2.694},
                     .emission = {136.16 / 4929.81},
                     .staff = {136.16 / 18.14},
                     .rd = {3.02},
                     .revenue = {100},
                     .large = {1}};
    EXPECT_NEAR(firm.score(huangyan(of_2022, inf)).score[0], 100, 5e-5);
}

// Three firms, the second at the mean of tax, revenue and tax per kWh; benchmarks twice the mean: 22.5 + 17.5
// + 10
TEST(Score, OfAFirmAtTheMeanIsHalfWhenBenchmarksAreTwiceTheMean)
{
    const Firms firms{.tax = {10, 20, 30},
                      .land = {1, 1, 1},
                      .revenue = {100, 300, 500},
                      .power = {200'000, 200'000, 200'000},
                      .large = {1, 1, 1}};
    const ScoreMethod method{.large = {by(ScoreKind::tax_per_mu, 45, "2*mean"),
                                       by(ScoreKind::revenue_per_mu, 35, "2 * mean"),
                                       by(ScoreKind::tax_per_kwh, 20, "2*mean")}};
    const ScoreResult result = firms.score(method);
    EXPECT_NEAR(result.score[1], 50, 1e-12);
    EXPECT_EQ(grades(result), "---") << "no classes without shares";
}

// full 4 points, mean 10: x = 0 → 4, 5 → 3, 10 → 2, 20 → 0, 25 → 0
TEST(Score, OfAReverseItemFallsWithTheValueAndNotBelowZero)
{
    ScoreMethod method{.small = {by(ScoreKind::tax_per_mu, 4, "10")}};
    method.small[0].reverse = true;
    const Firms firms{.tax = {0, 5, 10, 20, 25}, .land = {1, 1, 1, 1, 1}};
    EXPECT_EQ(firms.score(method).score, (std::vector<double>{4, 3, 2, 0, 0}));
    method.small[0].benchmark = {.kind = Benchmark::Kind::mean};
    EXPECT_EQ((Firms{.tax = {0, 20}, .land = {1, 1}}).score(method).score, (std::vector<double>{4, 0}));
}

// w 50; x 10, 20, 30 → 20 %, 60 %, 100 % of 50; all alike → 50
TEST(Score, OfTheRangeGoesFromAFifthToTheWeight)
{
    ScoreMethod method{
        .small = {{.kind = ScoreKind::tax_per_mu, .weight = 50, .formula = ScoreFormula::minmax}}};
    EXPECT_EQ((Firms{.tax = {30, 10, 20}, .land = {1, 1, 1}}).score(method).score,
              (std::vector<double>{50, 10, 30}));
    EXPECT_EQ((Firms{.tax = {7, 7}, .land = {1, 1}}).score(method).score, (std::vector<double>{50, 50}));
}

// benchmark 10, weight 1: 30 → 3, capped at 1.5; −5 → 0 and said so; unknown → 0 and said so
TEST(Score, IsCappedAndNegativeOrUnknownValuesCountZero)
{
    const Firms firms{.tax = {30, -5, nan, 5}, .land = {1, 1, 1, 0}};
    const ScoreResult result = firms.score(by_tax("10", 1.5));
    EXPECT_EQ(result.score, (std::vector<double>{1.5, 0, 0, 0}));
    EXPECT_EQ(score_reason(result.notes[1]).en,
              "negative, counts 0: tax_per_mu; tied at a cut: the better class");
    EXPECT_EQ(result.notes[2].missing, 1);
    EXPECT_EQ(result.notes[3].missing, 1) << "no land";
    EXPECT_EQ(firms.score(by_tax("10", inf)).score[0], 3);
}

// value added per t of emission 100, 300, unknown; benchmark 100, weight 10: 10, 30 and their mean
TEST(Score, WithoutEmissionDataIsTheMeanOfThatItem)
{
    ScoreMethod method{.small = {by(ScoreKind::value_added_per_t_emission, 10, "100")}};
    method.small[0].cap_factor = inf;
    const Firms firms{.value_added = {100, 300, 50}, .emission = {1, 1, nan}};
    const ScoreResult result = firms.score(method);
    EXPECT_EQ(result.score, (std::vector<double>{10, 30, 20}));
    EXPECT_TRUE(result.notes[2].mean_emission);
    EXPECT_EQ((Firms{.value_added = {50}, .emission = {nan}}).score(method).score[0], 0);
}

// 1 2 3 4 5: quantile 0.5 is 3, 0.8 is 4.2
TEST(Score, TakesAQuantileAsASpreadsheetDoes)
{
    const Firms firms{.tax = {5, 3, 1, 4, 2}, .land = {1, 1, 1, 1, 1}};
    EXPECT_DOUBLE_EQ(firms.score(by_tax("quantile:0.5")).score[0], 5.0 / 3);
    EXPECT_DOUBLE_EQ(firms.score(by_tax("quantile:0.8")).score[0], 5 / 4.2);
    EXPECT_DOUBLE_EQ(firms.score(by_tax("quantile:1")).score[0], 1);
}

// 20 firms with scores 20 … 1: A 4, B 8, C 7, D 1
// 5 firms, shares 0.2 and 0.4: ⌊1⌋, ⌊5 · 0.60⌋ = 3, 5 − ⌊0.25⌋ = 5: A BB CC and nobody D
TEST(Score, CutsAtWholeNumbersOfFirms)
{
    Firms twenty, five;
    for (int i = 20; i > 0; --i)
        twenty.tax.push_back(i), twenty.land.push_back(1);
    for (int i = 5; i > 0; --i)
        five.tax.push_back(i), five.land.push_back(1);
    const ScoreResult result = twenty.score(by_tax());
    EXPECT_EQ(grades(result), "AAAABBBBBBBBCCCCCCCD");
    EXPECT_EQ(result.rank.front(), 1);
    EXPECT_EQ(result.rank.back(), 20);
    EXPECT_EQ(grades(five.score(by_tax())), "ABBCC");
}

// Sums of shares are exact: 100 firms, 0.20 + 0.40 is 60, although as doubles it is a little more than 0.6;
// 0.10 + 0.20 of 10 is 3, although as doubles it is 0.30000000000000004.
TEST(Score, AddsSharesAsDecimals)
{
    Firms firms;
    for (int i = 0; i < 10; ++i)
        firms.tax.push_back(10 - i), firms.land.push_back(1);
    ScoreMethod method = by_tax();
    method.classes = ScoreClasses{100'000'000, 200'000'000, 400'000'000, 300'000'000};
    EXPECT_EQ(grades(firms.score(method)), "ABBCCCCDDD");
}

// 10 firms: cuts 2, 6, 10. Scores 9 8 8 8 5 5 4 3 2 1: three firms share place 2, two share place 5 and 6
TEST(Score, GivesFirmsTiedAtACutTheBetterClass)
{
    const Firms firms{.tax = {1, 8, 2, 8, 3, 5, 9, 4, 8, 5}, .land = std::vector<double>(10, 1)};
    const ScoreResult result = firms.score(by_tax());
    EXPECT_EQ(grades(result), "CACACBACAB");
    EXPECT_EQ(result.rank, (std::vector<std::int32_t>{10, 2, 9, 2, 8, 5, 1, 7, 2, 5}));
    EXPECT_TRUE(result.notes[1].tied && result.notes[3].tied && result.notes[8].tied);
    EXPECT_FALSE(result.notes[5].tied) << "both places of 5 are above the cut";
    EXPECT_EQ(grades((Firms{.tax = {7, 7, 7, 7, 7}, .land = {1, 1, 1, 1, 1}}).score(by_tax())), "AAAAA");
}

// large and small firms, groups 0 and 1, one exempt firm: each its own contest; a veto is D, and keeps its
// rank
TEST(Score, ComparesWithinSizeAndGroup)
{
    ScoreMethod method = by_tax();
    method.large = method.small;
    method.classes = ScoreClasses{500'000'000, 0, 500'000'000, 0};
    const Firms firms{.tax = {1, 2, 3, 4, 5, 6, 7, 8, 100, 1},
                      .land = std::vector<double>(10, 1),
                      .large = {1, 1, 0, 0, 1, 1, 0, 0, 0, 0},
                      .veto = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0},
                      .exempt = {0, 0, 0, 0, 0, 0, 0, 0, 1, 0},
                      .group = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2}};
    const ScoreResult result = firms.score(method);
    EXPECT_EQ(grades(result), "CACACACD-C");
    EXPECT_EQ(result.rank, (std::vector<std::int32_t>{2, 1, 2, 1, 2, 1, 2, 1, 0, 1}));
    EXPECT_TRUE(std::isnan(result.score[8]));
    EXPECT_EQ(score_reason(result.notes[8]).en, "exempt");
    EXPECT_EQ(score_reason(result.notes[7]).en, "veto: class D");
}

// Sums of 0.1, 1e16, −… depend on the order in doubles; the mean as a benchmark does not.
TEST(Score, DoesNotDependOnTheOrderOfRows)
{
    std::vector<double> tax{1e16, 0.1, 3.3, 1e-9, 7e8, 12345.678, 0.7, 2e15};
    std::vector<double> first, again;
    const std::vector<double> land(tax.size(), 1);
    for (const double score : (Firms{.tax = tax, .land = land}).score(by_tax("mean")).score)
        first.push_back(score);
    std::reverse(tax.begin(), tax.end());
    again = (Firms{.tax = tax, .land = land}).score(by_tax("mean")).score;
    std::reverse(again.begin(), again.end());
    EXPECT_EQ(first, again);
}

// Numbers of all sizes, some alike: the same place as after sorting.
TEST(KthSmallest, IsThatOfTheSortedNumbers)
{
    std::vector<double> values{7, 0, -0.0, 1e-300, 3, 3, 3, 1e300, 2.5, 2.500000001, 1024, inf, 0.1};
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t k = 0; k < values.size(); ++k)
        EXPECT_EQ(kth_smallest(values, k), sorted[k]) << k;
}

TEST(ScoreMethod, ReadsBenchmarks)
{
    EXPECT_EQ(parse_benchmark("24.097")->factor, 24.097);
    EXPECT_EQ(parse_benchmark("mean")->kind, Benchmark::Kind::mean);
    EXPECT_EQ(parse_benchmark("1.5 * mean")->factor, 1.5);
    EXPECT_EQ(parse_benchmark("quantile:0.8")->quantile, 0.8);
    for (const char* text :
         {"", "0", "-1", "nan", "inf", "median", "2*", "*mean", "2*median", "quantile:1.2", "5x"})
        EXPECT_FALSE(parse_benchmark(text)) << text;
}

TEST(ScoreMethod, BuiltInIsThatOfHuangyan)
{
    Problems problems;
    const ScoreMethod method = method_from(default_score_method(), "method", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(method.large.size(), 6U);
    ASSERT_EQ(method.small.size(), 2U);
    EXPECT_EQ(method.large[3].benchmark.factor, 4929.81);
    EXPECT_EQ(method.small[1].kind, ScoreKind::tax_per_kwh);
    ASSERT_TRUE(method.classes);
    EXPECT_EQ(method.classes->a + method.classes->b, 600'000'000);
}

// One table with every fault: all are told, each with its row.
TEST(ScoreMethod, TellsAllFaultsOfATable)
{
    const Table table = parse_csv(
        "group,id,weight,benchmark,formula,cap_factor,reverse\n"
        "medium,tax_per_mu,1,1,,,\nlarge,tax_per_acre,1,1,,,\nlarge,rd_share,-1,1,,,\nlarge,rd_share,1,low,,,"
        "\n"
        "large,rd_share,1,1,log,,\nlarge,rd_share,1,1,,0,\nlarge,rd_share,1,1,,,maybe\nlarge,tax_per_mu,1,1,,"
        ",\n"
        "large,tax_per_mu,2,1,,,\nclasses,E,0.1,,,,\nclasses,A,0.5,,,,\nclasses,rounding,,up,,,\n",
        "t");
    Problems problems;
    method_from(table, "m.csv", problems);
    std::vector<std::string> codes;
    for (const Problem& problem : problems.all())
        codes.push_back(problem.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"score.group", "score.id", "score.weight", "score.benchmark",
                                               "score.formula", "score.cap_factor", "score.reverse",
                                               "score.id", "score.id", "score.benchmark", "score.shares"}));
    EXPECT_EQ(problems.all()[1].where, "m.csv, row 2, id");
}

TEST(ScoreMethod, NeedsItems)
{
    Problems problems;
    method_from(parse_csv("group,id,weight\n", "t"), "m.csv", problems);
    method_from(parse_csv("group,weight\n", "t"), "m.csv", problems);
    ASSERT_EQ(problems.all().size(), 2U);
    EXPECT_EQ(problems.all()[0].code, "score.items");
    EXPECT_EQ(problems.all()[1].code, "score.column");
}

}  // namespace
}  // namespace permu::test
