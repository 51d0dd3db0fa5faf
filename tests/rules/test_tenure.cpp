/// Tenure: term factor, floors, prices, rents, expired terms.
#include <gmock/gmock.h>

#include <cmath>

#include "permu/model/measures.hpp"
#include "rules/tenure_fixture.hpp"

namespace permu::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double tolerance = 5e-5;  // half a unit of the last printed digit

// r     5        10       20       30       40       50
// 5 %   0.2372   0.4230   0.6826   0.8421   0.9399   1
TEST(Tenure, TakesTheTermFactorFromTheTable)
{
    EXPECT_NEAR(term_factor(0.05, 5), 0.2372, tolerance);
    EXPECT_NEAR(term_factor(0.05, 10), 0.4230, tolerance);
    EXPECT_NEAR(term_factor(0.05, 20), 0.6826, tolerance);
    EXPECT_NEAR(term_factor(0.05, 30), 0.8421, tolerance);
    EXPECT_NEAR(term_factor(0.05, 40), 0.9399, tolerance);
    EXPECT_DOUBLE_EQ(term_factor(0.05, 50), 1.0);
    EXPECT_DOUBLE_EQ(term_factor(0.0, 20), 0.4);
}

// A rent of 100 at 5 % for 2 years: 100 / 1.05 + 100 / 1.1025 = 185.9410
TEST(Tenure, PaysTheValueOfALeaseInEqualRents)
{
    EXPECT_NEAR(yearly_rent(185.94104308, 0.05, 2), 100, 1e-6);
    EXPECT_DOUBLE_EQ(yearly_rent(100, 0, 10), 10);
}

// grade 13: floor 96 yuan/m² = 6.40 万元/亩, · 0.70 = 67.2 yuan/m² = 4.48 万元/亩; market price 1 万元/亩
// parcel   tier          promised FAR   control · 1.4   price 万元/亩
// p        future                 1.4             1.4   4.48: prioritised and land-intensive
// q        future                 1.3             1.4   6.40: not intensive
// r        traditional            2.0             1.4   6.40: not prioritised
// s        new quality            1.5             1.4   4.48
TEST(Tenure, LowersTheFloorOnlyWhenBothConditionsHold)
{
    State state = state_of(
        {.parks = "id grade\n a 13",
         .parcels = "id stage supply_year project promised_far\n p supplied 2025 P 1.4\n"
                    "q supplied 2025 Q 1.3\n r supplied 2025 R 2\n s supplied 2025 S 1.5",
         .projects = "id tier new_quality status parcel\n P future 0 placed p\n Q future 0 placed q\n"
                     "R traditional 0 placed r\n S traditional 1 placed s"});
    run(state, priced(1), 2025);
    EXPECT_NEAR(price_per_mu(state, "p"), 4.48, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "q"), 6.40, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "r"), 6.40, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "s"), 4.48, 1e-9);
}

// 100 mu of grade 13 each, market 10 万元/亩, grant of 50 years
// parcel   use           stage      tenure      price 万元
// a        industrial    supplied   grant       1000, to 2075
// b        green         supplied   allocated   0
// c        residential   supplied   grant       12000, to 2095
// d        industrial    ready      none        -
TEST(Tenure, GivesEveryNewSupplyATenureAndBooksThePrice)
{
    State state =
        state_of({.parks = "id grade\n a 13",
                  .parcels = "id stage supply_year use\n a supplied 2025 industrial\n b supplied 2025 green\n"
                             "c supplied 2025 residential\n d ready - industrial"});
    run(state, priced(10), 2025);
    EXPECT_THAT(told(state), ElementsAre("granted a 1000 640 grant; years=50", "allocated b",
                                         "granted c 12000 - grant; years=70"));
    EXPECT_EQ(state.parcels.expiry_year[parcel(state, "a")], 2075);
    EXPECT_EQ(state.parcels.expiry_year[parcel(state, "c")], 2095);
    EXPECT_EQ(state.parcels.tenure[parcel(state, "d")], Tenure::none);
    EXPECT_EQ(state.region.account.of(Reason::land_price), to_fen(WanYuan{13000}));
    run(state, priced(10), 2026);  // once only
    EXPECT_THAT(told(state), IsEmpty());
}

// 1000 万元 for 50 years · K(10) = 422.97; rent = 422.97 · 0.05 / (1 − 1.05^−10) = 54.777 in each of 2026 …
// 2035. No firm of class A or B on it: in 2036 the term is over, in 2037 the land is vacated.
TEST(Tenure, CollectsTheRentsOfALeaseAndVacatesItAYearAfterItsEnd)
{
    State state = state_of({.parks = "id grade\n a 13",
                            .parcels = "id stage supply_year\n a supplied 2025",
                            .firms = "id parcel grade revenue\n f a C 100\n"});
    TenureRule rule = priced(10);
    rule.mix = {{"lease", 1.0}};
    run(state, rule, 2025);
    EXPECT_EQ(told(state, "leased").size(), 1U);
    EXPECT_EQ(state.region.account.total(), 0);
    EXPECT_NEAR(state.parcels.price[{0}], 422.97, 0.01);
    EXPECT_NEAR(state.parcels.rent[{0}], 54.777, 0.001);
    for (Year year = 2026; year <= 2035; ++year)
        run(state, rule, year);
    EXPECT_EQ(state.region.account.of(Reason::land_rent), 10 * to_fen(WanYuan{state.parcels.rent[{0}]}));
    run(state, rule, 2036);
    EXPECT_THAT(told(state), ElementsAre("expired a 2035"));
    run(state, rule, 2037);
    EXPECT_THAT(told(state), ElementsAre("vacated a 100 - expiry=2035"));
    EXPECT_EQ(state.parcels.stage[{0}], Stage::planned);
    EXPECT_EQ(state.parcels.approved[{0}], 1);
    EXPECT_EQ(state.enterprises.land[{0}], 0);
    EXPECT_TRUE(std::isnan(state.enterprises.revenue[{0}]));
}

// expired at the end of 2024; class B: renewed in 2025 for another 20 years at 1000 · K(20) = 682.6
TEST(Tenure, RenewsTheTermOfAFirmOfClassB)
{
    State state = state_of({.parks = "id grade\n a 13",
                            .parcels = "id stage tenure term_years expiry_year\n a built flexible 20 2024",
                            .firms = "id parcel grade\n f a B\n g a C"});
    run(state, priced(10), 2025);
    EXPECT_EQ(state.parcels.expiry_year[{0}], 2044);
    EXPECT_NEAR(only_event(state, "renewed", "a").value, 682.6, 0.1);
    EXPECT_EQ(state.parcels.stage[{0}], Stage::built);
}

// floor 6.40, market 8.00 万元/亩
// discount   wanted   price
// 10 %         7.20    7.20
// 30 %         5.60    6.40, refused (001 五)
TEST(Tenure, RefusesADiscountBelowTheFloor)
{
    for (const double discount : {0.1, 0.3}) {
        State state =
            state_of({.parks = "id grade\n a 13", .parcels = "id stage supply_year\n a supplied 2025"});
        TenureRule rule = priced(8);
        rule.discount = discount;
        run(state, rule, 2025);
        EXPECT_NEAR(price_per_mu(state, "a"), discount < 0.2 ? 7.2 : 6.4, 1e-9);
        EXPECT_EQ(told(state, "discount_refused").size(), discount < 0.2 ? 0U : 1U);
        EXPECT_EQ(state.parks.flows[{0}].preferences_refused, discount < 0.2 ? 0 : 1);
    }
    State state = state_of({.parks = "id grade\n a 13", .parcels = "id stage supply_year\n a supplied 2025"});
    TenureRule rule = priced(8);
    rule.discount = 0.1, rule.cost = 7.5 / square_metres_per_mu;
    run(state, rule, 2025);
    EXPECT_EQ(only_event(state, "discount_refused", "a").kind->clause, "001 五");
    EXPECT_NEAR(price_per_mu(state, "a"), 7.5, 1e-9);
}

// A service project on commercial land pays 8 instead of 77.7 万元/亩, for 40 years of commercial use.
TEST(Tenure, GivesServicesTheIndustrialBasePriceWhereParityIsOn)
{
    for (const bool parity : {false, true}) {
        State state = state_of({.parks = "id grade\n a 13",
                                .parcels = "id stage supply_year use project\n a supplied 2025 commercial P",
                                .projects = "id service status parcel\n P 1 placed a"});
        TenureRule rule = priced(8);
        rule.base_price_parity = parity;
        run(state, rule, 2025);
        EXPECT_NEAR(price_per_mu(state, "a"), parity ? 8.0 : 77.7, 1e-9);
        EXPECT_EQ(state.parcels.expiry_year[{0}], 2065);
        EXPECT_EQ(told(state, "base_price_parity").size(), parity ? 1U : 0U);
    }
}

TEST(Tenure, CountsParcelsWithoutALandGrade)
{
    State state = state_of({.parcels = "id stage supply_year grade\n a supplied 2025 -\n b supplied 2025 -\n"
                                       "c supplied 2025 9"});
    run(state, priced(1), 2025);
    EXPECT_THAT(told(state), Contains("floor_unknown region 2"));
    EXPECT_NEAR(price_per_mu(state, "a"), 1.0, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "c"), 13.6, 1e-9);
}

// Half grant, half lease: about 500 of 1000 each; raising the lease moves parcels from grant to lease only.
TEST(Tenure, DrawsTheMixOnceAParcel)
{
    std::string rows = "id stage supply_year\n";
    for (int i = 0; i < 1000; ++i)
        rows += "p" + std::to_string(i) + " supplied 2025\n";
    State half = state_of({.parcels = rows}), most = half;
    TenureRule rule = priced(10);
    rule.mix = {{"grant", 0.5}, {"lease", 0.5}};
    run(half, rule, 2025);
    rule.mix = {{"grant", 0.2}, {"lease", 0.8}};
    run(most, rule, 2025);
    EXPECT_NEAR(static_cast<double>(told(half, "leased").size()), 500, 50);
    EXPECT_NEAR(static_cast<double>(told(most, "leased").size()), 800, 40);
    for (const ParcelId p : half.parcels.rows())
        EXPECT_FALSE(half.parcels.tenure[p] == Tenure::lease && most.parcels.tenure[p] != Tenure::lease);
}

// market 10 万元/亩 of the base year 2024, 2 % a year: in 2026 10 · 1.0404
TEST(Tenure, GrowsMarketPricesFromTheBaseYear)
{
    State state = state_of({.parks = "id grade\n a 13", .parcels = "id stage supply_year\n a supplied 2026"});
    state.base_year = 2024;
    TenureRule rule = priced(10);
    rule.price_growth = 0.02;
    run(state, rule, 2026);
    EXPECT_NEAR(price_per_mu(state, "a"), 10.404, 1e-9);
}

// 先租后让, 5 of 50 years; 1000 万元 for 50 years. Rent = 1000 · K(5) · 0.05 / (1 − 1.05^−5) = 54.777 in 2026
// … 2030; in 2031 a grant of the other 45 years: 1000 · K(45) = 973.6, to 2075.
TEST(Tenure, TurnsALeaseIntoAGrantAtTheEndOfItsStage)
{
    State state = state_of({.parks = "id grade\n a 13", .parcels = "id stage supply_year\n a supplied 2025"});
    TenureRule rule = priced(10);
    rule.mix = {{"lease_then_grant", 1.0}};
    run(state, rule, 2025);
    EXPECT_EQ(told(state, "leased").size(), 1U);
    EXPECT_EQ(state.parcels.expiry_year[{0}], 2030);
    EXPECT_NEAR(state.parcels.rent[{0}], 54.777, 0.001);
    state.parcels.stage[{0}] = Stage::built;
    for (Year year = 2026; year <= 2030; ++year)
        run(state, rule, year);
    EXPECT_EQ(state.region.account.total(), 5 * to_fen(WanYuan{state.parcels.rent[{0}]}));
    run(state, rule, 2031);
    EXPECT_NEAR(only_event(state, "converted", "a").value, 973.6, 0.05);
    EXPECT_TRUE(told(state, "rent").empty());
    EXPECT_EQ(state.parcels.tenure[{0}], Tenure::grant);
    EXPECT_EQ(state.parcels.term_years[{0}], 45);
    EXPECT_EQ(state.parcels.expiry_year[{0}], 2075);
}

// The stage ended in 2030.
// parcel   2031                              2032
// a        works not finished: expired       vacated
// b        review open: expired              passed by then: converted, to 2075 all the same
// c        review failed: expired            vacated
TEST(Tenure, ConvertsOnlyWhatIsBuiltAndHasNotFailedItsReview)
{
    State state = state_of(
        {.parks = "id grade\n a 13",
         .parcels = "id stage tenure term_years expiry_year review\n"
                    "a under_construction lease_then_grant 5 2030 none\n"
                    "b built lease_then_grant 5 2030 rectifying\n c built lease_then_grant 5 2030 failed"});
    const TenureRule rule = priced(10);
    run(state, rule, 2031);
    EXPECT_THAT(told(state), ElementsAre("expired a 2030", "expired b 2030", "expired c 2030"));
    state.parcels.review[parcel(state, "b")] = Review::passed;
    run(state, rule, 2032);
    EXPECT_EQ(told(state, "vacated").size(), 2U);
    EXPECT_EQ(told(state, "converted").size(), 1U);
    EXPECT_EQ(state.parcels.expiry_year[parcel(state, "b")], 2075);
    EXPECT_EQ(state.parks.flows[{0}].vacated, 2 * mm2_of_mu(100));
}

// 租让结合, 0.3 of the land leased for 10 years: 700 万元 at once; rent 0.3 · 54.777 = 16.433 in 2026 … 2035,
// let again in 2036 for 10 years; lease share 0.3.
TEST(Tenure, LeasesAPartAndGrantsTheOther)
{
    State state = state_of({.parks = "id grade\n a 13", .parcels = "id stage supply_year\n a supplied 2025"});
    TenureRule rule = priced(10);
    rule.mix = {{"mixed", 1.0}}, rule.mixed_lease_share = 0.3;
    run(state, rule, 2025);
    EXPECT_NEAR(only_event(state, "granted", "a").value, 700, 1e-3);
    EXPECT_NEAR(state.parcels.rent[{0}], 16.433, 0.001);
    EXPECT_EQ(state.parcels.expiry_year[{0}], 2075);
    const Measures sums = measure(state).region;
    EXPECT_NEAR(static_cast<double>(sums.leased) / static_cast<double>(sums.paid), 0.3, 1e-6);
    EXPECT_EQ(sums.new_paid_years, 50 * sums.new_paid);
    for (Year year = 2026; year <= 2035; ++year)
        run(state, rule, year);
    EXPECT_TRUE(told(state, "relet").empty());
    EXPECT_EQ(state.region.account.of(Reason::land_rent), 10 * to_fen(WanYuan{state.parcels.rent[{0}]}));
    run(state, rule, 2036);
    EXPECT_EQ(told(state, "relet").size(), 1U);
    EXPECT_EQ(told(state, "rent").size(), 1U);
    EXPECT_EQ(state.parcels.rent_end[{0}], 2045);
}

// Class A, term over in 2024: a failed or open review stands against the renewal, one that was never due not.
TEST(Tenure, RenewsNothingAgainstAFailedReview)
{
    State state =
        state_of({.parks = "id grade\n a 13",
                  .parcels = "id stage tenure term_years expiry_year review\n a built lease 10 2024 none\n"
                             "b built lease 10 2024 passed\n c built lease 10 2024 rectifying\n"
                             "d built lease 10 2024 failed",
                  .firms = "id parcel grade\n f a A\n g b A\n h c A\n i d A"});
    run(state, priced(10), 2025);
    EXPECT_EQ(told(state, "renewed").size(), 2U);
    EXPECT_THAT(told(state, "expired"), ElementsAre("expired c 2024", "expired d 2024"));
    EXPECT_EQ(state.parks.flows[{0}].renewed, 2 * mm2_of_mu(100));
}

// Software (65) on research land at 20 万元/亩 pays the 8 of industry; equipment (35) there pays 20.
TEST(Tenure, GivesNewFormsTheBasePriceOnlyWhereTheirLandCostsMore)
{
    State state = state_of({.parks = "id grade\n a 13",
                            .parcels = "id stage supply_year use project\n a supplied 2025 research P\n"
                                       "b supplied 2025 research Q\n c supplied 2025 industrial R",
                            .projects = "id division status parcel\n P 65 placed a\n Q 35 placed b\n"
                                        "R 65 placed c"});
    TenureRule rule = priced(8);
    rule.price["research"] = 20 / square_metres_per_mu, rule.base_price_parity = true;
    run(state, rule, 2025);
    EXPECT_NEAR(price_per_mu(state, "a"), 8, 1e-9);
    EXPECT_NEAR(price_per_mu(state, "b"), 20, 1e-9);
    EXPECT_THAT(told(state, "base_price_parity").size(), 1U);
}

TEST(Tenure, RefusesSharesThatDoNotSumToOneAndTermsBeyondTheStatutoryOnes)
{
    TenureRule rule;
    rule.mix = {{"grant", 0.5}, {"lease_then_grant", 0.4}};
    rule.flexible_years = 60, rule.parity_divisions = {"6"};
    Problems problems;
    validate(rule, "rules.tenure", problems);
    ASSERT_EQ(problems.all().size(), 3U);
    EXPECT_EQ(problems.all()[0].code, "tenure.mix");
    EXPECT_EQ(problems.all()[1].where, "rules.tenure.flexible_years");
    EXPECT_EQ(problems.all()[2].where, "rules.tenure.parity_divisions");
    Problems none;
    validate(TenureRule{}, "rules.tenure", none);
    EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace permu::test
