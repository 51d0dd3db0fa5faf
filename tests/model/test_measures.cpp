/// Sums over parcels and firms, by park and region.
#include "permu/model/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/small_state.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr Mm2 m2 = square_metre;

// parcel  use          stage     area  floor  counts for FAR  footprint  yard
// 0       industrial   built      100    150             200         60     5
// 1       logistics    built       50     40               -         30     -
// 2       commercial   built       30    120             120         20     7   (not industrial)
// 3       industrial   built       20      -               -          -     -
// 4       industrial   supplied   900    999             999        999   999   (not built)
TEST(Measures, TakeFloorAndFootprintOfBuiltLandThatIsKnown)
{
    SmallState s;
    s.park("P");
    auto& p = s.state.parcels;
    const auto add = [&](LandUse use, Stage stage, Mm2 area, std::array<double, 4> v) {
        const ParcelId parcel = s.parcel(use, stage, area);
        p.floor_area[parcel] = v[0], p.far_floor_area[parcel] = v[1];
        p.footprint[parcel] = v[2], p.yard[parcel] = v[3];
    };
    add(LandUse::industrial, Stage::built, 100, {150, 200, 60, 5});
    add(LandUse::logistics, Stage::built, 50, {40, NAN, 30, NAN});
    add(LandUse::commercial, Stage::built, 30, {120, 120, 20, 7});
    add(LandUse::industrial, Stage::built, 20, {NAN, NAN, NAN, NAN});
    add(LandUse::industrial, Stage::supplied, 900, {999, 999, 999, 999});
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.floor, 310);
    EXPECT_EQ(m.far_floor, 360);
    EXPECT_EQ(m.footprint, 110);
    EXPECT_EQ(m.floor_known, 3);
    EXPECT_EQ(m.industrial_floor, 190);
    EXPECT_EQ(m.industrial_far_floor, 240);
    EXPECT_EQ(m.industrial_footprint, 90);
    EXPECT_EQ(m.industrial_yard, 5);
    EXPECT_EQ(m.industrial_floor_known, 2);
    EXPECT_EQ(m.industrial_footprint_known, 2);
}

// parcel  use          floor  footprint  storeys
// 0       industrial     300        100        3   built upwards
// 1       industrial     299        100     2.99
// 2       logistics      400        100        4   built upwards
// 3       commercial     900        100        9   (not industrial)
// 4       industrial     500          -        ?   (unknown footprint)
TEST(Measures, CountFloorOfThreeStoreysAndMoreAsBuiltUpwards)
{
    SmallState s;
    s.park("P");
    auto& p = s.state.parcels;
    const auto add = [&](LandUse use, double floor, double footprint) {
        const ParcelId parcel = s.parcel(use, Stage::built, 1000);
        p.floor_area[parcel] = floor, p.footprint[parcel] = footprint;
    };
    add(LandUse::industrial, 300, 100), add(LandUse::industrial, 299, 100);
    add(LandUse::logistics, 400, 100), add(LandUse::commercial, 900, 100);
    add(LandUse::industrial, 500, NAN);
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.storeyed_floor, 999);
    EXPECT_EQ(m.upstairs_floor, 700);
}

// A parcel of 100 m² that was all industry, since last year 60 % R&D; one of 50 m² that was half industry and
// is logistics now; one converted four years ago.
TEST(Measures, SayWhatIndustryLostByConversion)
{
    SmallState s;
    s.state.year = 2026;
    s.park("P");
    auto& p = s.state.parcels;
    const ParcelId mixed = s.parcel(LandUse::research, Stage::built, 100);
    p.mixed = {{mixed, LandUse::research, 0.6}, {mixed, LandUse::industrial, 0.4}};
    p.converted_year[mixed] = 2025;
    const ParcelId storage = s.parcel(LandUse::logistics, Stage::built, 50);
    p.converted_year[storage] = 2024, p.converted_share[storage] = 0.5F;
    p.converted_year[s.parcel(LandUse::research, Stage::built, 70)] = 2023;
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.converted_recent, 60 * m2 + 25 * m2);
    EXPECT_EQ(m.mixed, 100 * m2);
}

// A floor of 1000 m², 70 % industry, 30 % commerce.
TEST(Measures, SplitTheFloorOfMixedParcels)
{
    SmallState s;
    s.park("P");
    const ParcelId mixed = s.parcel(LandUse::industrial, Stage::built, 500);
    s.state.parcels.floor_area[mixed] = 1000;
    s.state.parcels.mixed = {{mixed, LandUse::industrial, 0.7}, {mixed, LandUse::commercial, 0.3}};
    const Measures m = measure(s.state).region;
    EXPECT_DOUBLE_EQ(m.floor, 1000);
    EXPECT_DOUBLE_EQ(m.industrial_floor, 700);
    EXPECT_EQ(m.ledger.a2, 350 * m2);
    EXPECT_EQ(m.ledger.a4, 150 * m2);
}

// supplied in 2026: 10 standard, 20 not, M0 30 standard, commerce 40 (no industry), ready 50 (not supplied)
// supplied in 2025: 60
TEST(Measures, CountNewIndustrialLandAndItsStandardPart)
{
    SmallState s;
    s.state.year = 2026;
    s.park("P");
    const auto add = [&](LandUse use, Stage stage, Mm2 area, Year year, bool standard) {
        const ParcelId parcel = s.parcel(LandUse::farmland, stage, area);
        s.state.parcels.plan_use[parcel] = use;
        s.state.parcels.supply_year[parcel] = static_cast<std::int16_t>(year);
        s.state.parcels.standard[parcel] = standard;
    };
    add(LandUse::industrial_1, Stage::supplied, 10, 2026, true);
    add(LandUse::industrial_2, Stage::under_construction, 20, 2026, false);
    add(LandUse::m0, Stage::supplied, 30, 2026, true);
    add(LandUse::commercial, Stage::supplied, 40, 2026, true);
    add(LandUse::industrial, Stage::ready, 50, 2026, true);
    add(LandUse::industrial, Stage::supplied, 60, 2025, true);
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.new_industrial, 60 * m2);
    EXPECT_EQ(m.new_standard, 40 * m2);
    EXPECT_EQ(m.new_industrial_count, 3);
    EXPECT_EQ(m.new_standard_count, 2);
}

// Research land of two service projects that had to meet the standards: one met them, one had the allowance.
TEST(Measures, LandOfTestedServicesCountsInTheShareOfStandardLand)
{
    SmallState s;
    s.state.year = 2026;
    s.park("P");
    for (const bool standard : {true, false, false}) {
        const ParcelId parcel = s.parcel(LandUse::research, Stage::supplied, 10);
        s.state.parcels.supply_year[parcel] = 2026;
        if (parcel.index < 2)
            s.state.parcels.standard_version[parcel] =
                standard_version_number(s.state.parcels, "controls@2023");
        s.state.parcels.standard[parcel] = standard;
    }
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.new_industrial, 20 * m2);
    EXPECT_EQ(m.new_standard, 10 * m2);
    EXPECT_EQ(m.new_industrial_count, 2);
    EXPECT_EQ(m.new_standard_count, 1);
}

// grant 10, lease 20, lease then grant 30, half leased 40, allocated 50, leased but ready (not supplied) 60
TEST(Measures, CountLeasesWholeAndMixedTenureByHalf)
{
    SmallState s;
    s.park("P");
    const auto add = [&](Tenure tenure, Stage stage, Mm2 area) {
        s.state.parcels.tenure[s.parcel(LandUse::industrial, stage, area)] = tenure;
    };
    add(Tenure::grant, Stage::supplied, 10);
    add(Tenure::lease, Stage::supplied, 20);
    add(Tenure::lease_then_grant, Stage::built, 30);
    add(Tenure::mixed, Stage::built, 40);
    add(Tenure::allocated, Stage::built, 50);
    add(Tenure::lease, Stage::ready, 60);
    s.state.parks.residual[{0}] = 1000 * m2;
    const Measures m = measure(s.state).region;
    EXPECT_EQ(m.paid, 100 * m2);
    EXPECT_EQ(m.leased, 70 * m2);
}

TEST(Measures, RememberIndustryTurnedIntoResearchForThreeYears)
{
    SmallState s;
    s.park("P");
    const ParcelId parcel = s.parcel(LandUse::research, Stage::built, 10);
    EXPECT_EQ(measure(s.state).region.converted_recent, 0);
    s.state.parcels.converted_year[parcel] = 2026;
    for (const auto& [year, area] : {std::pair{2026, 10}, {2028, 10}, {2029, 0}}) {
        s.state.year = year;
        EXPECT_EQ(measure(s.state).region.converted_recent, area * m2) << year;
    }
}

// firm  division  parks        tax   revenue  energy
// x     39        P 25 %, Q    100      1000       -
// y     70        Q             10         -       -   (no industry)
// z     39        (left)       999       999     999
TEST(Measures, SplitFirmsOverParksByTheirLand)
{
    SmallState s;
    s.park("P");
    const ParcelId in_p = s.parcel(LandUse::industrial, Stage::built, 100);
    s.park("Q");
    const ParcelId in_q = s.parcel(LandUse::industrial, Stage::built, 300);
    auto& f = s.state.enterprises;
    const EnterpriseId x = s.firm("x", in_p);
    f.holdings = {{in_p, 0.25}, {in_q, 0.75}};
    f.first_holding[{1}] = 2;
    f.tax[x] = 100, f.revenue[x] = 1000, f.land[x] = 400, f.grade[x] = Grade::b;
    const EnterpriseId y = s.firm("y", in_q);
    f.division[y] = 70, f.tax[y] = 10;
    const EnterpriseId z = s.firm("z", in_q);
    f.tax[z] = f.revenue[z] = f.energy[z] = 999;
    f.park[z] = ParkId::none();
    const MeasureSet set = measure(s.state);
    EXPECT_EQ(set.parks[0].tax.value(), 25);
    EXPECT_EQ(set.parks[1].tax.value(), 85);
    EXPECT_EQ(set.parks[1].industrial_tax.value(), 75);
    EXPECT_EQ(set.region.tax.value(), 110);
    EXPECT_EQ(set.region.industrial_revenue.value(), 1000);
    EXPECT_TRUE(std::isnan(set.region.energy_per_value.value()));
    EXPECT_EQ(set.parks[0].enterprises, 1);
    EXPECT_EQ(set.parks[1].enterprises, 1);
    EXPECT_EQ(set.parks[0].grade_count[static_cast<std::size_t>(Grade::b)], 1);
    EXPECT_EQ(set.region.grade_land[static_cast<std::size_t>(Grade::b)], 400);
}

TEST(Measures, KeepFormerMembersOutOfTheRegionButInAllOfIt)
{
    SmallState s;
    s.park("P");
    s.parcel(LandUse::industrial, Stage::built, 100);
    s.park("Q", ParkStatus::transitioned);
    s.parcel(LandUse::residential, Stage::built, 40);
    for (const ParkId park : s.state.parks.rows())
        s.state.parks.population[park] = 1000;
    const ProjectId waiting = add_project(s.state.projects, "w", 2026);
    const ProjectId anywhere = add_project(s.state.projects, "a", 2026);
    s.state.projects.status[waiting] = s.state.projects.status[anywhere] = ProjectStatus::waiting;
    s.state.projects.wanted[waiting] = {0};
    add_project(s.state.projects, "later", 2030);
    s.state.region.arrived = 5;
    s.state.parks.flows[{0}].account.add(Reason::land_rent, 7);
    s.state.parks.flows[{1}].account.add(Reason::land_rent, 5);
    s.state.region.booked_this_year.add(Reason::land_rent, 12);
    const MeasureSet set = measure(s.state);
    EXPECT_EQ(set.region.ledger.a, 100 * m2);
    EXPECT_EQ(set.region_all.ledger.a, 140 * m2);
    EXPECT_EQ(set.region.population, 1000);
    EXPECT_EQ(set.region_all.population, 2000);
    EXPECT_EQ(set.parks[0].waiting, 1);
    EXPECT_EQ(set.region.waiting, 2);
    EXPECT_EQ(set.region.flows.arrived, 5);
    EXPECT_EQ(set.region.flows.account.total(), 7);
    EXPECT_EQ(set.region_all.flows.account, s.state.region.booked_this_year);
}

TEST(Measures, AreTheSameBytesForAnyNumberOfThreads)
{
    SmallState s;
    for (int park = 0; park < 20; ++park) {
        s.park("P" + std::to_string(park));
        for (int i = 0; i < 50; ++i) {
            const ParcelId parcel = s.parcel(LandUse::industrial, Stage::built, 100 + i);
            s.state.parcels.floor_area[parcel] = 0.1 * i + 1.0 / (park + 1);
            s.state.enterprises.tax[s.firm("f" + std::to_string(parcel.index), parcel)] = 1.0 / (i + 1);
        }
    }
    const MeasureSet one = measure(s.state);
    for (const unsigned threads : {2U, 3U, 8U}) {
        s.state.threads = threads;
        const MeasureSet many = measure(s.state);
        EXPECT_EQ(many.region.floor, one.region.floor);
        EXPECT_EQ(many.region.tax.value(), one.region.tax.value());
        EXPECT_EQ(many.region.ledger, one.region.ledger);
    }
}

/// Built land in ha: industry 50, housing 20, commerce 6, green 5, public 4, streets 10, other 5; 5000
/// residents, 3000 of them employed, 6000 jobs.
Measures town()
{
    Measures m;
    const Mm2 ha = 10'000 * m2;
    m.ledger.a = 100 * ha, m.ledger.a2 = 50 * ha, m.ledger.a1 = 20 * ha, m.ledger.a4 = 6 * ha;
    m.ledger.a51 = 5 * ha, m.ledger.a52 = 4 * ha, m.ledger.a31 = 10 * ha, m.ledger.a6 = 5 * ha;
    m.population = 5000, m.jobs = 6000, m.employed_residents = 3000;
    return m;
}

// residential 0.20/0.25 = 0.8; balance 1 − ln 2/ln 3 = 0.369070; services 0.15/0.25 = 0.6; density 50/100 =
// 0.5; mix: −Σ p ln p over 0.5, 0.2, 0.06, 0.09, 0.1, 0.05 = 1.434027, / ln 6 = 0.800347
TEST(CityIntegration, IsTheWeightedSumOfItsParts)
{
    const Integration i = city_integration(town());
    EXPECT_DOUBLE_EQ(i.residential, 0.8);
    EXPECT_NEAR(i.balance, 0.369070, 1e-6);
    EXPECT_DOUBLE_EQ(i.services, 0.6);
    EXPECT_DOUBLE_EQ(i.density, 0.5);
    double entropy = 0;
    for (const double p : {0.5, 0.2, 0.06, 0.09, 0.1, 0.05})
        entropy -= p * std::log(p);
    EXPECT_NEAR(i.mix, entropy / std::log(6), 1e-12);
    EXPECT_NEAR(i.index, 0.25 * 0.8 + 0.25 * 0.369070 + 0.2 * 0.6 + 0.15 * i.mix + 0.15 * 0.5, 1e-6);
}

TEST(CityIntegration, IsEmptyWhereAnInputIsMissing)
{
    Measures m = town();
    m.population = NAN;
    Integration i = city_integration(m);
    EXPECT_TRUE(std::isnan(i.density) && std::isnan(i.index));
    EXPECT_DOUBLE_EQ(i.residential, 0.8);
    m = town();
    m.jobs = NAN;
    EXPECT_TRUE(std::isnan(city_integration(m).balance));
    i = city_integration(Measures{});
    EXPECT_TRUE(std::isnan(i.residential) && std::isnan(i.mix) && std::isnan(i.index));
}

TEST(CityIntegration, CapsEveryPart)
{
    Measures m = town();
    m.population = 1e9, m.jobs = 0;
    EXPECT_EQ(city_integration(m).density, 1);
    EXPECT_EQ(city_integration(m).balance, 0);
    m.jobs = 9001;
    EXPECT_EQ(city_integration(m).balance, 0);
    m.jobs = 3000;
    EXPECT_EQ(city_integration(m).balance, 1);
}

}  // namespace
}  // namespace permu
