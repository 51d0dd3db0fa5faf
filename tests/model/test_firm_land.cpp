/// Firms on one parcel share its land: stated land first, rented floor by floor, the rest in equal parts.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "model/firm_land.hpp"
#include "small_state.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Parcels of 1,000 m² with a floor of 800 m² each, and who is on them.
class Parcels {
public:
    Parcels() { small_.park("P1"); }

    ParcelId parcel(double floor = 800)
    {
        const ParcelId at = small_.parcel(LandUse::industrial, Stage::built, 1000);
        small_.state.parcels.floor_area[at] = small_.state.parcels.far_floor_area[at] = floor;
        return at;
    }
    EnterpriseId owner(ParcelId on, double land = nan) { return add(on, false, nan, land); }
    EnterpriseId tenant(ParcelId on, double floor, double land = nan) { return add(on, true, floor, land); }
    /// The firm of the last row is on this parcel, too; both are as large.
    void also_on(ParcelId parcel)
    {
        EnterpriseTable& firms = small_.state.enterprises;
        firms.holdings.back().share = 0.5;
        firms.holdings.push_back({parcel, 0.5});
        ++firms.first_holding[EnterpriseId{static_cast<std::uint32_t>(firms.size())}];
    }
    void share() { found = share_land(small_.state, stated_); }
    double land(EnterpriseId firm) const { return small_.state.enterprises.land[firm]; }
    double land_on(EnterpriseId firm, std::size_t holding) const
    {
        return land(firm) * small_.state.enterprises.of(firm)[holding].share;
    }
    State& state() { return small_.state; }

    LandFindings found;

private:
    EnterpriseId add(ParcelId on, bool rents, double floor, double land)
    {
        const EnterpriseId firm = small_.firm("E" + std::to_string(small_.state.enterprises.size()), on);
        small_.state.enterprises.rents[firm] = rents ? 1 : 0;
        stated_.land.push_back(land), stated_.rented_floor.push_back(floor);
        return firm;
    }

    SmallState small_;
    StatedLand stated_;
};

// 200 and 400 of 800 m² of floor are 250 and 500 of 1,000 m² of land; 250 stay with the owner.
TEST(FirmLand, TheOwnerKeepsWhatTenantsLeave)
{
    Parcels p;
    const ParcelId on = p.parcel();
    const EnterpriseId owner = p.owner(on), one = p.tenant(on, 200), two = p.tenant(on, 400);
    p.share();
    EXPECT_DOUBLE_EQ(p.land(owner), 250);
    EXPECT_DOUBLE_EQ(p.land(one), 250);
    EXPECT_DOUBLE_EQ(p.land(two), 500);
    EXPECT_TRUE(p.found.rented_beyond.empty() && p.found.equal_parts.empty());
}

// Twice 600 of 800 m² of floor: floor for 1,500 m² of land, of which there are 1,000. The owner has none
// left.
TEST(FirmLand, TenantsOfMoreFloorThanThereIsAreCutInProportion)
{
    Parcels p;
    const ParcelId on = p.parcel();
    const EnterpriseId one = p.tenant(on, 600), two = p.tenant(on, 600), owner = p.owner(on);
    p.share();
    EXPECT_DOUBLE_EQ(p.land(one), 500);
    EXPECT_DOUBLE_EQ(p.land(two), 500);
    EXPECT_EQ(p.land(owner), 0);
    ASSERT_EQ(p.found.rented_beyond.size(), 2U);
    EXPECT_DOUBLE_EQ(p.found.rented_beyond[0].wanted, 1500);
    EXPECT_DOUBLE_EQ(p.found.rented_beyond[0].there, 1000);
    ASSERT_EQ(p.found.without_land.size(), 1U);
    EXPECT_EQ(p.found.without_land[0].firm, owner);
}

// One tenant of half the floor; two that say nothing take 250 m² each of the other half.
TEST(FirmLand, TenantsWithoutAFloorTakeEqualPartsOfWhatIsLeft)
{
    Parcels p;
    const ParcelId on = p.parcel(), bare = p.parcel(0);
    const EnterpriseId known = p.tenant(on, 400), one = p.tenant(on, nan), two = p.tenant(on, nan);
    const EnterpriseId alone = p.tenant(bare, 300);  // on a parcel without a floor
    p.share();
    EXPECT_DOUBLE_EQ(p.land(known), 500);
    EXPECT_DOUBLE_EQ(p.land(one), 250);
    EXPECT_DOUBLE_EQ(p.land(two), 250);
    EXPECT_DOUBLE_EQ(p.land(alone), 1000);
    EXPECT_EQ(p.found.equal_parts.size(), 3U);
}

// A hall of 8 m counts twice for FAR: its tenant rents all 800 m² of it, and so all of the land.
TEST(FirmLand, RealFloorIsComparedWithRealFloor)
{
    Parcels p;
    const ParcelId on = p.parcel();
    p.state().parcels.far_floor_area[on] = 1600;
    const EnterpriseId tenant = p.tenant(on, 800);
    p.share();
    EXPECT_DOUBLE_EQ(p.land(tenant), 1000);
}

// 700 m² are stated; the tenant with floor for 500 m² gets the 300 that are left. 1,000 and 200 are too much.
TEST(FirmLand, StatedLandStandsAndIsToldWhenItIsMoreThanTheParcel)
{
    Parcels p;
    const ParcelId on = p.parcel(), full = p.parcel();
    const EnterpriseId owner = p.owner(on, 700), tenant = p.tenant(on, 400);
    const EnterpriseId whole = p.owner(full, 1000), more = p.tenant(full, nan, 200);
    p.share();
    EXPECT_EQ(p.land(owner), 700);
    EXPECT_DOUBLE_EQ(p.land(tenant), 300);
    EXPECT_EQ(p.land(whole), 1000);
    EXPECT_EQ(p.land(more), 200);
    ASSERT_EQ(p.found.stated_beyond.size(), 2U);
    EXPECT_EQ(p.found.stated_beyond[0].firm, whole);
    EXPECT_EQ(p.found.stated_beyond[1].wanted, 1200);
    EXPECT_EQ(p.found.rented_beyond.size(), 1U);
}

// 995 of 1,000 m² are stated, and 796 of 800 m² of floor are rented: half a per cent is rounding, not land.
TEST(FirmLand, WhatRoundingLeavesIsNoLand)
{
    Parcels p;
    const ParcelId stated = p.parcel(), rented = p.parcel();
    p.owner(stated, 995);
    const EnterpriseId tenant = p.tenant(stated, 400);
    const EnterpriseId other = p.tenant(rented, 796), owner = p.owner(rented);
    p.share();
    EXPECT_EQ(p.land(tenant), 0);
    EXPECT_DOUBLE_EQ(p.land(other), 995);
    EXPECT_EQ(p.land(owner), 0);
    EXPECT_EQ(p.found.without_land.size(), 2U);
}

// The owner has 1,000 m² alone and half of the other parcel: on none of them is there more land than there
// is.
TEST(FirmLand, AFirmOnSeveralParcelsHasOnEachWhatIsLeftThere)
{
    Parcels p;
    const ParcelId own = p.parcel(), shared = p.parcel();
    const EnterpriseId owner = p.owner(own);
    p.also_on(shared);
    const EnterpriseId tenant = p.tenant(shared, 400);
    p.share();
    EXPECT_DOUBLE_EQ(p.land(owner), 1500);
    EXPECT_DOUBLE_EQ(p.land_on(owner, 0), 1000);
    EXPECT_DOUBLE_EQ(p.land_on(owner, 1), 500);
    EXPECT_DOUBLE_EQ(p.land(tenant), 500);
}

}  // namespace
}  // namespace permu
