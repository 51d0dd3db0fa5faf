/// Exit: what land that is left is worth, who may be asked to leave, clean-up, and inefficient land.
#include <gmock/gmock.h>

#include <cmath>

#include "permu/model/measures.hpp"
#include "permu/rules/exit.hpp"
#include "permu/rules/preparation.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

void run(State& state, const LandExit& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

LandExit certain(double transfer_share)
{
    LandExit rule;
    rule.exit_probability = 1, rule.transfer_share = transfer_share;
    return rule;
}

// 1000 万元 for 50 years; 30 left at 5 %: 842.1 (worked example 20: K(30)); at 0 %: 600
TEST(Exit, ValuesTheRemainingTerm)
{
    EXPECT_NEAR(remaining_value(1000, 0.05, 30, 50), 842.1, 0.05);
    EXPECT_DOUBLE_EQ(remaining_value(1000, 0, 30, 50), 600);
    EXPECT_DOUBLE_EQ(remaining_value(1000, 0.05, 0, 50), 0);
    EXPECT_DOUBLE_EQ(remaining_value(1000, 0.05, 50, 50), 1000);
}

// a, 100 mu: 1000 万元 to 2055, 60 000 m² of 2015. In 2025: 842.1 + 0.12 · 60 000 · (1 − 10/20) = 4442.1
// year   a
// 2025   bought back: planned, approved, floor 0; the firm is gone
// 2026   cleaned: ready
TEST(Exit, BuysBackWhatIsLeftOfTermAndBuildingsAndCleansUp)
{
    State state =
        state_of({.parcels = "id stage tenure term_years expiry_year price floor_area completion_year\n"
                             "a built grant 50 2055 1000 60000 2015",
                  .firms = "id parcel grade grade_previous tax\n f a D D 5"});
    const LandExit rule = certain(0);
    run(state, rule, 2025);
    EXPECT_THAT(told(state, "negotiation"), ElementsAre("negotiation f 100 1 buy-back"));
    EXPECT_NEAR(from_fen(state.region.account.of(Reason::compensation)).value, -4442.05, 0.05);
    EXPECT_EQ(state.parks.flows[{0}].exited, mm2_of_mu(100));
    EXPECT_EQ(state.parcels.stage[{0}], Stage::planned);
    EXPECT_EQ(state.parcels.approved[{0}], 1);
    EXPECT_EQ(state.parcels.floor_area[{0}], 0);
    EXPECT_FALSE(state.enterprises.park[{0}].valid());
    EXPECT_TRUE(std::isnan(state.enterprises.tax[{0}]));
    apply(state, Preparation{}, 2025);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::planned);  // nobody prepares it before it is clean
    run(state, rule, 2026);
    EXPECT_THAT(told(state), ElementsAre("cleaned a 100"));
    EXPECT_EQ(state.parcels.stage[{0}], Stage::ready);
}

// The class of f costs it 50 万元 on 100 mu, 0.5 万元/亩; at 2 for each of them it leaves for certain. g gets
// more than it pays. By default cost drives nobody out, and nothing is told.
TEST(Exit, CostDrivesFirmsOutOnlyAsTheScenarioAssumes)
{
    const Sketch sketch{.parcels = "id stage tenure\n a built grant\n b built grant",
                        .firms = "id parcel grade policy_cost\n f a C 50\n g b A -50"};
    State none = state_of(sketch), state = none;
    LandExit rule;
    apply(none, rule, 2025);
    assess(none, rule, 2025);
    EXPECT_THAT(told(none), IsEmpty());
    rule.response_cost = 2, rule.transfer_share = 0;
    assess(state, rule, 2025);
    EXPECT_THAT(told(state), ElementsAre("assumed_response region 2"));
    apply(state, rule, 2025);
    EXPECT_THAT(told(state, "cost_exit"), ElementsAre("cost_exit f 0.5 - buy-back; chance=1"));
    EXPECT_EQ(state.parcels.stage[parcel(state, "a")], Stage::planned);
    EXPECT_EQ(state.parcels.stage[parcel(state, "b")], Stage::built);
}

TEST(Exit, WithoutCleanUpTheLandIsReadyAtOnce)
{
    State state = state_of(
        {.parcels = "id stage tenure\n a built grant", .firms = "id parcel grade grade_previous\n f a D D"});
    LandExit rule = certain(0);
    rule.clean_up_years = 0;
    run(state, rule, 2025);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::ready);
    EXPECT_EQ(only_event(state, "bought_back", "a").value, 0);  // neither price nor floor is known
}

// firm   class before, now   land                        negotiation
// f      D, D                granted                     yes, and by default it stays
// g      C, D                granted                     no
// h      D, D                leased                      no: a lease leaves at its end
// i, j   D, D                granted, shared             no
// k      D, D                granted, a tenant           no
TEST(Exit, ClassDTwiceOnlyOpensANegotiation)
{
    State state = state_of({.parcels = "id stage tenure\n a built grant\n b built grant\n c built lease\n"
                                       "d built grant\n e built grant",
                            .firms = "id parcel grade_previous grade rents\n f a D D 0\n g b C D 0\n"
                                     "h c D D 0\n i d D D 0\n j d D D 0\n k e D D 1"});
    run(state, {}, 2025);
    EXPECT_THAT(told(state), ElementsAre("negotiation f 100 0 stays"));
    EXPECT_EQ(state.parks.flows[{0}].negotiations, 1);
    EXPECT_EQ(state.region.account.total(), 0);
}

// f has 100 mu at a and 100 mu at b, which it shares: a goes to a new firm with half of the figures · 1.5.
TEST(Exit, ATransferBringsANewFirmAndKeepsTheBuilding)
{
    State state =
        state_of({.parcels = "id stage tenure floor_area\n a built grant 5000\n b built grant -",
                  .firms = "id parcel grade grade_previous tax division\n f a;b D D 40 34\n g b C C 7 35"});
    LandExit rule = certain(1);
    rule.transfer_factor = 1.5;
    run(state, rule, 2025);
    EXPECT_THAT(told(state, "transferred"), ElementsAre("transferred a 100 - enterprise f"));
    const EnterpriseTable& firms = state.enterprises;
    const EnterpriseId old = firm(state, "f"), next = firm(state, "f-T2025");
    EXPECT_DOUBLE_EQ(firms.tax[old], 20);
    EXPECT_DOUBLE_EQ(firms.tax[next], 30);
    EXPECT_EQ(firms.division[next], 34);
    EXPECT_EQ(firms.start_year[next], 2025);
    EXPECT_EQ(firms.grade[next], Grade::none);
    ASSERT_EQ(firms.of(next).size(), 1U);
    EXPECT_EQ(firms.of(next)[0].parcel, parcel(state, "a"));
    EXPECT_EQ(firms.of(next)[0].share, 1);
    EXPECT_EQ(state.parcels.stage[parcel(state, "a")], Stage::built);
    EXPECT_EQ(state.parcels.floor_area[parcel(state, "a")], 5000);
    EXPECT_EQ(state.region.account.total(), 0);
}

// Breach of contract: half of 842.1 + 0 where the scenario says so.
TEST(Exit, TakesBackWhatTheReviewHasEnded)
{
    for (const double share : {0.0, 0.5}) {
        State state = state_of({.parcels = "id stage tenure term_years expiry_year price review\n"
                                           "a built grant 50 2055 1000 terminated",
                                .firms = "id parcel grade\n f a A"});
        LandExit rule;
        rule.breach_compensation = share;
        run(state, rule, 2025);
        EXPECT_NEAR(only_event(state, "breach", "a").value, -share * 842.05, 0.05);
        EXPECT_EQ(state.parcels.stage[{0}], Stage::planned);
        EXPECT_EQ(state.parcels.review[{0}], Review::none);
        EXPECT_FALSE(state.enterprises.park[{0}].valid());
    }
}

TEST(Exit, DrawsOnceAFirmAndYear)
{
    std::string parcels = "id stage tenure\n", firms = "id parcel grade grade_previous\n";
    for (int i = 0; i < 1000; ++i) {
        parcels += "p" + std::to_string(i) + " built grant\n";
        firms += "f" + std::to_string(i) + " p" + std::to_string(i) + " D D\n";
    }
    State state = state_of({.parcels = parcels, .firms = firms});
    LandExit rule;
    rule.exit_probability = 0.3;
    run(state, rule, 2025);
    const auto left = told(state, "bought_back").size() + told(state, "transferred").size();
    EXPECT_EQ(told(state, "negotiation").size(), 1000U);
    EXPECT_NEAR(static_cast<double>(left), 300, 45);
    EXPECT_NEAR(static_cast<double>(told(state, "transferred").size()), 90, 30);
}

// 100 mu each; Σ tax / Σ land = (150 + tax of g) / 200
// tax of g   mean      half       g per mu   inefficient
// 50         1.0       0.5        0.5        no: strictly below
// 49         0.995     0.4975     0.49       yes
TEST(Exit, CallsLandInefficientBelowHalfTheMeanTax)
{
    for (const char* tax : {"50", "49"}) {
        const std::string firms = std::string("id parcel tax\n f a 150\n g b ") + tax;
        State state =
            state_of({.parcels = "id stage\n a built\n b built\n c built\n d ready", .firms = firms});
        run(state, {}, 2025);
        const bool low = tax == std::string("49");
        EXPECT_EQ(state.parcels.inefficient[parcel(state, "a")], inefficiency_tested);
        EXPECT_EQ(state.parcels.inefficient[parcel(state, "b")],
                  low ? inefficiency_tested | inefficient_tax : inefficiency_tested);
        EXPECT_EQ(state.parcels.inefficient[parcel(state, "c")], 0);  // nothing is known of it
        EXPECT_EQ(state.parcels.inefficient[parcel(state, "d")], 0);
        EXPECT_EQ(told(state, "inefficient").size(), low ? 1U : 0U);
        const Measures sums = measure(state).region;
        EXPECT_EQ(sums.efficiency_tested, 2 * mm2_of_mu(100));
        EXPECT_EQ(sums.inefficient, low ? mm2_of_mu(100) : 0);
    }
}

// FAR control of division 13: 1.0; 150 mu = 100 000 m². A firm in its second year is not tested for tax.
TEST(Exit, CallsLandInefficientBelowItsFarControl)
{
    State state = state_of({.parcels = "id stage mu floor_area\n a built 150 100000\n b built 150 99999\n"
                                       "c built 150 200000",
                            .firms = "id parcel division tax start_year\n f a 13 150 2010\n g b 13 150 2010\n"
                                     "h c 13 1 2024"});
    run(state, {}, 2025);
    EXPECT_EQ(state.parcels.inefficient[parcel(state, "a")], inefficiency_tested);
    EXPECT_EQ(state.parcels.inefficient[parcel(state, "b")], inefficiency_tested | inefficient_far);
    EXPECT_EQ(state.parcels.inefficient[parcel(state, "c")], inefficiency_tested);
}

}  // namespace
}  // namespace permu::test
