/// Standard land for those who are special: producer services, and firms that expand.
#include <gtest/gtest.h>

#include "market_fixture.hpp"
#include "permu/rules/standard_land.hpp"

namespace permu::test {
namespace {

TEST(StandardLand, TestsServicesOnlyWhenItExtendsToThemAndOnM0)
{
    StandardLand rule = with_table("far\n1\n");
    const Sketch research{.parcels = "id mu stage use\n k 10 ready research",
                          .projects = "id mu division far service status\n p 10 73 0.5 1 waiting"};
    EXPECT_EQ(placed(run(research, rule)), (Lines{"p k"}));
    Sketch m0 = research;
    m0.parcels = "id mu stage use\n k 10 ready m0";
    EXPECT_TRUE(placed(run(m0, rule)).empty());
    rule.producer_services = true;
    EXPECT_TRUE(placed(run(research, rule)).empty());
    EXPECT_EQ(told(run(research, rule)), (Lines{"refused p 0.5 1 far 0.5 < 1"}));
}

// services take research, M0 and then commercial land; industry never does
TEST(StandardLand, ServicesMayHaveCommercialLand)
{
    const State state = run({.parcels = "id mu use stage\n c 10 commercial ready\n r 10 research ready",
                             .projects = "id division mu service status\n i 39 10 0 waiting\n"
                                         "s 65 10 1 waiting\n t 65 10 1 waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(state), (Lines{"s r", "t c"}));
}

TEST(StandardLand, AnExpansionOnOwnLandNeedsNoLot)
{
    const State state = run({.parcels = "id mu stage\n j 10 built\n k 10 ready",
                             .firms = "id parcel\n f j",
                             .projects = "id enterprise on_own_land status\n p f 1 waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(state), (Lines{"p j"}));
    EXPECT_EQ(told(state), (Lines{"placed_own_land p - - parcel j"}));
    EXPECT_EQ(state.parcels.stage[parcel(state, "j")], Stage::built);
    EXPECT_FALSE(state.parcels.project[parcel(state, "j")].valid());
}

// p and q are alike; the firm of q is of a class with a multiplier above 1
TEST(StandardLand, AnExpansionComesEarlierOrLaterByTheClassOfItsFirm)
{
    const State state = run({.parcels = "id mu stage\n j 10 built\n k 10 ready",
                             .firms = "id parcel quota_multiplier\n f j 0.8\n g j 1.2",
                             .projects = "id mu enterprise new_quality status\n p 10 f 1 waiting\n"
                                         "q 10 g 1 waiting"},
                            without_thresholds());
    EXPECT_EQ(placed(state), (Lines{"q k"}));
}

}  // namespace
}  // namespace permu::test
