/// The bound from prices of land: above every allotment, and near where land is what is short.
#include <gtest/gtest.h>

#include "permu/rules/standard_land.hpp"
#include "rules/land_bound.hpp"
#include "rules/market_fixture.hpp"

namespace permu::test {

static StandardLand cutting(double share)
{
    StandardLand rule = share < 1 ? with_table("far\n1\n") : without_thresholds();
    rule.strategy = "optimal";
    rule.subdivide = true;
    rule.share = share;
    rule.minimum_width = 0, rule.fill_min = 0, rule.minimum_remainder = 0;
    return rule;
}

static double bound_of(const Sketch& sketch, const StandardLand& rule)
{
    State state = state_of(sketch);
    admit_all(state);
    Market market(state, rule, state.year);
    return land_bound(market);
}

// Scores 0.2 (new quality) and 0.15 (tier), 100 mu each, at least 90: on 90 mu there is room for the better
// one, on 180 for both, on 135 for one and a half.
TEST(LandBound, IsWhatTheLandCarries)
{
    const std::string projects =
        "id mu new_quality tier status\n p 100 1 traditional waiting\n q 100 0 emerging waiting";
    const auto on = [&](const char* mu) {
        return bound_of({.parcels = std::string("id mu stage\n k ") + mu + " ready", .projects = projects},
                        cutting(1));
    };
    const double one = on("90"), both = on("180");
    EXPECT_NEAR(one, 0.2, 1e-9);
    EXPECT_NEAR(on("135"), 0.275, 1e-9);
    EXPECT_NEAR(both, 0.35, 1e-3);
}

// Nobody has room: no score.
TEST(LandBound, IsNothingWithoutLand)
{
    EXPECT_EQ(bound_of({.parcels = "id mu stage\n k 50 ready", .projects = "id mu status\n p 100 waiting"},
                       cutting(1)),
              0);
}

// g misses the standard; half of the land must be standard land, and p brings 100 mu of it: both may come.
// Where p is not there, nothing lets g in.
TEST(LandBound, PricesTheAllowance)
{
    const auto with = [&](const char* projects) {
        return bound_of({.parcels = "id mu stage\n j 100 ready\n k 100 ready", .projects = projects},
                        cutting(0.5));
    };
    const double alone = with("id mu far tier status\n g 100 0.5 emerging waiting");
    EXPECT_LT(alone, 0.01);
    EXPECT_GE(with("id mu far tier status\n g 100 0.5 emerging waiting\n p 100 1 emerging waiting"),
              0.3 - 1e-12);
}

}  // namespace permu::test
