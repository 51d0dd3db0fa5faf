/// Why projects stay without land: the best lots they could not have, and what stopped each.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <cmath>

#include "market_fixture.hpp"

namespace permu::test {
namespace {

/// "project rank parcel stopped_by value threshold taken_by", without what there is not.
Lines why(const State& state)
{
    Lines lines;
    for (const WhyNot& row : state.why_not) {
        std::string line = fmt::format("{} {}", state.projects.id[row.project], row.rank);
        if (row.parcel.valid()) line += fmt::format(" {}", state.parcels.id[row.parcel]);
        line += fmt::format(" {}", row.stopped_by);
        if (!std::isnan(row.value)) line += fmt::format(" {:.4g} {:.4g}", row.value, row.threshold);
        if (row.taken_by.valid()) line += fmt::format(" {}", state.projects.id[row.taken_by]);
        lines.push_back(line);
    }
    return lines;
}

// FAR 0.9 against 1: k would fit best, j next; what was placed is not told.
TEST(WhyNot, NamesTheStandardWithBothNumbers)
{
    const State state = run({.parcels = "id mu stage\n j 110 ready\n k 100 ready",
                             .projects = "id mu far status\n p 100 0.9 waiting\n q 100 1 waiting"},
                            with_table("far\n1\n"));
    EXPECT_EQ(why(state), (Lines{"p 1 k far 0.9 1", "p 2 j far 0.9 1"}));
}

// p scores 0.2, q 0: both lots are taken, the third is too large (100 · 1.3 = 130).
TEST(WhyNot, NamesWhoTookTheLotAndTheSizeThatDidNotFit)
{
    const State state = run({.parcels = "id mu stage\n j 100 ready\n k 105 ready\n l 131 ready",
                             .projects = "id mu new_quality status\n p 100 1 waiting\n q 100 0 waiting\n"
                                         "r 105 1 waiting"},
                            without_thresholds());
    EXPECT_EQ(why(state), (Lines{"q 1 j taken 0 0.2 p", "q 2 k taken 0 0.2 r", "q 3 l size 131 130"}));
}

// share ¾ and 75 mu of standard land: 25 mu may miss the standards, not 26.
TEST(WhyNot, NamesTheAllowance)
{
    StandardLand rule = with_table("far\n1\n");
    rule.share = 0.75;
    const State state = run({.parcels = "id mu stage\n j 75 ready\n k 26 ready",
                             .projects = "id mu far status\n g 26 0.9 waiting\n p 75 1 waiting"},
                            rule);
    EXPECT_EQ(why(state), (Lines{"g 1 k no_allowance 26 25", "g 2 j size 75 33.8"}));
}

// No lot is ready. a's farmland needs 50 mu of quota, and 20 of 30 are left; b has nothing for projects.
TEST(WhyNot, NamesTheQuotaOfPlannedLand)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park mu use plan_use stage\n j a 50 farmland industrial planned",
                            .projects = "id mu status\n p 50 waiting"});
    state.parks.flows[park(state, "a")].quota_given = mm2_of_mu(30);
    state.parks.flows[park(state, "a")].quota_used = mm2_of_mu(10);
    admit_all(state);
    apply(state, without_thresholds(), state.year);
    EXPECT_EQ(why(state), (Lines{"p 1 j quota 50 20"}));
    state.parcels.approved[parcel(state, "j")] = 1;
    start_year(state, 2026);
    admit_all(state);
    apply(state, without_thresholds(), state.year);
    EXPECT_EQ(why(state), (Lines{"p 1 j not_ready"}));
}

TEST(WhyNot, SaysWhereThereIsNoLandAtAll)
{
    State state = state_of({.parks = "id\n a",
                            .parcels = "id mu use stage\n j 50 residential planned\n k 50 logistics ready",
                            .projects = "id mu division status\n p 50 39 waiting\n q - 39 waiting\n"
                                        "r 50 39 waiting\n s 50 39 lost"});
    state.admissions = {{project(state, "p"), park(state, "a")}, {project(state, "q"), park(state, "a")}};
    apply(state, without_thresholds(), state.year);
    EXPECT_EQ(why(state), (Lines{"p 1 no_land", "q 1 not_stated", "r 1 not_admitted"}));
}

// Twelve parks with a lot each, which the better project took or which is too small.
TEST(WhyNot, LooksAtParksThatLeadFirst)
{
    std::string parks = "id leading", parcels = "id park mu stage";
    for (int i = 10; i < 22; ++i) {
        parks += fmt::format("\n a{} {}", i, i == 21 ? "39" : "-");
        parcels += fmt::format("\n k{} a{} {} ready", i, i, 10);
    }
    const State state =
        run({.parks = parks, .parcels = parcels, .projects = "id mu division status\n p 50 39 waiting"},
            without_thresholds());
    EXPECT_EQ(why(state), (Lines{"p 1 k21 size 10 45", "p 2 k10 size 10 45", "p 3 k11 size 10 45"}));
}

}  // namespace
}  // namespace permu::test
