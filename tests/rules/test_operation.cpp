/// Operation: growth by division, intensities, ramp-up and performance.
#include <gmock/gmock.h>

#include <cmath>

#include "permu/rules/operation.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;

void run(State& state, const Operation& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

// default growth 0, division 39 10 %; productivity 5 %, energy per value added −2 %, emission −10 %
// firm   revenue   value added            energy                  R&D, before
// f         1000   100 → 100                50 → 50 · 0.98        10 → 10, 10    (division 30: productivity
// 0) g    1000→1100   100 → 100 · 1.1 · 1.05   50 · 1.155 · 0.98     10 → 11.55, 10
TEST(Operation, GrowsFirmsByDivisionAndChangesTheirIntensities)
{
    State state = state_of({.parcels = "id stage\n p built",
                            .firms = "id parcel division revenue value_added tax energy emission rd\n"
                                     "f p 30 1000 100 20 50 4 10\n g p 39 1000 100 20 50 4 10"});
    Operation rule;
    rule.growth = {{"default", 0.0}, {"39", 0.10}};
    rule.productivity = 0.05;
    rule.energy_intensity_change = -0.02;
    rule.emission_intensity_change = -0.10;
    run(state, rule, 2025);
    const EnterpriseTable& f = state.enterprises;
    EXPECT_DOUBLE_EQ(f.revenue[{0}], 1000);
    EXPECT_DOUBLE_EQ(f.revenue[{1}], 1100);
    EXPECT_NEAR(f.value_added[{1}], 115.5, 1e-9);
    EXPECT_NEAR(f.tax[{1}], 23.1, 1e-9);
    EXPECT_NEAR(f.energy[{1}] / f.value_added[{1}], 0.5 * 0.98, 1e-12);
    EXPECT_NEAR(f.emission[{1}] / f.value_added[{1}], 0.04 * 0.9, 1e-12);
    EXPECT_NEAR(f.rd[{1}], 11.55, 1e-9);
    EXPECT_DOUBLE_EQ(f.rd_previous[{1}], 10);
    EXPECT_NEAR(f.carbon[{0}], 50 * 1.05 * 0.98 * 2.66, 1e-9);
}

// What the indicators of carbon and rooftops are made with is said in the base year as well.
TEST(Operation, SaysWhatTheGridEmitsAndRoofsYield)
{
    State state = state_of({.parcels = "id\n p"});
    EXPECT_TRUE(std::isnan(state.region.grid_carbon));
    Operation rule;
    rule.rooftop_share = 0.4, rule.rooftop_yield = 200;
    assess(state, rule, 2024);
    EXPECT_DOUBLE_EQ(state.region.grid_carbon, 0.5703e-3);
    EXPECT_DOUBLE_EQ(state.region.rooftop_yield, 80);
}

// class     response   value added   tax
// A         -          100           20
// C         0.10       110           22
// D         0.50       150           30
TEST(Operation, ImprovesFirmsOfClassCAndDOnlyAsFarAsIsAssumed)
{
    State state =
        state_of({.parcels = "id stage\n p built",
                  .firms = "id parcel value_added tax grade\n a p 100 20 A\n c p 100 20 C\n d p 100 20 D"});
    State as_it_is = state;
    run(as_it_is, Operation{}, 2025);
    EXPECT_THAT(as_it_is.enterprises.tax.values(), ElementsAre(20, 20, 20));
    Operation rule;
    rule.response_improvement = {{"C", 0.10}, {"D", 0.50}};
    assess(state, rule, 2024);
    EXPECT_EQ(told(state, "assumed_response"),
              (std::vector<std::string>{"assumed_response region 0.1 - class C",
                                        "assumed_response region 0.5 - class D"}));
    run(state, rule, 2025);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const double expected[] = {100, 110, 150};
        EXPECT_NEAR(state.enterprises.value_added[{i}], expected[i], 1e-9);
        EXPECT_NEAR(state.enterprises.tax[{i}], expected[i] / 5, 1e-9);
    }
}

// Carbon of the data is kept and grows with energy; a green share of 0.3 lifts 100 of 1000 kWh to 300.
TEST(Operation, KeepsKnownCarbonAndLiftsGreenPowerToItsShare)
{
    State state =
        state_of({.parcels = "id stage\n p built",
                  .firms = "id parcel energy carbon power green_power revenue\n f p 10 7 1000 100 -"});
    Operation rule;
    rule.growth = {{"default", 0.1}};
    rule.green_power_share = 0.3;
    run(state, rule, 2025);
    EXPECT_NEAR(state.enterprises.carbon[{0}], 7.7, 1e-12);
    EXPECT_NEAR(state.enterprises.green_power[{0}], 330, 1e-9);
    EXPECT_TRUE(std::isnan(state.enterprises.revenue[{0}]));  // unknown stays unknown
}

// promised output 900, tax 90, staff 60; ramp-up over 3 years from 2026, performance 1, growth 10 %
// year   share   revenue   tax   staff   foreign
// 2026     1/3       300    30      20       500
// 2027     2/3       600    60      40         0
// 2028       1       900    90      60         0
// 2029   grows       990    99      60         0
TEST(Operation, RampsProjectsUpAndThenLetsThemGrow)
{
    State state =
        state_of({.year = 2026,
                  .parcels = "id stage\n p built",
                  .firms = "id parcel division ramp_start ramp_years foreign project\n E-P p 39 2026 3 500 P",
                  .projects = "id division output tax staff status parcel\n P 39 900 90 60 placed p"});
    Operation rule;
    rule.growth = {{"39", 0.10}};
    rule.performance_sd = 0;
    const double expected[][4] = {{300, 30, 20, 500}, {600, 60, 40, 0}, {900, 90, 60, 0}, {990, 99, 60, 0}};
    for (int i = 0; i < 4; ++i) {
        run(state, rule, 2026 + i);
        EXPECT_NEAR(state.enterprises.revenue[{0}], expected[i][0], 1e-9) << i;
        EXPECT_NEAR(state.enterprises.tax[{0}], expected[i][1], 1e-9) << i;
        EXPECT_NEAR(state.enterprises.staff[{0}], expected[i][2], 1e-9) << i;
        EXPECT_NEAR(state.enterprises.foreign[{0}], expected[i][3], 1e-9) << i;
        EXPECT_EQ(told(state, "full_output").size(), i == 2 ? 1U : 0U) << i;
    }
}

TEST(Operation, DrawsAPerformanceOfMedianOneOnceAFirm)
{
    constexpr int firms = 2001;
    std::string rows = "id parcel division ramp_start ramp_years project\n";
    for (int i = 0; i < firms; ++i)
        rows += "f" + std::to_string(i) + " p 39 2025 1 P\n";
    State state = state_of({.parcels = "id stage\n p built",
                            .firms = rows,
                            .projects = "id output status parcel\n P 100 placed p"});
    run(state, {}, 2025);
    int below = 0;
    for (const double revenue : state.enterprises.revenue.values())
        below += revenue < 100;
    EXPECT_NEAR(below, firms / 2, 100);
    const std::vector<double> first(state.enterprises.revenue.values().begin(),
                                    state.enterprises.revenue.values().end());
    run(state, {}, 2026);  // growth 0: the same
    EXPECT_TRUE(std::equal(first.begin(), first.end(), state.enterprises.revenue.values().begin()));
}

TEST(Operation, GivesTheSameAnswerForAnyNumberOfThreads)
{
    std::string rows = "id parcel division revenue tax energy\n";
    for (int i = 0; i < 20000; ++i)
        rows += "f" + std::to_string(i) + " p " + std::to_string(13 + i % 30) + " 100 10 5\n";
    State one = state_of({.parcels = "id stage\n p built", .firms = rows});
    State many = one;
    many.threads = 4;
    Operation rule;
    rule.volatility = 0.1;
    for (Year year = 2025; year < 2028; ++year)
        run(one, rule, year), run(many, rule, year);
    EXPECT_EQ(one.enterprises.revenue, many.enterprises.revenue);
    EXPECT_EQ(one.enterprises.carbon, many.enterprises.carbon);
    EXPECT_NE(one.enterprises.revenue[{0}], one.enterprises.revenue[{30}]);
}

TEST(Operation, RefusesGrowthOfWhatIsNoDivision)
{
    Operation rule;
    rule.growth = {{"default", 0.01}, {"7", 0.1}, {"07", 0.1}};
    Problems problems;
    validate(rule, "rules.operation", problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].where, "rules.operation.growth.7");
}

// growth 10 %, an expansion of 80 and 8 foreign over two years:
// 2025   110 + 40 = 150, foreign 2 + 8     R&D 11 + 4, before 10
// 2026   121 + 80 = 201, foreign 2         R&D 12.1 + 8, before 15
// 2027   201 · 1.1 = 221.1
TEST(Operation, AnExpansionRampsUpOnTopOfItsFirm)
{
    State state = state_of({.parcels = "id stage\n p built",
                            .firms = "id parcel tax rd foreign revenue\n f p 100 10 2 -",
                            .projects = "id enterprise tax rd output foreign ramp_years status parcel "
                                        "completed\n e f 80 8 900 8 2 placed p 2025"});
    Operation rule;
    rule.growth = {{"default", 0.10}};
    rule.performance_sd = 0;
    const EnterpriseTable& f = state.enterprises;
    run(state, rule, 2025);
    EXPECT_NEAR(f.tax[{0}], 150, 1e-9);
    EXPECT_NEAR(f.foreign[{0}], 10, 1e-9);
    EXPECT_NEAR(f.rd_previous[{0}], 10, 1e-9);
    run(state, rule, 2026);
    EXPECT_NEAR(f.tax[{0}], 201, 1e-9);
    EXPECT_NEAR(f.foreign[{0}], 2, 1e-9);
    EXPECT_NEAR(f.rd[{0}], 20.1, 1e-9);
    EXPECT_NEAR(f.rd_previous[{0}], 15, 1e-9);
    EXPECT_TRUE(std::isnan(f.revenue[{0}]));
    EXPECT_EQ(told(state), (std::vector<std::string>{"full_output f 1 1 expansion e"}));
    run(state, rule, 2027);
    EXPECT_NEAR(f.tax[{0}], 221.1, 1e-9);
}

// The firm's own ramp: promised 60 over three years from 2024; its expansion: 80 in one year from 2025.
// 2025   40 + 80    2026   60 + 80    2027   140 · 1.1
TEST(Operation, AnExpansionStaysWhileItsFirmRampsUp)
{
    State state = state_of({.parcels = "id stage\n p built",
                            .firms = "id parcel tax ramp_start ramp_years\n f p 20 2024 3",
                            .projects = "id enterprise tax ramp_years status parcel completed\n"
                                        "o - 60 3 placed p -\n e f 80 1 placed p 2025"});
    state.enterprises.project[{0}] = project(state, "o");
    Operation rule;
    rule.growth = {{"default", 0.10}};
    rule.performance_sd = 0;
    for (const double expected : {120.0, 140.0, 154.0}) {
        run(state, rule, state.year + (state.enterprises.tax[{0}] > 20 ? 1 : 0));
        EXPECT_NEAR(state.enterprises.tax[{0}], expected, 1e-9);
    }
}

}  // namespace
}  // namespace permu::test
