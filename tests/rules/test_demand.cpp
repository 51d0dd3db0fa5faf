/// Demand: arrivals from a table and generated ones, patience, and what depends on what.
#include "permu/rules/demand.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <string>

#include "fixture.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

// project   arrival   patience   2025      2026    2027
// p         2025      2          arrives   waits   leaves after 2 years
// q         2026      -          -         arrives (patience 2 by default)
// r         2024      9          arrives: its year has come before the first one that runs
TEST(Demand, BringsProjectsInTheirYearAndLosesThemAfterTheirPatience)
{
    State state =
        state_of({.projects = "id arrival patience mu wanted\n p 2025 2 40 a\n q 2026 - 10 -\n r 2024 9 10"});
    const Demand rule;
    start_year(state, 2025);
    apply(state, rule, 2025);
    EXPECT_EQ(told(state), (Lines{"arrived p 40 - division 0", "arrived r 10 - division 0"}));
    EXPECT_EQ(state.region.arrived, 2);
    EXPECT_EQ(state.parks.flows[park(state, "a")].arrived, 1);
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state), (Lines{"arrived q 10 - division 0"}));
    EXPECT_EQ(state.projects.patience[project(state, "q")], 2);
    start_year(state, 2027);
    apply(state, rule, 2027);
    EXPECT_EQ(told(state), (Lines{"lost p 2 2"}));
    EXPECT_EQ(state.projects.status[project(state, "p")], ProjectStatus::lost);
    EXPECT_EQ(state.region.lost, 1);
    EXPECT_EQ(state.parks.flows[park(state, "a")].lost, 1);
}

TEST(Demand, LeavesPlacedProjectsAlone)
{
    State state = state_of({.projects = "id arrival patience status\n p 2020 1 placed\n q 2020 1 lost"});
    apply(state, Demand{}, 2025);
    EXPECT_TRUE(state.events.all().empty());
}

TEST(Demand, BringsNobodyWithoutATableOrArrivals)
{
    State state = state_of({});
    apply(state, Demand{}, 2025);
    EXPECT_EQ(state.projects.size(), 0U);
    EXPECT_TRUE(state.events.all().empty());
}

// Land of the data cost 10 万元/亩, that supplied in 2025 20: twice as much. Elasticity 1: half of 200
// generated projects a year come in 2026 (four standard deviations are 40), and of projects of the table some
// stay away for good. In 2025 nothing has been supplied yet, and without an elasticity nothing changes.
TEST(Demand, FallsWithTheLandPriceOnlyAsFarAsIsAssumed)
{
    std::string table = "id arrival";
    for (int i = 0; i < 100; ++i)
        table += "\n p" + std::to_string(i) + " 2026";
    const auto in_2026 = [&](double elasticity) {
        State state = state_of({.parcels = "id mu stage supply_year price\n p 100 built 2020 1000\n"
                                           "q 50 supplied 2025 1000",
                                .projects = table});
        state.base_year = 2024;
        Demand rule;
        rule.arrivals = {{"39", 200}};
        rule.response_price = elasticity;
        start_year(state, 2025);
        apply(state, rule, 2025);
        EXPECT_NEAR(state.region.arrived, 200, 57);
        start_year(state, 2026);
        apply(state, rule, 2026);
        return state;
    };
    const State as_it_is = in_2026(0), responds = in_2026(1);
    EXPECT_NEAR(as_it_is.region.arrived, 300, 57);
    EXPECT_EQ(as_it_is.region.lost, 0);
    EXPECT_TRUE(told(as_it_is, "assumed_response").empty());
    EXPECT_NEAR(responds.region.arrived, 150, 45);
    EXPECT_NEAR(static_cast<double>(told(responds, "stayed_away").size()), 50, 20);
    EXPECT_EQ(told(responds, "assumed_response"), Lines{"assumed_response region 0.5 - elasticity -1"});
}

// 200 a year with growth 0.5 from the second year: 200, 300; four standard deviations are 57 and 69.
TEST(Demand, GeneratesPoissonCountsThatGrow)
{
    State state = state_of({});
    state.base_year = 2024;
    Demand rule;
    rule.arrivals = {{"39", 200.0}};
    rule.growth = 0.5;
    start_year(state, 2025);
    apply(state, rule, 2025);
    EXPECT_NEAR(state.region.arrived, 200, 57);
    EXPECT_EQ(state.projects.id[ProjectId{0}], "G2025-39-1");
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_NEAR(state.region.arrived, 300, 69);
}

// The median of 200 log-normal sizes lies within 4 · 1.2533 · 1.31/√200 = 0.46 of ln 24.75 = 3.21.
TEST(Demand, DrawsSizesAndPromisesAroundTheirMedians)
{
    State state = state_of({});
    Demand rule;
    rule.arrivals = {{"39", 200.0}};
    apply(state, rule, 2025);
    std::vector<double> land, tax;
    for (const ProjectId at : state.projects.rows()) {
        land.push_back(to_mu({state.projects.land[at]}));
        tax.push_back(state.projects.tax[at] / land.back());
        EXPECT_GE(land.back(), 0.75 - 1e-9);
        EXPECT_LE(land.back(), 825 + 1e-9);
        EXPECT_LE(state.projects.value_added[at], state.projects.output[at]);
        EXPECT_GT(state.projects.energy[at], 0);
    }
    const auto middle = [](std::vector<double>& all) {
        std::nth_element(all.begin(), all.begin() + static_cast<long>(all.size() / 2), all.end());
        return all[all.size() / 2];
    };
    EXPECT_NEAR(std::log(middle(land)), std::log(24.75), 0.46);
    EXPECT_NEAR(std::log(middle(tax)), std::log(12), 0.15);
}

TEST(Demand, GeneratesTheSameProjectsWhateverElseArrives)
{
    Demand one, two;
    one.arrivals = {{"39", 5.0}};
    two.arrivals = {{"26", 50.0}, {"39", 5.0}};
    State a = state_of({}), b = state_of({});
    apply(a, one, 2025);
    apply(b, two, 2025);
    ASSERT_GT(a.projects.size(), 0U);
    for (const ProjectId at : a.projects.rows()) {
        const ProjectId same = project(b, a.projects.id[at]);
        EXPECT_EQ(a.projects.land[at], b.projects.land[same]);
        EXPECT_EQ(a.projects.tax[at], b.projects.tax[same]);
    }
}

TEST(Demand, GeneratedProjectsWantAParkThatLeadsInTheirDivision)
{
    State state =
        state_of({.parks = "id status leading\n a developing 26\n b developing 39\n c transitioned 39"});
    Demand rule;
    rule.arrivals = {{"39", 20.0}, {"13", 20.0}};
    rule.wanted_share = 1;
    apply(state, rule, 2025);
    int of_a = 0;
    for (const ProjectId at : state.projects.rows()) {
        const std::string& wanted = state.parks.id[state.projects.wanted[at].index];
        EXPECT_NE(wanted, "c");
        EXPECT_TRUE(state.projects.division[at] != 39 || wanted == "b");
        of_a += wanted == "a";
    }
    EXPECT_GT(of_a, 0);
}

TEST(Demand, KeepsProjectsAwayFromParksItDoesNotCover)
{
    State state = state_of(
        {.parks = "id level\n a national\n b provincial", .projects = "id wanted\n p a\n q b\n r -"});
    Demand rule;
    rule.scope.level = "provincial";
    apply(state, rule, 2025);
    EXPECT_EQ(state.projects.status[project(state, "p")], ProjectStatus::future);
    EXPECT_EQ(state.projects.status[project(state, "q")], ProjectStatus::waiting);
    EXPECT_EQ(state.projects.status[project(state, "r")], ProjectStatus::waiting);
}

TEST(Demand, RefusesSharesThatDoNotSumToOneAndUnknownDivisions)
{
    Demand rule;
    rule.tiers = {{"traditional", 0.5}};
    rule.arrivals = {{"9", 1.0}, {"39", 1.0}};
    Problems problems;
    validate(rule, "rules.demand", problems);
    ASSERT_EQ(problems.all().size(), 2U);
    EXPECT_EQ(problems.all()[0].where, "rules.demand.tiers");
    EXPECT_EQ(problems.all()[1].found.en, "\"9\"");
}

}  // namespace
}  // namespace permu::test
