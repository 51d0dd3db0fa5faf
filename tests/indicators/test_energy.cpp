/// Carbon with and without green power, and what roofs could yield.
#include <gtest/gtest.h>

#include <cmath>

#include "model/small_state.hpp"
#include "permu/indicators/indicator.hpp"

namespace permu {
namespace {

double value_of(const State& state, std::string_view id)
{
    const MeasureSet set = measure(state);
    return find_indicator(id)->measure({set.region, state.parks, ParkId::none(), set.region});
}

/// One firm on one factory of 1000 m² footprint.
class Energy : public testing::Test {
protected:
    Energy()
    {
        s_.park("P");
        lot_ = s_.parcel(LandUse::industrial, Stage::built, 5000);
        firm_ = s_.firm("f", lot_);
        s_.state.parcels.footprint[lot_] = 1000, s_.state.parcels.floor_area[lot_] = 3000;
        EnterpriseTable& f = s_.state.enterprises;
        f.energy[firm_] = 100, f.carbon[firm_] = 266, f.power[firm_] = 400000, f.green_power[firm_] = 100000;
        s_.state.region.grid_carbon = 0.5e-3, s_.state.region.rooftop_yield = 80;
    }
    State& state() { return s_.state; }

    SmallState s_;
    ParcelId lot_;
    EnterpriseId firm_;
};

// 266 t; 100 000 kWh of green power at 0.5 t/MWh take 50 t off
TEST_F(Energy, GreenPowerTakesItsShareOffTheCarbon)
{
    EXPECT_EQ(value_of(state(), "energy_tce"), 100);
    EXPECT_EQ(value_of(state(), "carbon_t"), 266);
    EXPECT_DOUBLE_EQ(value_of(state(), "carbon_green_t"), 216);
    EXPECT_EQ(value_of(state(), "green_power_kwh"), 100000);
    state().enterprises.carbon[firm_] = 40;
    EXPECT_EQ(value_of(state(), "carbon_green_t"), 0) << "never below zero";
    state().enterprises.green_power[firm_] = NAN;
    EXPECT_EQ(value_of(state(), "carbon_green_t"), 40) << "nothing known of green power";
    state().enterprises.carbon[firm_] = NAN;
    EXPECT_TRUE(std::isnan(value_of(state(), "carbon_green_t")));
}

// 1000 m² · 80 kWh = 80 000 kWh, a fifth of 400 000
TEST_F(Energy, RoofsYieldByTheirFootprint)
{
    EXPECT_EQ(value_of(state(), "rooftop_solar_kwh"), 80000);
    EXPECT_DOUBLE_EQ(value_of(state(), "rooftop_solar_share"), 0.2);
    state().parcels.footprint[lot_] = NAN;
    EXPECT_TRUE(std::isnan(value_of(state(), "rooftop_solar_kwh")));
}

// Nobody says what the grid emits or roofs yield when the rule operation is off.
TEST_F(Energy, IsEmptyWithoutItsFactors)
{
    state().region.grid_carbon = state().region.rooftop_yield = NAN;
    EXPECT_TRUE(std::isnan(value_of(state(), "carbon_green_t")));
    EXPECT_TRUE(std::isnan(value_of(state(), "rooftop_solar_kwh")));
}

}  // namespace
}  // namespace permu
