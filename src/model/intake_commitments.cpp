/// Supplied land whose data says what was promised for it: a project that is placed already, so that a firm
/// moves in when the works are done.
#include <cmath>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"

namespace permu {
namespace {

/// Supplied or under construction, with a promise of money; empty promises make no firm.
bool committed(const ParcelTable& parcels, ParcelId parcel)
{
    const Stage stage = parcels.stage[parcel];
    return (stage == Stage::supplied || stage == Stage::under_construction) &&
           !parcels.project[parcel].valid() &&
           (parcels.promised_investment[parcel] > 0 || parcels.promised_tax[parcel] > 0);
}

Year year_of_supply(const State& state, ParcelId parcel)
{
    const Year year = state.parcels.supply_year[parcel];
    return year == no_year ? state.base_year : year;
}

void commit(State& state, ParcelId parcel)
{
    ParcelTable& parcels = state.parcels;
    ProjectTable& projects = state.projects;
    const std::string id = "C-" + std::string(parcels.id[parcel]);
    const ProjectId project = add_project(projects, id, year_of_supply(state, parcel));
    const auto& leading = state.parks.leading[parcels.park[parcel].index];
    projects.division[project] = leading.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(leading[0]);
    projects.land[project] = from_mm2(parcels.area[parcel]).value;
    projects.investment[project] = parcels.promised_investment[parcel];
    projects.tax[project] = parcels.promised_tax[parcel];
    projects.energy[project] = parcels.promised_energy[parcel];
    projects.far[project] = parcels.promised_far[parcel];
    projects.wanted[project] = parcels.park[parcel];
    projects.status[project] = ProjectStatus::placed;
    projects.parcel[project] = parcel;
    projects.placed_year[project] = projects.arrival[project];
    parcels.project[parcel] = project;
}

}  // namespace

void take_commitments(Draft& draft)
{
    State& state = draft.out.state;
    std::vector<bool> taken(state.parcels.size(), false);
    for (const Holding& holding : state.enterprises.holdings)
        taken[holding.parcel.index] = true;
    for (const ParcelId parcel : state.parcels.rows()) {
        if (taken[parcel.index] || !committed(state.parcels, parcel)) continue;
        commit(state, parcel);
        ++draft.out.accounting.assumed["committed project"];
    }
}

}  // namespace permu
