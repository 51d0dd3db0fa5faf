/// Cooperation parks: targets, recognition and the partner's share.
#include "permu/rules/cooperation_parks.hpp"

#include <gtest/gtest.h>

#include "market_fixture.hpp"
#include "permu/model/measures.hpp"
#include "zones.hpp"

namespace permu::test {
namespace {

/// One park with two sub-parks: z1 on p1, z2 on p2; firms f and g on p1, h on p2.
State zone(int z1 = no_year, int z2 = no_year)
{
    State state = state_of({.parcels = "id mu stage\n p1 60 built\n p2 40 built\n p3 20 built",
                            .firms = "id parcel division tax foreign\n f p1 39 100 7\n g p1 39 20 -\n"
                                     "h p2 39 30 5\n i p3 39 50 4"});
    add_zone(state, "z1", {"p1"}, z1);
    add_zone(state, "z2", {"p2"}, z2);
    return state;
}

// by the end of    2020  2021  2024  2025  2029  2030  2040
// parks in all        0     1     1     5     5    11    11
TEST(CooperationParks, MilestonesAreCumulative)
{
    const CooperationParks rule;
    EXPECT_EQ(target_of(rule.milestones, 2020), 0);
    EXPECT_EQ(target_of(rule.milestones, 2021), 1);
    EXPECT_EQ(target_of(rule.milestones, 2024), 1);
    EXPECT_EQ(target_of(rule.milestones, 2025), 5);
    EXPECT_EQ(target_of(rule.milestones, 2029), 5);
    EXPECT_EQ(target_of(rule.milestones, 2030), 11);
    EXPECT_EQ(target_of(rule.milestones, 2040), 11);
}

// z1 is recognised in 2025, z2 never: one park, whatever the target says
TEST(CooperationParks, NoParkComesByDate)
{
    State state = zone(2025);
    Lines progress;
    for (Year year = 2025; year <= 2030; ++year) {
        start_year(state, year);
        apply(state, CooperationParks{}, year);
        EXPECT_EQ(measure(state).region.cooperation_parks, 1) << year;
        progress.push_back(told(state, "progress").at(0));
    }
    EXPECT_EQ(progress.front(), "progress region 1 5 short by 4; next: 11 by 2030");
    EXPECT_EQ(progress.back(), "progress region 1 11 short by 10");
}

TEST(CooperationParks, RecognitionIsDeclaredOrByTheWholeChecklist)
{
    State state = zone(2025);
    state.sub_parks.criteria[SubParkId{1}].fill(Criterion::met);
    State one_open = state;
    one_open.sub_parks.criteria[SubParkId{1}][2] = Criterion::unknown;
    apply(state, CooperationParks{}, 2025);
    EXPECT_EQ(told(state, "recognised"), (Lines{"recognised a 0 5 sub-park z1; as declared"}));
    CooperationParks by_checklist;
    by_checklist.recognition = "checklist";
    start_year(state, 2026);
    apply(state, by_checklist, 2026);
    EXPECT_EQ(told(state, "recognised"), (Lines{"recognised a 5 5 sub-park z2; all criteria met"}));
    EXPECT_EQ(state.sub_parks.recognised[SubParkId{1}], 2026);
    apply(one_open, by_checklist, 2025);
    EXPECT_EQ(one_open.sub_parks.recognised[SubParkId{1}], no_year);
}

TEST(CooperationParks, TheBaseYearTellsWhatTheChecklistsSay)
{
    State state = zone(2023);
    state.sub_parks.criteria[SubParkId{0}] = {Criterion::met, Criterion::met, Criterion::not_met,
                                              Criterion::met, Criterion::unknown};
    state.sub_parks.criteria[SubParkId{1}].fill(Criterion::met);
    assess(state, CooperationParks{}, 2025);
    EXPECT_EQ(
        told(state, "checklist"),
        (Lines{"checklist a 3 5 sub-park z1; recognised=2023; sound_mechanism=no; clear_industry=unknown",
               "checklist a 5 5 sub-park z2; recognised=no"}));
    EXPECT_EQ(told(state, "progress"), (Lines{"progress region 1 5 short by 4; next: 11 by 2030"}));
}

// tax of z1: 100 + 20. The rule says 10 %, z2 says 25 % of 30 by itself: 12 and 7.5.
TEST(CooperationParks, ThePartnerGetsItsShareOfTheTax)
{
    State state = zone();
    CooperationParks rule;
    rule.benefit_share = 0.10;
    state.sub_parks.benefit_share[SubParkId{1}] = 0.25;
    state.sub_parks.partner[0] = "德国";
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "benefit"), (Lines{"benefit a -12 - sub-park z1; partner 德国; 0.1 × 120 万元",
                                             "benefit a -7.5 - sub-park z2; partner not named; 0.25 × 30 "
                                             "万元"}));
    EXPECT_EQ(state.region.account.of(Reason::benefit_share), to_fen({-19.5}));
    State nothing = zone();
    apply(nothing, CooperationParks{}, 2025);
    EXPECT_EQ(nothing.region.account.total(), 0);
}

// A zone built with another zone of the country is no international cooperation park.
TEST(CooperationParks, OnlyInternationalOnesCount)
{
    State state = zone(2024, 2024);
    state.sub_parks.kind[SubParkId{1}] = SubParkKind::co_built;
    EXPECT_EQ(measure(state).region.cooperation_parks, 1);
}

// land 60 and 40 of 120 mu; foreign capital 7 and 5 of 16 in the park, 32 in the city
TEST(CooperationParks, ASubParkIsItsParcelsAndTheirFirms)
{
    State state = zone();
    state.parks.city_fdi[park(state, "a")] = 32;
    const MeasureSet set = measure(state);
    ASSERT_EQ(set.sub_parks.size(), 2U);
    EXPECT_EQ(set.sub_parks[0].ledger.a, mm2_of_mu(60));
    EXPECT_EQ(set.sub_parks[1].ledger.a, mm2_of_mu(40));
    EXPECT_EQ(set.sub_parks[0].tax.value(), 120);
    EXPECT_EQ(set.sub_parks[0].foreign.value(), 7);
    EXPECT_EQ(set.sub_parks[0].enterprises, 2);
    EXPECT_EQ(set.sub_parks[0].city_foreign, 32);
    EXPECT_EQ(set.parks[0].foreign.value(), 16);
    EXPECT_EQ(set.parks[0].ledger.a, mm2_of_mu(120));
}

TEST(CooperationParks, WithoutSubParksItSaysSoOnce)
{
    State state = state_of({.parcels = "id\n p"});
    assess(state, CooperationParks{}, 2025);
    EXPECT_EQ(told(state), (Lines{"not_known region"}));
    start_year(state, 2026);
    apply(state, CooperationParks{}, 2026);
    EXPECT_EQ(told(state), Lines{});
    EXPECT_TRUE(std::isnan(measure(state).region.cooperation_parks));
}

TEST(CooperationParks, RefusesMilestonesThatFallOrAreNoYears)
{
    CooperationParks rule;
    rule.milestones = {{"2025", 5}, {"2030", 4}, {"soon", 11}};
    Problems problems;
    validate(rule, "rules.cooperation_parks", problems);
    EXPECT_EQ(problems.all().size(), 2U);
}

// Two parks of one city that used 100, one of another that used 50: 150, each city once
TEST(CooperationParks, ForeignCapitalOfACityCountsOnce)
{
    State state = state_of({.parks = "id city city_fdi\n a 太原 100\n b 太原 100\n c 大同 50",
                            .parcels = "id park\n p a\n q b\n r c"});
    EXPECT_EQ(measure(state).region.city_foreign, 150);
    state.parks.city_fdi[park(state, "c")] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(measure(state).region.city_foreign));
}

// ready land   z1 (with 德国)   40 mu       r   50 mu
// q comes first in the queue and fits r no better than z1; p is of the partner
TEST(CooperationParks, LandOfAZoneGoesToTheProjectsOfItsPartnerFirst)
{
    const auto placed_on = [](bool partner_first) {
        State state = state_of({.parcels = "id mu stage\n z 40 ready\n r 50 ready",
                                .projects = "id division mu partner new_quality status\n"
                                            "p 39 45 德国 0 waiting\n q 39 40 - 1 waiting"});
        state.sub_parks.partner[add_zone(state, "z1", {"z"}, 2024).index] = "德国";
        CooperationParks rule;
        rule.partner_first = partner_first;
        apply(state, rule, 2025);
        admit_all(state);
        StandardLand allocation = without_thresholds();
        allocation.size_tolerance_over = allocation.size_tolerance_under = 0.3;
        apply(state, allocation, 2025);
        return placed(state);
    };
    EXPECT_EQ(placed_on(true), (Lines{"p z", "q r"}));
    EXPECT_EQ(placed_on(false), (Lines{"p r", "q z"}));
}

// z is meant for 德国, whose project e scores least; j and k come before it and want as much land
TEST(CooperationParks, ThePartnersProjectDoesNotWaitForOthersToBeServed)
{
    for (const char* strategy : {"priority", "optimal", "chain"}) {
        State state = state_of({.parcels = "id mu stage\n r 30 ready\n z 30 ready",
                                .projects = "id division mu partner tier status\n j 39 30 - future waiting\n"
                                            "k 39 30 - emerging waiting\n e 39 30 德国 traditional waiting"});
        state.sub_parks.partner[add_zone(state, "z1", {"z"}, 2024).index] = "德国";
        apply(state, CooperationParks{}, 2025);
        admit_all(state);
        StandardLand rule = without_thresholds();
        rule.strategy = strategy;
        apply(state, rule, 2025);
        EXPECT_EQ(placed(state), (Lines{"j r", "e z"})) << strategy;
    }
}

// A zone that nobody has recognised yet is land like any other; one built with a partner in the country is
// not recognised at all.
TEST(CooperationParks, OnlyARecognisedZonePrefersItsPartner)
{
    State state = zone(2026);
    state.sub_parks.kind[SubParkId{1}] = SubParkKind::co_built;
    apply(state, CooperationParks{}, 2025);
    EXPECT_EQ(state.sub_parks.prefers_partner[SubParkId{0}], 0);
    EXPECT_EQ(state.sub_parks.prefers_partner[SubParkId{1}], 1);
    start_year(state, 2026);
    apply(state, CooperationParks{}, 2026);
    EXPECT_EQ(state.sub_parks.prefers_partner[SubParkId{0}], 1);
}

}  // namespace
}  // namespace permu::test
