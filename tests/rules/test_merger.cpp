/// Merger: the three criteria at their edges, components and their heads, and the steps.
#include "permu/rules/merger.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>

#include "fixture.hpp"
#include "permu/model/ledger.hpp"
#include "permu/model/measures.hpp"
#include "permu/model/merging.hpp"
#include "permu/rules/quota.hpp"
#include "rules/near_parks.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// Squares of 1 km beside each other, the left side of each at the given x [m].
void draw_parks(State& state, const std::vector<double>& left)
{
    auto geography = std::make_shared<Geography>(*state.geography);
    for (const double x : left) {
        geography->parks.begin_part();
        const std::vector<Point> ring{{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}};
        geography->parks.add_ring(ring);
        geography->parks.end_shape();
    }
    state.geography = geography;
}

/// Two parks of one province with land and output [万元] of the divisions 35 and 39.
///
///   park   level        land    output 35, 39
///   a      provincial   6 km²   30, 40
///   b      provincial   3 km²   40, 30         cosine 2400 / (50 · 50) = 0.96
State two_parks(double gap = 1000, std::string_view b_mu = "4500")
{
    const std::string parcels = "id park mu stage\n a1 a 9000 built\n b1 b " + std::string(b_mu) + " built";
    State state =
        state_of({.parks = "id level province\n a provincial 山西\n b provincial 山西",
                  .parcels = parcels,
                  .firms = "id parcel division revenue staff tax\n f a1 35 30 1 10\n g a1 39 40 1 20\n"
                           "h b1 35 40 1 40\n i b1 39 30 0 -"});
    draw_parks(state, {0, 1000 + gap});
    return state;
}

Merger mandatory()
{
    Merger rule;
    rule.mode = "mandatory";
    rule.similarity_min = 0.96;
    return rule;
}

std::size_t candidates(State state, const Merger& rule)
{
    apply(state, rule, 2025);
    return told(state, "candidate").size();
}

// 1000 m apart, cosine 0.96, 3 km² exactly: each criterion is met; a bit more or less and it is not.
TEST(Merger, EachCriterionIsMetAtItsThreshold)
{
    Merger rule = mandatory();
    EXPECT_EQ(candidates(two_parks(), rule), 1U);
    EXPECT_EQ(candidates(two_parks(1000.001), rule), 0U);
    EXPECT_EQ(candidates(two_parks(1000, "4500.001"), rule), 0U);
    rule.similarity_min = 0.9600001;
    EXPECT_EQ(candidates(two_parks(), rule), 0U);
}

TEST(Merger, TellsTheSmallerParkWithAllNumbers)
{
    State state = two_parks();
    apply(state, Merger{}, 2025);
    EXPECT_EQ(told(state),
              (Lines{"candidate b 0.96 0.7 with a; distance_m=1000 (<=1000); land_km2=3 (<=3)"}));
    EXPECT_FALSE(state.parks.merging[park(state, "b")].head.valid());
}

// staff 1, 1 and 1, 0: cosine 1/√2 = 0.7071
TEST(Merger, ComparesEmploymentWhereAsked)
{
    Merger rule;
    rule.similarity = "employment";
    EXPECT_EQ(candidates(two_parks(), rule), 1U);
    rule.similarity_min = 0.7072;
    EXPECT_EQ(candidates(two_parks(), rule), 0U);
}

TEST(Merger, AParkOfWhichNothingIsKnownIsSimilarToNone)
{
    EXPECT_DOUBLE_EQ(cosine({3, 4}, {4, 3}), 0.96);
    EXPECT_TRUE(std::isnan(cosine({}, {1})));
    State state = two_parks();
    for (double& revenue : state.enterprises.revenue.values())
        revenue = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(candidates(state, Merger{}), 0U);
}

// No polygons: near is who shares a border of parcels.
TEST(Merger, WithoutPolygonsNearIsABorderOfParcels)
{
    State state = two_parks();
    state.geography = std::make_shared<Geography>();
    EXPECT_EQ(candidates(state, Merger{}), 0U);
    auto geography = std::make_shared<Geography>();
    const Border border{parcel(state, "a1"), parcel(state, "b1"), 10};
    geography->graph = ParcelGraph(state.parcels.size(), std::span(&border, 1));
    state.geography = geography;
    EXPECT_EQ(candidates(state, Merger{}), 1U);
}

/// a – b – c – d in a row, 500 m apart; d makes something else.
///
///   park   level        land     into
///   a      provincial   6 km²    b
///   b      national     1 km²    –      the highest level stays
///   c      provincial   2 km²    b      near b only: of the same component
///   d      provincial   1 km²    –      not similar
State row_of_parks()
{
    State state = state_of(
        {.parks = "id level province\n a provincial 山西\n b national 山西\n c provincial 山西\n"
                  "d provincial 山西",
         .parcels =
             "id park mu stage\n a1 a 9000 built\n b1 b 1500 built\n c1 c 3000 built\n d1 d 1500 built",
         .firms = "id parcel division revenue\n f a1 39 10\n g b1 39 20\n h c1 39 30\n i d1 26 40"});
    draw_parks(state, {0, 1500, 3000, 4500});
    return state;
}

TEST(Merger, AComponentMergesIntoItsHighestLevel)
{
    State state = row_of_parks();
    apply(state, mandatory(), 2025);
    EXPECT_EQ(told(state, "candidate").size(), 2U);
    EXPECT_EQ(told(state, "decided"),
              (Lines{"decided a 9000 - into b (criteria); space 2026-01-01, management 2027-01-01, function "
                     "2028-01-01",
                     "decided c 3000 - into b (criteria); space 2026-01-01, management 2027-01-01, function "
                     "2028-01-01"}));
    EXPECT_FALSE(state.parks.merging[park(state, "d")].head.valid());
}

// Of one level the most land stays, and of as much the first by id.
TEST(Merger, OfOneLevelTheMostLandStays)
{
    State more = two_parks(), as_much = two_parks(1000, "9000");
    Merger rule = mandatory();
    rule.small_area = 6e6;
    for (State* state : {&more, &as_much}) {
        apply(*state, rule, 2025);
        EXPECT_EQ(state->parks.merging[park(*state, "b")].head, park(*state, "a"));
        EXPECT_FALSE(state->parks.merging[park(*state, "a")].head.valid());
    }
}

TEST(Merger, IsEncouragedByChance)
{
    const auto decided = [](double probability) {
        State state = two_parks();
        Merger rule = mandatory();
        rule.mode = "encouraged", rule.probability = probability;
        apply(state, rule, 2025);
        return told(state, "decided").size();
    };
    EXPECT_EQ(decided(0), 0U);
    EXPECT_EQ(decided(1), 1U);
}

// A plan needs no criteria and goes before them; who is merging is in no other merger.
TEST(Merger, APlanIsCarriedOutInAnyMode)
{
    State state = row_of_parks();
    Merger rule = mandatory();
    rule.plan = {{"b", "d"}};
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "decided").size(), 1U);
    EXPECT_EQ(state.parks.merging[park(state, "b")].head, park(state, "d"));
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_TRUE(told(state, "decided").empty()) << "a and c are near b only, which is merging";
}

TEST(Merger, SaysInTheBaseYearWhatCannotBe)
{
    State state = row_of_parks();
    state.parks.status[park(state, "d")] = ParkStatus::delisted;
    Merger rule;
    rule.plan = {{"a", "nowhere"}, {"d", "b"}};
    assess(state, rule, 2025);
    EXPECT_EQ(told(state, "plan_not_possible"),
              (Lines{"plan_not_possible region - - a into nowhere: no park nowhere",
                     "plan_not_possible d - - d into b: not a member"}));
}

TEST(Merger, RefusesPlansThatGoInACircle)
{
    Merger rule;
    rule.plan = {{"a", "a"}, {"b", "c"}, {"c", "b"}};
    Problems problems;
    validate(rule, "rules.merger", problems);
    EXPECT_EQ(problems.all().size(), 3U);
}

// decided in 2025     2026        2027                     2028
// figures of b        in a's row
// money, quota of b   its own     a's
TEST(Merger, GoesThroughItsStepsInOrder)
{
    State state = two_parks();
    const ParkId a = park(state, "a"), b = park(state, "b");
    apply(state, mandatory(), 2025);
    EXPECT_TRUE(told_measures(state, measure(state)).empty()) << "2025 is told as it was";
    start_year(state, 2026);
    apply(state, mandatory(), 2026);
    EXPECT_EQ(told(state), (Lines{"space b - - into a"}));
    EXPECT_EQ(budget_of(state.parks, b, 2026), b);
    EXPECT_EQ(merge_step(state.parks, b, 2026), MergeStep::space);
    start_year(state, 2027);
    apply(state, mandatory(), 2027);
    EXPECT_EQ(told(state), (Lines{"management b - - into a"}));
    EXPECT_EQ(budget_of(state.parks, b, 2027), a);
    EXPECT_EQ(merge_step(state.parks, a, 2027), MergeStep::none);
    EXPECT_TRUE(is_member(state.parks.status[b]));
    start_year(state, 2028);
    apply(state, mandatory(), 2028);
    EXPECT_EQ(told(state), (Lines{"function b - - into a"}));
    EXPECT_EQ(state.parks.status[b], ParkStatus::merged);
    EXPECT_EQ(state.parcels.park[parcel(state, "b1")], a);
    EXPECT_EQ(state.enterprises.park[firm(state, "h")], a);
    EXPECT_EQ(state.parks.parcels(b).size(), 0U);
}

// a   provincial   at the bottom in 2023   leads 35   900 people   tax of last year 30
// b   national                     2024          39   100                           40
TEST(Merger, NothingOfAMergedParkIsLost)
{
    State state = two_parks();
    const ParkId a = park(state, "a"), b = park(state, "b");
    ParkTable& parks = state.parks;
    parks.level[b] = ParkLevel::national;
    parks.bottom_years[a.index] = {2023}, parks.bottom_years[b.index] = {2024};
    parks.warnings[b] = 1;
    parks.leading[a.index] = {35}, parks.leading[b.index] = {39};
    parks.population[a] = 900, parks.population[b] = 100;
    parks.last_tax[a] = 30, parks.last_tax[b] = 40;
    const ProjectId waiting = add_project(state.projects, "p", 2025);
    state.projects.wanted[waiting] = b;
    Merger rule;
    rule.plan = {{"b", "a"}};
    rule.management_lag = rule.function_lag = 0;
    apply(state, rule, 2025);
    start_year(state, 2026);
    EXPECT_EQ(parks.status[b], ParkStatus::merged);
    EXPECT_EQ(parks.level[a], ParkLevel::national);
    EXPECT_EQ(parks.bottom_years[a.index], (std::vector<std::int16_t>{2023, 2024}));
    EXPECT_EQ(parks.warnings[a], 1);
    EXPECT_EQ(parks.leading[a.index], (std::vector<int>{35, 39}));
    EXPECT_EQ(parks.population[a], 1000);
    EXPECT_EQ(parks.last_tax[a], 70);
    EXPECT_EQ(state.projects.wanted[waiting], a);
    EXPECT_EQ(park_land(parks, state.parcels, a), mm2_of_mu(13500));
    EXPECT_EQ(measure(state).region.ledger.total(), mm2_of_mu(13500));
}

// tax   a 30 (two firms), b 40 and one firm that tells none: 70 in a's row, of land 9000 + 4500
TEST(Merger, FiguresAreAddedUpAndNothingIsLost)
{
    State state = two_parks();
    const ParkId a = park(state, "a"), b = park(state, "b");
    apply(state, mandatory(), 2025);
    start_year(state, 2026);
    Event event = rule_event(state, Merger::record(), {}, 0, b);
    book(state, {event, Reason::land_price, WanYuan{5}, b});
    const MeasureSet set = measure(state);
    const std::vector<Measures> told = told_measures(state, set);
    EXPECT_EQ(told[a.index].ledger.a, mm2_of_mu(13500));
    EXPECT_EQ(told[a.index].tax.value(), 70);
    EXPECT_EQ(told[a.index].enterprises, 4);
    EXPECT_EQ(told[b.index].ledger.total(), 0);
    EXPECT_TRUE(std::isnan(told[b.index].tax.value()));
    EXPECT_EQ(told[b.index].flows.account.total(), to_fen({5})) << "its money is still its own";
    EXPECT_EQ(set.parks[b.index].ledger.a, mm2_of_mu(4500)) << "it is judged by itself";
    start_year(state, 2027);
    book(state, {event, Reason::land_price, WanYuan{5}, b});
    EXPECT_EQ(state.parks.flows[a].account.total(), to_fen({5}));
    EXPECT_EQ(state.parks.flows[b].account.total(), 0);
}

// 300 mu by area: 200 + 100 for a and b; from the management step on all of it is a's
TEST(Merger, TheHeadGetsTheQuotaOfBoth)
{
    State state = two_parks();
    const ParkId a = park(state, "a"), b = park(state, "b");
    Quota quota;
    quota.base_quota = from_mu(300).value;
    apply(state, mandatory(), 2025);
    for (const Year year : {2026, 2027}) {
        start_year(state, year);
        apply(state, quota, year);
        const bool one = year == 2027;
        EXPECT_EQ(state.parks.flows[a].quota_given, mm2_of_mu(one ? 300 : 200)) << year;
        EXPECT_EQ(state.parks.flows[b].quota_given, mm2_of_mu(one ? 0 : 100)) << year;
        EXPECT_EQ(state.region.quota_given, mm2_of_mu(300)) << year;
    }
}

}  // namespace
}  // namespace permu::test
