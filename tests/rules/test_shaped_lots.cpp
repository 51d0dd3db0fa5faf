/// Lots that are made: joined of parcels that adjoin, or cut off from a larger one.
#include <gtest/gtest.h>
#include <initializer_list>

#include "rules/street.hpp"

namespace permu::test {
namespace {

std::string ids(const State& state)
{
    std::string all;
    for (const ParcelId parcel : state.parcels.rows())
        all += (all.empty() ? "" : " ") + std::string(state.parcels.id[parcel]);
    return all;
}

// j 40 and k 60 adjoin: together the 100 mu that p wants; l 55 would make 115, within 130 but further off.
TEST(ShapedLots, ParcelsThatAdjoinBecomeOneLot)
{
    const Sketch sketch{.parcels = "id mu stage\n j 40 ready\n k 60 ready\n l 55 ready",
                        .projects = "id mu status\n p 100 waiting"};
    for (const char* strategy : {"priority", "optimal", "chain"}) {
        State none = street(sketch);
        apply(none, making(strategy, false, true), none.year);
        EXPECT_TRUE(placed(none).empty()) << strategy;
        State state = street(sketch);
        apply(state, making(strategy, true, false), state.year);
        EXPECT_EQ(placed(state), (Lines{"p j+k"})) << strategy;
        EXPECT_EQ(ids(state), "j+k l");
        EXPECT_EQ(told(state, "joined"), (Lines{"joined j+k 100 - from j;k"}));
        EXPECT_EQ(
            told(state, "placed"),
            (Lines{"placed p 100 100 parcel j+k; park a; standard land; version=standard_land_controls"}));
        EXPECT_EQ(state.parcels.stage[parcel(state, "j+k")], Stage::supplied);
        EXPECT_EQ(state.parcels.stage[parcel(state, "l")], Stage::ready);
    }
}

// 300 mu is 200 m by 1000 m. p wants 100: 200 stay ready.
TEST(ShapedLots, APartIsCutOffAndTheRestStaysReady)
{
    const Sketch sketch{.parcels = "id mu stage\n k 300 ready", .projects = "id mu status\n p 100 waiting"};
    for (const char* strategy : {"priority", "optimal", "chain"}) {
        State state = street(sketch);
        apply(state, making(strategy, false, true), state.year);
        EXPECT_EQ(placed(state), (Lines{"p k/1"})) << strategy;
        EXPECT_NEAR(mu_of(state, "k/1"), 100, 1e-4);
        EXPECT_EQ(state.parcels.area[parcel(state, "k/1")] + state.parcels.area[parcel(state, "k/2")],
                  mm2_of_mu(300));
        EXPECT_EQ(state.parcels.stage[parcel(state, "k/2")], Stage::ready);
    }
}

// The rest must be 5 mu: of 131 mu, 126 can be cut off for a project of 96.9 … 126, not more.
TEST(ShapedLots, TheRemainderIsNotTooSmall)
{
    const auto outcome = [](double remainder, double width) {
        State state =
            street({.parcels = "id mu stage\n k 131 ready", .projects = "id mu status\n p 100 waiting"});
        StandardLand rule = making("priority", false, true);
        rule.minimum_remainder = from_mu(remainder).value, rule.minimum_width = width;
        apply(state, rule, state.year);
        return placed(state);
    };
    EXPECT_EQ(outcome(31, 30), (Lines{"p k/1"}));
    EXPECT_TRUE(outcome(31.1, 30).empty());
    EXPECT_TRUE(outcome(31, 104).empty()) << "31 mu are 103.3 m of the street";
}

// A parcel that fits is not cut; and a parcel is used once a year.
TEST(ShapedLots, AreMadeOnlyWhereNoParcelFitsAndOnceAParcel)
{
    State state = street({.parcels = "id mu stage\n j 110 ready\n k 300 ready",
                          .projects = "id mu new_quality status\n p 100 1 waiting\n q 100 0 waiting\n"
                                      "r 100 0 waiting"});
    apply(state, making("priority", true, true), state.year);
    EXPECT_EQ(placed(state), (Lines{"p j", "q k/1"}));
    start_year(state, 2026);
    admit_all(state);
    apply(state, making("priority", true, true), state.year);
    EXPECT_EQ(placed(state), (Lines{"p j", "q k/1", "r k/2/1"}));
}

// j 50, k 50, l 50. By score p (100) takes j+k and q (50) takes l; then r (50) has none. All the same:
// optimal cannot do better than p and q, whatever q and r would like.
TEST(ShapedLots, OptimalWeighsMadeLotsAgainstParcels)
{
    State state = street({.parcels = "id mu stage\n j 50 ready\n k 50 ready\n l 50 ready",
                          .projects = "id mu tax status\n p 100 600 waiting\n q 50 100 waiting\n"
                                      "r 50 100 waiting\n s 50 200 waiting"});
    // p: 6 万元/亩 · 0.3 / 30 = 0.06; q, r: 0.02; s: 0.04. p and s: 0.10; q, r and s: 0.08.
    apply(state, making("optimal", true, false), state.year);
    EXPECT_EQ(placed(state).size(), 2U);
    EXPECT_EQ(state.projects.status[project(state, "p")], ProjectStatus::placed);
    EXPECT_EQ(state.projects.status[project(state, "s")], ProjectStatus::placed);
}

}  // namespace
}  // namespace permu::test
