/// The pass over the parcels of each park, and the sums of parks that make the region.
#include "permu/model/measures.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string_view>

#include "model/add_land.hpp"
#include "model/measure_chains.hpp"
#include "model/measure_conversions.hpp"
#include "model/measure_firms.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// Industry turned into another use within so many years counts as a recent conversion.
constexpr int recent_years = 3;
/// 工业上楼: mean storeys (floor over footprint) from which a factory counts as built upwards. Design.
constexpr double upstairs_storeys = 3;

/// Roads and green: nobody expects a floor area of them.
bool is_open(LandUse use)
{
    return use == LandUse::street || use == LandUse::transport || use == LandUse::green;
}

/// Floor and footprint of built land: `urban` and `industrial` are the shares of the parcel in A and in A2.
void add_buildings(Measures& m, const ParcelTable& parcels, ParcelId parcel, double urban, double industrial)
{
    const double floor = parcels.floor_area[parcel];
    const double footprint = parcels.footprint[parcel];
    // Without a count of its own, the area that counts for the FAR is the real one.
    const double counting =
        std::isnan(parcels.far_floor_area[parcel]) ? floor : parcels.far_floor_area[parcel];
    add_known(m.floor, m.floor_known, floor, urban);
    add_known(m.footprint, m.footprint_known, footprint, urban);
    m.far_floor += or_zero(counting) * urban;
    const Mm2 land = parcels.area[parcel];
    if (!is_open(parcels.use[parcel])) {
        m.floor_unknown += land & mask(std::isnan(floor));
        m.footprint_unknown += land & mask(std::isnan(footprint));
    }
    if (industrial <= 0) return;
    m.industrial_floor_unknown += land & mask(std::isnan(floor));
    m.industrial_footprint_unknown += land & mask(std::isnan(footprint));
    add_known(m.industrial_floor, m.industrial_floor_known, floor, industrial);
    add_known(m.industrial_footprint, m.industrial_footprint_known, footprint, industrial);
    m.industrial_far_floor += or_zero(counting) * industrial;
    m.industrial_yard += or_zero(parcels.yard[parcel]) * industrial;
    if (!(floor > 0) || !(footprint > 0)) return;
    m.storeyed_floor += floor * industrial;
    if (floor >= upstairs_storeys * footprint) m.upstairs_floor += floor * industrial;
}

void add_mixed_buildings(Measures& m, const ParcelTable& parcels, ParcelId parcel,
                         std::span<const MixedShare> shares)
{
    double urban = 0;
    double industrial = 0;
    for (const MixedShare& share : shares) {
        if (is_urban_construction(share.use)) urban += share.share;
        if (is_industry_mining_storage(share.use)) industrial += share.share;
    }
    if (urban > 0) add_buildings(m, parcels, parcel, urban, industrial);
}

/// Land that the share of standard land is of: industrial land, and what else was supplied to projects that
/// had to meet the standards (producer services, logistics).
bool counts_for_standard_share(const ParcelTable& parcels, ParcelId parcel)
{
    return parcels.standard_version[parcel] != 0 || is_industrial(intended_use(parcels, parcel));
}

/// Such land supplied this year, and how much of it as standard land.
void add_supply(Measures& m, const ParcelTable& parcels, ParcelId parcel)
{
    if (parcels.stage[parcel] < Stage::supplied || !counts_for_standard_share(parcels, parcel)) return;
    const bool standard = parcels.standard[parcel] != 0;
    m.new_industrial += parcels.area[parcel];
    m.new_standard += parcels.area[parcel] & mask(standard);
    m.new_industrial_count += 1;
    m.new_standard_count += standard;
}

/// A lease counts whole, part lease part grant by its part; half where it is unknown (design).
void add_leased(Measures& m, const ParcelTable& parcels, ParcelId parcel, Mm2 supplied)
{
    const Tenure tenure = parcels.tenure[parcel];
    const float part = parcels.leased_share[parcel];
    if (tenure == Tenure::lease || tenure == Tenure::lease_then_grant) m.leased += supplied;
    if (tenure == Tenure::mixed) m.leased += to_mm2(from_mm2(supplied) * (std::isnan(part) ? 0.5 : part));
}

/// Land supplied this year against payment, and the years it is held for.
void add_term(Measures& m, const ParcelTable& parcels, ParcelId parcel)
{
    const std::int16_t years = parcels.term_years[parcel];
    if (parcels.stage[parcel] < Stage::supplied || parcels.tenure[parcel] < Tenure::grant || years <= 0)
        return;
    m.new_paid += parcels.area[parcel];
    m.new_paid_years += parcels.area[parcel] * years;
}

/// A standard parcel completed this year: how long ago it was ready.
void add_standard_built(Measures& m, const ParcelTable& parcels, ParcelId parcel, Year year)
{
    if (parcels.completion_year[parcel] != year || !parcels.standard[parcel]) return;
    if (parcels.assessment_year[parcel] == no_year) return;
    m.standard_built += 1;
    m.standard_wait += year - parcels.assessment_year[parcel];
}

/// \param range  parcels in ascending order, \param first the first of them
void add_parcels(Measures& m, const State& state, const auto& range, ParcelId first)
{
    const ParcelTable& parcels = state.parcels;
    const Standings& table = standings();
    MixedCursor mixed(parcels, first);
    for (const ParcelId parcel : range) {
        const Stage stage = parcels.stage[parcel];
        const Marks marks = marks_of(parcels, parcel, state.year);
        const Mm2 supplied_before = m.ledger.d;
        const auto shares = mixed.shares(parcel);
        if (shares.empty()) {
            const Standing& at = table.of(stage, parcels.use[parcel]);
            add_land(m.ledger, at, marks, parcels.area[parcel]);
            if (at.a != 0) add_buildings(m, parcels, parcel, 1.0, at.part == &Ledger::a2 ? 1.0 : 0.0);
        } else {
            add_mixed(m.ledger, parcels, parcel, marks, shares);
            if (stage == Stage::built) add_mixed_buildings(m, parcels, parcel, shares);
            if (stage == Stage::built) m.mixed += parcels.area[parcel];
        }
        if (parcels.tenure[parcel] >= Tenure::lease)
            add_leased(m, parcels, parcel, m.ledger.d - supplied_before);
        if (stage == Stage::built) add_standard_built(m, parcels, parcel, state.year);
        if (parcels.supply_year[parcel] == state.year) {
            add_supply(m, parcels, parcel);
            add_term(m, parcels, parcel);
        }
        if (stage != Stage::built) continue;
        if (const std::uint8_t tested = parcels.inefficient[parcel]) {
            m.efficiency_tested += parcels.area[parcel];
            m.inefficient += parcels.area[parcel] & mask(tested != inefficiency_tested);
        }
        if (parcels.converted_year[parcel] > state.year - recent_years)
            add_converted(m, parcels, parcel, shares);
        if (parcels.use[parcel] == LandUse::m0 || !shares.empty()) add_support(m, parcels, parcel, shares);
    }
    m.paid = m.ledger.d - m.ledger.d1;
}

Measures measure_park(const State& state, ParkId park)
{
    Measures m;
    const auto range = state.parks.parcels(park);
    add_parcels(m, state, range, ParcelId{range.first});
    add_residual(m.ledger, state.parks, park);
    m.flows = state.parks.flows[park];
    m.conversions = m.flows.conversions;
    m.land_saved = m.flows.land_saved;
    m.grid_carbon = state.region.grid_carbon;
    m.rooftop_yield = state.region.rooftop_yield;
    m.population = state.parks.population[park];
    m.jobs = state.parks.jobs[park];
    m.employed_residents = state.parks.employed_residents[park];
    m.city_foreign = state.parks.city_fdi[park];
    return m;
}

/// Sub-parks by themselves, and how many of each park are recognised.
void measure_sub_parks(MeasureSet& set, const State& state)
{
    const SubParkTable& table = state.sub_parks;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (table.size() == 0)
        for (Measures& park : set.parks)
            park.cooperation_parks = nan;
    std::vector<std::vector<ParcelId>> parcels(table.size());
    for (const ParcelId parcel : state.parcels.rows())
        if (table.size() > 0 && state.parcels.sub_park[parcel].valid())
            parcels[state.parcels.sub_park[parcel].index].push_back(parcel);
    set.sub_parks.resize(table.size());
    for (const SubParkId at : table.rows()) {
        Measures& m = set.sub_parks[at.index];
        const std::vector<ParcelId>& own = parcels[at.index];
        if (!own.empty()) add_parcels(m, state, own, own.front());
        m.population = m.jobs = m.employed_residents = nan;
        m.city_foreign = state.parks.city_fdi[table.park[at]];
        m.cooperation_parks = table.counts(at, state.year) ? 1 : 0;
        set.parks[table.park[at].index].cooperation_parks += m.cooperation_parks;
    }
    if (table.size() > 0) measure_firms_of_sub_parks(set.sub_parks, state);
}

/// Foreign capital used in the cities of some parks, each city once: parks of one city tell the same number.
double city_foreign(const ParkTable& parks, bool members)
{
    std::map<std::string_view, double> cities;
    double sum = 0;
    for (const ParkId park : parks.rows()) {
        if (members && !counts_in_region(parks, park)) continue;
        const std::string& city = parks.city[park.index];
        if (city.empty() || cities.emplace(city, parks.city_fdi[park]).second) sum += parks.city_fdi[park];
    }
    return sum;
}

/// What belongs to the region is not the sum of its parks: quota nobody got, projects that wanted no park.
/// Money is: each booking has its park, so that the accounts of all parks are the region's (see check_money),
/// and those of the members what scope `region` tells.
///
/// \param flows  of the parks in sum, for what only parks keep
ParkFlows region_flows(const Region& region, ParkFlows flows)
{
    flows.quota_given = region.quota_given;
    flows.quota_used = region.quota_used;
    flows.stock_disposed = region.disposed_unsupplied + region.disposed_idle;
    flows.arrived = region.arrived;
    flows.placed = region.placed;
    flows.lost = region.lost;
    flows.refused = region.refused;
    flows.refused_for = region.refused_for;
    return flows;
}

/// \return the number of all waiting projects, with those that want no park
std::int64_t add_waiting(std::vector<Measures>& parks, const ProjectTable& projects)
{
    std::int64_t waiting = 0;
    for (const ProjectId project : projects.rows()) {
        if (projects.status[project] != ProjectStatus::waiting) continue;
        ++waiting;
        const ParkId wanted = projects.wanted[project];
        if (wanted.valid()) parks[wanted.index].waiting += 1;
    }
    return waiting;
}

}  // namespace

MeasureSet measure(const State& state)
{
    MeasureSet set;
    set.parks.resize(state.parks.size());
    parallel_blocks(set.parks.size(), state.threads, [&](std::size_t park) {
        set.parks[park] = measure_park(state, ParkId{static_cast<std::uint32_t>(park)});
    });
    measure_firms(set.parks, state);
    measure_sub_parks(set, state);
    measure_chains(set.parks, state);
    const std::int64_t waiting = add_waiting(set.parks, state.projects);
    for (const ParkId park : state.parks.rows()) {
        const Measures& m = set.parks[park.index];
        set.region_all += m;
        if (counts_in_region(state.parks, park)) set.region += m;
    }
    for (Measures* scope : {&set.region, &set.region_all}) {
        scope->flows = region_flows(state.region, scope->flows);
        scope->waiting = waiting;
        scope->city_foreign = city_foreign(state.parks, scope == &set.region);
        scope->grid_carbon = state.region.grid_carbon;
        scope->rooftop_yield = state.region.rooftop_yield;
    }
    return set;
}

const MeasureSet& judged(State& state)
{
    if (!state.measured) state.measured = std::make_shared<const MeasureSet>(measure(state));
    return *state.measured;
}

}  // namespace permu
