/// New rows of the tables know nothing.
#include <gtest/gtest.h>

#include <cmath>

#include "model/small_state.hpp"

namespace permu {
namespace {

TEST(ParcelTable, GrowsByRowsOfWhichNothingIsKnown)
{
    ParcelTable parcels;
    resize(parcels, 1);
    parcels.price[ParcelId{0}] = 7;
    resize(parcels, 3);
    EXPECT_EQ(parcels.price[ParcelId{0}], 7);
    const ParcelId last{2};
    EXPECT_TRUE(std::isnan(parcels.floor_area[last]) && std::isnan(parcels.suitability[last]));
    EXPECT_EQ(parcels.expiry_year[last], no_year);
    EXPECT_EQ(parcels.use[last], LandUse::none);
    EXPECT_EQ(parcels.stage[last], Stage::planned);
    EXPECT_EQ(parcels.supply_record[last], 1);
    EXPECT_EQ(parcels.phase[last], 1);
    EXPECT_FALSE(parcels.park[last].valid() || parcels.project[last].valid());
    for_each_parcel_column(
        parcels, [](std::string_view name, const auto& column) { EXPECT_EQ(column.size(), 3U) << name; });
}

TEST(ParcelTable, IntendsThePlanWhereThereIsOne)
{
    ParcelTable parcels;
    resize(parcels, 1);
    const ParcelId parcel{0};
    parcels.use[parcel] = LandUse::farmland;
    EXPECT_EQ(intended_use(parcels, parcel), LandUse::farmland);
    parcels.plan_use[parcel] = LandUse::industrial_1;
    EXPECT_EQ(intended_use(parcels, parcel), LandUse::industrial_1);
}

TEST(ParkTable, GrowsByParksWithoutParcels)
{
    ParkTable parks;
    resize(parks, 1);
    parks.first_parcel[ParkId{1}] = 5;
    resize(parks, 3);
    EXPECT_EQ(parks.parcels({0}).size(), 5U);
    EXPECT_EQ(parks.parcels({1}).size(), 0U);
    EXPECT_EQ(parks.parcels({2}).size(), 0U);
    EXPECT_TRUE(std::isnan(parks.population[{2}]) && std::isnan(parks.scores[{2}].composite));
    EXPECT_TRUE(is_member(parks.status[{2}]));
    EXPECT_FALSE(is_member(ParkStatus::transitioned) || is_member(ParkStatus::merged));
}

TEST(EnterpriseTable, HoldsEachFirmsLandAtTheEndOfTheList)
{
    EnterpriseTable firms;
    const EnterpriseId a = add_enterprise(firms, "a", {4}, {0});
    const EnterpriseId b = add_enterprise(firms, "b", {9}, {1});
    ASSERT_EQ(firms.size(), 2U);
    ASSERT_EQ(firms.of(a).size(), 1U);
    EXPECT_EQ(firms.of(a)[0].parcel, ParcelId{4});
    EXPECT_EQ(firms.of(b)[0].parcel, ParcelId{9});
    EXPECT_EQ(firms.of(b)[0].share, 1.0);
    EXPECT_EQ(firms.id[b], "b");
    EXPECT_EQ(firms.hash[b], hash64("b"));
    EXPECT_TRUE(std::isnan(firms.tax[b]));
    EXPECT_EQ(firms.performance[b], 1.0F);
}

TEST(EnterpriseTable, KnowsIndustryAndManufacturing)
{
    for (const int division : {6, 13, 43, 46, 53, 60})
        EXPECT_TRUE(is_industrial_division(division));
    for (const int division : {0, 5, 47, 52, 61})
        EXPECT_FALSE(is_industrial_division(division));
    EXPECT_TRUE(is_manufacturing(13) && is_manufacturing(43));
    EXPECT_FALSE(is_manufacturing(12) || is_manufacturing(44));
}

TEST(ProjectTable, AddsProjectsThatWaitTwoYears)
{
    ProjectTable projects;
    const ProjectId project = add_project(projects, "x", 2027);
    EXPECT_EQ(projects.id[project], "x");
    EXPECT_EQ(projects.arrival[project], 2027);
    EXPECT_EQ(projects.patience[project], 2);
    EXPECT_EQ(projects.status[project], ProjectStatus::future);
    EXPECT_FALSE(projects.parcel[project].valid() || projects.wanted[project].valid());
    EXPECT_TRUE(std::isnan(projects.land[project]));
}

}  // namespace
}  // namespace permu
