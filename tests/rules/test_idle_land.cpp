/// Idle land: the clock, the fee, the recapture, and the strict limits of suspended works.
#include <gmock/gmock.h>

#include "permu/rules/idle_land.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Runs one year of the rule alone.
void run(State& state, const IdleLand& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

State one_parcel(std::string_view rows)
{
    State state = state_of({.year = 2024, .parcels = rows});
    state.base_year = 2024;
    return state;
}

// parcel p: price 1000 万元, agreed start 2024
// year   idle years   what happens
// 2025            1   idle, fee 0.20 · 1000 = 200
// 2026            2   recapture, refund 0: 100 mu are ready again
TEST(IdleLand, ChargesOnceAndTakesBackInTheSecondYear)
{
    State state = one_parcel("id stage price agreed_start tenure standard\n p supplied 1000 2024 grant 1");
    const ParcelId p = parcel(state, "p");
    run(state, {}, 2025);
    EXPECT_THAT(told(state), ElementsAre("idle p 1 1", "fee p 200 - idle_years=1; price_wan=1000"));
    EXPECT_EQ(state.parcels.idle[p], 1);
    run(state, {}, 2026);
    EXPECT_THAT(told(state), ElementsAre("recapture p 100 - idle_years=2; limit=2; refund_wan=0"));
    EXPECT_EQ(state.parcels.stage[p], Stage::ready);
    EXPECT_EQ(state.parcels.tenure[p], Tenure::none);
    EXPECT_EQ(state.parcels.idle[p], 0);
    EXPECT_EQ(state.parcels.standard[p], 0);
    EXPECT_EQ(state.region.account.of(Reason::idle_fee), to_fen(WanYuan{200}));
    EXPECT_EQ(state.region.account.total(), to_fen(WanYuan{200}));
    EXPECT_EQ(state.region.disposed_idle, mm2_of_mu(100));
    run(state, {}, 2027);
    EXPECT_THAT(told(state), IsEmpty());
}

// supplied in 2024 without an agreed start: the clock starts in 2025, also after the land has been found idle
TEST(IdleLand, KeepsItsClockOnceLandIsIdle)
{
    State state = one_parcel("id stage price supply_year\n p supplied 1000 2024");
    run(state, {}, 2025);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, {}, 2026);
    EXPECT_THAT(told(state), ElementsAre("idle p 1 1", "fee p 200 - idle_years=1; price_wan=1000"));
    run(state, {}, 2027);
    EXPECT_THAT(told(state), ElementsAre("recapture p 100 - idle_years=2; limit=2; refund_wan=0"));
}

// agreed start 2022: in 2025 three idle years; the fee was due in 2023, before the run: recapture alone
TEST(IdleLand, TakesBackLandOfTheDataThatIsBeyondBothLimitsWithoutALateFee)
{
    State state = one_parcel("id stage price agreed_start idle\n p supplied 500 2022 1");
    run(state, {}, 2025);
    EXPECT_THAT(told(state), ElementsAre("recapture p 100 - idle_years=3; limit=2; refund_wan=0"));
}

// parcel   idle in the data   supply year   clock from   2025
// f                       1             -   base 2024    idle already: the fee
// s                       0          2023        2024    idle, fee
// u                       0             -        none    nothing
TEST(IdleLand, StartsTheClockOfUndatedLandInTheBaseYear)
{
    State state = one_parcel(
        "id stage price idle supply_year\n f supplied 10 1 -\n s supplied 20 0 2023\n u supplied 30 0 -");
    run(state, {}, 2025);
    EXPECT_THAT(told(state), ElementsAre("fee f 2 - idle_years=1; price_wan=10", "idle s 1 1",
                                         "fee s 4 - idle_years=1; price_wan=20"));
    run(state, {}, 2026);
    EXPECT_THAT(told(state, "recapture"),
                ElementsAre("recapture f 100 - idle_years=2; limit=2; refund_wan=0",
                            "recapture s 100 - idle_years=2; limit=2; refund_wan=0"));
}

// suspended since 2024 (one year in 2025); idle below 1/3 of the area or below 25 % of the investment,
// strictly parcel   developed   invested   idle a             0.33       0.30   yes: area b              1/3
// 0.25   no: both exactly at the limit c             0.50       0.24   yes: investment d              - - no:
// nothing known e             0.10       0.10   no: suspended this year only
TEST(IdleLand, FindsSuspendedLandIdleStrictlyBelowEitherLimit)
{
    State state = one_parcel(
        "id stage start_year suspended_since developed_share invested_share price\n"
        "a under_construction 2023 2024 0.33 0.30 1000\n"
        "b under_construction 2023 2024 0.3333333333333333 0.25 1000\n"
        "c under_construction 2023 2024 0.50 0.24 1000\n"
        "d under_construction 2023 2024 - - 1000\n"
        "e under_construction 2023 2025 0.10 0.10 1000\n");
    run(state, {}, 2025);
    // neither fee nor recapture: they are for land that was not started
    EXPECT_THAT(told(state), ElementsAre("idle a 1 1", "idle c 1 1"));
    run(state, {}, 2029);
    EXPECT_THAT(told(state), ElementsAre("idle e 4 1"));
}

// the government is the cause: both limits one year later, 2026 and 2027
TEST(IdleLand, ExtendsBothLimitsWhereTheGovernmentIsTheCause)
{
    State state = one_parcel("id stage price agreed_start government_cause\n p supplied 1000 2024 1");
    run(state, {}, 2025);
    EXPECT_THAT(told(state), IsEmpty());
    run(state, {}, 2026);
    EXPECT_THAT(told(state), ElementsAre("idle p 2 2", "fee p 200 - idle_years=2; price_wan=1000"));
    run(state, {}, 2027);
    EXPECT_THAT(told(state), ElementsAre("recapture p 100 - idle_years=3; limit=3; refund_wan=0"));
}

TEST(IdleLand, DoesNothingButFlagWhereNothingIsEnforced)
{
    State state = one_parcel("id stage price agreed_start\n p supplied 1000 2024");
    IdleLand rule;
    rule.enforcement_share = 0;
    run(state, rule, 2025);
    EXPECT_THAT(told(state), ElementsAre("idle p 1 1", "not_enforced p - 0"));
    run(state, rule, 2026);
    EXPECT_THAT(told(state), ElementsAre("not_enforced p - 0"));
    EXPECT_EQ(state.parcels.stage[parcel(state, "p")], Stage::supplied);
    EXPECT_EQ(state.region.account.total(), 0);
}

// One luck a parcel: whoever escapes the fee escapes the recapture; about 300 of 1000 are caught.
TEST(IdleLand, EnforcesFeeAndRecaptureOnTheSameParcels)
{
    std::string rows = "id stage price agreed_start\n";
    for (int i = 0; i < 1000; ++i)
        rows += "p" + std::to_string(i) + " supplied 1000 2024\n";
    State state = one_parcel(rows);
    IdleLand rule;
    rule.enforcement_share = 0.3;
    run(state, rule, 2025);
    const std::size_t fees = told(state, "fee").size();
    EXPECT_GT(fees, 250U);
    EXPECT_LT(fees, 350U);
    run(state, rule, 2026);
    EXPECT_EQ(told(state, "recapture").size(), fees);
    for (const ParcelId p : state.parcels.rows())
        EXPECT_NE(state.parcels.stage[p] == Stage::ready,
                  state.parcels.fee_charged[p] == 0 && state.parcels.idle[p]);
}

TEST(IdleLand, TakesTheProjectOffRecapturedLandAndCountsTheLandOnce)
{
    State state =
        state_of({.year = 2024,
                  .parcels = "id stage price agreed_start project disposed\n"
                             "p supplied 1000 2023 x 0\n q supplied - 2023 - 1\n r supplied - 2024 - 1",
                  .projects = "id status parcel\n x placed p"});
    state.base_year = 2024;
    run(state, {}, 2025);
    EXPECT_FALSE(state.parcels.project[parcel(state, "p")].valid());
    EXPECT_EQ(state.projects.status[project(state, "x")], ProjectStatus::lost);
    EXPECT_FALSE(state.projects.parcel[project(state, "x")].valid());
    EXPECT_EQ(told(state, "fee_unknown").size(), 1U);       // r has no price
    EXPECT_EQ(state.region.disposed_idle, mm2_of_mu(100));  // q counted before
    EXPECT_EQ(state.parks.flows[{0}].stock_disposed, mm2_of_mu(100));
}

TEST(IdleLand, RefusesARecaptureBeforeTheFee)
{
    IdleLand rule;
    rule.fee_after_years = 3;
    Problems problems;
    validate(rule, "rules.idle_land", problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].where, "rules.idle_land.recapture_after_years");
}

}  // namespace
}  // namespace permu::test
