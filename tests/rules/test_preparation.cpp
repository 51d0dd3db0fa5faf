/// Preparation: order, capacity, quota, phases, and the city beside the industry.
#include "permu/rules/preparation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fixture.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

Stage stage_of(const State& state, std::string_view id)
{
    return state.parcels.stage[parcel(state, id)];
}

/// Ids of the parcels an event of this kind names, in order.
Lines ids(const State& state, std::string_view kind)
{
    Lines all;
    for (const Event& event : state.events.all())
        if (event.kind->name == kind) all.push_back(entity_id(state, event));
    return all;
}

Preparation without_cost()
{
    Preparation rule;
    rule.cost = 0;
    return rule;
}

/// A park that was given `mu` of quota.
void limit(State& state, std::string_view id, double mu)
{
    ParkFlows& flows = state.parks.flows[park(state, id)];
    flows.quota_limited = true, flows.quota_given = mm2_of_mu(mu);
    state.region.quota_given += flows.quota_given;
}

// parcel  shared with built land   suitability   order
// a               0                    0.9         3
// b              50                    0.1         2
// c              80                      -         1
// d               0                      -         4
TEST(Preparation, GoesOutwardFromBuiltLandAndThenBySuitability)
{
    State state = state_of({.parcels = "id stage suitability\n a planned 0.9\n b planned 0.1\n c planned -\n"
                                       "d planned -\n z built -",
                            .borders = "b z 50\n c z 80\n a b 500"});
    apply(state, without_cost(), 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"c", "b", "a", "d"}));
    EXPECT_EQ(state.parcels.assessment_year[parcel(state, "a")], 2025);
    EXPECT_EQ(told(state)[0], "prepared c 100 - phase 1; beside built land 80 m; quota not needed");
}

// parcel  suitability   slope   order
// a          0.5         0.08     2
// b          0.5         0.02     1
// c          0.5          -       3     not known: last of the equally suitable
// d          0.4         0        4     suitability goes first
TEST(Preparation, OfEquallySuitableLandTheFlatterIsFirst)
{
    State state = state_of(
        {.parcels = "id stage suitability slope\n a planned 0.5 0.08\n b planned 0.5 0.02\n c planned 0.5 -\n"
                    "d planned 0.4 0"});
    apply(state, without_cost(), 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"b", "a", "c", "d"}));
}

// 100 mu of slope 0.1 and 100 mu of unknown slope: 200 · 20 + 0.1 · 100 · 30
TEST(Preparation, SlopeCostsInProportionWhereItIsKnown)
{
    State state = state_of({.parcels = "id stage slope\n a planned 0.1\n b planned -"});
    Preparation rule;
    rule.slope_cost = 30 / from_mu(1).value;
    apply(state, rule, 2025);
    const Lines lines = told(state);
    const auto cost = std::ranges::find_if(lines, [](const auto& line) { return line.starts_with("cost "); });
    ASSERT_NE(cost, lines.end());
    EXPECT_NE(cost->find("4300"), std::string::npos) << *cost;
}

// capacity 150 mu: 100 fits, the next 100 does not, 40 does; the first of a year is prepared whatever its
// size
TEST(Preparation, KeepsToTheYearlyCapacityOfThePark)
{
    State state = state_of({.parcels = "id mu\n a 100\n b 100\n c 40\n d 20"});
    Preparation rule = without_cost();
    rule.capacity_per_park = from_mu(150).value;
    apply(state, rule, 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"a", "c"}));
    State large = state_of({.parcels = "id mu\n a 900\n b 10"});
    apply(large, rule, 2025);
    EXPECT_EQ(ids(large, "prepared"), (Lines{"a"}));
}

// 100 mu of quota: 70 of farmland used, the next 70 short, 30 fit; land that is construction land, or whose
// conversion is approved, needs none; the red line keeps its land; 留白 and planned streets alone are left
TEST(Preparation, UsesQuotaForLandThatIsNotConstructionLandYet)
{
    State state = state_of({.parcels = "id mu use plan_use approved constrained\n"
                                       "a 70 farmland industrial 0 0\n b 70 farmland industrial 0 0\n"
                                       "c 30 water logistics 0 0\n d 60 farmland industrial 1 0\n"
                                       "e 50 rural_other industrial 0 0\n f 5 industrial - 0 1\n"
                                       "g 5 reserve - 0 0\n h 5 farmland green 0 0"});
    limit(state, "a", 100);
    apply(state, without_cost(), 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"a", "c", "d", "e"}));
    EXPECT_EQ(state.region.quota_used, mm2_of_mu(100));
    EXPECT_EQ(state.parks.flows[park(state, "a")].quota_used, mm2_of_mu(100));
    EXPECT_EQ(told(state, "quota_short"), (Lines{"quota_short a 70 100"}));
    EXPECT_EQ(state.parcels.approved[parcel(state, "a")], 1);
    EXPECT_EQ(state.parcels.approval_year[parcel(state, "a")], 2025);
    EXPECT_EQ(state.parcels.approved[parcel(state, "b")], 0);
    EXPECT_EQ(state.parcels.use[parcel(state, "a")], LandUse::farmland) << "until it is supplied";
}

TEST(Preparation, WithoutALimitTheQuotaGivenIsWhatIsUsed)
{
    State state = state_of({.parcels = "id mu use plan_use\n a 70 farmland industrial"});
    apply(state, without_cost(), 2025);
    EXPECT_EQ(state.region.quota_used, mm2_of_mu(70));
    EXPECT_EQ(state.region.quota_given, mm2_of_mu(70));
    EXPECT_EQ(stage_of(state, "a"), Stage::ready);
}

// A guaranteed project wants 50 mu: the first 40 and then all of the next parcel are outside; the third
// waits.
TEST(Preparation, GuaranteedProjectsUseLandOutsideThePool)
{
    State state =
        state_of({.parcels = "id mu use plan_use\n p 40 farmland industrial\n q 40 farmland industrial\n"
                             "r 40 farmland industrial",
                  .projects = "id wanted mu status guaranteed\n g a 50 waiting 1"});
    limit(state, "a", 0);
    apply(state, without_cost(), 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"p", "q"}));
    EXPECT_EQ(state.region.quota_outside, 2 * mm2_of_mu(40));
    EXPECT_EQ(state.region.quota_used, 0);
}

TEST(Preparation, FarmlandWithoutAPlanIsPreparedForIndustryUnlessToldOtherwise)
{
    State state = state_of({.parcels = "id use\n p farmland"});
    Preparation rule = without_cost();
    rule.plan_use_default = "none";
    apply(state, rule, 2025);
    EXPECT_EQ(stage_of(state, "p"), Stage::planned);
    apply(state, without_cost(), 2025);
    EXPECT_EQ(stage_of(state, "p"), Stage::ready);
    EXPECT_EQ(intended_use(state.parcels, parcel(state, "p")), LandUse::industrial);
}

// phase 1: 59 of 100 mu built; phase 2 opens at 0.6; phase 3 needs phase 2, of which nothing is built
TEST(Preparation, OpensAPhaseWhenTheOneBeforeIsBuilt)
{
    const auto after = [](const char* built) {
        State state = state_of(
            {.parcels = std::string("id mu phase stage\n a ")
                            .append(built)
                            .append(" 1 built\n"
                                    "b 40 1 ready\n c 10 2 planned\n d 10 3 planned\n x 500 1 unbuildable")});
        apply(state, without_cost(), 2025);
        return told(state);
    };
    EXPECT_EQ(after("59"), Lines{});
    EXPECT_EQ(after("60"), (Lines{"phase_opened a 0.6 0.6 phase 2",
                                  "prepared c 10 - phase 2; beside built land 0 m; quota not needed"}));
}

// 100 mu prepared at 20 万元/亩 cost 2000 万元.
TEST(Preparation, BooksItsCost)
{
    State state = state_of({.parcels = "id\n a"});
    apply(state, Preparation{}, 2025);
    EXPECT_EQ(state.region.account.of(Reason::preparation_cost), to_fen(WanYuan{-2000}));
    EXPECT_EQ(told(state, "cost"), (Lines{"cost a -2000 - 100 亩"}));
}

TEST(Preparation, StopsAtTheStockThatIsEnough)
{
    State state = state_of({.parcels = "id stage\n a ready\n b planned\n c planned"});
    Preparation rule = without_cost();
    rule.ready_stock_max = from_mu(200).value;
    apply(state, rule, 2025);
    EXPECT_EQ(ids(state, "prepared"), (Lines{"b"}));
}

// assessed 2020, valid 5 years: renewed in 2025; without a date it counts from the first year seen
TEST(Preparation, RenewsTheRegionalAssessmentOfReadyLand)
{
    State state =
        state_of({.parcels = "id stage assessment_year\n a ready 2020\n b ready 2021\n c listed -"});
    apply(state, without_cost(), 2025);
    EXPECT_EQ(told(state), (Lines{"reassessed a 100 5"}));
    EXPECT_EQ(state.parcels.assessment_year[parcel(state, "a")], 2025);
    EXPECT_EQ(state.parcels.assessment_year[parcel(state, "b")], 2021);
    EXPECT_EQ(state.parcels.assessment_year[parcel(state, "c")], 2025);
}

// Supplied in 2025: the street and the park beside the plant of 2025, not those beside older plants.
TEST(Preparation, SuppliesStreetsAndParksWithTheIndustryTheyAdjoin)
{
    State state =
        state_of({.parcels = "id mu use stage plan_use supply_year\n new 50 industrial supplied - 2025\n"
                             "old 50 industrial built - 2010\n p 10 farmland planned street -\n"
                             "q 10 green planned - -\n r 10 street planned - -\n s 10 green ready - -",
                  .borders = "new p\n new s\n old r\n p q"});
    state.base_year = 2024;
    limit(state, "a", 10);
    apply(state, without_cost(), 2026);
    EXPECT_EQ(ids(state, "supplied_urban"), (Lines{"p", "s"}));
    const ParcelId p = parcel(state, "p");
    EXPECT_EQ(state.parcels.stage[p], Stage::supplied);
    EXPECT_EQ(state.parcels.use[p], LandUse::street);
    EXPECT_EQ(state.parcels.supply_year[p], 2026);
    EXPECT_EQ(state.parcels.agreed_start[p], 2027);
    EXPECT_EQ(state.parcels.build_years[p], 2);
    EXPECT_EQ(state.region.quota_used, mm2_of_mu(10));
}

// planned housing and shops: 20 + 30 + 100 = 150 mu over 15 years = 10 a year. 20 fit after two years, 30
// more after five; the 100 after fifteen.
TEST(Preparation, SuppliesHousingAndShopsBitByBit)
{
    State state =
        state_of({.parcels = "id mu use\n h1 20 residential\n h2 30 commercial\n h3 100 residential"});
    state.base_year = 2024;
    std::vector<std::pair<std::string, Year>> supplied;
    for (Year year = 2025; year <= 2040; ++year) {
        start_year(state, year);
        apply(state, without_cost(), year);
        for (const std::string& id : ids(state, "supplied_urban"))
            supplied.emplace_back(id, year);
    }
    EXPECT_EQ(supplied,
              (std::vector<std::pair<std::string, Year>>{{"h1", 2026}, {"h2", 2029}, {"h3", 2039}}));
}

TEST(Preparation, IndustryDrawsOnTheQuotaBeforeTheCityUnlessTurnedRound)
{
    for (const bool industry : {true, false}) {
        State state = state_of(
            {.parcels = "id mu use plan_use\n i 10 farmland industrial\n r 10 farmland residential"});
        limit(state, "a", 10);
        Preparation rule = without_cost();
        rule.industrial_first = industry;
        rule.urban_supply_per_year = from_mu(10).value;
        apply(state, rule, 2025);
        EXPECT_EQ(stage_of(state, "i"), industry ? Stage::ready : Stage::planned);
        EXPECT_EQ(stage_of(state, "r"), industry ? Stage::planned : Stage::supplied);
    }
}

// approved two full years ago and supplied now: disposed stock, once
TEST(Preparation, CountsLandApprovedAndUnsuppliedForTwoYearsAsDisposed)
{
    State state =
        state_of({.parcels = "id mu use stage approved approval_year\n r 10 residential ready 1 2023\n"
                             "s 20 residential ready 1 2024"});
    Preparation rule = without_cost();
    rule.urban_supply_per_year = from_mu(100).value;
    apply(state, rule, 2025);
    EXPECT_EQ(state.region.disposed_unsupplied, mm2_of_mu(10));
    EXPECT_EQ(state.parks.flows[park(state, "a")].stock_disposed, mm2_of_mu(10));
    EXPECT_EQ(state.parcels.disposed[parcel(state, "r")], 1);
    EXPECT_EQ(state.parcels.disposed[parcel(state, "s")], 0);
}

TEST(Preparation, LeavesParksAloneThatLeftOrAreNotCovered)
{
    State state = state_of({.parks = "id status level\n a transitioned provincial\n b developing national",
                            .parcels = "id park\n p a\n q b"});
    Preparation rule;
    rule.scope.level = "provincial";
    apply(state, rule, 2025);
    EXPECT_TRUE(state.events.all().empty());
}

}  // namespace
}  // namespace permu::test
