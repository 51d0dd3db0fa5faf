/// The ledger against tables made by hand and published figures.
#include "permu/model/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "model/small_state.hpp"

namespace permu {
namespace {

// parcel  use               stage               area  A-part  B-part  D    E    G
// 0       residential       built               10    A1              D21
// 1       industrial_2      built               20    A2              D21
// 2       m0                built                3    A2              D21
// 3       logistics         built                4    A2              (no record)
// 4       mining            built                5    A2              D1
// 5       street            built                6    A31             D21
// 6       research          built                7    A52             D22 (ran out in 2024)
// 7       rural_industrial  built                8            B11
// 8       rural_other       built                9            B12
// 9       industrial        ready               11            B21          E
// 10      industrial        listed              12            B21          E
// 11      industrial        supplied            13            B21     D21       G
// 12      commercial        under_construction  14            B21     D21
// 13      farmland          planned             15            B22          E
// 14      water             unbuildable         16    C
// 15      farmland          built (a fault)     17    C
SmallState sixteen()
{
    SmallState s;
    s.state.year = 2025;
    s.park("P");
    s.parcel(LandUse::residential, Stage::built, 10);
    s.parcel(LandUse::industrial_2, Stage::built, 20);
    s.parcel(LandUse::m0, Stage::built, 3);
    s.state.parcels.supply_record[s.parcel(LandUse::logistics, Stage::built, 4)] = 0;
    s.state.parcels.tenure[s.parcel(LandUse::mining, Stage::built, 5)] = Tenure::allocated;
    s.parcel(LandUse::street, Stage::built, 6);
    s.state.parcels.expiry_year[s.parcel(LandUse::research, Stage::built, 7)] = 2024;
    s.parcel(LandUse::rural_industrial, Stage::built, 8);
    s.parcel(LandUse::rural_other, Stage::built, 9);
    s.parcel(LandUse::industrial, Stage::ready, 11);
    s.parcel(LandUse::industrial, Stage::listed, 12);
    s.state.parcels.idle[s.parcel(LandUse::industrial, Stage::supplied, 13)] = 1;
    s.parcel(LandUse::commercial, Stage::under_construction, 14);
    s.parcel(LandUse::farmland, Stage::planned, 15);
    s.parcel(LandUse::water, Stage::unbuildable, 16);
    s.parcel(LandUse::farmland, Stage::built, 17);
    return s;
}

/// The hand-made table above.
Ledger sixteen_by_hand()
{
    Ledger l;
    const Mm2 m = square_metre;
    l.a = 55 * m, l.a1 = 10 * m, l.a2 = 32 * m, l.a31 = 6 * m, l.a52 = 7 * m;
    l.a_industrial = 20 * m, l.a_m0 = 3 * m, l.a_storage = 4 * m, l.a_mining = 5 * m, l.a_research = 7 * m;
    l.b = 82 * m, l.b11 = 8 * m, l.b12 = 9 * m, l.b21 = 50 * m, l.b22 = 15 * m;
    l.c = 33 * m;
    l.d = 78 * m, l.d1 = 5 * m, l.d21 = 66 * m, l.d22 = 7 * m;
    l.e = 38 * m, l.g = 13 * m, l.ready = 23 * m, l.unrecorded = 4 * m;
    return l;
}

TEST(Ledger, FollowsFromStagesAndUses)
{
    EXPECT_EQ(sixteen().ledger({0}), sixteen_by_hand());
}

TEST(Ledger, AddsTheSameInAnyOrder)
{
    const SmallState s = sixteen();
    std::vector<std::uint32_t> order(s.state.parcels.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::mt19937 shuffle(7);
    for (int round = 0; round < 20; ++round) {
        std::ranges::shuffle(order, shuffle);
        Ledger ledger;
        for (const std::uint32_t row : order)
            add_parcel(ledger, s.state.parcels, {row}, 2025);
        EXPECT_EQ(ledger, sixteen_by_hand());
    }
}

TEST(Ledger, CountsATermThroughItsLastYear)
{
    SmallState s;
    s.park("P");
    const ParcelId parcel = s.parcel(LandUse::industrial, Stage::built, 100);
    s.state.parcels.expiry_year[parcel] = 2030;
    for (const auto& [year, expired] : {std::pair{2029, 0}, {2030, 0}, {2031, 100}}) {
        s.state.year = year;
        EXPECT_EQ(s.ledger({0}).d22, expired * square_metre) << year;
    }
    s.state.parcels.expiry_year[parcel] = no_year;
    EXPECT_EQ(s.ledger({0}).d22, 0);
}

// A residual of 30 m² beside 70 m² of built industry: A31 or A6, and supplied by allocation.
TEST(Ledger, TakesTheResidualAsRoadsOrAsOtherLand)
{
    SmallState s;
    const ParkId park = s.park("P");
    s.parcel(LandUse::industrial, Stage::built, 70);
    s.state.parks.residual[park] = 30 * square_metre;
    Ledger other = s.ledger(park);
    EXPECT_EQ(other.a6, 30 * square_metre);
    EXPECT_EQ(other.a, 100 * square_metre);
    s.state.parks.residual_is_road[park] = 1;
    const Ledger road = s.ledger(park);
    EXPECT_EQ(road.a31, 30 * square_metre);
    EXPECT_EQ(road.d1, 30 * square_metre);
    EXPECT_EQ(road.d, 100 * square_metre);
    EXPECT_EQ(park_land(s.state.parks, s.state.parcels, park), road.total());
}

// Thirds of 100 mm²: 33, 33, and the rest, 34. In A by use; supplied land is not split.
TEST(Ledger, SplitsMixedParcelsSoThatThePartsAddUpExactly)
{
    SmallState s;
    s.park("P");
    s.parcel(LandUse::industrial, Stage::built, 1);
    const ParcelId mixed = s.parcel(LandUse::industrial, Stage::built, 0);
    s.parcel(LandUse::commercial, Stage::built, 1);
    s.state.parcels.area[mixed] = 100;
    for (const LandUse use : {LandUse::industrial, LandUse::residential, LandUse::research})
        s.state.parcels.mixed.push_back({mixed, use, 1.0 / 3});
    Ledger ledger = s.ledger({0});
    EXPECT_EQ(ledger.a_industrial, square_metre + 33);
    EXPECT_EQ(ledger.a1, 33);
    EXPECT_EQ(ledger.a_research, 34);
    EXPECT_EQ(ledger.a4, square_metre);
    EXPECT_EQ(ledger.a, 2 * square_metre + 100);
    EXPECT_EQ(ledger.d21, ledger.a);
    Ledger alone;
    add_parcel(alone, s.state.parcels, mixed, 2025);
    EXPECT_EQ(alone.a, 100);
    s.state.parcels.stage[mixed] = Stage::supplied;
    ledger = s.ledger({0});
    EXPECT_EQ(ledger.b21, 100);
    EXPECT_EQ(ledger.d, 2 * square_metre + 100);
}

TEST(Ledger, SplitsAnyAreaWithoutLosingAMillimetre)
{
    std::mt19937_64 draw(11);
    for (int round = 0; round < 2000; ++round) {
        SmallState s;
        s.park("P");
        const ParcelId mixed = s.parcel(LandUse::m0, Stage::built, 0);
        s.state.parcels.area[mixed] = static_cast<Mm2>(draw() % 1'000'000'000'000ULL);
        const double first = static_cast<double>(draw() % 1000) / 1000;
        s.state.parcels.mixed = {{mixed, LandUse::m0, first},
                                 {mixed, LandUse::commercial, (1 - first) / 2},
                                 {mixed, LandUse::residential, (1 - first) / 2}};
        const Ledger l = s.ledger({0});
        EXPECT_EQ(l.a2 + l.a4 + l.a1, s.state.parcels.area[mixed]);
        EXPECT_EQ(l.a, s.state.parcels.area[mixed]);
        EXPECT_GE(std::min({l.a2, l.a4, l.a1}), 0);
    }
}

// Worked example 1: development 0.8946, supply 0.9268, built 0.9277; their product 0.769170 is A / (A + B).
// Of 100,000,000 m²: A + B21 = 89,460,000; D = 82,911,528; A = 76,917,024.5… rounded to the m².
TEST(Ledger, KeepsTheChainIdentityOfThePublishedRates)
{
    SmallState s;
    s.park("P");
    s.parcel(LandUse::industrial, Stage::built, 76'917'025);
    s.parcel(LandUse::industrial, Stage::supplied, 82'911'528 - 76'917'025);
    s.parcel(LandUse::industrial, Stage::ready, 89'460'000 - 82'911'528);
    s.parcel(LandUse::farmland, Stage::planned, 100'000'000 - 89'460'000);
    const Ledger l = s.ledger({0});
    const auto part = [](Mm2 x, Mm2 y) { return static_cast<double>(x) / static_cast<double>(y); };
    const double development = part(l.a + l.b21, l.developable());
    const double supply = part(l.d, l.a + l.b21);
    const double built = part(l.a, l.d);
    EXPECT_NEAR(development, 0.8946, 1e-8);
    EXPECT_NEAR(supply, 0.9268, 1e-8);
    EXPECT_NEAR(built, 0.9277, 1e-8);
    EXPECT_NEAR(development * supply * built, part(l.a, l.developable()), 1e-15);
    EXPECT_NEAR(part(l.a, l.developable()), 0.7692, 0.5e-4);
}

Ledger built(Mm2 a, Mm2 a2, Mm2 a1)
{
    Ledger l;
    l.a = a, l.a2 = a2, l.a1 = a1;
    return l;
}

// Worked example 7: built, industrial and housing land, in 0.01 ha; 0.55/0.07, 0.74/0.00, 0.71/0.00,
// 0.53/0.18.
TEST(ParkTypes, FollowThePublishedRatios)
{
    EXPECT_EQ(park_type(built(11089, 6135, 749)), ParkType::industrial);
    EXPECT_EQ(park_type(built(64627, 47647, 323)), ParkType::industrial);
    EXPECT_EQ(park_type(built(77129, 54892, 323)), ParkType::industrial);
    EXPECT_EQ(park_type(built(127468, 68074, 22632)), ParkType::industrial);
}

// A2/A    A1/A    type
// 0.30    0.25    city-integrated (both at the edge)
// 0.31    0.24    industrial
// 0.31    0.25    other
// 0.30    0.24    other
TEST(ParkTypes, AreStrictAtTheirEdges)
{
    EXPECT_EQ(park_type(built(100, 30, 25)), ParkType::city_integrated);
    EXPECT_EQ(park_type(built(100, 31, 24)), ParkType::industrial);
    EXPECT_EQ(park_type(built(100, 31, 25)), ParkType::other);
    EXPECT_EQ(park_type(built(100, 30, 24)), ParkType::other);
    EXPECT_EQ(park_type(Ledger{}), ParkType::other);
}

// Worked example 4: 421 + 110 = 531 zones; here, by their land.
TEST(ParkTypes, CountEveryZoneOnce)
{
    int industrial = 0, integrated = 0;
    for (int zone = 0; zone < 531; ++zone) {
        const bool led = zone < 421;
        const ParkType type = park_type(built(1000, led ? 400 + zone : 200, led ? 100 : 250 + zone));
        industrial += type == ParkType::industrial;
        integrated += type == ParkType::city_integrated;
    }
    EXPECT_EQ(industrial, 421);
    EXPECT_EQ(integrated, 110);
}

}  // namespace
}  // namespace permu
