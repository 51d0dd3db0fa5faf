/// Quota: the linked part, the pools, and what no limit means.
#include "permu/rules/quota.hpp"

#include <gtest/gtest.h>

#include "../../src/rules/share_out.hpp"
#include "fixture.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

double given_mu(const State& state, std::string_view id)
{
    return mm2_to_mu(state.parks.flows[park(state, id)].quota_given);
}

Quota with_base(double mu)
{
    Quota rule;
    rule.base_quota = from_mu(mu).value;
    return rule;
}

// stock disposed of last year 60 ha + 40 ha = 100 ha, k = 0.5, bonus 0.10, malus 0.20
// tasks of last year      linked
// none                    50 ha = 750 mu
// 60 ha and 40 ha         55 ha = 825 mu
// 60 ha and 41 ha         40 ha = 600 mu
// 61 ha and 41 ha         40 ha = 600 mu: once, not twice
// 60 ha, no idle task     55 ha
TEST(Quota, LinksNewQuotaToStockDisposedOf)
{
    const auto linked_ha = [](Mm2 unsupplied, Mm2 idle) {
        State state = state_of({});
        constexpr Mm2 hectare = 10'000'000'000;
        state.region.last_disposed_unsupplied = 60 * hectare;
        state.region.last_disposed_idle = 40 * hectare;
        const auto task = [](Mm2 ha) { return ha < 0 ? ha : ha * hectare; };
        state.region.quota_table = {
            {.year = 2024, .task_unsupplied = task(unsupplied), .task_idle = task(idle)}, {.year = 2025}};
        apply(state, Quota{}, 2025);
        EXPECT_EQ(state.region.quota_given, to_mm2(from_mu(only_event(state, "linked", "region").value)));
        return only_event(state, "linked", "region").value / 15;
    };
    EXPECT_DOUBLE_EQ(linked_ha(-1, -1), 50);
    EXPECT_DOUBLE_EQ(linked_ha(60, 40), 55);
    EXPECT_DOUBLE_EQ(linked_ha(60, 41), 40);
    EXPECT_DOUBLE_EQ(linked_ha(61, 41), 40);
    EXPECT_DOUBLE_EQ(linked_ha(60, -1), 55);
}

// Without a base quota and a table nothing is limited: nothing is given, and that is told once a year.
TEST(Quota, WithoutNumbersThereIsNoLimit)
{
    State state = state_of({.parcels = "id use plan_use\n p farmland industrial"});
    apply(state, Quota{}, 2025);
    EXPECT_EQ(told(state), (Lines{"unlimited region"}));
    EXPECT_FALSE(state.parks.flows[park(state, "a")].quota_limited);
}

// base 100 mu, 10 % a year from the second year that runs: 100, 110, 121; the table has 2026: 7 mu
TEST(Quota, TakesTheTableBeforeTheBaseAndGrowsTheBase)
{
    State state = state_of({});
    state.base_year = 2024;
    state.region.quota_table = {{.year = 2026, .quota = mm2_of_mu(7)}};
    Quota rule = with_base(100);
    rule.growth = 0.1;
    for (const auto& [year, mu] : {std::pair(2025, 100.0), {2026, 7.0}, {2027, 121.0}}) {
        start_year(state, year);
        apply(state, rule, year);
        EXPECT_NEAR(mm2_to_mu(state.region.quota_given), mu, 1e-8) << year;
    }
}

// 0.7 of a row of 200 mu with 40 of them for national parks: 140, of which 28
TEST(Quota, IsCutByItsScale)
{
    State state =
        state_of({.parks = "id level\n n national\n p provincial",
                  .parcels = "id park use plan_use\n a n farmland industrial\n b p farmland industrial"});
    state.region.quota_table = {{.year = 2025, .quota = mm2_of_mu(200), .national_pool = mm2_of_mu(40)}};
    Quota rule;
    rule.scale = 0.7, rule.priority_share = 0;
    apply(state, rule, 2025);
    EXPECT_EQ(state.region.quota_given, mm2_of_mu(140));
    EXPECT_GE(given_mu(state, "n"), 28 - 1e-6);
}

TEST(Quota, ATableThatEndsGoesOnWithItsLastRow)
{
    State state = state_of({});
    state.region.quota_table = {{.year = 2025, .quota = mm2_of_mu(30)}};
    apply(state, Quota{}, 2027);
    EXPECT_EQ(state.region.quota_given, mm2_of_mu(30));
}

// park  wants at the end of last year   ready   need    100 mu by need   60 mu by need
// a     40 + half of 60                   30      40              40               24
// b     half of 60 + 30 + 20               0      60 (q's 20 arrive this year, g is guaranteed)
TEST(Quota, GoesByNeedThatReadyLandDoesNotMeet)
{
    const Sketch sketch{.year = 2025,
                        .parks = "id\n a\n b",
                        .parcels = "id park mu stage\n a1 a 30 ready\n b1 b 10 built",
                        .projects =
                            "id arrival wanted mu status guaranteed\n"
                            "p 2024 a 40 waiting -\n r 2023 - 60 waiting -\n s 2024 b 30 waiting -\n"
                            "q 2025 b 20 waiting -\n g 2024 b 99 waiting 1"};
    State state = state_of(sketch);
    apply(state, with_base(100), 2025);
    EXPECT_EQ(told(state), (Lines{"given a 40", "given b 60"}));
    State less = state_of(sketch);
    apply(less, with_base(60), 2025);
    EXPECT_NEAR(given_mu(less, "a"), 24, 1e-6);
    EXPECT_EQ(less.region.quota_given, mm2_of_mu(60));
}

// Nobody waits. 90 mu go by planned land that needs quota: a 20 (10 more are approved, 40 are ready), b 10;
// the other 60 go by all land, 80 against 40.
TEST(Quota, WithoutNeedGoesByLandThatWouldUseIt)
{
    State state =
        state_of({.parks = "id\n a\n b",
                  .parcels = "id park mu use plan_use stage approved\n"
                             "a1 a 20 farmland industrial planned 0\n a2 a 20 farmland industrial planned 1\n"
                             "a3 a 40 farmland industrial ready 0\n"
                             "b1 b 10 farmland industrial planned 0\n b2 b 30 industrial - planned 0"});
    apply(state, with_base(90), 2025);
    EXPECT_NEAR(given_mu(state, "a"), 20 + 40, 1e-6);
    EXPECT_NEAR(given_mu(state, "b"), 10 + 20, 1e-6);
    EXPECT_EQ(state.region.quota_given, mm2_of_mu(90));
}

// 100 mu of which 30 are listed separately for national parks; half of the other 70 first to demonstration
// zones. park   level        kind     land that needs quota   national   priority 35   general 35 n national
// -                        1000         30             -   35·970/1935 z      provincial   示范区 1000 - 35
// 35·965/1935
TEST(Quota, ListsNationalParksSeparatelyAndServesDemonstrationZonesFirst)
{
    State state = state_of({.parks = "id level kind\n n national -\n z provincial 示范区",
                            .parcels = "id park mu use plan_use\n n1 n 1000 farmland industrial\n"
                                       "z1 z 1000 farmland industrial"});
    state.region.quota_table = {{.year = 2025, .quota = mm2_of_mu(100), .national_pool = mm2_of_mu(30)}};
    apply(state, Quota{}, 2025);
    EXPECT_NEAR(given_mu(state, "n"), 30 + 35 * 970.0 / 1935, 1e-6);
    EXPECT_NEAR(given_mu(state, "z"), 35 + 35 * 965.0 / 1935, 1e-6);
    EXPECT_EQ(state.region.quota_given, mm2_of_mu(100));
}

// Needs of 10 mu each; the best of two counts 1.2, the last 0.8: 10 mu go 6 to 4.
TEST(Quota, WeighsNeedByTheRankOfTheLastEvaluation)
{
    State state =
        state_of({.parks = "id evaluation_previous\n a 2\n b 1",
                  .projects = "id arrival wanted mu status\n p 2024 a 10 waiting\n q 2024 b 10 waiting"});
    apply(state, with_base(10), 2025);
    EXPECT_NEAR(given_mu(state, "a"), 4, 1e-6);
    EXPECT_NEAR(given_mu(state, "b"), 6, 1e-6);
}

TEST(Quota, LapsesUnlessItIsCarriedOver)
{
    for (const bool carry : {false, true}) {
        State state = state_of({.parcels = "id\n p"});
        Quota rule = with_base(100);
        rule.carry_over = carry;
        start_year(state, 2025);
        apply(state, rule, 2025);
        state.region.quota_used = mm2_of_mu(70);
        start_year(state, 2026);
        apply(state, rule, 2026);
        EXPECT_EQ(state.region.quota_given, mm2_of_mu(carry ? 130 : 100));
    }
}

TEST(Quota, GivesNothingToParksThatLeftAndLimitsOnlyThoseItCovers)
{
    State state = state_of({.parks = "id level status\n a national developing\n b provincial developing\n"
                                     "c national transitioned",
                            .parcels = "id park\n a1 a\n b1 b\n c1 c"});
    Quota rule = with_base(10);
    rule.scope.level = "national";
    apply(state, rule, 2025);
    EXPECT_NEAR(given_mu(state, "a"), 10, 1e-9);
    EXPECT_FALSE(state.parks.flows[park(state, "b")].quota_limited);
    EXPECT_EQ(given_mu(state, "c"), 0);
}

// amount 10, weights 1 : 1 : 1, caps 2, 100, 100 → 2, 4, 4; 11 → 2, 5, 4
TEST(ShareOut, GivesWhatACapKeepsToTheOthersAndLosesNothing)
{
    EXPECT_EQ(share_out(10, {1, 1, 1}, {2, 100, 100}), (std::vector<Mm2>{2, 4, 4}));
    EXPECT_EQ(share_out(11, {1, 1, 1}, {2, 100, 100}), (std::vector<Mm2>{2, 5, 4}));
    EXPECT_EQ(share_out(10, {0, 1}, {9, 4}), (std::vector<Mm2>{0, 4}));
    EXPECT_EQ(share_out(7, {}, {}), (std::vector<Mm2>{}));
}

}  // namespace
}  // namespace permu::test
