/// Strategy "chain": lots of one industrial chain adjoin, and what a package is worth.
#include <gtest/gtest.h>
#include <algorithm>

#include "market_fixture.hpp"

namespace permu::test {
namespace {

StandardLand chain()
{
    StandardLand rule = without_thresholds();
    rule.strategy = "chain";
    return rule;
}

// j – k – l in a row, m apart. Priority spreads: p on m (its very size), q on k.
// By chain both are placed beside each other; z, of no chain, takes what is left.
TEST(Chain, ItsProjectsGetLotsThatAdjoin)
{
    const Sketch sketch{.parcels = "id mu stage\n j 110 ready\n k 105 ready\n l 110 ready\n m 100 ready",
                        .projects =
                            "id mu chain tier status\n p 100 steel emerging waiting\n"
                            "q 105 steel traditional waiting\n z 100 - traditional waiting",
                        .borders = "j k 50\n k l 80"};
    EXPECT_EQ(placed(run(sketch, without_thresholds())), (Lines{"p m", "q k", "z j"}));
    const State state = run(sketch, chain());
    EXPECT_EQ(placed(state), (Lines{"p k", "q l", "z m"}));
    EXPECT_EQ(told(state, "certificate"),
              (Lines{"certificate region 0.15 0.15 optimal; chain=steel; placed=2; "
                     "left_out=0; contact_m=80.0"}));
}

// c0 stands on a; b adjoins it by 30 m, d by 60 m, e not at all.
TEST(Chain, GrowsFromTheLandItHas)
{
    const Sketch sketch{
        .parcels = "id mu stage project\n a 90 built c0\n b 100 ready -\n d 110 ready -\n e 100 ready -",
        .projects = "id mu chain status parcel\n c0 90 steel placed a\n p 100 steel waiting -",
        .borders = "a b 30\n a d 60"};
    EXPECT_EQ(placed(run(sketch, chain())), (Lines{"c0 a", "p d"}));
}

// The pair j – k takes two of three; m is free but lies apart, and touches k in a point only.
TEST(Chain, WhoIsNotInThePackageWaits)
{
    const State state = run({.parcels = "id mu stage\n j 100 ready\n k 100 ready\n m 100 ready",
                             .projects = "id mu chain new_quality status\n p 100 steel 1 waiting\n"
                                         "q 100 steel 1 waiting\n r 100 steel 0 waiting",
                             .borders = "j k 50\n k m 0"},
                            chain());
    EXPECT_EQ(placed(state), (Lines{"p j", "q k"}));
    EXPECT_EQ(told(state, "no_lot"), (Lines{"no_lot r 100"}));
    const auto stopped = std::find_if(state.why_not.begin(), state.why_not.end(),
                                      [&](const WhyNot& row) { return row.parcel == parcel(state, "m"); });
    ASSERT_NE(stopped, state.why_not.end());
    EXPECT_EQ(stopped->stopped_by, "contiguity");
}

// Below the standards, with an allowance: only beside the chain's land. j 75 allows 25 of other land.
TEST(Chain, BelowTheStandardsOnlyBesideTheChain)
{
    const auto outcome = [](const char* border) {
        StandardLand rule = with_table("far\n1\n");
        rule.strategy = "chain";
        rule.share = 0.75;
        return placed(run({.parcels = "id mu stage\n j 75 ready\n k 25 ready",
                           .projects = "id mu chain far status\n p 75 steel 1 waiting\n"
                                       "q 25 steel 0.9 waiting",
                           .borders = border},
                          rule));
    };
    EXPECT_EQ(outcome("j k 10"), (Lines{"p j", "q k"}));
    EXPECT_EQ(outcome(""), (Lines{"p j"}));
}

// Six lots in a ring: the lots of each of two chains adjoin.
TEST(Chain, EachChainHasItsOwnPackage)
{
    const State state =
        run({.parcels = "id mu stage\n a 95 ready\n b 100 ready\n c 105 ready\n d 110 ready\n"
                        "e 115 ready\n f 120 ready",
             .projects = "id mu chain tax status\n p 100 x 300 waiting\n q 115 x 200 waiting\n"
                         "r 95 y 100 waiting\n s 120 y 90 waiting",
             .borders = "a b\n b c\n c d\n d e\n e f\n a f"},
            chain());
    EXPECT_EQ(placed(state).size(), 4U);
    const ParcelGraph& graph = state.geography->graph;
    const auto adjoin = [&](const char* one, const char* other) {
        const auto of = graph.neighbours(state.projects.parcel[project(state, one)]);
        const std::uint32_t there = state.projects.parcel[project(state, other)].index;
        return std::find(of.begin(), of.end(), there) != of.end();
    };
    EXPECT_TRUE(adjoin("p", "q"));
    EXPECT_TRUE(adjoin("r", "s"));
}

}  // namespace
}  // namespace permu::test
