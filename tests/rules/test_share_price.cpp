/// The allowance by its price: what prices find, and how far the bound is from the best.
#include <gtest/gtest.h>
#include <algorithm>
#include <utility>

#include "drawn_market.hpp"
#include "rules/interlocked.hpp"
#include "rules/share_price.hpp"

namespace permu::test {
namespace {

StandardLand with_share(double share)
{
    StandardLand rule = with_table("far\n1\n");
    rule.strategy = "optimal";
    rule.share = share;
    return rule;
}

// Half of the land must be standard land. p meets the standard and likes j (100 mu) best; q misses it, needs
// 108 mu or more, and gets k only where p has taken as much, which is m.
const Sketch larger{
    .parcels = "id mu stage\n j 100 ready\n k 110 ready\n m 110 ready",
    .projects = "id mu far tier status\n p 100 1 emerging waiting\n q 120 0.5 emerging waiting"};

TEST(SharePrice, StandardLandIsLargerWhereThatLetsOthersIn)
{
    StandardLand rule = with_share(0.5);
    rule.pair_limit = 1;
    EXPECT_EQ(placed(run(larger, rule)), (Lines{"p k", "q m"}));
    rule.strategy = "priority";
    EXPECT_EQ(placed(run(larger, rule)), (Lines{"p j"}));
}

TEST(SharePrice, TheCertificateNamesThePriceOfTheAllowance)
{
    StandardLand rule = with_share(0.5);
    rule.pair_limit = 1;
    const Lines lines = told(run(larger, rule), "certificate");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].find("certificate region 0.3 "), 0U) << lines[0];
    EXPECT_NE(lines[0].find("placed=2; "), std::string::npos) << lines[0];
    EXPECT_NE(lines[0].find("by a price of the allowance: "), std::string::npos) << lines[0];
}

TEST(SharePrice, TheBestOfAllAllocationsIsBetweenTheScoreAndTheBound)
{
    double found_all = 0, best_all = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        State state = market_state(draw_market(seed, 6, 2 + static_cast<int>(seed % 5)));
        const StandardLand rule = with_share(0.2 + 0.1 * static_cast<double>(seed % 7));
        Market market(state, rule, state.year);
        const Value best = best_of_all(market, state, false);
        const Allotment allotment = allot_at_share_price(market);
        const Value found = value_of(market, state, allotment);
        const Certificate& certificate = allotment.certificates.at(0);
        ASSERT_NEAR(certificate.objective, found.score, 1e-9) << seed;
        ASSERT_FALSE(better(value_of(market, state, allot_by_priority(market)), found, false) &&
                     found.score < value_of(market, state, allot_by_priority(market)).score)
            << seed;
        ASSERT_LE(found.guaranteed, best.guaranteed) << seed;
        if (found.guaranteed < best.guaranteed) continue;
        ASSERT_LE(found.score, best.score + 1e-9) << seed;
        ASSERT_GE(certificate.bound, best.score - 1e-9) << seed;
        found_all += found.score, best_all += best.score;
    }
    EXPECT_GT(found_all, 0.97 * best_all);
}

// 24 projects on 18 lots: the search tree proves the best, prices come within the score of one project.
TEST(SharePrice, IsWithinAProjectOfTheBestWhereThereAreMany)
{
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        State state = market_state(draw_market(seed, 24, 18));
        const StandardLand rule = with_share(0.6);
        Market market(state, rule, state.year);
        double top = 0;
        for (const Applicant& one : market.applicants())
            top = std::max(top, one.score);
        const Certificate exact = allot_interlocked(market).certificates.at(0);
        const Certificate priced = allot_at_share_price(market).certificates.at(0);
        EXPECT_GE(priced.bound, exact.objective - 1e-9) << seed;
        EXPECT_GE(priced.objective, exact.objective - top) << seed;
        EXPECT_LE(priced.bound - priced.objective, 2 * top) << seed;
    }
}

// Nobody has to leave anything: the first allocation keeps the allowance, and is the best.
TEST(SharePrice, IsExactWhereTheAllowanceBindsNobody)
{
    State state = market_state(draw_market(3, 12, 14));
    const StandardLand rule = with_share(0.01);
    Market market(state, rule, state.year);
    const Certificate free = allot_at_share_price(market).certificates.at(0);
    EXPECT_NEAR(free.objective, free.bound, 1e-6 * static_cast<double>(market.applicants().size()));
}

TEST(SharePrice, OneThreadAndFourDecideTheSame)
{
    const auto outcome = [](unsigned threads) {
        State state = market_state(draw_market(5, 200, 150));
        state.threads = threads;
        StandardLand rule = with_share(0.7);
        rule.pair_limit = 1;
        apply(state, rule, state.year);
        return std::pair(placed(state), told(state, "certificate"));
    };
    EXPECT_EQ(outcome(1), outcome(4));
}

}  // namespace
}  // namespace permu::test
