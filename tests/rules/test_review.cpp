/// Review of commitments: what passes exactly, rectification, and what follows a breach.
#include <gmock/gmock.h>

#include "permu/rules/per_mu.hpp"
#include "permu/rules/review.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void run(State& state, const CommitmentReview& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

// 100 mu each, sold for 1000 万元, 500 万元 of tax promised from 2025 on; at least 0.8 · 5 = 4 万元/亩
// parcel   tax     2025                       2026
// a        400     passed: inclusive
// b        399.9   breach, one year to rectify   failed: damages 0.05 · 1000, class C in 2026, 2027, 2028
// c        0       no standard land: nothing
TEST(Review, GivesAYearAndThenTakesDamages)
{
    State state = state_of({.parcels = "id stage standard ramp_end promised_tax price\n"
                                       "a built 1 2025 500 1000\n b built 1 2025 500 1000\n"
                                       "c built 0 2025 500 1000",
                            .firms = "id parcel tax\n fa a 400\n fb b 399.9\n fc c 0"});
    const CommitmentReview rule;
    run(state, rule, 2024);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, rule, 2025);
    EXPECT_THAT(told(state), ElementsAre("passed a 4 4", "breach b 3.999 4 tax_per_mu 3.999 < 4"));
    EXPECT_EQ(state.parcels.review[parcel(state, "a")], Review::passed);
    EXPECT_EQ(state.parcels.review[parcel(state, "b")], Review::rectifying);
    EXPECT_EQ(state.region.account.total(), 0);
    run(state, rule, 2026);
    EXPECT_THAT(told(state), ElementsAre("failed b 3.999 4 tax_per_mu 3.999 < 4",
                                         "damages b 50 - price_wan=1000", "capped fb 2028"));
    EXPECT_EQ(state.region.account.of(Reason::damages), to_fen(WanYuan{50}));
    EXPECT_EQ(state.parks.flows[{0}].reviewed, 1);
    run(state, rule, 2027);
    EXPECT_THAT(told(state), IsEmpty());
}

// promised 10 000 万元, at least 8000; paid for the land: 1000
// fixed investment   with the price   outcome
// 7000                       8000     passed
// 6999                       7999     breach
TEST(Review, CountsThePricePaidInTheInvestment)
{
    for (const char* invested : {"7000", "6999"}) {
        const std::string firms = std::string("id parcel fixed_investment\n f a ") + invested;
        State state = state_of({.parcels = "id stage standard ramp_end promised_investment price\n"
                                           "a built 1 2025 10000 1000",
                                .firms = firms});
        run(state, {}, 2025);
        EXPECT_EQ(told(state, "passed").size(), invested == std::string("7000") ? 1U : 0U) << invested;
        EXPECT_EQ(told(state, "breach").size(), invested == std::string("6999") ? 1U : 0U) << invested;
    }
}

// promised 500 tce for 1000 万元: 0.5; at most 1.2 · 0.5 = 0.6. 1200 / 2000 = 0.6 passes, 1201 / 2000 does
// not.
TEST(Review, TakesEnergyPerValueAddedOfTheProjectsFirm)
{
    for (const char* energy : {"1200", "1201"}) {
        const std::string firms =
            std::string("id parcel project value_added energy\n g a - 1 900\n f a P 2000 ") + energy;
        State state = state_of({.parcels = "id stage standard ramp_end project\n a built 1 2025 P",
                                .firms = firms,
                                .projects = "id status parcel value_added energy\n P placed a 1000 500"});
        run(state, {}, 2025);
        EXPECT_EQ(told(state, "passed").size(), energy == std::string("1200") ? 1U : 0U) << energy;
    }
}

// 300 of 500 万元. All of the shortfall made good: 300 · (1 + 500/300 − 1) = 500: rectified.
TEST(Review, ImprovesOnlyByTheStatedResponse)
{
    State state = state_of({.parcels = "id stage standard ramp_end promised_tax\n a built 1 2025 500",
                            .firms = "id parcel tax revenue\n f a 300 3000"});
    CommitmentReview rule;
    rule.response = 1;
    run(state, rule, 2025);
    EXPECT_EQ(state.enterprises.tax[{0}], 300);
    run(state, rule, 2026);
    EXPECT_NEAR(state.enterprises.tax[{0}], 500, 1e-9);
    EXPECT_NEAR(state.enterprises.revenue[{0}], 5000, 1e-9);
    EXPECT_EQ(told(state, "rectified").size(), 1U);
    EXPECT_EQ(state.parks.flows[{0}].review_passed, 1);
}

// tax kept: 0.5 of the promise exactly is not below 0.5; 0.498 is, and the contract is to end.
TEST(Review, EndsTheContractBelowTheLimitOnly)
{
    for (const char* tax : {"250", "249"}) {
        const std::string firms = std::string("id parcel tax\n f a ") + tax;
        State state = state_of(
            {.parcels = "id stage standard ramp_end promised_tax\n a built 1 2025 500", .firms = firms});
        CommitmentReview rule;
        rule.rectify_years = 0, rule.recapture_below = 0.5;
        run(state, rule, 2025);
        EXPECT_EQ(state.parcels.review[{0}], tax == std::string("249") ? Review::terminated : Review::failed);
        EXPECT_EQ(told(state, "terminated").size(), tax == std::string("249") ? 1U : 0U);
    }
}

// a: nothing promised; b: no firm; c: past its ramp-up when the run begins.
TEST(Review, CountsWhatCannotBeReviewed)
{
    State state = state_of({.parcels = "id stage standard ramp_end promised_tax\n a built 1 2025 -\n"
                                       "b built 1 2025 500\n c built 1 2020 500",
                            .firms = "id parcel tax\n f a 400\n g c 1"});
    assess(state, CommitmentReview{}, 2024);
    EXPECT_THAT(told(state), ElementsAre("without_promises region 1"));
    run(state, {}, 2025);
    EXPECT_THAT(told(state), ElementsAre("skipped region 2"));
}

// Works that were to yield in full by 2025 end in 2026: judged then. Without a year nothing is judged, and
// counted; d is still being built.
TEST(Review, JudgesLateWorksWhenTheyEnd)
{
    State state = state_of({.parcels = "id stage standard ramp_end completion_year promised_tax\n"
                                       "a built 1 2025 2026 500\n b built 1 - 2020 500\n"
                                       "d under_construction 1 - - 500",
                            .firms = "id parcel tax\n f a 400\n g b 1"});
    assess(state, CommitmentReview{}, 2024);
    EXPECT_THAT(told(state), ElementsAre("without_date region 1"));
    run(state, {}, 2025);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, {}, 2026);
    EXPECT_THAT(told(state), ElementsAre("passed a 4 4"));
}

TEST(Review, SaysWhereDamagesCannotBeComputed)
{
    State state = state_of({.parcels = "id stage standard ramp_end promised_tax\n a built 1 2025 500",
                            .firms = "id parcel tax\n f a 1"});
    CommitmentReview rule;
    rule.rectify_years = 0, rule.cap_years = 0;
    run(state, rule, 2025);
    EXPECT_THAT(told(state), ElementsAre("failed a 0.01 4 tax_per_mu 0.01 < 4", "damages_unknown a"));
}

// Five large firms: the best would be A. Capped until 2026, it is C in 2026 and A again in 2027.
TEST(Review, AFirmUnderACapIsOfClassCAtBest)
{
    State state = state_of({.parcels = "id stage\n a built\n b built\n c built\n d built\n e built",
                            .firms = "id parcel large tax capped_until\n A a 1 5000 2026\n B b 1 400 -\n"
                                     "C c 1 300 -\n D d 1 200 -\n E e 1 100 -"});
    start_year(state, 2026);
    apply(state, PerMu{}, 2026);
    EXPECT_EQ(state.enterprises.grade[firm(state, "A")], Grade::c);
    start_year(state, 2027);
    apply(state, PerMu{}, 2027);
    EXPECT_EQ(state.enterprises.grade[firm(state, "A")], Grade::a);
}

// f has 100 mu and 400 万元 of tax after its expansion by 20 mu: the expansion's share is 80, promised 80
TEST(Review, AnExpansionIsJudgedByItsShareOfTheFirm)
{
    State state = state_of({.parcels = "id mu stage standard project ramp_end\n a 80 built 0 - -\n"
                                       "b 20 built 1 p 2025",
                            .firms = "id parcel tax\n f a;b 400",
                            .projects = "id enterprise tax status parcel completed\n p f 80 placed b 2024"});
    apply(state, CommitmentReview{}, 2025);
    EXPECT_EQ(told(state, "passed").size(), 1U);
}

}  // namespace
}  // namespace permu::test
