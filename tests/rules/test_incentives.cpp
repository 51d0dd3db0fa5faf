/// Incentives: what each class pays, the statutory band, the subsidy of research.
#include "permu/rules/incentives.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

double booked(const State& state, std::string_view id, Reason reason)
{
    return from_fen(state.parks.flows[park(state, id)].account.of(reason)).value;
}

// Each firm has 15 mu = 10,000 m²; the level is 4 yuan/m², the band of small cities 0.9–18.
// firm  class   tax [万元]  factor   pays            relief   power 1 million kWh
// a     A                4       0   0.9 · 1 = 0.9     −3.1   0; the factor leaves the band: refused
// b     B                4     0.5   2                 −2     0
// c     C                4       1   4                  0     0
// d     D                4       1   4                  0     0.1 yuan: 10
// n     –                4       –   4                  0     0
TEST(Incentives, FollowTheClassWithinTheStatutoryBand)
{
    State state = state_of({.parcels = "id\n p",
                            .firms = "id parcel mu grade power\n a p 15 A 1e6\n b p 15 B 1e6\n c p 15 C 1e6\n"
                                     "d p 15 D 1e6\n n p 15 - 1e6"});
    apply(state, Incentives{}, 2025);
    EXPECT_EQ(told(state), (Lines{"refused region 0 0.9 class=A; factor=0; firms=1; city_class=small",
                                  "land_use_tax a 20", "relief a -5.1", "surcharge a 10"}));
    EXPECT_EQ(booked(state, "a", Reason::tax_relief), -5.1);
    const auto cost = [&](const char* id) { return state.enterprises.policy_cost[firm(state, id)]; };
    EXPECT_DOUBLE_EQ(cost("a"), -3.1);
    EXPECT_DOUBLE_EQ(cost("c"), 0);
    EXPECT_DOUBLE_EQ(cost("d"), 10);
}

// In a rewarded park the factor of class C is halved: 2 of 4 万元 are given back. Firms without class get
// nothing more.
TEST(Incentives, AreBetterInParksThatWereRewarded)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park\n p a\n q b",
                            .firms = "id parcel mu grade\n c p 15 C\n n p 15 -\n d q 15 C"});
    state.parks.rewarded[park(state, "a")] = 1;
    Incentives rule;
    rule.rewarded_factor = 0.5;
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "relief"), (Lines{"relief a -2"}));
}

TEST(Incentives, GoBelowTheBandOnlyWhereThatWasApproved)
{
    State state = state_of({.parcels = "id\n p", .firms = "id parcel mu grade\n a p 15 A"});
    Incentives rule;
    rule.relief_below_band = true;
    apply(state, rule, 2025);
    EXPECT_EQ(told(state), (Lines{"land_use_tax a 4", "relief a -4"}));
}

// The poor-area band begins at 0.63 yuan/m²; a factor of 5 would be 20 and above 18.
TEST(Incentives, KnowBothEdgesOfTheBand)
{
    State state = state_of({.parcels = "id\n p", .firms = "id parcel mu grade\n a p 15 A\n d p 15 D"});
    Incentives rule;
    rule.poor_area = true;
    rule.by_class[3].land_use_tax_factor = 5;
    apply(state, rule, 2025);
    EXPECT_EQ(told(state, "refused"),
              (Lines{"refused region 0 0.63 class=A; factor=0; firms=1; city_class=small",
                     "refused region 20 18 class=D; factor=5; firms=1; city_class=small"}));
    EXPECT_EQ(told(state, "relief"), (Lines{"relief a 10.63"})) << "−3.37 of A and +14 of D";
}

// Firm x has 15 mu: 5 in park a, 10 in park b.
TEST(Incentives, SplitAFirmOverItsParks)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park mu\n p a 5\n q b 10",
                            .firms = "id parcel mu grade\n x p;q 15 C"});
    apply(state, Incentives{}, 2025);
    EXPECT_NEAR(booked(state, "a", Reason::land_use_tax), 4.0 / 3, 1e-6);
    EXPECT_NEAR(booked(state, "b", Reason::land_use_tax), 8.0 / 3, 1e-6);
}

// research   current   previous   stock = previous     stock = min
//               1500       1000   30 + 50 = 80         30 + 50 = 80
//               1200       1500   45 + 0 = 45          36 + 0 = 36
//             999.99       2000   0                    0
//               1000          0   0 + 100              0 + 100
TEST(Incentives, SubsidiseResearchByStockAndIncrement)
{
    Incentives previous, least;
    least.rd_stock = "min";
    EXPECT_DOUBLE_EQ(rd_subsidy(previous, 1500, 1000), 80);
    EXPECT_DOUBLE_EQ(rd_subsidy(least, 1500, 1000), 80);
    EXPECT_DOUBLE_EQ(rd_subsidy(previous, 1200, 1500), 45);
    EXPECT_DOUBLE_EQ(rd_subsidy(least, 1200, 1500), 36);
    EXPECT_EQ(rd_subsidy(previous, 999.99, 2000), 0);
    EXPECT_DOUBLE_EQ(rd_subsidy(previous, 1000, 0), 100);
}

// Only firms with a reserve; without last year's figure nobody can say the increment.
TEST(Incentives, PayResearchToFirmsWithAReserve)
{
    State state = state_of({.parcels = "id\n p",
                            .firms = "id parcel mu rd rd_previous rd_reserve\n x p 0 1500 1000 1\n"
                                     "y p 0 1500 1000 0\n z p 0 1500 - 1"});
    apply(state, Incentives{}, 2025);
    EXPECT_EQ(told(state), (Lines{"rd_subsidy x -80 1000 rd_wan=1500; rd_previous_wan=1000",
                                  "rd_previous_unknown region 1"}));
    EXPECT_EQ(booked(state, "a", Reason::rd_subsidy), -80);
}

TEST(Incentives, LeaveOutParksThatHaveLeft)
{
    State state = state_of({.parks = "id status\n a transitioned",
                            .parcels = "id\n p",
                            .firms = "id parcel mu grade\n x p 15 C"});
    apply(state, Incentives{}, 2025);
    EXPECT_EQ(told(state), Lines{});
}

TEST(Incentives, RefuseALevelOutsideTheBand)
{
    const auto codes = [](double yuan, std::string city) {
        Incentives rule;
        rule.land_use_tax = yuan * 1e-4, rule.city_class = std::move(city);
        Problems problems;
        validate(rule, "rules.incentives", problems);
        return problems.empty() ? std::string{} : problems.all()[0].code;
    };
    EXPECT_EQ(codes(18, "small"), "");
    EXPECT_EQ(codes(0.9, "small"), "");
    EXPECT_EQ(codes(18.1, "small"), "incentives.band");
    EXPECT_EQ(codes(18.1, "large"), "");
    EXPECT_EQ(codes(4, "metropolis"), "incentives.table");
}

// What classes mean for expansions of the next year; no class, and parks the rule does not cover: nothing
TEST(Incentives, SetTheTermsOfExpansions)
{
    State state = state_of({.parks = "id level\n a national\n b provincial",
                            .parcels = "id park\n p a\n q b",
                            .firms = "id parcel grade\n f p A\n g p D\n h p -\n i q A"});
    Incentives rule;
    rule.scope.level = "national";
    rule.by_class[0].price_discount = 0.2;
    assess(state, rule, 2024);
    const EnterpriseTable& f = state.enterprises;
    EXPECT_EQ(f.quota_multiplier[{0}], 1.2F);
    EXPECT_EQ(f.land_discount[{0}], 0.2F);
    EXPECT_EQ(f.quota_multiplier[{1}], 0.0F);
    EXPECT_EQ(f.quota_multiplier[{2}], 1.0F);
    EXPECT_EQ(f.quota_multiplier[{3}], 1.0F);
    EXPECT_EQ(f.land_discount[{3}], 0.0F);
}

}  // namespace
}  // namespace permu::test
