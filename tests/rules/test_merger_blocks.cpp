/// Merger by blocks: single polygons of a boundary that go to another park.
#include <gtest/gtest.h>

#include <memory>

#include "fixture.hpp"
#include "permu/model/ledger.hpp"
#include "permu/rules/merger.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

std::vector<Point> square(double x)
{
    return {{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}};
}

/// Squares of 1 km², each with a parcel that fills it. a has two blocks, b one:
///
///   block    x [m]   makes   beside b
///   a  a1        0   26      4000 m, not alike
///   a  a2     5000   39      500 m, alike: goes to b
///   b  b1     6500   39
State blocks(std::string_view levels = "id level\n a provincial\n b national")
{
    State state =
        state_of({.parks = levels,
                  .parcels = "id park mu stage\n a1 a 1500 built\n a2 a 1500 built\n b1 b 1500 built",
                  .firms = "id parcel division revenue\n f a1 26 10\n g a2 39 20\n h b1 39 30"});
    auto geography = std::make_shared<Geography>();
    geography->graph = state.geography->graph;
    for (const double x : {0.0, 5000.0, 6500.0}) {
        geography->parcels.begin_part();
        geography->parcels.add_ring(square(x));
        geography->parcels.end_shape();
    }
    for (const double x : {0.0, 5000.0}) {
        geography->parks.begin_part();
        geography->parks.add_ring(square(x));
    }
    geography->parks.end_shape();
    geography->parks.begin_part();
    geography->parks.add_ring(square(6500));
    geography->parks.end_shape();
    state.geography = geography;
    return state;
}

Merger by_block()
{
    Merger rule;
    rule.mode = "mandatory", rule.unit = "block";
    return rule;
}

TEST(MergerOfBlocks, ABlockGoesToTheParkItIsNearAndAlike)
{
    State state = blocks();
    const ParkId a = park(state, "a"), b = park(state, "b");
    apply(state, by_block(), 2025);
    EXPECT_EQ(told(state, "block"), (Lines{"block a 1500 - into b; parcels=1; from 2026-01-01"}));
    EXPECT_EQ(told(state, "decided"), Lines{});
    EXPECT_EQ(state.parcels.park[parcel(state, "a2")], a) << "until the end of the year";
    start_year(state, 2026);
    EXPECT_EQ(state.parcels.park[parcel(state, "a2")], b);
    EXPECT_EQ(state.enterprises.park[firm(state, "g")], b);
    EXPECT_EQ(park_land(state.parks, state.parcels, a), mm2_of_mu(1500));
    EXPECT_EQ(park_land(state.parks, state.parcels, b), mm2_of_mu(3000));
    EXPECT_EQ(state.geography->parks.parts(a.index), 1U);
    EXPECT_EQ(state.geography->parks.parts(b.index), 2U);
    EXPECT_EQ(state.parks.boundary_area[b], 2e6);
    EXPECT_TRUE(is_member(state.parks.status[a]));
}

// Of one level and as much land the first block stays: b, with no other block, merges as a park.
TEST(MergerOfBlocks, AParkWhoseBlocksAllGoMergesAsAPark)
{
    State state = blocks("id level\n a provincial\n b provincial");
    apply(state, by_block(), 2025);
    EXPECT_EQ(told(state, "block"), Lines{});
    EXPECT_EQ(state.parks.merging[park(state, "b")].head, park(state, "a"));
}

TEST(MergerOfBlocks, AReportMovesNothing)
{
    State state = blocks();
    Merger rule = by_block();
    rule.mode = "report";
    apply(state, rule, 2025);
    EXPECT_EQ(told(state), (Lines{"candidate a 1 0.7 with b; distance_m=500 (<=1000); land_km2=1 (<=3)"}));
    EXPECT_TRUE(state.next_land.empty());
}

}  // namespace
}  // namespace permu::test
