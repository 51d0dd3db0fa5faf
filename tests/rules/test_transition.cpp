/// Transition: the 30 % rule at its edge, its joint conditions, and what each mode does.
#include "permu/rules/transition.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fixture.hpp"
#include "permu/model/measures.hpp"
#include "rules/exact_share.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

/// One park with 15,000 mu = 10 km² built and supplied: parts of 10,000 are industry and housing, `other` is
/// left to `more`, the rest are shops. A part is 1.5 mu = 1000 m², so that areas are whole.
State park_with(double industrial, double residential, double other = 0, std::string_view more = {})
{
    const auto mu = [](double parts) { return fmt::format("{}", parts * 1.5); };
    const std::string parcels = "id mu use stage\n i " + mu(industrial) + " industrial built\n r " +
                                mu(residential) + " residential built\n c " +
                                mu(10000 - industrial - residential - other) + " commercial built\n" +
                                std::string(more);
    return state_of({.parcels = parcels});
}

ParkStatus status(const State& state)
{
    return state.parks.status[park(state, "a")];
}

// 3000 of 10,000 parts: 0.30 exactly is not below; 2999.999 → 0.2999999 is
TEST(Transition, TakesThirtyPercentStrictly)
{
    State at = park_with(3000, 2500), below = park_with(2999.999, 2500);
    apply(at, Transition{}, 2025);
    apply(below, Transition{}, 2025);
    EXPECT_EQ(status(at), ParkStatus::developing);
    EXPECT_EQ(status(below), ParkStatus::eligible);
    EXPECT_EQ(only_event(at, "assessed", "a").value, 0.3);
    EXPECT_EQ(only_event(at, "assessed", "a").threshold, 0.3);
    EXPECT_NEAR(only_event(below, "eligible", "a").value, 0.2999999, 1e-12);
}

// 2000 parts of industry and 1000 of M0 of 10,000: 0.30, not below. With a support share of 20 % taken out of
// the M0 land it is 0.28; the literal share that is told stays 0.30.
TEST(Transition, CountsWholeM0ParcelsUnlessTheSupportShareIsSplitOff)
{
    State whole = park_with(2000, 2500, 1000, "m 1500 m0 built");
    whole.parcels.support_share[parcel(whole, "m")] = 0.20F;
    State split = whole;
    Transition rule;
    apply(whole, rule, 2025);
    rule.split_m0_support = true;
    apply(split, rule, 2025);
    EXPECT_EQ(status(whole), ParkStatus::developing);
    EXPECT_EQ(status(split), ParkStatus::eligible);
    EXPECT_EQ(only_event(split, "assessed", "a").value, 0.3);
}

// Class-3 industry counts in the numerator like any other (domain reference 8.1): 3000 of 10,000.
TEST(Transition, CountsClassThreeIndustry)
{
    State state = park_with(2000, 2500, 1000, "t 1500 industrial_3 built");
    apply(state, Transition{}, 2025);
    EXPECT_EQ(only_event(state, "assessed", "a").value, 0.3);
    EXPECT_EQ(status(state), ParkStatus::developing);
}

// Doubles say 0.1 · 3 > 0.3 and 30/100 < 0.30000000000000004; integers say neither.
TEST(CompareShare, IsExact)
{
    EXPECT_TRUE(compare_share(3, 10, 0.1 * 3) == 0);
    EXPECT_TRUE(compare_share(2999999, 10000000, 0.3) < 0);
    EXPECT_TRUE(compare_share(3000001, 10000000, 0.3) > 0);
    EXPECT_TRUE(compare_share(299'999'999'999'999'999, 1'000'000'000'000'000'000, 0.3) < 0);
    EXPECT_EQ(floor_share(5, nano(0.2) + nano(0.4)), 3U);
}

// 15,000 mu are built and supplied. Planned or ready land beside it:
//   built share   15,000 of 17,647: 0.85001    of 17,648: 0.84996
//   supply rate   15,000 of 15,789: 0.95003    of 15,790: 0.94997
TEST(Transition, NeedsTheTaskCompleted)
{
    const auto eligible = [](std::string_view more) {
        State state = park_with(1000, 5000, 0, more);
        apply(state, Transition{}, 2025);
        return status(state) == ParkStatus::eligible;
    };
    EXPECT_TRUE(eligible(""));
    EXPECT_TRUE(eligible("n 2647 industrial planned"));
    EXPECT_FALSE(eligible("n 2648 industrial planned"));
    EXPECT_TRUE(eligible("n 789 industrial ready"));
    EXPECT_FALSE(eligible("n 790 industrial ready"));
    EXPECT_FALSE(eligible("n 300 industrial supplied\n m 1500 industrial ready"));
}

// 2,500 mu of 10,000 are 0.25; a square metre less is shown as what it is, not as 0.25.
TEST(Transition, ShowsWhatFallsShortByALittle)
{
    State state = park_with(1000, 2500);
    state.parcels.area[parcel(state, "r")] -= to_mm2({1});
    Transition rule;
    rule.integration = "residential_share", rule.integration_min = 0.25;
    assess(state, rule, 2025);
    const std::string detail = told(state, "assessed").at(0);
    EXPECT_NE(detail.find("integrated=no: residential_share=0.2499999"), std::string::npos) << detail;
}

TEST(Transition, NeedsLittleIdleLand)
{
    const auto eligible = [](double idle_mu) {
        State state = park_with(1000, 5000, 0, "n " + std::to_string(idle_mu) + " industrial supplied");
        state.parcels.idle[parcel(state, "n")] = 1;
        apply(state, Transition{}, 2025);
        return status(state) == ParkStatus::eligible;
    };
    EXPECT_TRUE(eligible(306)) << "306 of 15,306: 0.019992";
    EXPECT_FALSE(eligible(307));
}

// 25 % housing is enough, 24.99 % is not. The index needs people that nobody counted: not met, and told.
TEST(Transition, NeedsHighIntegration)
{
    State enough = park_with(1000, 2500), less = park_with(1000, 2499), unknown = park_with(1000, 2500);
    apply(enough, Transition{}, 2025);
    apply(less, Transition{}, 2025);
    EXPECT_EQ(status(enough), ParkStatus::eligible);
    EXPECT_EQ(status(less), ParkStatus::developing);
    Transition by_index;
    by_index.integration = "index";
    apply(unknown, by_index, 2025);
    EXPECT_EQ(status(unknown), ParkStatus::developing);
    EXPECT_NE(told(unknown, "assessed")[0].find("integrated=no: index=unknown (>=0.7)"), std::string::npos);
}

// 2000 mu industry, 500 M0, 1000 storage, 3000 housing, 3500 shops, of which research that was industry a
// year ago: 500 literal 0.25; ministry 0.35; with the conversion undone 0.30
TEST(Transition, TellsTheOtherSharesBesides)
{
    const auto assessed = [](const Transition& rule) {
        State state =
            park_with(2000, 3000, 2000, "m 750 m0 built\n s 1500 logistics built\n q 750 research built");
        state.parcels.converted_year[parcel(state, "q")] = 2024;
        apply(state, rule, 2025);
        EXPECT_EQ(only_event(state, "assessed", "a").value, 0.25);
        return std::pair(told(state, "assessed")[0], status(state));
    };
    EXPECT_EQ(
        assessed(Transition{}).first,
        "assessed a 0.25 0.3 judged=yes; task_completed=yes: built_share=1 (>=0.85), supply_rate=1 (>=0.95), "
        "idle_rate=0 (<=0.02); integrated=yes: residential_share=0.3 (>=0.25); ministry_rate=0.35; "
        "share_conversions_undone=0.3; share_judged=0.25 (literal/built, below=yes, years=1 of 1); "
        "built_km2=10");
    Transition ministry;
    ministry.numerator = "ministry";
    EXPECT_EQ(assessed(ministry).second, ParkStatus::developing);
}

// Industry 4650 mu of 15,000 built, 2250 more planned, 18,000 approved: 0.31 of built, 0.27 of planned, 0.26
// of approved
TEST(Transition, JudgesByTheDeclaredDenominator)
{
    const auto eligible = [](std::string denominator, double approved_mu) {
        State state = park_with(3100, 3000, 0, "n 2250 industrial planned");
        state.parks.approved_area[park(state, "a")] = from_mu(approved_mu).value;
        Transition rule;
        rule.denominator = std::move(denominator);
        apply(state, rule, 2025);
        return status(state) == ParkStatus::eligible;
    };
    const double nobody_knows = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(eligible("built", 18000));
    EXPECT_FALSE(eligible("supplied", 18000));
    EXPECT_TRUE(eligible("planned", 18000));
    EXPECT_TRUE(eligible("approved", 18000));
    EXPECT_FALSE(eligible("approved", nobody_knows));
}

// 1499 mu are less than 1 km²: told, not judged.
TEST(Transition, DoesNotJudgeParksWithLittleBuiltLand)
{
    State state = state_of({.parcels = "id mu use stage\n r 1499 residential built"});
    apply(state, Transition{}, 2025);
    EXPECT_EQ(status(state), ParkStatus::developing);
    EXPECT_EQ(told(state, "assessed")[0].substr(0, 29), "assessed a 0 0.3 judged=no; t");
    State large = state_of({.parcels = "id mu use stage\n r 1500 residential built"});
    apply(large, Transition{}, 2025);
    EXPECT_EQ(status(large), ParkStatus::eligible);
}

TEST(Transition, CountsYearsInARow)
{
    State state = park_with(1000, 3000);
    Transition rule;
    rule.years_in_row = 2;
    apply(state, rule, 2025);
    EXPECT_EQ(status(state), ParkStatus::developing);
    start_year(state, 2026);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state, "eligible").size(), 1U);
    state.parcels.use[parcel(state, "c")] = LandUse::industrial;
    start_year(state, 2027);
    apply(state, rule, 2027);
    EXPECT_EQ(state.parks.years_below[park(state, "a")], 0);
    EXPECT_EQ(told(state, "no_longer_eligible").size(), 1U);
}

// report: eligible is told once, and nothing follows
TEST(Transition, OnlyReportsByDefault)
{
    State state = park_with(1000, 3000);
    apply(state, Transition{}, 2025);
    EXPECT_EQ(told(state, "eligible").size(), 1U);
    start_year(state, 2026);
    apply(state, Transition{}, 2026);
    EXPECT_EQ(told(state, "eligible"), Lines{});
    EXPECT_EQ(told(state, "assessed").size(), 1U);
    EXPECT_TRUE(is_member(status(state)));
}

// mandatory: decided in 2025, a member until the end of it, gone on 1 January 2026 and not judged again
TEST(Transition, TakesEffectOnTheFirstOfJanuary)
{
    State state = park_with(1000, 3000);
    Transition rule;
    rule.mode = "mandatory";
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "transitioned"), (Lines{"transitioned a 0.1 0.3 from 2026-01-01"}));
    EXPECT_EQ(status(state), ParkStatus::eligible);
    start_year(state, 2026);
    EXPECT_EQ(status(state), ParkStatus::transitioned);
    apply(state, rule, 2026);
    EXPECT_EQ(told(state), Lines{});
}

// 15,000 mu with two firms and a contract on each built lot; 100 mu of industry are ready, 50 planned
TEST(Transition, SaysWhatGoesOnAndWhatEnds)
{
    State state = state_of({.parcels = "id mu use stage tenure\n i 1500 industrial built grant\n"
                                       "r 4500 residential built grant\n c 9000 commercial built lease\n"
                                       "n 100 industrial ready -\n m 50 logistics planned -\n"
                                       "k 20 residential planned -",
                            .firms = "id parcel division\n f i 39\n g i 35"});
    Transition rule;
    rule.mode = "mandatory";
    apply(state, rule, 2025);
    EXPECT_EQ(
        told(state, "leaves"),
        (Lines{"leaves a 15170 - from 2026-01-01; firms that stay=2; contracts that run on=3; planned and "
               "ready land closed to industrial projects=150 亩; leaves scope region, told in region_all "
               "(our assumption); land not built goes to a park that follows"}));
    start_year(state, 2026);
    EXPECT_EQ(measure(state).region.ledger.total(), 0);
    EXPECT_EQ(measure(state).region_all.ledger.total(), mm2_of_mu(15170));
}

TEST(Transition, CanKeepTheParkInTheStatistics)
{
    State state = park_with(1000, 3000);
    Transition rule;
    rule.mode = "mandatory", rule.keep_old_in_stats = true;
    apply(state, rule, 2025);
    start_year(state, 2026);
    EXPECT_FALSE(is_member(status(state)));
    EXPECT_EQ(measure(state).region.ledger.total(), mm2_of_mu(15000));
}

TEST(Transition, AParkThatMergesIsJudgedWhenTheMergerIsComplete)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park mu use stage\n r a 15000 residential "
                                       "built\n s b 15000 residential built"});
    state.parks.merging[park(state, "b")].head = park(state, "a");
    Transition rule;
    rule.mode = "mandatory";
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "assessed").size(), 2U);
    EXPECT_EQ(told(state).size(), 2U);
}

// encouraged, certain, two years after it became eligible; never with probability 0
TEST(Transition, IsEncouragedByLagAndChance)
{
    Transition rule;
    rule.mode = "encouraged";
    rule.lag_years = 2;
    rule.probability = 1;
    State state = park_with(1000, 3000);
    std::vector<std::size_t> decided;
    for (Year year = 2025; year <= 2027; ++year) {
        start_year(state, year);
        apply(state, rule, year);
        decided.push_back(told(state, "transitioned").size());
    }
    EXPECT_EQ(decided, (std::vector<std::size_t>{0, 0, 1}));
    rule.lag_years = 0;
    rule.probability = 0;
    State never = park_with(1000, 3000);
    apply(never, rule, 2025);
    EXPECT_EQ(told(never, "transitioned"), Lines{});
}

TEST(Transition, OnlyAssessesTheBaseYear)
{
    State state = park_with(1000, 3000);
    Transition rule;
    rule.mode = "mandatory";
    assess(state, rule, 2025);
    EXPECT_EQ(told(state, "assessed").size(), 1U);
    EXPECT_EQ(told(state).size(), 1U);
    EXPECT_EQ(status(state), ParkStatus::developing);
    EXPECT_EQ(state.parks.years_below[park(state, "a")], 0);
}

TEST(Transition, DecidesWhatIsTransferredAndWhetherContractsEnd)
{
    for (const char* transfer : {"built", "park"})
        for (const char* contracts : {"run_on", "end"}) {
            State state = park_with(1000, 3000);
            Transition rule;
            rule.mode = "mandatory", rule.transfer = transfer, rule.contracts = contracts;
            apply(state, rule, 2025);
            const bool built = rule.transfer == "built", end = rule.contracts == "end";
            EXPECT_EQ(state.parks.transition_pending[{0}], built ? Transfer::built : Transfer::park);
            EXPECT_EQ(state.parks.terms_end[{0}], end ? 1 : 0);
        }
}

// 002 binds Shanxi from the end of 2024 on.
TEST(Transition, IsHypotheticalElsewhere)
{
    State state =
        state_of({.parks = "id province\n a 四川", .parcels = "id mu use stage\n r 1500 residential built"});
    apply(state, Transition{}, 2025);
    EXPECT_TRUE(only_event(state, "eligible", "a").hypothetical);
}

}  // namespace
}  // namespace permu::test
