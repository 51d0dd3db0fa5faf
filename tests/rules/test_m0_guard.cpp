/// The M0 guard: no housing, no commercial real estate, the support share and the total.
#include <gmock/gmock.h>

#include "permu/model/measures.hpp"
#include "permu/rules/conversion.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum LandUse;

/// Two national parks with 1500 mu of industry in n (p 150 mu of it) and 750 in o. 1.5 mu are 1000 m², so
/// that shares are exact.
State parks()
{
    State state = state_of({.year = 2025,
                            .parks = "id level\n n national\n o national",
                            .parcels = "id park mu use stage\n p n 150 industrial_2 built\n"
                                       "q n 15 industrial_2 built\n r n 1335 industrial_2 built\n"
                                       "x o 750 industrial_2 planned"});
    state.base_year = 2024;
    return state;
}

ConversionRequest& ask(State& state, std::string_view id, std::vector<UseShare> uses, std::string_view on)
{
    ConversionRequest request;
    request.id = id, request.parcel = parcel(state, on), request.year = 2025, request.uses = std::move(uses);
    state.conversions.push_back(std::move(request));
    return state.conversions.back();
}

std::vector<std::string> decided(State& state, const Conversion& rule = {})
{
    start_year(state, 2025);
    apply(state, rule, 2025);
    return told(state);
}

// M0 with 40 % housing; with 10 % shops; sold unit by unit; 31 % of services.
TEST(M0Guard, RefusesHousingCommercialSpaceSaleByUnitsAndTooManyServices)
{
    State state = parks();
    ask(state, "1", {{m0, 0.6}, {residential, 0.4}}, "p");
    ask(state, "2", {{m0, 0.9}, {commercial, 0.1}}, "p");
    ask(state, "3", {{m0, 1}}, "p").divided_sale = true;
    ask(state, "4", {{m0, 1}}, "p").support_share = 0.31;
    EXPECT_THAT(decided(state),
                ElementsAre("m0_refused p 0.4 0 request=1; m0=0.6+residential=0.4: m0_housing",
                            "m0_refused p 0.1 0 request=2; m0=0.9+commercial=0.1: m0_commercial",
                            "m0_refused p - - request=3; m0: m0_divided_sale",
                            "m0_refused p 0.31 0.3 request=4; m0: m0_support"));
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.refused, 4);
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.breaches, 0);
}

// Housing under the name of mixed industrial land is no M0: it is no use to convert to at all.
TEST(M0Guard, HousingWithoutM0IsNoConversion)
{
    State state = parks();
    ask(state, "1", {{industrial_1, 0.6}, {residential, 0.4}}, "p");
    EXPECT_THAT(decided(state), ElementsAre("refused p - - request=1; industrial_1=0.6+residential=0.4: to: "
                                            "residential is not converted"));
}

// Support of exactly 30 %, and 150 of 1500 mu = exactly 10 %: both allowed. 15 mu more are too many.
TEST(M0Guard, BothCapsAreInclusive)
{
    State state = parks();
    ask(state, "1", {{m0, 1}}, "p").support_share = 0.30;
    ask(state, "2", {{m0, 1}}, "q");
    EXPECT_THAT(decided(state),
                ElementsAre("converted p 150 - request=1; from=industrial_2; to=m0", "top_up_unknown p",
                            "m0_refused q 0.11 0.1 request=2; m0: m0_total"));
    EXPECT_FLOAT_EQ(state.parcels.support_share[parcel(state, "p")], 0.30F);
    EXPECT_NEAR(mm2_to_mu(measure(state).region.m0_support), 45, 1e-5);
}

// Of the region 165 of 2250 mu are planned as M0 in the end: both requests are met.
TEST(M0Guard, TheTotalMayBeThatOfTheRegion)
{
    State state = parks();
    Conversion rule;
    rule.m0_total_of = "region";
    ask(state, "1", {{m0, 1}}, "p");
    ask(state, "2", {{m0, 1}}, "q");
    decided(state, rule);
    EXPECT_EQ(told(state, "converted").size(), 2U);
}

// Half of a mixed parcel of 150 mu is 75 mu of M0: 5 %; turning M0 into industry frees the total again.
TEST(M0Guard, TheTotalCountsSharesAndWhatIsTurnedBack)
{
    State state = parks();
    Conversion rule;
    rule.m0_total_max = 0.05;
    ask(state, "1", {{m0, 0.5}, {industrial_1, 0.5}}, "p");
    ask(state, "2", {{m0, 1}}, "q");
    ask(state, "3", {{industrial_1, 1}}, "p");
    ask(state, "4", {{m0, 1}}, "q");
    decided(state, rule);
    EXPECT_EQ(told(state, "m0_refused"),
              std::vector<std::string>{"m0_refused q 0.06 0.05 request=2; m0: m0_total"});
    EXPECT_EQ(state.parcels.use[parcel(state, "q")], m0);
}

// A guard that only records: housing is built under the name of M0, and every year says so.
TEST(M0Guard, ARecordingGuardLetsItHappenAndCountsIt)
{
    State state = parks();
    Conversion rule;
    rule.m0_guard = "record";
    ask(state, "1", {{m0, 0.6}, {residential, 0.4}}, "p").support_share = 0.35;
    ask(state, "2", {{m0, 1}}, "r");
    EXPECT_THAT(
        decided(state, rule),
        ElementsAre("converted p 150 - request=1; from=industrial_2; to=m0=0.6+residential=0.4",
                    "top_up_unknown p", "converted r 1335 - request=2; from=industrial_2; to=m0",
                    "top_up_unknown r",
                    "m0_breach p 0.4 0 housing=0.4; commercial=0; support_share=0.35 (<=0.3); m0_mu=90",
                    "m0_over_total n 0.9895833333 0.1 m0_mu=1425; planned_industrial_mu=1440"));
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.breaches, 1);
    EXPECT_EQ(measure(state).region.ledger.a1, mm2_of_mu(60));
}

// Three judges of the data as it is: class 3 is refused under any guard.
TEST(M0Guard, ARecordingGuardStillAsksForClassAndPlan)
{
    State state = parks();
    state.parcels.use[parcel(state, "p")] = industrial_3;
    Conversion rule;
    rule.m0_guard = "record";
    ask(state, "1", {{m0, 1}}, "p");
    EXPECT_THAT(decided(state, rule),
                ElementsAre("refused p - - request=1; m0: from: industrial_3 is of class 3"));
}

// The data's own M0 land: support 0.30 as a single-precision number is exactly at the cap, 0.31 is over it.
// The base year is looked at too, and nothing is changed.
TEST(M0Guard, AuditsTheLandOfTheData)
{
    State state = parks();
    for (const std::string_view id : {"p", "q"})
        state.parcels.use[parcel(state, id)] = m0;
    state.parcels.support_share[parcel(state, "p")] = 0.30F;
    state.parcels.support_share[parcel(state, "q")] = 0.31F;
    assess(state, Conversion{}, 2024);
    const auto events = told(state);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].substr(0, 12), "m0_breach q ");
    EXPECT_EQ(events[1], "m0_over_total n 0.11 0.1 m0_mu=165; planned_industrial_mu=1500");
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.audits, 1);
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.breaches, 1);
}

// Industry that is M0 by a fifth of its floor, 30 of 150 mu, and housing by three tenths: the guard holds for
// it as for a request. Half of the M0 part is support: 15 mu.
TEST(M0Guard, AuditsM0ThatIsNotTheMainUse)
{
    State state = parks();
    const ParcelId p = parcel(state, "p");
    state.parcels.mixed = {{p, industrial_2, 0.5}, {p, m0, 0.2}, {p, residential, 0.3}};
    state.parcels.support_share[p] = 0.5F;
    assess(state, Conversion{}, 2024);
    EXPECT_THAT(
        told(state),
        ElementsAre("m0_breach p 0.3 0 housing=0.3; commercial=0; support_share=0.5 (<=0.3); m0_mu=30"));
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.breaches, 1);
    EXPECT_NEAR(mm2_to_mu(measure(state).parks[0].m0_support), 15, 1e-5);
}

// A whole M0 parcel counts in the literal share: 150 of 1500 mu, support 45 mu known beside it.
TEST(M0Guard, AWholeM0ParcelCountsAndItsSupportIsKnownBesideIt)
{
    State state = parks();
    state.parcels.use[parcel(state, "p")] = m0;
    state.parcels.support_share[parcel(state, "p")] = 0.30F;
    const Measures m = measure(state).parks[0];
    EXPECT_EQ(m.ledger.a_m0, mm2_of_mu(150));
    EXPECT_NEAR(mm2_to_mu(m.m0_support), 45, 1e-5);
}

}  // namespace
}  // namespace permu::test
