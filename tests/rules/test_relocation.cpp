/// Firms and contracts on land that became the city's.
#include <gtest/gtest.h>

#include "fixture.hpp"
#include "permu/rules/tenure.hpp"
#include "permu/rules/transition.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// A park that has turned, with a firm of industry on 100 mu that it holds alone and one of services.
State turned()
{
    State state = state_of({.parks = "id status\n a transitioned",
                            .parcels = "id mu stage tenure\n p 100 built grant\n q 50 built grant",
                            .firms = "id parcel division tax\n f p 39 500\n s q 73 80"});
    start_year(state, 2026);
    return state;
}

// Everybody of industry leaves, at 5 万元/亩 of the 100 mu: 500 万元. The land is planned again.
TEST(Transition, FirmsOfIndustryLeaveAsTheScenarioAssumes)
{
    State state = turned(), stays = turned();
    Transition rule;
    apply(stays, rule, 2026);
    EXPECT_EQ(told(stays), Lines{}) << "by default nobody leaves";
    rule.firms_leave = 1, rule.relocation_cost = 5 / from_mu(1).value;
    apply(state, rule, 2026);
    EXPECT_EQ(told(state), (Lines{"firm_leaves f -500 - land=100 亩; parcel p"}));
    EXPECT_FALSE(state.enterprises.park[firm(state, "f")].valid());
    EXPECT_TRUE(state.enterprises.park[firm(state, "s")].valid());
    EXPECT_EQ(state.parcels.stage[parcel(state, "p")], Stage::planned);
    EXPECT_EQ(from_fen(state.region.account.of(Reason::compensation)).value, -500);
    State told_of = turned();
    assess(told_of, rule, 2026);
    EXPECT_EQ(told(told_of, "assumed_response"), (Lines{"assumed_response region 1"}));
}

// On land that became the city's, and whose contracts end with their terms, class A is not renewed either.
TEST(Tenure, RenewsNothingOnTransferredLandWhoseContractsEnd)
{
    for (const bool end : {false, true}) {
        State state = state_of({.parks = "id grade status\n a 13 transitioned",
                                .parcels = "id stage tenure term_years expiry_year\n a built lease 10 2024",
                                .firms = "id parcel grade\n f a A"});
        state.parks.terms_end[{0}] = end ? 1 : 0;
        start_year(state, 2025);
        apply(state, TenureRule{}, 2025);
        EXPECT_EQ(told(state, "renewed").size(), end ? 0U : 1U);
        EXPECT_EQ(told(state, "expired").size(), end ? 1U : 0U);
    }
}

}  // namespace
}  // namespace permu::test
