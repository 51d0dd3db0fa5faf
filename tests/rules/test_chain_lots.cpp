/// Packages of a chain made of slices and of joined parcels.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/street.hpp"

namespace permu::test {
namespace {

bool adjoin(const State& state, const char* one, const char* other)
{
    const auto of = state.geography->graph.neighbours(state.projects.parcel[project(state, one)]);
    const std::uint32_t there = state.projects.parcel[project(state, other)].index;
    return std::find(of.begin(), of.end(), there) != of.end();
}

// k, 300 mu, is 200 m deep and 1000 m long: three lots side by side, two borders of 200 m between them, and
// nothing is left of it.
TEST(ChainLots, AreSlicedOffOneParcelSideBySide)
{
    State state = street({.parcels = "id mu stage\n k 300 ready",
                          .projects = "id mu chain status\n p 100 steel waiting\n q 100 steel waiting\n"
                                      "r 100 steel waiting"});
    apply(state, making("chain", false, true), state.year);
    EXPECT_EQ(placed(state), (Lines{"p k/1", "q k/2", "r k/3"}));
    EXPECT_EQ(told(state, "certificate"),
              (Lines{"certificate region 0 0 optimal; chain=steel; placed=3; left_out=0; contact_m=400.0"}));
    Mm2 all = 0;
    for (const ParcelId parcel : state.parcels.rows())
        all += state.parcels.area[parcel];
    EXPECT_EQ(all, mm2_of_mu(300));
    EXPECT_TRUE(adjoin(state, "p", "q"));
    EXPECT_TRUE(adjoin(state, "q", "r"));
    EXPECT_EQ(told(state, "cut").size(), 3U);
}

// Of 310 mu, 110 stay after two lots; without a third project they stay ready. A fourth of 20 mu would leave
// less than the 5 mu that must stay if it were 106 mu, and takes all 110 as they are within its tolerance.
TEST(ChainLots, LeaveARemainderOrNothing)
{
    State two = street({.parcels = "id mu stage\n k 310 ready",
                        .projects = "id mu chain status\n p 100 steel waiting\n q 100 steel waiting"});
    apply(two, making("chain", false, true), two.year);
    EXPECT_EQ(placed(two), (Lines{"p k/1", "q k/2"}));
    EXPECT_NEAR(mu_of(two, "k/3"), 110, 1e-4);
    EXPECT_EQ(two.parcels.stage[parcel(two, "k/3")], Stage::ready);
    State three = street({.parcels = "id mu stage\n k 310 ready",
                          .projects = "id mu chain tax status\n p 100 steel 300 waiting\n"
                                      "q 100 steel 200 waiting\n r 106 steel 100 waiting"});
    apply(three, making("chain", false, true), three.year);
    EXPECT_EQ(placed(three), (Lines{"p k/1", "q k/2", "r k/3"}));
    EXPECT_NEAR(mu_of(three, "k/3"), 110, 1e-4);
}

// l fits one of them; the slice of k is cut at the end that adjoins l, on whichever side that is.
TEST(ChainLots, ASliceIsCutWhereItAdjoinsThePackage)
{
    for (const char* parcels : {"id mu stage\n k 250 ready\n l 110 ready",
                                "id mu stage\n k 110 ready\n"
                                "l 250 ready"}) {
        State state = street({.parcels = parcels,
                              .projects = "id mu chain status\n p 100 steel waiting\n"
                                          "q 100 steel waiting"});
        apply(state, making("chain", false, true), state.year);
        EXPECT_EQ(placed(state).size(), 2U) << parcels;
        EXPECT_TRUE(adjoin(state, "p", "q")) << parcels;
        EXPECT_EQ(told(state, "cut").size(), 1U) << parcels;
    }
}

// j 40 and k 60 joined adjoin l, which fits by itself.
TEST(ChainLots, JoinedParcelsAreAPartOfThePackage)
{
    const Sketch sketch{.parcels = "id mu stage\n j 40 ready\n k 60 ready\n l 100 ready",
                        .projects = "id mu chain status\n p 100 steel waiting\n q 100 steel waiting"};
    State state = street(sketch);
    apply(state, making("chain", true, false), state.year);
    EXPECT_EQ(placed(state), (Lines{"p l", "q j+k"}));
    EXPECT_TRUE(adjoin(state, "p", "q"));
    State none = street(sketch);
    apply(none, making("chain", false, false), none.year);
    EXPECT_EQ(placed(none), (Lines{"p l"}));
}

}  // namespace
}  // namespace permu::test
