/// Land that comes back.
#include "release.hpp"

#include <limits>

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr float nanf = std::numeric_limits<float>::quiet_NaN();

void scale_flows(EnterpriseTable& firms, EnterpriseId firm, double by)
{
    Column<EnterpriseId, double>* flows[] = {
        &firms.revenue, &firms.value_added,      &firms.tax,      &firms.rd,           &firms.rd_previous,
        &firms.foreign, &firms.fixed_investment, &firms.energy,   &firms.export_value, &firms.power,
        &firms.carbon,  &firms.green_power,      &firms.emission, &firms.staff,
    };
    for (auto* flow : flows)
        (*flow)[firm] *= by;
}

/// A firm that has no land left.
void forget_firm(EnterpriseTable& firms, EnterpriseId firm)
{
    scale_flows(firms, firm, nan);
    firms.land[firm] = 0;
    firms.park[firm] = ParkId::none();  // counts nowhere from now on
    firms.grade[firm] = firms.grade_previous[firm] = Grade::none;
    firms.score[firm] = nanf;
    firms.exempt[firm] = 1;
    firms.ramp_start[firm] = firms.ramp_years[firm] = firms.capped_until[firm] = no_year;
}

/// The project of the parcel. One that is at work stays placed in the books: its firm is what leaves.
void detach_project(State& state, ParcelId parcel)
{
    ParcelTable& p = state.parcels;
    const ProjectId project = p.project[parcel];
    p.project[parcel] = ProjectId::none();
    if (p.stage[parcel] == Stage::built || state.projects.parcel[project] != parcel) return;
    state.projects.status[project] = ProjectStatus::lost;
    state.projects.parcel[project] = ParcelId::none();
    for (const ParcelId other : state.parks.parcels(p.park[parcel]))
        if (p.project[other] == project) p.project[other] = ProjectId::none();
}

}  // namespace

void return_land(State& state, ParcelId parcel, Stage stage)
{
    ParcelTable& p = state.parcels;
    if (p.project[parcel].valid()) detach_project(state, parcel);
    p.stage[parcel] = stage;
    p.tenure[parcel] = Tenure::none;
    p.approved[parcel] = 1;
    p.idle[parcel] = p.government_cause[parcel] = p.fee_charged[parcel] = 0;
    p.standard[parcel] = p.supply_record[parcel] = 0;
    p.floor_area[parcel] = p.far_floor_area[parcel] = p.footprint[parcel] = p.yard[parcel] = 0;
    p.supply_year[parcel] = p.term_years[parcel] = p.expiry_year[parcel] = p.agreed_start[parcel] = no_year;
    p.start_year[parcel] = p.completion_year[parcel] = p.suspended_since[parcel] = no_year;
    p.commit_year[parcel] = p.ramp_end[parcel] = p.build_years[parcel] = no_year;
    p.rent_end[parcel] = p.review_due[parcel] = p.clean_until[parcel] = no_year;
    p.review[parcel] = Review::none, p.inefficient[parcel] = 0;
    p.standard_version[parcel] = 0;
    p.price[parcel] = p.rent[parcel] = nan;
    p.leased_share[parcel] = nanf;
    p.developed_share[parcel] = p.invested_share[parcel] = nanf;
    p.promised_investment[parcel] = p.promised_tax[parcel] = nanf;
    p.promised_far[parcel] = p.promised_energy[parcel] = nanf;
    p.support_share[parcel] = nanf;
}

void remove_firms(State& state, const std::vector<std::uint8_t>& returned)
{
    EnterpriseTable& firms = state.enterprises;
    for (const EnterpriseId firm : firms.rows()) {
        const auto first = firms.first_holding[firm], last = firms.first_holding[{firm.index + 1}];
        double lost = 0;
        bool other_land = false;
        for (auto i = first; i < last; ++i) {
            const Holding& holding = firms.holdings[i];
            if (returned[holding.parcel.index])
                lost += holding.share;
            else if (holding.share > 0)
                other_land = true;
        }
        if (!(lost > 0)) continue;
        if (!other_land) {
            forget_firm(firms, firm);
            continue;
        }
        const double kept = 1 - lost;
        for (auto i = first; i < last; ++i) {
            Holding& holding = firms.holdings[i];
            holding.share = returned[holding.parcel.index] ? 0 : holding.share / kept;
        }
        scale_flows(firms, firm, kept);
        firms.land[firm] *= kept;
    }
}

void count_idle_disposed(State& state, ParcelId parcel)
{
    if (state.parcels.disposed[parcel]) return;
    state.parcels.disposed[parcel] = 1;
    state.region.disposed_idle += state.parcels.area[parcel];
    state.parks.flows[state.parcels.park[parcel]].stock_disposed += state.parcels.area[parcel];
}

}  // namespace permu
