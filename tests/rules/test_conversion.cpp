/// Conversion: who may become what, mixed land, and what it costs.
#include <gmock/gmock.h>

#include "permu/model/measures.hpp"
#include "permu/rules/conversion.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum LandUse;

constexpr std::string_view zone = "id level province\n n national 江苏";

/// A state of the end of 2025; one built industrial_2 parcel p of 100 mu unless rows are given.
State land(std::string_view rows = "id use stage tenure\n p industrial_2 built grant",
           std::string_view firms = {})
{
    State state = state_of({.year = 2025, .parks = zone, .parcels = rows, .firms = firms});
    state.base_year = 2024;
    return state;
}

void ask(State& state, std::string_view id, std::vector<UseShare> uses, std::string_view on = "p")
{
    ConversionRequest request;
    request.id = id, request.parcel = parcel(state, on), request.year = 2025, request.uses = std::move(uses);
    state.conversions.push_back(std::move(request));
}

/// Runs 2025 and gives its events.
std::vector<std::string> decided(State& state, const Conversion& rule = {})
{
    start_year(state, 2025);
    apply(state, rule, 2025);
    return told(state);
}

/// Events of one request for one use.
std::vector<std::string> answer(std::string_view rows, LandUse to, const Conversion& rule = {})
{
    State state = land(rows);
    ask(state, "r", {{to, 1}});
    return decided(state, rule);
}

// Without requests and hazards nothing changes and nothing is said.
TEST(Conversion, DoesNothingUnasked)
{
    State state = land();
    EXPECT_THAT(decided(state), IsEmpty());
    EXPECT_EQ(state.parcels.use[parcel(state, "p")], industrial_2);
}

// 100 mu of class-2 industry become R&D land; the industry that went is remembered for three years.
TEST(Conversion, TurnsIndustryIntoResearchAndRemembersIt)
{
    State state = land();
    ask(state, "r", {{research, 1}});
    EXPECT_THAT(decided(state), ElementsAre("converted p 100 - request=r; from=industrial_2; to=research",
                                            "top_up_unknown p"));
    const ParcelId p = parcel(state, "p");
    EXPECT_EQ(state.parcels.use[p], research);
    EXPECT_EQ(state.parcels.converted_year[p], 2025);
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.done, 1);
    EXPECT_EQ(state.parks.flows[park(state, "n")].conversions.land, mm2_of_mu(100));
    EXPECT_EQ(measure(state).region.converted_recent, mm2_of_mu(100));
    state.year = 2028;  // the three years 2026, 2027 and 2028 hold no conversion
    EXPECT_EQ(measure(state).region.converted_recent, 0);
}

// What comes back is no conversion any more.
TEST(Conversion, ForgetsIndustryThatComesBack)
{
    State state = land();
    ask(state, "1", {{research, 1}});
    ask(state, "2", {{industrial_1, 1}});
    decided(state);
    const ParcelId p = parcel(state, "p");
    EXPECT_EQ(state.parcels.use[p], industrial_1);
    EXPECT_EQ(state.parcels.converted_year[p], no_year);
    EXPECT_EQ(measure(state).region.converted_recent, 0);
}

// use of p       asked for      why not
// industrial_3   research       from: class 3
// logistics_3    industrial_1   from: class 3
// industrial_1   industrial_3   to: class 3
// industrial     research       from: no class
// residential    research       from: not converted
// industrial_1   residential    to: not converted
// industrial_1   industrial_1   no change
TEST(Conversion, RefusesClassThreeUnknownClassesAndOtherUses)
{
    const auto why = [](std::string_view use, LandUse to) {
        const std::string rows = "id use stage tenure\n p " + std::string(use) + " built grant";
        const auto events = answer(rows, to);
        return events.size() == 1 ? events[0] : "several";
    };
    const auto refused = [](std::string_view text) {
        return "refused p - - request=r; " + std::string(text);
    };
    EXPECT_EQ(why("industrial_3", research), refused("research: from: industrial_3 is of class 3"));
    EXPECT_EQ(why("logistics_3", industrial_1), refused("industrial_1: from: logistics_3 is of class 3"));
    EXPECT_EQ(why("industrial_1", industrial_3), refused("industrial_3: to: industrial_3 is of class 3"));
    EXPECT_EQ(why("industrial", research), refused("research: from: industrial has no class"));
    EXPECT_EQ(why("residential", research), refused("research: from: residential is not converted"));
    EXPECT_EQ(why("industrial_1", residential), refused("residential: to: residential is not converted"));
    EXPECT_EQ(why("industrial_1", industrial_1), refused("industrial_1: no_change"));
    EXPECT_EQ(Conversion::record().events[2].name, "refused");
    EXPECT_EQ(Conversion::record().events[2].clause, "003 (十三)");
}

// A class-less 1001: taken as class 2 it is converted, as class 3 it is not.
TEST(Conversion, ConvertsLandWithoutAClassOnlyByAnAssumedOne)
{
    constexpr std::string_view rows = "id use stage tenure\n p industrial built grant";
    Conversion rule;
    rule.assume_class = 2;
    EXPECT_THAT(answer(rows, research, rule),
                ElementsAre("converted p 100 - request=r; from=industrial; to=research; assumed class 2",
                            "top_up_unknown p"));
    rule.assume_class = 3;
    EXPECT_THAT(answer(rows, research, rule),
                ElementsAre("refused p - - request=r; research: from: industrial is taken as class 3"));
}

// Not supplied, on a red line, in a park that is no zone any more, in a park the rule does not cover.
TEST(Conversion, NeedsSuppliedLandInAZoneWithoutConstraint)
{
    EXPECT_THAT(answer("id use stage\n p industrial_2 ready", research),
                ElementsAre("refused p - - request=r; research: supplied: ready"));
    EXPECT_THAT(answer("id use stage constrained\n p industrial_2 built 1", research),
                ElementsAre("refused p - - request=r; research: use_control"));
    State state = land();
    ask(state, "r", {{research, 1}});
    state.parks.status[park(state, "n")] = ParkStatus::transitioned;
    EXPECT_THAT(decided(state),
                ElementsAre("refused p - - request=r; research: zone: it is no zone any more"));
    state.parks.status[park(state, "n")] = ParkStatus::developing;
    Conversion provincial;
    provincial.scope.level = "provincial";
    EXPECT_THAT(decided(state, provincial),
                ElementsAre("refused p - - request=r; research: zone: the rule does not cover it"));
}

// plan of p      asked for      compatible   exact
// residential    research       refused      refused
// industrial_2   industrial_1   converted    converted: a lower class
// industrial_1   industrial_2   converted    refused: a higher one
// industrial_2   research       converted    refused
// research       research       converted    converted
// industrial_3   industrial_2   refused      converted: planned for worse
TEST(Conversion, AsksThePlanAsItIsToldTo)
{
    const auto plan = [](std::string_view planned, LandUse to, std::string_view reading) {
        const std::string use = to == industrial_1 ? "industrial_2" : "industrial_1";
        Conversion rule;
        rule.plan = reading;
        const auto events =
            answer("id use plan_use stage\n p " + use + " " + std::string(planned) + " built", to, rule);
        return std::string(events.at(0).substr(0, events.at(0).find(' ')));
    };
    EXPECT_EQ(plan("residential", research, "compatible"), "refused");
    EXPECT_EQ(plan("residential", research, "exact"), "refused");
    EXPECT_EQ(plan("residential", research, "ignore"), "converted");
    EXPECT_EQ(plan("industrial_2", industrial_1, "compatible"), "converted");
    EXPECT_EQ(plan("industrial_2", industrial_1, "exact"), "converted");
    EXPECT_EQ(plan("industrial_1", industrial_2, "exact"), "refused");
    EXPECT_EQ(plan("industrial_2", research, "compatible"), "converted");
    EXPECT_EQ(plan("industrial_2", research, "exact"), "refused");
    EXPECT_EQ(plan("research", research, "exact"), "converted");
    EXPECT_EQ(plan("industrial_3", industrial_2, "compatible"), "refused");
    EXPECT_EQ(plan("industrial_3", industrial_2, "exact"), "converted");
}

// The plan's class follows the conversion, so that what is built later is of the new use.
TEST(Conversion, ThePlanFollows)
{
    State state = land("id use plan_use stage\n p industrial_2 industrial_2 built\n q industrial_2 - built");
    ask(state, "1", {{research, 1}}, "p");
    ask(state, "2", {{research, 1}}, "q");
    decided(state);
    EXPECT_EQ(state.parcels.plan_use[parcel(state, "p")], research);
    EXPECT_EQ(state.parcels.plan_use[parcel(state, "q")], none);
}

// A provincial park, or a year before 2025: carried out, but the clause does not bind there.
TEST(Conversion, IsHypotheticalOutsideNationalZonesAndBefore2025)
{
    State state = land();
    state.parks.level[park(state, "n")] = ParkLevel::provincial;
    ask(state, "r", {{research, 1}});
    EXPECT_THAT(decided(state), ElementsAre("? converted p 100 - request=r; from=industrial_2; to=research",
                                            "? top_up_unknown p"));
}

// 100 mu: 0.7 M0, 0.3 research → a mixed parcel, 70 mu of A2 and 30 of A52.
TEST(Conversion, MakesMixedLandThatTheLedgerSplits)
{
    State state = land("id use stage\n p industrial_2 built\n q industrial_2 built");
    Conversion rule;
    rule.m0_total_max = 1;
    ask(state, "r", {{research, 0.3}, {m0, 0.7}});
    EXPECT_EQ(decided(state, rule).front(),
              "converted p 100 - request=r; from=industrial_2; to=research=0.3+m0=0.7");
    EXPECT_EQ(state.parcels.use[parcel(state, "p")], m0);
    ASSERT_EQ(state.parcels.mixed.size(), 2U);
    const Measures m = measure(state).region;
    EXPECT_EQ(m.ledger.a_m0, mm2_of_mu(70));
    EXPECT_EQ(m.ledger.a_research, mm2_of_mu(30));
    EXPECT_EQ(m.mixed, mm2_of_mu(100));
    EXPECT_EQ(m.converted_recent, mm2_of_mu(30));
    // and back: one use, no shares
    state.conversions.clear();
    ask(state, "s", {{industrial_1, 1}});
    decided(state, rule);
    EXPECT_THAT(state.parcels.mixed, IsEmpty());
    EXPECT_EQ(measure(state).region.converted_recent, 0);
}

// market price 0.10 → 0.40 万元/m²; 50 years left: 0.30 · area; area 100 mu = 200000/3 m²: 20 000 万元
// 20 years left at 5 %: K = 0.6826
TEST(Conversion, BooksThePriceTopUpForTheRestOfTheTerm)
{
    Conversion rule;
    rule.price = {{"industrial", 0.10}, {"research", 0.40}};
    State state = land(
        "id use stage tenure expiry_year price\n p industrial_2 built grant 2075 900\n"
        "q industrial_2 built grant 2045 900\n r industrial_2 built grant 2075 900");
    ask(state, "1", {{research, 1}}, "p");
    ask(state, "2", {{research, 1}}, "q");
    ask(state, "3", {{industrial_1, 1}}, "r");  // the same price: nothing to pay
    decided(state, rule);
    EXPECT_DOUBLE_EQ(only_event(state, "top_up", "p").value, 20000);
    EXPECT_NEAR(only_event(state, "top_up", "q").value, 0.6826 * 20000, 1);
    EXPECT_NEAR(state.parcels.price[parcel(state, "p")], 20900, 1e-6);
    EXPECT_EQ(told(state, "top_up").size(), 2U);
    EXPECT_EQ(state.region.booked_this_year.of(Reason::price_top_up),
              to_fen(WanYuan{20000}) + to_fen(WanYuan{only_event(state, "top_up", "q").value}));
}

// Cheaper land is not paid back; a lease pays a higher rent, 30 · 0.4 / 0.1 = 120, and no top-up.
// Allocated R&D land that becomes industry is granted at the whole price: 0.10 · 200000/3 = 6666.67.
TEST(Conversion, PaysNothingBackRaisesRentsAndGrantsAllocatedLand)
{
    Conversion rule;
    rule.price = {{"industrial", 0.10}, {"research", 0.40}};
    State state = land(
        "id use stage tenure rent\n c research built grant -\n l industrial_2 built lease 30\n"
        "s research built allocated -");
    ask(state, "1", {{industrial_1, 1}}, "c");
    ask(state, "2", {{research, 1}}, "l");
    ask(state, "3", {{industrial_1, 1}}, "s");
    decided(state, rule);
    EXPECT_EQ(told(state, "rent_changed"), std::vector<std::string>{"rent_changed l 120 30"});
    EXPECT_DOUBLE_EQ(state.parcels.rent[parcel(state, "l")], 120);
    EXPECT_EQ(told(state, "top_up").size(), 1U);
    EXPECT_NEAR(only_event(state, "top_up", "s").value, 6666.666667, 1e-6);
    const ParcelId s = parcel(state, "s");
    EXPECT_EQ(state.parcels.tenure[s], Tenure::grant);
    EXPECT_EQ(state.parcels.expiry_year[s], 2075);
}

// A hazard of 1 for class D: the firm's parcel is converted; class A stays. Of two firms on one parcel the
// one with more land speaks.
TEST(Conversion, DrawsRequestsByThePerMuClassOfTheFirm)
{
    Conversion rule;
    rule.request_hazard = {{"D", 1.0}};
    State state = land(
        "id use stage\n p industrial_2 built\n q industrial_2 built\n r industrial_2 built\n"
        "s industrial_2 built",
        "id parcel grade mu\n a p A 100\n d q D 100\n e r D 30\n f r B 70");
    decided(state, rule);
    EXPECT_THAT(told(state, "converted"),
                ElementsAre("converted q 100 - hazard of class D; from=industrial_2; to=research"));
}

// A hazard of 0.3 over 1000 parcels, each with its own luck.
TEST(Conversion, AHazardIsAShareOfParcels)
{
    std::string rows = "id use stage mu", firms = "id parcel";
    for (int i = 0; i < 1000; ++i) {
        rows += "\n p" + std::to_string(i) + " industrial_2 built 1";
        firms += "\n f" + std::to_string(i) + " p" + std::to_string(i);
    }
    State state = land(rows, firms);
    Conversion rule;
    rule.request_hazard = {{"none", 0.3}};
    decided(state, rule);
    EXPECT_NEAR(static_cast<double>(told(state, "converted").size()), 300, 45);
}

// 100 mu each, p_old 0.10, p_new 0.40 万元/m², the whole term left: a grant would pay 0.3 · 200000/3 = 20000.
// m is leased to one quarter: 15000, rent 30 · 4. s is in its lease stage: rent only.
TEST(Conversion, ALeasedPartPaysByItsRent)
{
    Conversion rule;
    rule.price = {{"industrial", 0.10}, {"research", 0.40}};
    State state = land(
        "id use stage tenure rent leased_share price expiry_year\n"
        "m industrial_2 built mixed 30 0.25 100 2080\n"
        "s industrial_2 built lease_then_grant 30 - 100 2030");
    ask(state, "1", {{research, 1}}, "m");
    ask(state, "2", {{research, 1}}, "s");
    decided(state, rule);
    EXPECT_NEAR(only_event(state, "top_up", "m").value, 15000, 1e-6);
    EXPECT_EQ(told(state, "top_up").size(), 1U);
    EXPECT_EQ(state.parcels.rent[parcel(state, "m")], 120);
    EXPECT_EQ(state.parcels.rent[parcel(state, "s")], 120);
}

}  // namespace
}  // namespace permu::test
