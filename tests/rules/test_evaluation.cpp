/// Evaluation of parks: weighting, sub-scores, what is missing, ranks, warnings, intensive use.
#include "permu/rules/evaluation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "fixture.hpp"
#include "permu/model/ledger.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double weighted(std::initializer_list<WeightedScore> parts)
{
    return weighted_score(std::vector<WeightedScore>(parts));
}

// Hailin 2012, development area: 开发率 100 with weight 0.5 alone → degree 50; all else 100.
//   land use    0.25 · 50 + 0.25 · 100 + 0.5 · 100 = 87.5
//   development 0.7 · 87.5 + 0.2 · 100 + 0.1 · 100 = 91.25
//   total       0.8 · 100 + 0.2 · 91.25            = 98.25
TEST(WeightedScore, AgreesWithAnEvaluationOf2012)
{
    const double degree = weighted({{0.5, 100}});
    const double land_use = weighted({{0.25, degree}, {0.25, 100}, {0.5, 100}});
    const double development = weighted({{0.7, land_use}, {0.2, 100}, {0.1, 100}});
    EXPECT_DOUBLE_EQ(degree, 50);
    EXPECT_DOUBLE_EQ(land_use, 87.5);
    EXPECT_DOUBLE_EQ(development, 91.25);
    EXPECT_DOUBLE_EQ(weighted({{0.8, 100}, {0.2, development}}), 98.25);
}

// 0.4 · 80 + 0.2 · 50, the other 0.4 unknown: 42 · 1.0 / 0.6 = 70
TEST(WeightedScore, GivesTheWeightOfWhatIsMissingToTheOthers)
{
    EXPECT_DOUBLE_EQ(weighted({{0.4, 80}, {0.2, 50}, {0.4, nan}}), 70);
    EXPECT_TRUE(std::isnan(weighted({{1, nan}})));
    EXPECT_TRUE(std::isnan(weighted({})));
}

TEST(SubScore, IsFullAtTheBenchmark)
{
    EXPECT_EQ(sub_score(5, 10, false), 50);
    EXPECT_EQ(sub_score(12, 10, false), 100);
    EXPECT_EQ(sub_score(-1, 10, false), 0);
    EXPECT_EQ(sub_score(20, 10, true), 50);
    EXPECT_EQ(sub_score(0, 10, true), 100);
    EXPECT_TRUE(std::isnan(sub_score(nan, 10, true)));
}

// Built, industrial and residential land in ha: the rule's own label, not the stored one.
// Hailin 2012    110.89   61.35    7.49   0.55  0.07   industrial
// Binxi 2012     646.27  476.47    3.23   0.74  0.005  industrial
// Binxi 2013     771.29  548.92    3.23   0.71  0.004  industrial
// Limin 2013    1274.68  680.74  226.32   0.53  0.18   industrial
TEST(ParkType, AgreesWithPublishedRows)
{
    const double rows[][3] = {
        {110.89, 61.35, 7.49}, {646.27, 476.47, 3.23}, {771.29, 548.92, 3.23}, {1274.68, 680.74, 226.32}};
    const auto hectares = [](double ha) { return to_mm2({ha * 10000}); };
    for (const auto& [a, a2, a1] : rows) {
        Ledger ledger;
        ledger.a = hectares(a), ledger.a2 = hectares(a2), ledger.a1 = hectares(a1);
        EXPECT_EQ(park_type(ledger), ParkType::industrial) << a;
    }
}

/// A rule with one item of weight in each dimension named; dimensions without one are empty.
Evaluation only(std::initializer_list<std::string_view> items)
{
    Evaluation rule;
    for (const auto& [id, benchmark] : rule.benchmarks)
        rule.item_weights[id] = std::find(items.begin(), items.end(), id) == items.end() ? 0 : 1;
    return rule;
}

// Three parks with 150 mu of built industry. Tax per mu against 40: a 40 → 100, b 20 → 50, c 20 → 50.
// Energy per value added against 0.5: a 1 → 50, b and c 0.5 → 100. Weights 0.4 and 0.2 of 0.6:
//   a (40 + 10) / 0.6 = 83.33    b, c (20 + 20) / 0.6 = 66.67, both rank 2
TEST(Evaluation, RanksParksByTheirComposite)
{
    State state = state_of({.parks = "id\n a\n b\n c",
                            .parcels = "id park mu stage\n p a 150 built\n q b 150 built\n r c 150 built",
                            .firms = "id parcel tax energy value_added\n x p 6000 100 100\n y q 3000 50 100\n"
                                     "z r 3000 50 100"});
    Evaluation rule = only({"tax_per_mu", "energy_per_value_added"});
    rule.benchmarks["tax_per_mu"] = 40;
    rule.benchmarks["energy_per_value_added"] = 0.5;
    apply(state, rule, 2025);
    const ParkScores a = state.parks.scores[park(state, "a")], b = state.parks.scores[park(state, "b")];
    EXPECT_DOUBLE_EQ(a.per_mu, 100);
    EXPECT_DOUBLE_EQ(a.green, 50);
    EXPECT_TRUE(std::isnan(a.growth));
    EXPECT_DOUBLE_EQ(a.composite, 50 / 0.6);
    EXPECT_DOUBLE_EQ(b.composite, 40 / 0.6);
    EXPECT_EQ(a.rank, 1);
    EXPECT_EQ(b.rank, 2);
    EXPECT_EQ(state.parks.scores[park(state, "c")].rank, 2);
    EXPECT_EQ(told(state, "ranked")[0],
              "ranked a 83.33333333 - rank=1 of 3; per_mu=100; agglomeration=none; growth=none; green=50; "
              "type=industrial");
}

// Tax 100, 104, 104, …: growth against 5 %: none in the base year, then 4 % → 80, then 0 → 0
TEST(Evaluation, MeasuresGrowthFromTheSecondYearOn)
{
    State state = state_of({.parcels = "id stage\n p built", .firms = "id parcel tax\n x p 100"});
    const Evaluation rule = only({"tax_growth"});
    const auto growth = [&] { return state.parks.scores[park(state, "a")].growth; };
    assess(state, rule, 2024);
    EXPECT_TRUE(std::isnan(growth()));
    EXPECT_EQ(told(state, "not_ranked"), Lines{"not_ranked a"});
    state.enterprises.tax[firm(state, "x")] = 104;
    start_year(state, 2025);
    apply(state, rule, 2025);
    EXPECT_NEAR(growth(), 80, 1e-9);
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_EQ(growth(), 0);
}

// Two parks, energy known in one: value added and energy give 100 there, and the item is told as missing
// once.
TEST(Evaluation, CountsMissingItems)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park stage\n p a built\n q b built",
                            .firms = "id parcel value_added energy\n x p 100 10\n y q 100 -"});
    Evaluation rule = only({"energy_per_value_added", "value_added_growth"});
    rule.intensive_weights = {};
    assess(state, rule, 2025);
    EXPECT_EQ(told(state, "missing_item"), Lines{"missing_item region 1 - energy_per_value_added"});
    EXPECT_EQ(told(state, "not_ranked"), Lines{"not_ranked b"});
    state.parks.last_value_added[park(state, "a")] = nan;
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state, "missing_item"), (Lines{"missing_item region 1 - value_added_growth",
                                                  "missing_item region 1 - energy_per_value_added"}));
}

// Leading division 39 has 300 of 400 revenue: 0.75 of a benchmark of 1.
TEST(Evaluation, KnowsTheLeadingIndustries)
{
    State state = state_of({.parks = "id leading\n a 39;40",
                            .parcels = "id stage\n p built",
                            .firms = "id parcel division revenue\n x p 39 300\n y p 13 100"});
    Evaluation rule = only({"leading_share"});
    rule.benchmarks["leading_share"] = 1;
    apply(state, rule, 2025);
    EXPECT_DOUBLE_EQ(state.parks.scores[park(state, "a")].agglomeration, 75);
}

// 60 mu = 40,000 m² of industry with 40,000 m² of floor, 30 mu = 20,000 m² of housing with 20,000, 10 mu
// ready.
//   degree     supply rate 90/100 and built rate 1                        0.5 · 90 + 0.5 · 100 = 95
//   structure  industrial rate 60/90 over the ideal 0.55                                        100
//   intensity  FAR 1 of 1.14 → 87.719, of industry 1 of 0.98 → 100; no footprints: missing       93.860
//   land use   0.25 · 95 + 0.25 · 100 + 0.5 · 93.860                                             95.680
//   no firms, so no benefit; nothing idle: (0.7 · 95.680 + 0.1 · 100) / 0.8                      96.220
TEST(Evaluation, ScoresIntensiveUseAgainstIdeals)
{
    State state = state_of({.parcels = "id mu use stage floor_area\n i 60 industrial built 40000\n"
                                       "r 30 residential built 20000\n n 10 industrial ready -"});
    apply(state, Evaluation{}, 2025);
    EXPECT_NEAR(state.parks.scores[park(state, "a")].intensive_use, 96.220, 5e-4);
}

/// A main area m and its development area d, both over every ideal.
State two_areas()
{
    State state =
        state_of({.parks = "id\n d\n m",
                  .parcels = "id park stage floor_area footprint\n p d built 200000 60000\n"
                             "q m built 200000 60000",
                  .firms = "id parcel division tax fixed_investment\n x p 39 1e6 1e6\n y q 39 1e6 1e6"});
    const ParkId d = park(state, "d"), m = park(state, "m");
    state.parks.area_role[d] = AreaRole::development, state.parks.area_role[m] = AreaRole::main;
    state.parks.main_area[d] = m;
    return state;
}

// Worked example 5, Hailin 2012: the development area's 开发率 is 100 and its weight stored as 0.5, so that
// its degree is 50: 91.25; main area 100; 0.8 · 100 + 0.2 · 91.25 = 98.25. With the weight 1 all is 100.
TEST(Evaluation, PutsMainAndDevelopmentAreaTogetherAsStoredIn2012)
{
    State state = two_areas(), whole = two_areas();
    Evaluation rule;
    apply(whole, rule, 2025);
    EXPECT_DOUBLE_EQ(whole.parks.scores[park(whole, "d")].intensive_use, 100);
    EXPECT_DOUBLE_EQ(whole.parks.scores[park(whole, "m")].intensive_use, 100);
    rule.intensive_weights["development_rate"] = 0.5;
    rule.weights_as_given = true;
    apply(state, rule, 2025);
    EXPECT_DOUBLE_EQ(state.parks.scores[park(state, "d")].intensive_use, 91.25);
    EXPECT_DOUBLE_EQ(state.parks.scores[park(state, "m")].intensive_use, 98.25);
    EXPECT_EQ(told(state, "intensive_use"),
              Lines{"intensive_use m 98.25 - main=100; development=91.25; main_area_weight=0.8"});
}

TEST(Evaluation, RefusesWeightsThatDoNotSumToOneUnlessTold)
{
    Evaluation rule;
    rule.intensive_weights["development_rate"] = 0.5;
    Problems problems, none;
    validate(rule, "rules.evaluation", problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].where, "rules.evaluation.intensive_weights");
    EXPECT_EQ(problems.all()[0].found.en, "degree (development area): weights that sum to 0.5");
    rule.weights_as_given = true;
    validate(rule, "rules.evaluation", none);
    EXPECT_TRUE(none.empty());
}

// 20 mu of industry, 30 of housing and 50 of roads: city-integrated. Supply and built rate 100, FAR 60,000 /
// 66,667 m² = 0.9 of 1.14 → 78.947; neither footprints nor people are known; tax per mu 10 of 25 → 40.
//   land use   (1/3) · 100 + (2/3) · 78.947 = 85.965   0.7 · 85.965 + 0.2 · 40 + 0.1 · 100 = 78.175
TEST(Evaluation, ScoresCityIntegratedParksByTheirOwnSet)
{
    State state = state_of({.parcels = "id mu use stage floor_area\n i 20 industrial built 30000\n"
                                       "r 30 residential built 30000\n s 50 street built 0",
                            .firms = "id parcel tax\n x i 1000"});
    apply(state, Evaluation{}, 2025);
    EXPECT_NEAR(state.parks.scores[park(state, "a")].intensive_use, 78.175, 5e-4);
}

// Worked example 8: 66.9194 ha, ideal 0.28, actual 0.25 → 7.17 ha; ideal 0.25, actual 0.28 → −8.03 ha, or 0.
TEST(Potential, OfIntensityIsNegativeAboveTheIdealUnlessClamped)
{
    EXPECT_NEAR(intensity_potential(66.9194, 0.28, 0.25), 7.17, 0.005);
    EXPECT_NEAR(intensity_potential(66.9194, 0.25, 0.28), -8.03, 0.005);
    EXPECT_EQ(intensity_potential(66.9194, 0.25, 0.28, true), 0);
}

// 100 mu built, 40 industrial against an ideal rate of 0.55: 100 · (0.55 − 0.40) = 15 mu.
// Floor of industry 0.49 of its 40 mu against 0.98: 40 · 0.5 = 20 mu.
TEST(Potential, OfStructureIsWhatTheIdealRateWouldAdd)
{
    State state = state_of({.parcels = "id mu use stage floor_area\n i 40 industrial built 13066.6666667\n"
                                       "r 60 commercial built -"});
    apply(state, Evaluation{}, 2025);
    const ParkScores& scores = state.parks.scores[park(state, "a")];
    EXPECT_NEAR(scores.structure_potential / square_metres_per_mu, 15, 1e-9);
    EXPECT_NEAR(scores.intensity_potential / square_metres_per_mu, 20, 1e-6);
    EXPECT_DOUBLE_EQ(structure_potential(100, 0.55, 0.40), 100 * (0.55 - 0.40));
    EXPECT_EQ(structure_potential(100, 0.40, 0.55, true), 0);
}

// Five parks by tax; e is last every year: a candidate in the second year, and, where one such year is
// enough, no member from 1 January of the third on.
TEST(Evaluation, DelistsOnTheFirstOfJanuary)
{
    State state =
        state_of({.parks = "id\n a\n b\n c\n d\n e",
                  .parcels = "id park stage\n p a built\n q b built\n r c built\n s d built\n t e built",
                  .firms = "id parcel tax\n v p 50\n w q 40\n x r 30\n y s 20\n z t 10"});
    Evaluation rule = only({"tax_per_mu"});
    rule.warn_bottom = 1, rule.delist_times = 1;
    apply(state, rule, 2025);
    start_year(state, 2026);
    EXPECT_EQ(state.parks.status[park(state, "e")], ParkStatus::developing);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state, "delisted"), Lines{"delisted e 1 1 from 2027-01-01"});
    EXPECT_TRUE(is_member(state.parks.status[park(state, "e")]));
    start_year(state, 2027);
    EXPECT_EQ(state.parks.status[park(state, "e")], ParkStatus::delisted);
    EXPECT_FALSE(counts_in_region(state.parks, park(state, "e")));
}

// Five parks by tax; the last is warned in 2025 and 2026, and then a candidate. Four parks: nobody is warned.
TEST(Evaluation, WarnsTheBottomAndNamesCandidates)
{
    State state =
        state_of({.parks = "id\n a\n b\n c\n d\n e",
                  .parcels = "id park stage\n p a built\n q b built\n r c built\n s d built\n t e built",
                  .firms = "id parcel tax\n v p 50\n w q 40\n x r 30\n y s 20\n z t 10"});
    Evaluation rule = only({"tax_per_mu"});
    rule.warn_bottom = 1;
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "warned"), Lines{"warned e 5 4 times=1 within 3 years"});
    EXPECT_EQ(told(state, "downgrade_candidate"), Lines{});
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state, "downgrade_candidate"), Lines{"downgrade_candidate e 2 2"});
    // Three years later the warnings of 2025 and 2026 no longer count.
    start_year(state, 2029);
    apply(state, rule, 2029);
    EXPECT_EQ(state.parks.warnings[park(state, "e")], 1);
    state.parks.status[park(state, "a")] = ParkStatus::transitioned;
    start_year(state, 2030);
    apply(state, rule, 2030);
    EXPECT_EQ(told(state, "warned"), Lines{});
    EXPECT_EQ(state.parks.scores[park(state, "a")].rank, 0);
}

TEST(Evaluation, DoesNotWarnInTheBaseYearOrByDefault)
{
    State state = state_of({.parks = "id\n a\n b\n c\n d\n e", .parcels = "id park stage\n p a built"});
    Evaluation rule;
    assess(state, rule, 2024);
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "warned"), Lines{});
}

TEST(Evaluation, RefusesWhatCannotBe)
{
    Problems none, some;
    validate(Evaluation{}, "rules.evaluation", none);
    EXPECT_TRUE(none.empty());
    Evaluation rule;
    rule.weights["per_mu"] = 0.7;
    rule.benchmarks["tax_per_mu"] = 0;
    rule.warn_bottom = 1, rule.warn_times = 4;
    validate(rule, "rules.evaluation", some);
    ASSERT_EQ(some.all().size(), 3U);
    EXPECT_EQ(some.all()[0].code, "evaluation.weights");
    EXPECT_EQ(some.all()[1].where, "rules.evaluation.benchmarks.tax_per_mu");
    EXPECT_EQ(some.all()[2].code, "evaluation.warnings");
}

}  // namespace
}  // namespace permu::test
