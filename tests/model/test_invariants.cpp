/// Every check bites: a sound state passes, and each seeded fault is found and named.
#include "permu/model/invariants.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "model/small_state.hpp"
#include "permu/base/problem.hpp"

namespace permu {
namespace {

/// Two parks, a supplied parcel with a project of the year, a firm, quota and money.
State sound()
{
    SmallState s;
    s.park("P");
    s.parcel(LandUse::industrial, Stage::built, 100);
    const ParcelId lot = s.parcel(LandUse::industrial, Stage::supplied, 50);
    s.park("Q");
    s.parcel(LandUse::residential, Stage::built, 30);
    s.firm("firm", {0});
    s.state.parks.residual[{1}] = 5;
    set_opening_land(s.state.parks, s.state.parcels);
    s.state.base_year = 2025;
    start_year(s.state, 2026);
    const ProjectId project = add_project(s.state.projects, "project", 2026);
    s.state.projects.status[project] = ProjectStatus::placed;
    s.state.projects.placed_year[project] = 2026;
    s.state.projects.parcel[project] = lot;
    s.state.parcels.project[lot] = project;
    s.state.parcels.supply_year[lot] = 2026;
    s.state.region.quota_given = 100;
    s.state.region.quota_used = 60;
    s.state.parks.flows[{0}].quota_given = s.state.parks.flows[{0}].quota_used = 60;
    book(s.state,
         {{.rule = RuleId::tenure, .entity = EntityKind::parcel, .row = 1}, Reason::land_price, {300}, {0}});
    return s.state;
}

/// The codes of all breaches of a state and of measures that a fault may have spoilt.
std::string breaches(const State& state, const std::function<void(MeasureSet&)>& spoil = {})
{
    MeasureSet measures = measure(state);
    if (spoil) spoil(measures);
    InvariantSummary summary;
    try {
        check_invariants(state, measures, summary);
    } catch (const InvariantError& error) {
        std::string codes;
        for (const Problem& p : error.problems().all())
            codes += (codes.empty() ? "" : " ") + p.code.substr(10);
        return codes;
    }
    return "";
}

std::string after(const std::function<void(State&)>& fault)
{
    State state = sound();
    fault(state);
    return breaches(state);
}

TEST(Invariants, HoldInASoundState)
{
    const State state = sound();
    InvariantSummary summary;
    check_invariants(state, measure(state), summary);
    check_invariants(state, measure(state), summary);
    EXPECT_EQ(summary.years, 2);
    EXPECT_GT(summary.checks, 100);
}

TEST(Invariants, NameTheYearTheEntityAndBothNumbers)
{
    State state = sound();
    state.parks.opening_land[{1}] += 7;
    InvariantSummary summary;
    try {
        check_invariants(state, measure(state), summary);
        FAIL();
    } catch (const InvariantError& error) {
        const Problem& p = error.problems().all().at(0);
        EXPECT_EQ(p.where, "year 2026, check land_balance, park Q");
        EXPECT_EQ(p.found.en, "30000005 mm²");
        EXPECT_EQ(p.expected.en, "land at the opening: 30000012 mm²");
        EXPECT_FALSE(p.expected.zh.empty() || p.remedy.zh.empty());
    }
    EXPECT_EQ(summary.years, 0);
}

TEST(Invariants, FindLandThatAppearsOrVanishes)
{
    EXPECT_EQ(after([](State& s) { s.parcels.area[{0}] += 1; }), "land_balance");
    EXPECT_EQ(after([](State& s) { s.parks.residual[{0}] = 1; }), "land_balance");
    EXPECT_EQ(after([](State& s) { s.parks.first_parcel[{1}] = 1; }),
              "land_balance land_balance park_of_parcel");
    EXPECT_NE(after([](State& s) { s.parcels.area[{0}] = -1; }).find("area"), std::string::npos);
}

TEST(Invariants, FindALedgerThatDisagreesWithItself)
{
    const auto spoilt = [](Mm2 Ledger::*member, Mm2 by) {
        return breaches(sound(), [=](MeasureSet& m) { m.parks[0].ledger.*member += by; });
    };
    EXPECT_EQ(spoilt(&Ledger::c, 1), "land_sum");
    EXPECT_EQ(spoilt(&Ledger::a4, 1), "parts_of_a");
    EXPECT_EQ(spoilt(&Ledger::a_m0, 1), "parts_of_a2");
    EXPECT_EQ(spoilt(&Ledger::b22, 1), "parts_of_b suppliable");
    EXPECT_EQ(spoilt(&Ledger::d22, 1), "parts_of_d");
    EXPECT_EQ(spoilt(&Ledger::e, 1), "suppliable");
    EXPECT_EQ(spoilt(&Ledger::d, 1), "parts_of_d supplied_is_ready");
    EXPECT_EQ(spoilt(&Ledger::d, -60 * square_metre), "parts_of_d built_is_supplied");
    EXPECT_EQ(spoilt(&Ledger::unrecorded, -60 * square_metre), "built_is_supplied");
    EXPECT_EQ(breaches(sound(), [](MeasureSet& m) { m.region_all.ledger.a6 += 1; }), "parts_of_a");
}

TEST(Invariants, AllowBuiltLandWithoutSupplyRecordWhenItIsCounted)
{
    EXPECT_EQ(after([](State& s) { s.parcels.supply_record[{0}] = 0; }), "");
}

TEST(Invariants, FindQuotaUsedBeyondWhatWasGiven)
{
    EXPECT_EQ(after([](State& s) { s.parks.flows[{0}].quota_used += 1; }), "quota");
    EXPECT_EQ(after([](State& s) { s.region.quota_used = 101; }), "quota");
}

TEST(Invariants, FindMoneyWithoutAnEventAndEventsWithoutMoney)
{
    EXPECT_EQ(after([](State& s) { s.region.booked_this_year.add(Reason::damages, 1); }),
              "account_events account_parks");
    EXPECT_EQ(after([](State& s) { s.parks.flows[{1}].account.add(Reason::damages, 1); }), "account_parks");
    EXPECT_EQ(after([](State& s) { s.events.add({.reason = Reason::damages, .fen = 1}); }), "account_events");
    EXPECT_EQ(after([](State& s) { s.events.clear(); }), "account_events");
}

TEST(Invariants, FindNumbersThatAreNone)
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    EXPECT_EQ(after([](State& s) { s.parcels.price[{1}] = -1; }), "amount");
    EXPECT_EQ(after([](State& s) { s.parcels.price[{1}] = inf; }), "amount");
    EXPECT_EQ(after([](State& s) { s.parcels.floor_area[{0}] = -0.5; }), "amount");
    EXPECT_EQ(after([](State& s) { s.parcels.rent[{0}] = -inf; }), "amount");
    EXPECT_EQ(after([](State& s) { s.enterprises.land[{0}] = -1; }), "amount");
    EXPECT_EQ(after([](State& s) { s.enterprises.tax[{0}] = inf; }), "figure");
    EXPECT_EQ(after([](State& s) { s.enterprises.tax[{0}] = -inf; }), "figure");
    EXPECT_EQ(after([](State& s) { s.enterprises.tax[{0}] = -3; }), "");  // a refund
    EXPECT_EQ(after([](State& s) { s.parcels.price[{1}] = NAN; }), "");   // not known
}

TEST(Invariants, FindLandSuppliedWithoutTenureButLeaveTheDatasOwnYearAlone)
{
    const auto fault = [](State& s) { s.parcels.tenure[{1}] = Tenure::none; };
    EXPECT_EQ(after(fault), "tenure");
    EXPECT_EQ(after([&](State& s) { fault(s), s.base_year = 2026; }), "");
    EXPECT_EQ(after([&](State& s) { fault(s), s.parcels.supply_year[{1}] = 2020; }), "");
}

TEST(Invariants, FindFirmsWhoseSharesDoNotAddUp)
{
    EXPECT_EQ(after([](State& s) { s.enterprises.holdings[0].share = 0.999; }), "holding_shares");
    EXPECT_EQ(after([](State& s) { s.enterprises.holdings[0].share = NAN; }), "holding_shares");
    EXPECT_EQ(after([](State& s) {
                  s.enterprises.holdings[0].share = 0;
                  s.enterprises.park[{0}] = ParkId::none();  // it has left
              }),
              "");
}

TEST(Invariants, FindHoldingsOnNoParcel)
{
    State state = sound();
    const MeasureSet measures = measure(state);
    state.enterprises.holdings[0].parcel = {3};
    InvariantSummary summary;
    EXPECT_THROW(check_invariants(state, measures, summary), InvariantError);
}

TEST(Invariants, FindProjectsAndParcelsThatDisagree)
{
    EXPECT_EQ(after([](State& s) { s.projects.parcel[{0}] = ParcelId::none(); }), "project_parcel");
    EXPECT_EQ(after([](State& s) { s.projects.status[{0}] = ProjectStatus::lost; }),
              "project_of_parcel project_parcel");
    EXPECT_EQ(after([](State& s) { s.parcels.project[{1}] = {9}; }), "project_of_parcel one_project");
}

TEST(Invariants, FindOneParcelGivenToTwoProjectsInAYear)
{
    const auto twice = [](State& s) {
        const ProjectId second = add_project(s.projects, "second", 2026);
        s.projects.status[second] = ProjectStatus::placed;
        s.projects.placed_year[second] = 2026;
        s.projects.parcel[second] = {1};
    };
    EXPECT_EQ(after(twice), "one_project");
    EXPECT_EQ(after([&](State& s) { twice(s), s.projects.on_own_land[{1}] = 1; }), "");
}

TEST(Invariants, SayNoMoreThanAHundredBreaches)
{
    SmallState s;
    s.park("P");
    for (int i = 0; i < 500; ++i)
        s.state.parcels.price[s.parcel(LandUse::industrial, Stage::built, 1)] = -1;
    set_opening_land(s.state.parks, s.state.parcels);
    const std::string codes = breaches(s.state);
    EXPECT_EQ(std::ranges::count(codes, ' '), 99);
}

}  // namespace
}  // namespace permu
