/// Environmental units: a project enters only where its division is allowed, park and lot alike.
#include <gmock/gmock.h>

#include "fixture.hpp"
#include "permu/rules/admission.hpp"
#include "permu/rules/standard_land.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;

/// Unit 1 allows 39 alone, unit 2 all but 26.
void add_units(State& state)
{
    state.environment.id = state.environment.name = {"U1", "U2"};
    state.environment.allowed = {{39}, {}};
    state.environment.negative = {{}, {26}};
}

std::vector<std::string> admitted(const State& state)
{
    std::vector<std::string> all;
    for (const Admission& one : state.admissions)
        all.push_back(std::string(state.projects.id[one.project]) + " " + state.parks.id[one.park.index]);
    return all;
}

// unit   26    39    13
// 0      yes   yes   yes   (in no unit)
// 1      no    yes   no
// 2      no    yes   yes
TEST(Environment, AllowsByBothLists)
{
    State state;
    add_units(state);
    const auto allows = [&](std::uint16_t unit, int division) {
        return state.environment.allows(unit, division);
    };
    EXPECT_TRUE(allows(0, 26));
    EXPECT_FALSE(allows(1, 26));
    EXPECT_TRUE(allows(1, 39));
    EXPECT_FALSE(allows(1, 13));
    EXPECT_FALSE(allows(2, 26));
    EXPECT_TRUE(allows(2, 13));
}

// Land for projects: a in units 1 and 2, b in unit 1, c partly in no unit, d has none left (its land in unit
// 1 is built): nothing is against it there.
//           a          b     c     d
// 26        no         no    yes   yes
// 39        yes        yes   yes   yes
// 13        in unit 2  no    yes   yes
TEST(Environment, AParkAdmitsWhatOneOfItsUnitsAllows)
{
    State state =
        state_of({.parks = "id\n a\n b\n c\n d",
                  .parcels = "id park stage environment\n a1 a ready 1\n a2 a planned 2\n"
                             "b1 b listed 1\n b2 b built 2\n c1 c ready 1\n c2 c ready -\n d1 d built 1",
                  .projects = "id division status\n p 26 waiting\n q 39 waiting\n r 13 waiting"});
    add_units(state);
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_THAT(admitted(state), ElementsAre("p c", "p d", "q a", "q b", "q c", "q d", "r a", "r c", "r d"));
}

// The firm's own land lies in unit 1: 13 may not expand there, though the park has land in unit 2.
TEST(Environment, AnExpansionIsJudgedOnItsOwnLand)
{
    State state = state_of({.parks = "id\n a",
                            .parcels = "id stage environment\n own built 1\n new ready 2",
                            .firms = "id parcel division\n f own 13",
                            .projects = "id division status enterprise on_own_land wanted\n"
                                        "p 13 waiting f 1 a\n q 13 waiting - 0 a"});
    add_units(state);
    apply(state, ProjectAdmission{}, 2025);
    EXPECT_THAT(admitted(state), ElementsAre("q a"));
    EXPECT_THAT(told(state), ElementsAre("refused p - - environment_unit × 1"));
}

// Two lots of 100 mu, the first in unit 1, the second in unit 2: division 13 gets the second, though the
// first fits as well and comes before it.
TEST(Environment, AProjectGetsALotOfAUnitThatAllowsIt)
{
    State state =
        state_of({.parks = "id land_grade\n a 9",
                  .parcels = "id use stage environment\n l1 industrial ready 1\n l2 industrial ready 2",
                  .projects = "id division mu status investment tax output far\n"
                              "p 13 100 waiting 90000 9000 90000 2"});
    add_units(state);
    state.admissions = {{project(state, "p"), park(state, "a")}};
    StandardLand rule;
    rule.share = 0;
    apply(state, rule, 2025);
    EXPECT_EQ(state.projects.status[project(state, "p")], ProjectStatus::placed);
    EXPECT_EQ(state.projects.parcel[project(state, "p")], parcel(state, "l2"));
}

}  // namespace
}  // namespace permu::test
