/// Booking of money and the first of January.
#include "permu/model/state.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "model/small_state.hpp"
#include "permu/base/problem.hpp"

namespace permu {
namespace {

SmallState one_parcel()
{
    SmallState s;
    s.park("P1");
    s.parcel(LandUse::industrial, Stage::supplied, 1000);
    start_year(s.state, 2026);
    return s;
}

Booking fee(WanYuan amount)
{
    return {
        {.rule = RuleId::idle_land, .entity = EntityKind::parcel, .row = 0}, Reason::idle_fee, amount, {0}};
}

// 200 万元 = 200,000,000 fen; 1/3 万元 = 333,333.33… fen, rounded once to 333,333.
TEST(Booking, RoundsOnceToFenAndAddsEverywhere)
{
    SmallState s = one_parcel();
    book(s.state, fee({200}), "first");
    book(s.state, fee({1.0 / 3}));
    const Fen sum = 200'333'333;
    EXPECT_EQ(s.state.parks.flows[{0}].account.of(Reason::idle_fee), sum);
    EXPECT_EQ(s.state.region.account.of(Reason::idle_fee), sum);
    EXPECT_EQ(s.state.region.booked_this_year.of(Reason::idle_fee), sum);
    EXPECT_EQ(s.state.region.account.total(), sum);
    const Event& event = s.state.events.all()[1];
    EXPECT_EQ(event.fen, 333'333);
    EXPECT_EQ(event.value, 0.333333);
    EXPECT_EQ(event.unit, Unit::wan_yuan);
    EXPECT_EQ(event.reason, Reason::idle_fee);
    EXPECT_EQ(event.year, 2026);
    EXPECT_EQ(s.state.events.detail(s.state.events.all()[0]), "first");
}

TEST(Booking, OfAThousandThirdsIsTheSumOfTheRoundedOnes)
{
    SmallState s = one_parcel();
    for (int i = 0; i < 1000; ++i)
        book(s.state, fee({1.0 / 3}));
    EXPECT_EQ(s.state.region.account.total(), 333'333'000);
}

TEST(Booking, RefusesMoneyThatIsNoNumberOrBelongsToNobody)
{
    SmallState s = one_parcel();
    EXPECT_THROW(book(s.state, fee({std::numeric_limits<double>::quiet_NaN()})), InvariantError);
    EXPECT_THROW(book(s.state, fee({1e13})), InvariantError);
    Booking nobody = fee({1});
    nobody.park = ParkId::none();
    EXPECT_THROW(book(s.state, nobody), InvariantError);
    Booking no_reason = fee({1});
    no_reason.reason = Reason::none;
    EXPECT_THROW(book(s.state, no_reason), InvariantError);
    EXPECT_EQ(s.state.region.account.total(), 0);
    EXPECT_EQ(s.state.events.size(), 0U);
}

TEST(EntityId, IsTheIdInTheEntitysTable)
{
    SmallState s = one_parcel();
    s.firm("firm", {0});
    add_project(s.state.projects, "project", 2026);
    const auto id = [&](EntityKind kind) { return entity_id(s.state, {.entity = kind, .row = 0}); };
    EXPECT_EQ(id(EntityKind::region), "region");
    EXPECT_EQ(id(EntityKind::park), "P1");
    EXPECT_EQ(id(EntityKind::parcel), "p0");
    EXPECT_EQ(id(EntityKind::enterprise), "firm");
    EXPECT_EQ(id(EntityKind::project), "project");
}

TEST(StartOfYear, ZeroesTheYearAndKeepsWhatLasts)
{
    SmallState s = one_parcel();
    State& state = s.state;
    book(state, fee({200}));
    state.parks.flows[{0}].quota_used = 3;
    state.region.quota_given = 100;
    state.region.quota_used = 60;
    state.region.quota_outside = 9;
    state.region.disposed_unsupplied = 11;
    state.region.disposed_idle = 12;
    state.region.arrived = state.region.refused = 4;
    state.admissions.push_back({});
    start_year(state, 2027);
    EXPECT_EQ(state.year, 2027);
    EXPECT_EQ(state.parks.flows[{0}], ParkFlows{});
    EXPECT_EQ(state.region.account.total(), 200'000'000);
    EXPECT_EQ(state.region.booked_this_year.total(), 0);
    EXPECT_EQ(state.region.quota_carried, 40);
    EXPECT_EQ(state.region.quota_given + state.region.quota_used + state.region.quota_outside, 0);
    EXPECT_EQ(state.region.last_disposed_unsupplied, 11);
    EXPECT_EQ(state.region.last_disposed_idle, 12);
    EXPECT_EQ(state.region.disposed_unsupplied + state.region.disposed_idle, 0);
    EXPECT_EQ(state.region.arrived + state.region.refused, 0);
    EXPECT_EQ(state.events.size(), 0U);
    EXPECT_TRUE(state.admissions.empty());
    start_year(state, 2028);
    EXPECT_EQ(state.region.quota_carried, 0);
    EXPECT_EQ(state.region.last_disposed_unsupplied, 0);
}

}  // namespace
}  // namespace permu
