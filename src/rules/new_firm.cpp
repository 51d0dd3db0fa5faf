/// A finished project moves in.
#include "new_firm.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace permu {
namespace {

void copy_promises(State& state, EnterpriseId firm, ProjectId project, Year year)
{
    const ProjectTable& from = state.projects;
    EnterpriseTable& to = state.enterprises;
    to.project[firm] = project;
    to.division[firm] = from.division[project];
    to.fixed_investment[firm] = from.investment[project];
    to.foreign[firm] = from.foreign[project];  // all in the year of completion
    to.rd_reserve[firm] = from.rd_reserve[project];
    to.large[firm] = from.output[project] >= large_revenue_wan;
    to.start_year[firm] = to.ramp_start[firm] = static_cast<std::int16_t>(year);
    to.ramp_years[firm] = std::max<std::int16_t>(from.ramp_years[project], 1);
}

/// Land that was granted to a project is nobody else's: a firm that the data or an earlier grant has there
/// loses it, and keeps its figures. What has no other land stays where it is told, with no land.
void clear_others(State& state, std::span<const ParcelId> finished)
{
    EnterpriseTable& firms = state.enterprises;
    const auto is_finished = [&](ParcelId parcel) { return std::ranges::binary_search(finished, parcel); };
    for (const EnterpriseId firm : firms.rows()) {
        const std::span<Holding> holdings = firms.of(firm);
        double kept = 0, all = 0;
        for (const Holding& holding : holdings) {
            all += holding.share;
            if (!is_finished(holding.parcel)) kept += holding.share;
        }
        if (kept == all) continue;
        firms.land[firm] *= kept;
        for (Holding& holding : holdings)
            if (kept > 0) holding.share = is_finished(holding.parcel) ? 0 : holding.share / kept;
    }
}

}  // namespace

void add_project_firms(State& state, std::span<const ParcelId> finished, Year year)
{
    if (!finished.empty()) clear_others(state, finished);
    ParcelTable& parcels = state.parcels;
    EnterpriseTable& firms = state.enterprises;
    std::vector<ParcelId> order(finished.begin(), finished.end());
    // By the first parcel of each project: stable, so that a project's parcels stay in their order.
    std::stable_sort(order.begin(), order.end(),
                     [&](ParcelId a, ParcelId b) { return parcels.project[a] < parcels.project[b]; });
    for (std::size_t i = 0; i < order.size();) {
        const ProjectId project = parcels.project[order[i]];
        std::size_t end = i;
        double land = 0;
        for (; end < order.size() && parcels.project[order[end]] == project; ++end)
            land += from_mm2(parcels.area[order[end]]).value;
        const std::string id = "E-" + std::string(state.projects.id[project]);
        const EnterpriseId firm = add_enterprise(firms, id, order[i], parcels.park[order[i]]);
        // The new firm is the last row, so its holdings are the end of the list.
        firms.holdings.resize(firms.first_holding[firm]);
        for (; i < end; ++i) {
            const ParcelId parcel = order[i];
            firms.holdings.push_back({parcel, from_mm2(parcels.area[parcel]).value / land});
        }
        firms.first_holding[{firm.index + 1}] = static_cast<std::uint32_t>(firms.holdings.size());
        firms.land[firm] = land;
        copy_promises(state, firm, project, year);
        const auto full = static_cast<std::int16_t>(year + firms.ramp_years[firm] - 1);
        for (const Holding& holding : firms.of(firm))
            parcels.ramp_end[holding.parcel] = full;
    }
}

}  // namespace permu
