/// Conversion, its second half: more floor on own land, up to the plan's FAR.
#include <gmock/gmock.h>

#include "permu/rules/conversion.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;

/// A national zone at the end of 2025.
State land(std::string_view rows, std::string_view firms = {})
{
    State state = state_of({.year = 2025, .parks = "id level\n n national", .parcels = rows, .firms = firms});
    state.base_year = 2024;
    return state;
}

ConversionRequest& ask(State& state, std::string_view id, std::string_view on, double floor)
{
    ConversionRequest request;
    request.id = id, request.parcel = parcel(state, on), request.year = 2025, request.floor_area = floor;
    state.conversions.push_back(std::move(request));
    return state.conversions.back();
}

std::vector<std::string> decided(State& state, const Conversion& rule = {})
{
    start_year(state, 2025);
    apply(state, rule, 2025);
    return told(state);
}

// 100 mu = 66 666.67 m²; floor 40 000 m² (FAR 0.6), plan 1.2: 80 000 m² is the plan's limit exactly.
// saved: 40 000 more at FAR 0.6 would have needed 100 mu.
TEST(Intensify, BuildsHigherUpToThePlansFar)
{
    const auto floor = [](double wanted) {
        State state = land("id use stage floor_area plan_far\n p industrial_2 built 40000 1.2",
                           "id parcel fixed_investment\n f p 500");
        ask(state, "r", "p", wanted).investment = 250;
        decided(state);
        return state;
    };
    State state = floor(80000);
    EXPECT_THAT(told(state), ElementsAre("intensified p 40000 - request=r; far=0.6 to 1.2 (<=1.2)"));
    EXPECT_DOUBLE_EQ(state.parcels.floor_area[parcel(state, "p")], 80000);
    EXPECT_DOUBLE_EQ(state.enterprises.fixed_investment[firm(state, "f")], 750);
    EXPECT_EQ(state.parks.flows[park(state, "n")].land_saved, mm2_of_mu(100));
    state = floor(80010);
    EXPECT_THAT(told(state), ElementsAre("refused p 1.20015 1.2 request=r; more floor: plan_far"));
    EXPECT_DOUBLE_EQ(state.enterprises.fixed_investment[firm(state, "f")], 500);
    EXPECT_THAT(told(floor(40000)), ElementsAre("refused p 40000 40000 request=r; more floor: more_floor"));
}

// Land without buildings yet, of unknown floor, without a FAR of the plan.
TEST(Intensify, BuildsHigherOnlyWhereItKnowsTheLimits)
{
    State state = land(
        "id use stage floor_area plan_far\n a industrial_2 supplied - 2\n"
        "b industrial_2 built - 2\n c industrial_2 built 100 -");
    for (const std::string_view id : {"a", "b", "c"})
        ask(state, id, id, 1000);
    EXPECT_THAT(decided(state), ElementsAre("refused a - - request=a; more floor: built: supplied",
                                            "refused b - - request=b; more floor: floor_known",
                                            "refused c - - request=c; more floor: plan_far: not known"));
}

// Class A builds higher for certain: FAR 0.6 · 1.5 = 0.9 in division 39; division 13 is not suitable; a plan
// of 0.75 stops at 0.75; at its limit nobody asks.
TEST(Intensify, BuildsHigherByHazardInSuitableDivisions)
{
    State state = land(
        "id use stage floor_area plan_far\n a industrial_2 built 40000 2\n"
        "b industrial_2 built 40000 2\n c industrial_2 built 40000 0.75\n"
        "d industrial_2 built 50000 0.75",
        "id parcel division grade\n f a 39 A\n g b 13 A\n h c 39 A\n i d 39 A");
    Conversion rule;
    rule.intensify_hazard = {{"A", 1.0}};
    rule.intensify_divisions = {"39"};
    EXPECT_THAT(decided(state, rule),
                ElementsAre("intensified a 20000 - hazard of class A; far=0.6 to 0.9 (<=2)",
                            "intensified c 10000 - hazard of class A; far=0.6 to 0.75 (<=0.75)"));
}

}  // namespace
}  // namespace permu::test
