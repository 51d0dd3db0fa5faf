/// Evaluation: rewards of the best, ideals of kinds of zones, and land of high technology.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "fixture.hpp"
#include "permu/base/csv.hpp"
#include "permu/model/measures.hpp"
#include "permu/rules/evaluation.hpp"
#include "permu/rules/quota.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// Tax per mu alone, against 40.
Evaluation by_tax()
{
    Evaluation rule;
    for (const auto& [id, benchmark] : rule.benchmarks)
        rule.item_weights[id] = id == "tax_per_mu" ? 1 : 0;
    rule.benchmarks["tax_per_mu"] = 40;
    return rule;
}

// Two parks of 150 mu; tax per mu 20 and 10: ranks 1 and 2. The best gets 1000 万元 and 1.5 of its need, the
// other one is warned and gets 0.7. In the next year 10 mu each are wanted: of 11 mu 7.5 and 3.5 go out.
TEST(EvaluationRewards, TheBestIsPaidAndBothFeedTheNextQuota)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park mu stage\n p a 150 built\n q b 150 built",
                            .firms = "id parcel tax\n x p 3000\n y q 1500",
                            .projects = "id arrival wanted mu status\n u 2024 a 10 waiting\n"
                                        "v 2024 b 10 waiting"});
    Evaluation rule = by_tax();
    rule.reward_top = 1, rule.reward = 1000, rule.reward_quota = 0.5;
    rule.warn_bottom = 1, rule.warn_min_parks = 1, rule.warned_quota = 0.3;
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "rewarded"), (Lines{"rewarded a 1 1 quota_weight=1.5"}));
    EXPECT_EQ(told(state, "reward_paid"), (Lines{"reward_paid a -1000"}));
    EXPECT_EQ(from_fen(state.parks.flows[park(state, "a")].account.of(Reason::evaluation_reward)).value,
              -1000);
    EXPECT_EQ(state.parks.rewarded[park(state, "b")], 0);
    start_year(state, 2026);
    Quota quota;
    quota.base_quota = from_mu(11).value, quota.rank_weight = 0;
    apply(state, quota, 2026);
    EXPECT_NEAR(mm2_to_mu(state.parks.flows[park(state, "a")].quota_given), 7.5, 1e-6);
    EXPECT_NEAR(mm2_to_mu(state.parks.flows[park(state, "b")].quota_given), 3.5, 1e-6);
}

// a has turned: 20 万元/亩 against 40 are 50 points; b alone is ranked.
TEST(EvaluationRewards, AParkThatTurnedIsScoredWithoutRank)
{
    State state = state_of({.parks = "id status\n a transitioned\n b developing",
                            .parcels = "id park mu stage\n p a 150 built\n q b 150 built",
                            .firms = "id parcel tax\n x p 3000\n y q 1500"});
    Evaluation rule = by_tax();
    rule.reward_top = 2;
    apply(state, rule, 2025);
    const ParkScores& old = state.parks.scores[park(state, "a")];
    EXPECT_DOUBLE_EQ(old.per_mu, 50);
    EXPECT_EQ(old.rank, 0);
    EXPECT_EQ(state.parks.rewarded[park(state, "a")], 0);
    EXPECT_EQ(state.parks.scores[park(state, "b")].rank, 1);
    EXPECT_EQ(told(state, "scored_outside").size(), 1U);
}

// By default nobody is; and what a park was given for one year does not last.
TEST(EvaluationRewards, AreOfOneYear)
{
    State state = state_of({.parcels = "id stage\n p built", .firms = "id parcel tax\n x p 3000"});
    state.parks.rewarded[{0}] = 1, state.parks.quota_weight[{0}] = 3;
    apply(state, by_tax(), 2025);
    EXPECT_EQ(told(state, "rewarded"), Lines{});
    EXPECT_EQ(state.parks.rewarded[{0}], 0);
    EXPECT_EQ(state.parks.quota_weight[{0}], 1);
}

// 55 of 100 mu are industry: at the ideal of economic zones (0.55), 6 mu below that of high-technology zones
// (0.61), 12 mu below that of bonded zones (0.67).
TEST(EvaluationIdeals, DependOnTheKindOfTheZone)
{
    State state =
        state_of({.parks = "id kind\n a 国家级经济技术开发区\n b 国家级高新区\n c 综合保税区",
                  .parcels = "id park mu use stage\n a1 a 55 industrial built\n a2 a 45 street built\n"
                             "b1 b 55 industrial built\n b2 b 45 street built\n"
                             "c1 c 55 industrial built\n c2 c 45 street built"});
    apply(state, Evaluation{}, 2025);
    const auto potential = [&](const char* id) {
        return to_mu({state.parks.scores[park(state, id)].structure_potential});
    };
    EXPECT_NEAR(potential("a"), 0, 1e-9);
    EXPECT_NEAR(potential("b"), 6, 1e-9);
    EXPECT_NEAR(potential("c"), 12, 1e-9);
    EXPECT_GT(state.parks.scores[park(state, "a")].intensive_use,
              state.parks.scores[park(state, "b")].intensive_use);
    Evaluation plain;
    plain.ideal_by_kind.table = {};
    apply(state, plain, 2025);
    EXPECT_NEAR(potential("b"), 0, 1e-9);
}

TEST(EvaluationIdeals, ATableThatCannotBeReadIsRefused)
{
    for (const char* row : {"高新,industrial,far,0.6", "高新,other,industrial_rate,0.6",
                            "高新,industrial,industrial_rate,0", ",industrial,industrial_rate,0.6"}) {
        Evaluation rule;
        rule.ideal_by_kind.table = parse_csv("kind,type,item,ideal\n" + std::string(row) + "\n", "ideals");
        Problems problems;
        validate(rule, "rules.evaluation", problems);
        EXPECT_EQ(problems.all().size(), 1U) << row;
    }
}

// 100 mu are built. f is of division 39 (electronics) on 30 mu, g of 13 (food) on 20: 0.30. The data may say
// that g is a firm of high technology, or that f is none; a firm without division counts in neither.
TEST(HighTechRate, IsLandOfSuchFirmsOnAllBuiltLand)
{
    const auto rate = [](const char* firms) {
        const State state = state_of({.parcels = "id mu stage\n p 30 built\n q 20 built\n r 50 built",
                                      .firms = std::string_view(firms)});
        const Measures sums = measure(state).parks[0];
        return sums.high_tech_land.value() / from_mm2(sums.ledger.a).value;
    };
    EXPECT_NEAR(rate("id parcel division\n f p 39\n g q 13"), 0.30, 1e-9);
    EXPECT_NEAR(rate("id parcel division high_tech\n f p 39 -\n g q 13 2"), 0.50, 1e-9);
    EXPECT_NEAR(rate("id parcel division high_tech\n f p 39 1\n g q 13 -"), 0, 1e-12);
    EXPECT_TRUE(std::isnan(rate("id parcel\n f p")));
}

}  // namespace
}  // namespace permu::test
