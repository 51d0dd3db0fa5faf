/// Tenure: what the class of a firm means for its price, and for terms of all uses that run out.
#include <gtest/gtest.h>

#include "rules/tenure_fixture.hpp"

namespace permu::test {
namespace {

// market 10 万元/亩, 100 mu; the firm's class is given 10 %: 900. 50 % would be 5 < 6.40: refused, the floor.
TEST(Tenure, GivesAnExpansionTheDiscountOfItsClassDownToTheFloor)
{
    State state = state_of({.parks = "id grade\n a 13",
                            .parcels = "id stage supply_year project\n a supplied 2025 p\n b supplied 2025 q",
                            .firms = "id parcel land_discount\n f a 0.1\n g a 0.5",
                            .projects = "id enterprise status parcel\n p f placed a\n q g placed b"});
    run(state, priced(10), 2025);
    EXPECT_NEAR(price_per_mu(state, "a"), 9, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "b"), 6.4, 1e-9);
    EXPECT_EQ(told(state, "discount_refused").size(), 1U);
    EXPECT_EQ(state.parks.flows[{0}].preferences_refused, 1);
}

// All expired at the end of 2023. c has a firm of class A: renewed at the commercial price, 20 years.
// d has none: vacated. h is housing: renewed by law for nothing. x is allocated: no term runs out.
TEST(Tenure, TermsOfAllUsesRunOut)
{
    State state =
        state_of({.parks = "id grade\n a 13",
                  .parcels = "id use stage tenure term_years expiry_year price\n"
                             "c commercial built grant 20 2023 1\n d commercial built grant 20 2023 1\n"
                             "h residential built grant 70 2023 1\n x utility built allocated - 2023 0",
                  .firms = "id parcel grade\n f c A"});
    TenureRule rule = priced(10);
    rule.price["commercial"] = 80 / square_metres_per_mu;
    run(state, rule, 2025);
    EXPECT_EQ(state.parcels.expiry_year[parcel(state, "c")], 2044);
    EXPECT_NEAR(price_per_mu(state, "c"), 80 * term_factor(0.05, 20, 40), 0.01);
    EXPECT_EQ(state.parcels.stage[parcel(state, "d")], Stage::planned);
    EXPECT_EQ(state.parcels.expiry_year[parcel(state, "h")], 2094);
    EXPECT_EQ(state.parcels.price[parcel(state, "h")], 1);
    EXPECT_EQ(state.parcels.stage[parcel(state, "x")], Stage::built);
    EXPECT_EQ(told(state, "renewed").size(), 2U);
}

}  // namespace
}  // namespace permu::test
