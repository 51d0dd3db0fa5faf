/// Per-mu classes in a run: who is evaluated, with whom, and what is told.
#include "permu/rules/per_mu.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "fixture.hpp"
#include "permu/base/csv.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// Half of the firms A, half D, by tax per mu.
PerMu halves()
{
    PerMu rule;
    rule.method.table = parse_csv(
        "group,id,weight,benchmark\nlarge,tax_per_mu,10,1\nsmall,tax_per_mu,10,1\n"
        "classes,A,0.5,\nclasses,B,0,\nclasses,C,0,\nclasses,D,0.5,\n",
        "halves");
    return rule;
}

std::string grade(const State& state, std::string_view id)
{
    return std::string(1, "-ABCD"[static_cast<std::size_t>(state.enterprises.grade[firm(state, id)])]);
}

// firm  mu  tax  per mu         class before   now
// x     10   10       1 → 10               B   A
// y     10    5     0.5 →  5               D   D, so twice
// z     10    1     0.1 →  1               -   D; ⌊3/2⌋ = 1 is A, 3 − 1 = 2 and more are D, y lies between: C
TEST(PerMu, TellsEachChangeOfClass)
{
    State state = state_of({.parcels = "id stage\n p built\n q built\n r built",
                            .firms = "id parcel mu tax large grade grade_previous\n x p 10 10 1 B B\n"
                                     "y q 10 5 1 D C\n z r 10 1 1 - -"});
    apply(state, halves(), 2025);
    EXPECT_EQ(told(state), (Lines{"classed x 10 - B → A", "classed y 5 - D → C", "classed z 1 - none → D"}));
    EXPECT_EQ(state.enterprises.grade_previous[firm(state, "x")], Grade::b);
    EXPECT_EQ(state.enterprises.score[firm(state, "y")], 5.0F);
    start_year(state, 2026);
    apply(state, halves(), 2026);
    EXPECT_EQ(told(state), Lines{}) << "nothing changed";
    EXPECT_EQ(state.enterprises.grade_previous[firm(state, "z")], Grade::d) << "twice D";
}

// firm  size   mu   started   exempt
// a     large   1      -        0      evaluated: all large firms are
// b     small   5      -        0      evaluated: 5 mu is enough
// c     small   4.9    -        0      too small
// d     small  10    2024       0      second year: grace
// e     small  10    2023       0      evaluated
// f     large  10      -        1      exempt, and loses its class
TEST(PerMu, LeavesOutTheSmallTheNewAndTheExempt)
{
    State state = state_of({.parcels = "id\n p",
                            .firms = "id parcel mu tax large start_year exempt grade\n a p 1 9 1 - 0 -\n"
                                     "b p 5 9 0 - 0 -\n c p 4.9 9 0 - 0 -\n d p 10 9 0 2024 0 -\n"
                                     "e p 10 1 0 2023 0 -\n f p 10 9 1 - 1 A"});
    apply(state, halves(), 2025);
    EXPECT_EQ(grade(state, "a") + grade(state, "b") + grade(state, "c") + grade(state, "d") +
                  grade(state, "e") + grade(state, "f"),
              "CA--D-");
    EXPECT_TRUE(std::isnan(state.enterprises.score[firm(state, "c")]));
    EXPECT_EQ(told(state, "not_evaluated"),
              (Lines{"not_evaluated region 3 - exempt=1; in_grace=1; small=1"}));
}

// Two parks (and divisions) with two firms each. In the region the two of park b are better.
TEST(PerMu, ComparesWithinTheGroupThatIsAskedFor)
{
    const Sketch sketch{.parks = "id\n a\n b",
                        .parcels = "id park\n p a\n q b",
                        .firms =
                            "id parcel mu tax large division\n u p 10 1 1 10\n v p 10 2 1 39\n"
                            "w q 10 3 1 10\n x q 10 4 1 39"};
    const auto grades_by = [&](std::string group) {
        State state = state_of(sketch);
        PerMu rule = halves();
        rule.group = std::move(group);
        apply(state, rule, 2025);
        return grade(state, "u") + grade(state, "v") + grade(state, "w") + grade(state, "x");
    };
    EXPECT_EQ(grades_by("region"), "DDAA");
    EXPECT_EQ(grades_by("park"), "DADA");
    EXPECT_EQ(grades_by("division"), "DDAA");
}

// The method built in wants figures that nobody gave: said once, as a count.
TEST(PerMu, CountsFirmsWithoutSomeFigure)
{
    State state = state_of({.parcels = "id\n p", .firms = "id parcel mu tax large\n x p 10 100 1"});
    apply(state, PerMu{}, 2025);
    EXPECT_EQ(told(state, "figures_missing"), (Lines{"figures_missing region 1"}));
    EXPECT_NEAR(state.enterprises.score[firm(state, "x")], 30 * 10 / 24.097, 1e-4);
}

// Land that has left the zone, and parks the rule does not cover, are left as they are.
TEST(PerMu, LeavesOtherParksAlone)
{
    State state = state_of({.parks = "id level status\n a provincial transitioned\n b national developing",
                            .parcels = "id park\n p a\n q b",
                            .firms = "id parcel mu tax large grade\n x p 10 1 1 C\n y q 10 2 1 C"});
    PerMu rule = halves();
    rule.scope.level = "provincial";
    apply(state, rule, 2025);
    EXPECT_EQ(grade(state, "x") + grade(state, "y"), "CC");
    EXPECT_EQ(told(state), Lines{});
}

TEST(PerMu, NeedsAMethodWithClasses)
{
    Problems problems;
    validate(PerMu{}, "rules.per_mu", problems);
    EXPECT_TRUE(problems.empty());
    PerMu rule;
    rule.method.table = parse_csv("group,id,weight,benchmark\nlarge,tax_per_mu,10,1\n", "none");
    validate(rule, "rules.per_mu", problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].code, "per_mu.classes");
}

}  // namespace
}  // namespace permu::test
