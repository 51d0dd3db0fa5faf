/// Construction: lags, stalls, suspensions, what is built and who moves in.
#include <gmock/gmock.h>

#include <cmath>

#include "permu/rules/construction.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void run(State& state, const Construction& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

/// Everybody starts after `lag` years and nothing goes wrong.
Construction sure(int lag)
{
    Construction rule;
    rule.start_lag.assign(static_cast<std::size_t>(lag) + 1, 0.0);
    rule.start_lag.back() = 1.0;
    rule.stall_probability = rule.suspend_probability = 0;
    return rule;
}

// supply 2025, lag 1: start 2026; two build years: built 2028. 100 mu = 66666.67 m², promised FAR 1.2.
TEST(Construction, StartsAfterItsLagAndBuildsWhatWasPromised)
{
    State state = state_of({.parcels = "id stage supply_year promised_far plan_far\n p supplied 2025 1.2 2"});
    const Construction rule = sure(1);
    run(state, rule, 2025);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, rule, 2026);
    EXPECT_THAT(told(state), ElementsAre("started p - - supplied=2025"));
    run(state, rule, 2027);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::under_construction);
    run(state, rule, 2028);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::built);
    EXPECT_EQ(state.parcels.completion_year[{0}], 2028);
    EXPECT_NEAR(state.parcels.floor_area[{0}], 80000, 1e-5);
    EXPECT_NEAR(state.parcels.footprint[{0}], 0.4 * 200000 / 3, 0.01);
    EXPECT_EQ(state.parcels.supply_record[{0}], 1);
}

// parcel   far from
// a        the plan's limit, 1.8
// b        the default of industrial land, 1.0
// g        green: no building
TEST(Construction, FallsBackOnThePlanAndThenOnTheUse)
{
    State state =
        state_of({.parcels = "id stage start_year plan_far use\n a under_construction 2023 1.5 industrial_2\n"
                             "b under_construction 2023 - industrial_2\n g under_construction 2023 - green"});
    run(state, sure(0), 2025);
    const double area = 200000.0 / 3;
    EXPECT_NEAR(state.parcels.floor_area[{0}], 1.5 * area, 0.01);
    EXPECT_NEAR(state.parcels.floor_area[{1}], area, 0.01);
    EXPECT_EQ(state.parcels.floor_area[{2}], 0);
    EXPECT_EQ(state.parcels.footprint[{2}], 0);
}

// 工业上楼 · 2 for division 39: promised 1.0 → 2.0, held at the plan's 1.75; division 30 keeps 1.0
// saved: 75 % more floor would have needed 75 mu
TEST(Construction, RaisesTheFarOfSuitableDivisionsUpToThePlan)
{
    State state =
        state_of({.parcels = "id stage start_year plan_far promised_far project\n"
                             "a under_construction 2023 1.75 1 A\n b under_construction 2023 1.75 1 B",
                  .projects = "id division status parcel\n A 39 placed a\n B 30 placed b"});
    Construction rule = sure(0);
    rule.upstairs_factor = 2;
    rule.upstairs_divisions = {"39"};
    run(state, rule, 2025);
    EXPECT_NEAR(state.parcels.floor_area[{0}], 1.75 * 200000 / 3, 0.01);
    EXPECT_NEAR(state.parcels.floor_area[{1}], 1.00 * 200000 / 3, 0.01);
    EXPECT_NEAR(mm2_to_mu(state.parks.flows[{0}].land_saved), 75, 1e-6);
}

TEST(Construction, TurnsTheProjectIntoAFirmOnAllItsParcels)
{
    State state = state_of({.parcels = "id mu stage start_year project\n a 30 under_construction 2023 P\n"
                                       "b 10 under_construction 2023 P\n c 10 under_construction 2023 -",
                            .projects = "id division investment output ramp_years status parcel\n"
                                        "P 39 5000 3000 3 placed a"});
    run(state, sure(0), 2025);
    ASSERT_EQ(state.enterprises.size(), 1U);
    const EnterpriseId f = firm(state, "E-P");
    EXPECT_EQ(state.enterprises.division[f], 39);
    EXPECT_EQ(state.enterprises.fixed_investment[f], 5000);
    EXPECT_EQ(state.enterprises.large[f], 1);
    EXPECT_EQ(state.enterprises.ramp_start[f], 2025);
    EXPECT_EQ(state.enterprises.ramp_years[f], 3);
    EXPECT_NEAR(state.enterprises.land[f], 40 * 2000.0 / 3, 1e-6);
    ASSERT_EQ(state.enterprises.of(f).size(), 2U);
    EXPECT_NEAR(state.enterprises.of(f)[0].share, 0.75, 1e-9);
    EXPECT_NEAR(state.enterprises.of(f)[1].share, 0.25, 1e-9);
    EXPECT_EQ(state.parcels.ramp_end[{0}], 2027);
}

// The data has f on a, which is being built for P, and on c; g is on a alone. What P gets is no longer
// theirs.
TEST(Construction, WhoWasOnTheLandOfANewFirmHasItNoMore)
{
    State state = state_of({.parcels = "id mu stage start_year project\n a 30 under_construction 2023 P\n"
                                       "c 10 built 2020 -",
                            .firms = "id parcel tax\n f a;c 100\n g a 50",
                            .projects = "id status parcel\n P placed a"});
    run(state, sure(0), 2025);
    const EnterpriseTable& firms = state.enterprises;
    const EnterpriseId f = firm(state, "f"), g = firm(state, "g");
    EXPECT_NEAR(firms.land[firm(state, "E-P")], 30 * 2000.0 / 3, 1e-6);
    EXPECT_NEAR(firms.land[f], 10 * 2000.0 / 3, 1e-6);
    EXPECT_EQ(firms.of(f)[0].share, 0);
    EXPECT_EQ(firms.of(f)[1].share, 1);
    EXPECT_EQ(firms.tax[f], 100);
    EXPECT_EQ(firms.land[g], 0);
    EXPECT_EQ(firms.of(g)[0].share, 1);
}

// Lags 0.5, 0.35, 0.15 and 3 % stalled, 2000 parcels: about 970, 679, 291 start, 60 never do.
TEST(Construction, SpreadsStartsOverTheLagAndLeavesTheStalledBehind)
{
    std::string rows = "id stage supply_year\n";
    for (int i = 0; i < 2000; ++i)
        rows += "p" + std::to_string(i) + " supplied 2025\n";
    State state = state_of({.parcels = rows});
    const double expected[] = {970, 679, 291, 0};
    for (int lag = 0; lag < 4; ++lag) {
        run(state, {}, 2025 + lag);
        EXPECT_NEAR(static_cast<double>(told(state, "started").size()), expected[lag], lag < 3 ? 60 : 0)
            << lag;
    }
}

// base year 2024
// parcel   idle   supply year   2025
// a           0             -   starts: supplied in the base year, lag 1
// b           1             -   stalled: the data calls it idle
// c           1          2020   stalled
// d           0          2020   starts: due long ago
// e           1          2024   starts by its own lag, and is stock disposed of
TEST(Construction, LeavesLandAloneThatTheDataCallsIdle)
{
    State state = state_of({.parcels = "id stage idle supply_year\n a supplied 0 -\n b supplied 1 -\n"
                                       "c supplied 1 2020\n d supplied 0 2020\n e supplied 1 2024"});
    state.base_year = 2024;
    run(state, sure(1), 2025);
    EXPECT_THAT(told(state), ElementsAre("started a - - supplied=2024", "started d - - supplied=2020",
                                         "started e - - supplied=2024"));
    EXPECT_EQ(state.parcels.idle[parcel(state, "e")], 0);
    EXPECT_EQ(state.region.disposed_idle, mm2_of_mu(100));
    EXPECT_TRUE(state.parcels.assumed[parcel(state, "a")] & assumed_years);
}

// suspended in 2025, resumed in 2026, complete in 2027: not in the year of its resumption
TEST(Construction, SuspendsResumesAndThenCompletes)
{
    State state = state_of({.parcels = "id stage start_year\n p under_construction 2024"});
    Construction rule = sure(0);
    rule.suspend_probability = 1;
    run(state, rule, 2025);
    EXPECT_EQ(told(state, "suspended").size(), 1U);
    EXPECT_EQ(state.parcels.suspended_since[{0}], 2025);
    EXPECT_GE(state.parcels.developed_share[{0}], 0);
    EXPECT_LT(state.parcels.invested_share[{0}], 1);
    rule.suspend_probability = 0, rule.resume_probability = 1;
    run(state, rule, 2026);
    EXPECT_THAT(told(state), ElementsAre("resumed p"));
    run(state, rule, 2027);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::built);
}

TEST(Construction, RefusesSharesThatDoNotSumToOneAndUnknownNames)
{
    Construction rule;
    rule.start_lag = {0.5, 0.4};
    rule.default_far["factory"] = 1;
    rule.upstairs_divisions = {"C39"};
    Problems problems;
    validate(rule, "rules.construction", problems);
    EXPECT_EQ(problems.all().size(), 3U);
    Problems none;
    validate(Construction{}, "rules.construction", none);
    EXPECT_TRUE(none.empty());
}

// a: 100 mu at FAR 1.2, the plan allows 1.5; b: 10 mu at FAR 1, the plan allows 2. Promised are FAR 1.4 on
// 30 mu = 42 mu of floor: 30 on a, 10 on b, 2 stay unbuilt. Placed in 2025, two build years.
TEST(Construction, AnExpansionOnOwnLandBuildsUpToThePlanAndInvests)
{
    State state =
        state_of({.parcels = "id mu stage floor_area far_floor_area plan_far\n a 100 built 80000 80000 1.5\n"
                             "b 10 built 6666.666667 - 2",
                  .firms = "id parcel fixed_investment\n f a;b 1000",
                  .projects = "id enterprise on_own_land mu far investment build_years status parcel "
                              "placed_year\n p f 1 30 1.4 500 2 placed a 2025"});
    run(state, sure(0), 2026);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, sure(0), 2027);
    const double mu = 2000.0 / 3;
    EXPECT_NEAR(state.parcels.floor_area[{0}], 150 * mu, 1e-3);
    EXPECT_NEAR(state.parcels.floor_area[{1}], 20 * mu, 1e-3);
    EXPECT_EQ(state.enterprises.fixed_investment[{0}], 1500);
    EXPECT_EQ(state.enterprises.size(), 1U);
    const Event event = only_event(state, "expanded", "f");
    EXPECT_NEAR(event.value, 40 * mu, 1e-3);
    EXPECT_NEAR(event.threshold, 42 * mu, 1e-3);
    run(state, sure(0), 2028);
    EXPECT_THAT(told(state), IsEmpty());
}

// f has 40 mu on a; its expansion on b adds 10: shares 0.8 and 0.2. A tenant's expansion is a firm of its
// own.
TEST(Construction, AnExpansionOnOtherLandBelongsToItsFirm)
{
    State state = state_of(
        {.parcels = "id mu stage start_year project\n a 40 built - -\n b 10 under_construction 2023 p\n"
                    "c 10 under_construction 2023 q\n d 10 built - -",
         .firms = "id parcel fixed_investment rents\n f a 1000 0\n g d 10 1\n h d 10 0",
         .projects = "id enterprise investment output ramp_years status parcel\n"
                     "p f 500 3000 3 placed b\n q g 500 3000 3 placed c"});
    run(state, sure(0), 2025);
    const EnterpriseTable& f = state.enterprises;
    ASSERT_EQ(f.size(), 4U);
    ASSERT_EQ(f.of({0}).size(), 2U);
    EXPECT_NEAR(f.of({0})[0].share, 0.8, 1e-9);
    EXPECT_NEAR(f.of({0})[1].share, 0.2, 1e-9);
    EXPECT_EQ(f.of({1}).size(), 1U);
    EXPECT_EQ(f.of({2}).size(), 1U);
    EXPECT_NEAR(f.land[{0}], 50 * 2000.0 / 3, 1e-6);
    EXPECT_EQ(f.fixed_investment[{0}], 1500);
    EXPECT_EQ(f.large[{0}], 1);
    EXPECT_EQ(state.projects.completed[project(state, "p")], 2025);
    EXPECT_EQ(state.parcels.ramp_end[parcel(state, "b")], 2027);
    EXPECT_EQ(f.id[{3}], "E-q");
    EXPECT_EQ(told(state, "moved_in"),
              (std::vector<std::string>{"moved_in f 10 - project p; parcel b; expansion",
                                        "moved_in E-q 10 - project q; parcel c"}));
}

}  // namespace
}  // namespace permu::test
