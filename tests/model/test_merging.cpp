/// Steps of a merger, and whose figures are told where.
#include "permu/model/merging.hpp"

#include <gtest/gtest.h>

#include "model/small_state.hpp"
#include "permu/model/measures.hpp"

namespace permu {
namespace {

// 1 – 2, 3 alone, 0 – 4: numbered by their lowest nodes
TEST(Components, AreNumberedByTheirLowestNodes)
{
    const Edge edges[] = {{2, 1}, {4, 0}, {1, 2}};
    EXPECT_EQ(components(5, edges), (std::vector<std::uint32_t>{0, 1, 1, 2, 0}));
    EXPECT_TRUE(components(0, {}).empty());
}

/// Park b of 50 m² merges into a of 100 m²; c of 7 m² stays apart.
SmallState merging()
{
    SmallState small;
    small.state.year = 2025;
    small.park("a"), small.parcel(LandUse::industrial, Stage::built, 100);
    small.park("b"), small.parcel(LandUse::industrial, Stage::built, 50);
    small.park("c"), small.parcel(LandUse::industrial, Stage::built, 7);
    set_opening_land(small.state.parks, small.state.parcels);
    small.state.parks.merging[ParkId{1}] = {ParkId{0}, 2026, 2028, 2031};
    return small;
}

TEST(Merging, StepsHoldFromTheirYearOn)
{
    const ParkTable parks = merging().state.parks;
    const auto step = [&](Year year) { return merge_step(parks, ParkId{1}, year); };
    EXPECT_EQ(step(2025), MergeStep::none);
    EXPECT_EQ(step(2026), MergeStep::space);
    EXPECT_EQ(step(2027), MergeStep::space);
    EXPECT_EQ(step(2028), MergeStep::management);
    EXPECT_EQ(step(2031), MergeStep::function);
    EXPECT_EQ(merge_step(parks, ParkId{0}, 2031), MergeStep::none);
    EXPECT_EQ(budget_of(parks, ParkId{1}, 2027), ParkId{1});
    EXPECT_EQ(budget_of(parks, ParkId{1}, 2028), ParkId{0});
    EXPECT_EQ(merging_parks(parks), (std::vector<bool>{true, true, false}));
}

TEST(Merging, WhatIsToldAddsUpToWhatThereIs)
{
    State state = merging().state;
    EXPECT_TRUE(told_measures(state, measure(state)).empty()) << "no step has begun";
    state.year = 2026;
    const MeasureSet set = measure(state);
    const std::vector<Measures> told = told_measures(state, set);
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0].ledger.a, 150 * square_metre);
    EXPECT_EQ(told[1].ledger.a, 0);
    EXPECT_EQ(told[2].ledger.a, 7 * square_metre);
    EXPECT_EQ(set.region.ledger.a, 157 * square_metre);
}

TEST(Merging, IsCalledOffWhenAParkIsNoMemberAnyMore)
{
    State state = merging().state;
    state.parks.status[ParkId{0}] = ParkStatus::delisted;
    start_year(state, 2026);
    EXPECT_FALSE(state.parks.merging[ParkId{1}].head.valid());
}

TEST(Merging, TheHighestLevelStays)
{
    using enum ParkLevel;
    EXPECT_EQ(higher(provincial, national), national);
    EXPECT_EQ(higher(national, unknown), national);
    EXPECT_EQ(higher(unknown, provincial), provincial);
}

}  // namespace
}  // namespace permu
