/// Formulas of indicators on states a pencil can check.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/small_state.hpp"
#include "permu/indicators/indicator.hpp"

namespace permu {
namespace {

/// Value of an indicator of one park, or of the region (park: none).
double value(const State& state, std::string_view id, ParkId park = ParkId{0})
{
    const Indicator* indicator = find_indicator(id);
    if (indicator == nullptr) throw std::invalid_argument(std::string(id));
    const MeasureSet set = measure(state);
    const Measures& sums = park.valid() ? set.parks[park.index] : set.region;
    return indicator->measure({sums, state.parks, park, set.region});
}

double region(const State& state, std::string_view id)
{
    return value(state, id, ParkId::none());
}

EnterpriseId firm(SmallState& s, const std::string& id, ParcelId on, int division, double revenue)
{
    const EnterpriseId row = s.firm(id, on);
    s.state.enterprises.division[row] = static_cast<std::uint8_t>(division);
    s.state.enterprises.revenue[row] = revenue;
    return row;
}

// park  division 39  division 13   HHI                  leading 39 here / region
// a             300          100   0.75² + 0.25² = 0.625       0.75 / 0.50 = 1.5
// b             100          300   0.625                       no leading divisions: empty
TEST(Agglomeration, ComparesAParkWithItsRegion)
{
    SmallState s;
    s.park("a");
    const ParcelId p = s.parcel(LandUse::industrial, Stage::built, 1000);
    s.park("b");
    const ParcelId q = s.parcel(LandUse::industrial, Stage::built, 1000);
    s.state.parks.leading[0] = {39};
    firm(s, "f", p, 39, 300), firm(s, "g", p, 13, 100);
    firm(s, "h", q, 39, 100), firm(s, "i", q, 13, 300);
    EXPECT_DOUBLE_EQ(value(s.state, "location_quotient"), 1.5);
    EXPECT_TRUE(std::isnan(value(s.state, "location_quotient", ParkId{1})));
    EXPECT_DOUBLE_EQ(value(s.state, "industry_hhi"), 0.625);
    EXPECT_DOUBLE_EQ(region(s.state, "industry_hhi"), 0.5);
}

TEST(Agglomeration, IsEmptyWithoutFirms)
{
    SmallState s;
    s.park("a");
    s.parcel(LandUse::industrial, Stage::built, 1000);
    EXPECT_TRUE(std::isnan(value(s.state, "industry_hhi")));
    EXPECT_TRUE(std::isnan(value(s.state, "chain_contiguity")));
}

// p0 – p1 – p2 – p3 in a row. Project x on p0 and p1, y on p2 and z on p3; x and y belong to chain "car", z
// to "chip": x (2000 m²) and y (1000 m²) touch, z (1000 m²) touches nobody of its own: 3000 / 4000.
TEST(Agglomeration, CountsLandOfAChainThatTouchesItsOwn)
{
    SmallState s;
    s.park("a");
    for (int i = 0; i < 4; ++i)
        s.parcel(LandUse::industrial, Stage::supplied, 1000);
    const char* const chains[] = {"car", "car", "chip"};
    for (std::uint32_t i = 0; i < 3; ++i) {
        const ProjectId at = add_project(s.state.projects, std::string(1, static_cast<char>('x' + i)), 2025);
        s.state.projects.chain[i] = chains[i];
        s.state.projects.status[at] = ProjectStatus::placed;
        s.state.projects.parcel[at] = ParcelId{i == 0 ? 0 : i + 1};
    }
    const std::uint32_t project_of[] = {0, 0, 1, 2};
    for (std::uint32_t i = 0; i < 4; ++i)
        s.state.parcels.project[ParcelId{i}] = ProjectId{project_of[i]};
    const std::vector<Border> borders{
        {ParcelId{0}, ParcelId{1}, 10}, {ParcelId{1}, ParcelId{2}, 10}, {ParcelId{2}, ParcelId{3}, 10}};
    auto geography = std::make_shared<Geography>();
    geography->graph = ParcelGraph(4, borders);
    s.state.geography = geography;
    EXPECT_DOUBLE_EQ(value(s.state, "chain_contiguity"), 0.75);
}

// Two standard lots of 30 and 40 mu supplied in 2025: 35 mu. One is built in the same year, ready since 2022.
TEST(StandardLand, HasAMeanLotAndYearsFromReadyToBuilt)
{
    SmallState s;
    s.state.year = 2025;
    s.park("a");
    const ParcelId p = s.parcel(LandUse::industrial, Stage::built, 20000);
    const ParcelId q = s.parcel(LandUse::industrial, Stage::supplied, 20000);
    s.state.parcels.area[q] = to_mm2(from_mu(40));
    for (const ParcelId parcel : {p, q}) {
        s.state.parcels.standard[parcel] = 1;
        s.state.parcels.supply_year[parcel] = 2025;
        s.state.parcels.assessment_year[parcel] = 2022;
    }
    s.state.parcels.completion_year[p] = 2025;
    EXPECT_NEAR(value(s.state, "standard_land_mean_lot_mu"), 35, 1e-6);
    EXPECT_DOUBLE_EQ(value(s.state, "standard_land_years_to_built"), 3);
    s.state.year = 2026;
    EXPECT_TRUE(std::isnan(value(s.state, "standard_land_mean_lot_mu")));
    EXPECT_TRUE(std::isnan(value(s.state, "standard_land_years_to_built")));
}

// Example 19: 505 parcels, 35,200 mu: 69.70 mu a parcel, 2346.6667 ha, 23.4667 km².
TEST(StandardLand, OfShanxiIn2022HadAMeanLotOf70Mu)
{
    Measures sums;
    sums.new_standard = to_mm2(from_mu(35200));
    sums.new_standard_count = 505;
    const ParkTable parks;
    const double mean =
        find_indicator("standard_land_mean_lot_mu")->measure({sums, parks, ParkId::none(), sums});
    EXPECT_NEAR(mean, 69.70, 0.005);
    EXPECT_NEAR(to_hectares(from_mm2(sums.new_standard)), 2346.6667, 5e-5);
    EXPECT_NEAR(from_mm2(sums.new_standard).value / 1e6, 23.4667, 5e-5);
}

// Quota 60 used, stock 120 disposed of: 0.5; without stock there is no ratio.
TEST(Stock, NewLandIsComparedWithStockDisposedOf)
{
    Measures sums;
    sums.flows.quota_used = 60, sums.flows.stock_disposed = 120;
    const ParkTable parks;
    const Indicator* ratio = find_indicator("new_to_stock_ratio");
    EXPECT_DOUBLE_EQ(ratio->measure({sums, parks, ParkId::none(), sums}), 0.5);
    sums.flows.stock_disposed = 0;
    EXPECT_TRUE(std::isnan(ratio->measure({sums, parks, ParkId::none(), sums})));
}

// park  tax before   now
// a            100   110   10 %
// b            300   290   −3.33 %
// c              -    50   empty, and left out of the region: 400 / 400
TEST(Growth, OfTheRegionIsThatOfParksWithBothFigures)
{
    SmallState s;
    s.park("a"), s.park("b"), s.park("c");
    const double now[] = {110, 290, 50};
    for (std::uint32_t i = 0; i < 3; ++i)
        s.state.parks.last_tax[ParkId{i}] = now[i];
    s.state.parks.tax_before[ParkId{0}] = 100, s.state.parks.tax_before[ParkId{1}] = 300;
    EXPECT_NEAR(value(s.state, "tax_growth"), 0.10, 1e-12);
    EXPECT_TRUE(std::isnan(value(s.state, "tax_growth", ParkId{2})));
    EXPECT_DOUBLE_EQ(region(s.state, "tax_growth"), 0);
    EXPECT_TRUE(std::isnan(region(s.state, "value_added_growth")));
}

TEST(Refusals, AddUpByReason)
{
    SmallState s;
    const ParkId a = s.park("a");
    count_refusal(s.state, a, RefusedFor::energy);
    count_refusal(s.state, ParkId::none(), RefusedFor::standards);
    EXPECT_EQ(value(s.state, "refused_energy"), 1);
    EXPECT_EQ(value(s.state, "refused_standards"), 0);
    EXPECT_EQ(region(s.state, "refused_standards"), 1);
    double sum = 0;
    for (const Indicator& indicator : refusals_indicators())
        sum += region(s.state, indicator.id);
    EXPECT_EQ(sum, region(s.state, "projects_refused"));
}

// 100 ha of A, 20 of them housing: min(1, 0.20/0.25) = 0.8; the rest has no people: balance is unknown.
TEST(Integration, PublishesItsParts)
{
    SmallState s;
    s.park("a");
    s.parcel(LandUse::industrial, Stage::built, 800000);
    s.parcel(LandUse::residential, Stage::built, 200000);
    EXPECT_DOUBLE_EQ(value(s.state, "integration_residential"), 0.8);
    EXPECT_DOUBLE_EQ(value(s.state, "integration_services"), 0);
    EXPECT_TRUE(std::isnan(value(s.state, "integration_balance")));
    EXPECT_TRUE(std::isnan(value(s.state, "city_integration_index")));
}

// The last evaluation found 2000 and −1000 m²: 3 and −1.5 mu, together 1.5; a third park was not evaluated.
TEST(Potential, OfTheRegionIsTheSumOfItsParks)
{
    SmallState s;
    s.park("a"), s.park("b"), s.park("c");
    s.state.parks.scores[ParkId{0}].intensity_potential = 2000;
    s.state.parks.scores[ParkId{1}].intensity_potential = -1000;
    EXPECT_NEAR(value(s.state, "intensity_potential_mu"), 3, 1e-12);
    EXPECT_NEAR(region(s.state, "intensity_potential_mu"), 1.5, 1e-12);
    EXPECT_TRUE(std::isnan(value(s.state, "intensity_potential_mu", ParkId{2})));
    EXPECT_TRUE(std::isnan(region(s.state, "structure_potential_mu")));
}

TEST(Catalogue, HasEveryIdOnce)
{
    std::vector<std::string_view> ids;
    for (const Indicator& indicator : indicator_catalogue()) {
        ids.push_back(indicator.id);
        EXPECT_FALSE(indicator.name.en.empty() || indicator.name.zh.empty()) << indicator.id;
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

}  // namespace
}  // namespace permu
