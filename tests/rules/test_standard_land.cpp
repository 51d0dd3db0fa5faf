/// Standard land: the test of the indicators, the choice of lots, the allowance, and what is told.
#include "permu/rules/standard_land.hpp"

#include <gtest/gtest.h>

#include "market_fixture.hpp"
#include "permu/model/measures.hpp"
#include "rules/supply.hpp"

namespace permu::test {
namespace {

// Worked example 18. Equipment (division 35), 40 mu, investment 6400 万元, output 15000, R&D 2.5 %:
// 160 ≥ 150, 375 ≥ 350, 0.025 ≥ 0.02. Tax 300 → 7.5 < 8 fails, tax alone; 320 → 8.0 ≥ 8 passes, inclusive.
constexpr std::string_view longchang =
    "division,indicator,threshold,unit\n35,investment_intensity,150,万元/亩\n35,tax_per_mu,8,万元/亩\n"
    "35,output_per_mu,350,万元/亩\n35,rd_share,0.02,\n";

TEST(StandardLand, FailsOnTaxAloneAndPassesInclusively)
{
    const auto outcome = [](const char* tax) {
        const std::string row =
            std::string("id mu division investment tax output rd status\n p 40 35 6400 ") + tax +
            " 15000 375 waiting";
        return told(run({.parcels = "id mu stage\n k 40 ready", .projects = row}, with_table(longchang)));
    };
    EXPECT_EQ(outcome("300"), (Lines{"refused p 7.5 8 tax_per_mu 7.5 < 8"}));
    EXPECT_EQ(outcome("320"),
              (Lines{"placed p 40 40 parcel k; park a; standard land; version=standard_land_controls",
                     "supplied k 40 40 project p"}));
}

// Rows hold from 2008 and 2023; in 2020 those of 2023 do not hold yet.
TEST(StandardLand, KeepsTheVersionOfTheStandardsWithTheCommitment)
{
    StandardLand rule = with_table("indicator,threshold,from\nfar,0,2008\nrd_share,0,2023\n");
    EXPECT_EQ(version_of_standards(rule, 2020), "standard_land_controls@2008");
    EXPECT_EQ(version_of_standards(rule, 2025), "standard_land_controls@2023");
    rule.indicators.path = "tables/own.csv";
    EXPECT_EQ(version_of_standards(rule, 2025), "own@2023");
    State state = run({.parcels = "id mu stage\n k 40 ready",
                       .projects = "id mu far rd output status\n p 40 1 1 1 waiting"},
                      rule);
    const ParcelTable& land = state.parcels;
    EXPECT_EQ(land.standard_versions[land.standard_version[parcel(state, "k")]], "own@2023");
    start_year(state, 2026);
    supply_parcel(state, parcel(state, "k"), 2026, 2);
    EXPECT_EQ(land.standard_version[parcel(state, "k")], 0) << "nothing of an earlier grant stays";
}

// Nothing has to meet the standards: a project without a lot of its size was not refused for them. Where all
// must, it was; where half must, the lot that was there is what was refused.
TEST(StandardLand, NobodyIsRefusedForStandardsThatNeedNotBeMet)
{
    const auto outcome = [](double share, const char* mu) {
        StandardLand rule = with_table("far\n1\n");
        rule.share = share;
        return told(run({.parcels = "id mu stage\n k 30 ready",
                         .projects = std::string("id mu far status\n p ") + mu + " 0.5 waiting"},
                        rule));
    };
    EXPECT_EQ(outcome(0, "100"), (Lines{"no_lot p 100"}));
    EXPECT_EQ(outcome(0.5, "100"), (Lines{"no_lot p 100"}));
    EXPECT_EQ(outcome(0.5, "30"), (Lines{"refused p 0.5 1 far 0.5 < 1"}));
    EXPECT_EQ(outcome(1, "100"), (Lines{"refused p 0.5 1 far 0.5 < 1"}));
}

// Worked example 19. Shanxi 2022: 505 parcels and 35,200 mu are 69.70 mu a parcel and 2,346.6667 ha.
TEST(StandardLand, MeansOfThePublishedYear)
{
    const double area = from_mu(35200).value;
    EXPECT_NEAR(to_mu({area / 505}), 69.70, 0.005);
    EXPECT_NEAR(area / 1e4, 2346.6667, 5e-5);
    EXPECT_NEAR(area / 1e6, 23.4667, 5e-5);
}

// The same project against the built-in table, which also asks for FAR 0.7, coefficient 0.40 (since 2023) and
// at most 7 % for offices.
TEST(StandardLand, TheBuiltInTableHoldsThePublishedThresholds)
{
    const State state = run(
        {.parcels = "id mu stage\n k 40 ready",
         .projects = "id mu division investment tax output rd far building_coefficient admin_share status\n"
                     "p 40 35 6400 320 15000 375 0.7 0.4 0.07 waiting\n"
                     "q 40 35 6400 320 15000 375 0.69 - 0.08 waiting"},
        StandardLand{});
    EXPECT_EQ(placed(state), (Lines{"p k"}));
    EXPECT_EQ(told(state, "refused"), (Lines{"refused q 0.69 0.7 far 0.69 < 0.7; building_coefficient not "
                                             "stated (≥ 0.4); admin_share 0.08 > 0.07"}));
    EXPECT_EQ(state.region.placed, 1);
    EXPECT_EQ(state.region.refused, 1);
    EXPECT_TRUE(state.admissions[0].standard);
    EXPECT_FALSE(state.admissions[1].standard);
}

// division 39: 4400 万元/ha = 293.33 万元/亩 on grades 1–4, 440 万元/ha on grade 15, none between; 10 mu
// grade of the parcel goes before the park's; unknown grade: rows of some grades only are not tested
TEST(StandardLand, TakesTheThresholdOfTheGradeOfTheLand)
{
    const auto placed_on = [](const char* park_grade, const char* parcel_grade, double investment) {
        const std::string parks = std::string("id grade\n a ") + park_grade;
        const std::string parcels = std::string("id mu stage grade\n k 10 ready ") + parcel_grade;
        const std::string projects =
            "id mu division investment far building_coefficient admin_share status\n p 10 39 " +
            std::to_string(investment) + " 1 0.4 0.07 waiting";
        return !placed(run({.parks = parks, .parcels = parcels, .projects = projects}, StandardLand{}))
                    .empty();
    };
    EXPECT_FALSE(placed_on("4", "-", 2933));
    EXPECT_TRUE(placed_on("4", "-", 2934));
    EXPECT_TRUE(placed_on("4", "15", 294));
    EXPECT_FALSE(placed_on("4", "15", 293));
    EXPECT_TRUE(placed_on("9", "-", 0));
    EXPECT_TRUE(placed_on("-", "-", 0));
}

// Declared 100 万元/亩 + reserve price 20 of grade 9 against 120.
TEST(StandardLand, CountsTheReservePriceAsInvestment)
{
    StandardLand rule = with_table("indicator,threshold\ninvestment_intensity,120\n");
    const Sketch sketch{.parks = "id grade\n a 9",
                        .parcels = "id mu stage\n k 10 ready",
                        .projects = "id mu investment status\n p 10 1000 waiting"};
    EXPECT_TRUE(placed(run(sketch, rule)).empty());
    rule.reserve_price = {{"9", 20 / from_mu(1).value}};
    EXPECT_EQ(placed(run(sketch, rule)), (Lines{"p k"}));
}

// everybody ≥ 1.0, division 39 ≥ 0.5, park b ≥ 2.0: the park's row goes before the division's
TEST(StandardLand, AParksOwnThresholdGoesBeforeTheDivisions)
{
    const State state =
        run({.parks = "id\n a\n b",
             .parcels = "id park mu stage\n j a 10 ready\n k b 10 ready",
             .projects = "id mu division far status\n p 10 39 0.5 waiting\n q 10 40 0.9 waiting"},
            with_table("park_id,division,far\n,,1.0\n,39,0.5\nb,,2.0\n"));
    EXPECT_EQ(placed(state), (Lines{"p j"}));
    EXPECT_EQ(told(state, "refused"), (Lines{"refused q 0.9 1 far 0.9 < 1"}));
}

// wanted 100 mu, tolerance 0.1 under and 0.3 over: 90 … 130
// lots 89, 95, 106, 131: the nearest of those that fit is 95; without it 106
TEST(StandardLand, TakesTheLotNearestToTheSizeThatIsWanted)
{
    const State state = run({.parcels = "id mu stage\n a 89 ready\n b 95 listed\n c 106 ready\n d 131 ready",
                             .projects = "id mu status\n p 100 waiting\n q 100 waiting\n r 100 waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(state), (Lines{"p b", "q c"}));
    EXPECT_EQ(told(state, "no_lot"), (Lines{"no_lot r 100"}));
    EXPECT_EQ(state.region.placed, 2);
    EXPECT_EQ(state.region.refused, 0);
}

TEST(StandardLand, APlacedProjectLeavesItsPromisesOnTheParcel)
{
    const State state = run(
        {.parcels = "id mu stage use plan_use\n k 10 ready farmland industrial_2",
         .projects = "id mu investment tax far energy build_years status\n p 10 3000 90 1.25 40 3 waiting"},
        without_thresholds());
    const ParcelId k = parcel(state, "k");
    const ParcelTable& p = state.parcels;
    EXPECT_EQ(p.stage[k], Stage::supplied);
    EXPECT_EQ(p.use[k], LandUse::industrial_2);
    EXPECT_EQ(p.tenure[k], Tenure::none) << "for the rule tenure to set";
    EXPECT_EQ(p.supply_year[k], 2025);
    EXPECT_EQ(p.agreed_start[k], 2026);
    EXPECT_EQ(p.commit_year[k], 2025);
    EXPECT_EQ(p.build_years[k], 3);
    EXPECT_EQ(p.standard[k], 1);
    EXPECT_EQ(p.project[k], project(state, "p"));
    EXPECT_EQ(p.promised_investment[k], 3000);
    EXPECT_EQ(p.promised_tax[k], 90);
    EXPECT_EQ(p.promised_far[k], 1.25F);
    EXPECT_EQ(state.projects.placed_year[project(state, "p")], 2025);
    EXPECT_EQ(state.parks.flows[park(state, "a")].placed, 1);
}

// score: tier ½ · 0.3 + new quality 0.2 + tax 0.3 · tax per mu / 30 + 0.2 · waited / patience
// g guaranteed 0; e emerging 0.15; n new quality 0.2; t 15 万元/亩 0.15; w waited 1 of 2 0.1; z 0. One lot at
// a time.
TEST(StandardLand, ServesGuaranteedProjectsAndThenTheBestScore)
{
    std::string lots = "id mu stage";
    Lines order;
    for (int n = 1; n <= 6; ++n) {
        lots += "\n k" + std::to_string(n) + " 10 ready";
        const State state = run(
            {.parcels = lots,
             .projects = "id arrival mu tier new_quality tax guaranteed patience status\n"
                         "z 2025 10 traditional 0 - 0 2 waiting\n w 2024 10 traditional 0 - 0 2 waiting\n"
                         "t 2025 10 traditional 0 150 0 2 waiting\n n 2025 10 traditional 1 - 0 2 waiting\n"
                         "e 2025 10 emerging 0 - 0 2 waiting\n g 2025 10 traditional 0 - 1 2 waiting"},
            without_thresholds());
        order.push_back(entity_id(state, state.events.all()[2 * static_cast<std::size_t>(n - 1)]));
    }
    EXPECT_EQ(order, (Lines{"g", "n", "e", "t", "w", "z"}));
}

TEST(StandardLand, PrefersTheParkThatLeadsInTheDivisionThenTheLeastWaste)
{
    const State state = run({.parks = "id leading\n a 13\n b 39\n c 39",
                             .parcels = "id park mu stage\n i a 100 ready\n j b 110 ready\n k c 105 ready",
                             .projects = "id division mu status\n p 39 100 waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(state), (Lines{"p k"}));
}

// use           39 traditional   39 emerging       59 storage   73 research service
// industrial        yes              first            no             no
// m0                no               second           no             second
// logistics         no               no               yes            no
// research          no               no               no             first
TEST(StandardLand, FitsTheUseToTheProject)
{
    const auto place_on = [](const char* use, const char* project_row) {
        const std::string parcels = std::string("id mu stage use\n k 10 ready ") + use;
        const std::string projects =
            std::string("id mu division tier service status\n p 10 ") + project_row + " waiting";
        return placed(run({.parcels = parcels, .projects = projects}, without_thresholds())).size() == 1;
    };
    const char* rows[] = {"39 traditional 0", "39 emerging 0", "59 traditional 0", "73 emerging 1"};
    const bool expected[4][4] = {{true, true, false, false},    // industrial
                                 {false, true, false, true},    // m0
                                 {false, false, true, false},   // logistics
                                 {false, false, false, true}};  // research
    const char* uses[] = {"industrial_2", "m0", "logistics_1", "research"};
    for (std::size_t u = 0; u < 4; ++u)
        for (std::size_t r = 0; r < 4; ++r)
            EXPECT_EQ(place_on(uses[u], rows[r]), expected[u][r]) << uses[u] << rows[r];
    const State first = run({.parcels = "id mu stage use\n j 10 ready m0\n k 11 ready industrial",
                             .projects = "id mu division tier status\n p 10 39 emerging waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(first), (Lines{"p k"}));
}

// share 0.75: 75 mu of standard land allow 25 mu of other land, not 26. g does not meet FAR 1.
TEST(StandardLand, OthersArePlacedWhileTheAllowanceRemains)
{
    const auto outcome = [](const char* other_lot, double share) {
        StandardLand rule = with_table("far\n1\n");
        rule.share = share;
        const std::string parcels = std::string("id mu stage\n j 75 ready\n k ") + other_lot + " ready";
        return run({.parcels = parcels,
                    .projects = "id mu far status guaranteed\n g 25 0.9 waiting 1\n p 75 1 waiting 0"},
                   rule);
    };
    const State within = outcome("25", 0.75);
    EXPECT_EQ(placed(within), (Lines{"g k", "p j"}));
    EXPECT_EQ(within.parcels.standard[parcel(within, "k")], 0);
    EXPECT_EQ(within.parcels.commit_year[parcel(within, "k")], no_year);
    EXPECT_EQ(placed(outcome("26", 0.75)), (Lines{"p j"}));
    EXPECT_EQ(told(outcome("26", 0.75), "refused"), (Lines{"refused g 0.9 1 far 0.9 < 1"}));
    EXPECT_EQ(placed(outcome("25", 1.0)), (Lines{"p j"}));
    EXPECT_EQ(placed(outcome("26", 0.0)), (Lines{"g k", "p j"}));
}

// Share 0.5 over services, too: one lot of standard land allows one other. The indicator is of the same lots.
TEST(StandardLand, TheShareThatIsMeasuredIsOfTheLandThatIsTested)
{
    StandardLand rule = with_table("far\n1\n");
    rule.share = 0.5;
    const Sketch research{.parcels = "id mu stage use\n j 10 ready research\n k 10 ready research",
                          .projects =
                              "id mu division far service status\n p 10 73 1 1 waiting\n"
                              "q 10 73 0.5 1 waiting"};
    EXPECT_EQ(measure(run(research, rule)).region.new_industrial, 0) << "services are not tested";
    rule.producer_services = true;
    const Measures m = measure(run(research, rule)).region;
    EXPECT_EQ(m.new_industrial, 2 * m.new_standard);
    EXPECT_EQ(m.new_standard_count, 1);
}

TEST(StandardLand, TestsNothingInParksItDoesNotCover)
{
    StandardLand rule = with_table("far\n1\n");
    rule.scope.level = "national";
    const State state = run({.parks = "id level\n a national\n b provincial",
                             .parcels = "id park mu stage\n j a 10 ready\n k b 10 ready",
                             .projects = "id mu far status\n p 10 0.5 waiting"},
                            rule);
    EXPECT_EQ(placed(state), (Lines{"p k"}));
    EXPECT_EQ(state.parcels.standard[parcel(state, "k")], 0);
}

// approved in 2023, supplied in 2025: 批而未供 disposed of
TEST(StandardLand, SupplyOfLandLongApprovedIsDisposedStock)
{
    const State state = run({.parcels = "id mu stage approved approval_year\n k 10 ready 1 2023",
                             .projects = "id mu status\n p 10 waiting"},
                            without_thresholds());
    EXPECT_EQ(state.region.disposed_unsupplied, mm2_of_mu(10));
}

TEST(StandardLand, SaysOnceWhatItDoesNotTest)
{
    State state = state_of({});
    assess(state, with_table("park_id,division,indicator,threshold\n,,far,1\nx,39,tax_per_mu,8\n"), 2024);
    const Lines said = told(state);
    EXPECT_EQ(said[1], "untested region 30 31 tax_per_mu: 30 of 31 manufacturing divisions");
    EXPECT_EQ(said.back(), "unknown_park region - - x");
    EXPECT_EQ(said.size(), 9U) << "all but far, and the park";
}

TEST(StandardLand, RefusesRowsItCannotRead)
{
    StandardLand rule = with_table(
        "division,indicator,threshold,unit\n39,fare,1,\n39,far,many,\n39,tax_per_mu,8,公里\n99,far,1,\n");
    Problems problems;
    validate(rule, "rules.standard_land", problems);
    Lines where;
    for (const Problem& problem : problems.all())
        where.push_back(problem.where);
    EXPECT_EQ(where, (Lines{"rules.standard_land.indicators, row 1, column indicator",
                            "rules.standard_land.indicators, row 2, column threshold",
                            "rules.standard_land.indicators, row 3, column unit",
                            "rules.standard_land.indicators, row 4, column division"}));
    Problems none;
    validate(StandardLand{}, "rules.standard_land", none);
    EXPECT_TRUE(none.empty());
}

TEST(StandardLand, MarksItsEventsWhereTheClauseDoesNotBind)
{
    const State state = run({.parks = "id province\n a 四川",
                             .parcels = "id mu stage\n k 10 ready",
                             .projects = "id mu status\n p 10 waiting"},
                            without_thresholds());
    EXPECT_TRUE(only_event(state, "placed", "p").hypothetical);
    EXPECT_TRUE(only_event(state, "supplied", "k").hypothetical);
}

}  // namespace
}  // namespace permu::test
