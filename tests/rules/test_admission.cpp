/// Admission: every reason for and against, and the refusal that tells it.
#include "permu/rules/admission.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// "project park" of every admission.
Lines admitted(const State& state)
{
    Lines all;
    for (const Admission& one : state.admissions)
        all.push_back(std::string(state.projects.id[one.project]) + " " + state.parks.id[one.park.index]);
    return all;
}

// division   a: negative 26   b: allowed 39   c: anything
// 26              no               no             yes
// 39              yes              yes            yes
// 13              yes              no             yes
TEST(Admission, HoldsTheNegativeListAndTheEnvironmentalUnit)
{
    State state = state_of({.parks = "id negative allowed\n a 26 -\n b - 39\n c - -",
                            .projects = "id division status\n p 26 waiting\n q 39 waiting\n r 13 waiting"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p c", "q a", "q b", "q c", "r a", "r c"}));
    EXPECT_TRUE(state.events.all().empty());
}

TEST(Admission, OnlyTheParkThatIsWantedIsAskedAndOneRefusalTellsWhy)
{
    State state = state_of({.parks = "id negative\n a 26\n b -",
                            .projects = "id division wanted status\n p 26 a waiting\n q 26 b waiting\n"
                                        "r 26 a placed\n s 26 a future"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"q b"}));
    EXPECT_EQ(told(state), (Lines{"refused p - - negative_list × 1"}));
    EXPECT_EQ(state.region.refused, 1);
    EXPECT_EQ(state.parks.flows[park(state, "a")].refused, 1);
}

TEST(Admission, AParkThatLeftIsNotWantedAnyMore)
{
    State state = state_of({.parks = "id status\n a transitioned\n b developing\n c merged",
                            .projects = "id wanted status\n p a waiting\n q - waiting"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p b", "q b"}));
}

// Firms on land of a park that turned stay, but only services may expand there.
TEST(Admission, NoIndustrialProjectExpandsInAParkThatTransitioned)
{
    State state = state_of({.parks = "id status\n a transitioned\n b developing",
                            .parcels = "id park stage\n p1 a built",
                            .firms = "id parcel\n f p1",
                            .projects = "id division enterprise on_own_land service status\n"
                                        "p 39 f 1 0 waiting\n q 65 f 1 1 waiting"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"q a"}));
    EXPECT_EQ(told(state), (Lines{"refused p - - no_longer_a_zone × 1"}));
}

// cap 0.5 tce/万元: 50/100 is admitted (inclusive), 51/100 not, and neither is one that states nothing
TEST(Admission, CapsAreInclusiveAndWhatIsNotStatedIsOverThem)
{
    State state = state_of({.projects = "id energy value_added status\n p 50 100 waiting\n q 51 100 waiting\n"
                                        "r - 100 waiting"});
    ProjectAdmission rule;
    rule.energy_per_value_added_max = 0.5;
    apply(state, rule, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p a"}));
    EXPECT_EQ(told(state),
              (Lines{"refused q 0.51 0.5 energy_per_value_added × 1; energy_per_value_added 0.51 > 0.5",
                     "refused r - 0.5 energy_per_value_added × 1; energy_per_value_added not stated > 0.5"}));
    State dirty = state_of({.projects = "id emission value_added status\n p 2 100 waiting"});
    ProjectAdmission clean;
    clean.emission_per_value_added_max = 0.01;
    apply(dirty, clean, 2025);
    EXPECT_EQ(only_event(dirty, "refused", "p").threshold, 0.01);
}

TEST(Admission, LeadingIndustriesBindOnlyWhenAskedAndWhereNamed)
{
    State state = state_of({.parks = "id leading\n a 39;40\n b -",
                            .projects = "id division status\n p 39 waiting\n q 13 waiting"});
    ProjectAdmission rule;
    rule.leading_only = true;
    apply(state, rule, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p a", "p b", "q b"}));
}

// quota 100 t; firms 50; a placed project not yet producing 20; left 30
// new-quality n wants 20 and is first, then p (2024) 10 fits exactly, q (2025) 1 does not, z states nothing
TEST(Admission, KeepsThePollutantQuotaAndServesNewQualityProjectsFirst)
{
    State state =
        state_of({.parks = "id pollutant_quota\n a 100",
                  .parcels = "id\n k",
                  .firms = "id parcel emission\n f k 50",
                  .projects = "id arrival emission new_quality status parcel\n p 2024 10 0 waiting -\n"
                              "q 2025 1 0 waiting -\n n 2025 20 1 waiting -\n z 2025 - 0 waiting -\n"
                              "d 2023 20 0 placed k"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p a", "n a", "z a"}));
    EXPECT_EQ(told(state), (Lines{"refused q 101 100 pollutant_quota × 1; pollutant_quota 101 > 100"}));
}

TEST(Admission, AnExpansionOnOwnLandAsksTheParkOfTheFirm)
{
    State state = state_of({.parks = "id negative\n a 26\n b -",
                            .parcels = "id park stage\n k b built",
                            .firms = "id parcel\n f k",
                            .projects = "id division enterprise on_own_land status\n p 26 f 1 waiting"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p b"}));
}

TEST(Admission, TestsNothingInParksItDoesNotCover)
{
    State state = state_of({.parks = "id level negative\n a national 26\n b provincial 26",
                            .projects = "id division status\n p 26 waiting"});
    ProjectAdmission rule;
    rule.scope.level = "national";
    apply(state, rule, 2025);
    EXPECT_EQ(admitted(state), (Lines{"p b"}));
}

TEST(Admission, CountsTheReasonsOfSeveralParks)
{
    State state = state_of({.parks = "id negative allowed\n a 26 -\n b 26 -\n c - 39",
                            .projects = "id division status\n p 26 waiting"});
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_EQ(told(state), (Lines{"refused p - - negative_list × 2; environment_unit × 1"}));
}

// the class of g gets no new land, that of f does; on own land nobody asks
TEST(Admission, AFirmWhoseClassGetsNoNewLandDoesNotExpandOnIt)
{
    State state = state_of({.parcels = "id stage\n j built\n k ready",
                            .firms = "id parcel quota_multiplier\n f j 0.8\n g j 0",
                            .projects = "id enterprise on_own_land status\n p f 0 waiting\n q g 0 waiting\n"
                                        "r g 1 waiting"});
    apply(state, ProjectAdmission{}, 2025);
    ASSERT_EQ(state.admissions.size(), 2U);
    EXPECT_EQ(state.admissions[0].project, project(state, "p"));
    EXPECT_EQ(state.admissions[1].project, project(state, "r"));
    EXPECT_EQ(told(state, "refused"), (std::vector<std::string>{"refused q - - class_of_firm × 1"}));
    EXPECT_EQ(state.region.refused_for[static_cast<std::size_t>(RefusedFor::firm_class)], 1);
}

}  // namespace
}  // namespace permu::test
