/// What an expansion adds to its firm.
#include "expansion.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "stated.hpp"

namespace permu {
namespace {

double area_of(const ParcelTable& parcels, ParcelId parcel)
{
    return from_mm2(parcels.area[parcel]).value;
}

/// The area that counts for the FAR; without a count of its own it is the real floor.
double counted_floor(const ParcelTable& parcels, ParcelId parcel)
{
    const double counted = parcels.far_floor_area[parcel];
    return std::isnan(counted) ? parcels.floor_area[parcel] : counted;
}

/// Land of a firm; where it is not known, that of its parcels.
double land_of(const State& state, EnterpriseId firm)
{
    const EnterpriseTable& firms = state.enterprises;
    if (firms.land[firm] > 0) return firms.land[firm];
    double land = 0;
    for (const Holding& holding : firms.of(firm))
        if (holding.share > 0) land += area_of(state.parcels, holding.parcel);
    return land;
}

double promised_floor(const State& state, EnterpriseId firm, ProjectId project)
{
    const ProjectTable& p = state.projects;
    const double far = p.far[project], land = p.land[project];
    if (std::isnan(far)) return 0;
    if (land > 0) return far * land;
    const ParcelId first = first_land(state, firm);
    if (!first.valid()) return 0;
    const double more = far * area_of(state.parcels, first) - counted_floor(state.parcels, first);
    return more > 0 ? more : 0;
}

}  // namespace

EnterpriseId expanded_firm(const State& state, ProjectId project)
{
    const EnterpriseTable& firms = state.enterprises;
    const EnterpriseId firm = state.projects.enterprise[project];
    if (!firm.valid() || !firms.park[firm].valid()) return EnterpriseId::none();
    return firms.rents[firm] && !state.projects.on_own_land[project] ? EnterpriseId::none() : firm;
}

ParcelId first_land(const State& state, EnterpriseId firm)
{
    const EnterpriseTable& firms = state.enterprises;
    for (const Holding& holding : firms.of(firm))
        if (holding.share > 0 && firms.park[firm].valid()) return holding.parcel;
    return ParcelId::none();
}

AddedFloor build_on_own_land(State& state, EnterpriseId firm, ProjectId project)
{
    ParcelTable& p = state.parcels;
    AddedFloor out{promised_floor(state, firm, project), 0};
    for (const Holding& holding : state.enterprises.of(firm)) {
        const ParcelId at = holding.parcel;
        const double before = p.floor_area[at], area = area_of(p, at), plan = stated(p.plan_far[at]);
        if (!(holding.share > 0) || p.stage[at] != Stage::built || std::isnan(before)) continue;
        double added = out.promised - out.built;
        if (!std::isnan(plan)) added = std::min(added, plan * area - counted_floor(p, at));
        if (!(added > 0)) continue;
        p.far_floor_area[at] = counted_floor(p, at) + added;
        p.floor_area[at] = before + added;
        if (before > 0) state.parks.flows[p.park[at]].land_saved += to_mm2({area * added / before});
        out.built += added;
    }
    return out;
}

void add_land(State& state, std::span<const AddedLand> added)
{
    if (added.empty()) return;
    EnterpriseTable& firms = state.enterprises;
    std::vector<AddedLand> order(added.begin(), added.end());
    std::ranges::stable_sort(order, {}, &AddedLand::firm);
    std::vector<Holding> all;
    all.reserve(firms.holdings.size() + order.size());
    auto next = order.begin();
    for (const EnterpriseId firm : firms.rows()) {
        const std::size_t begin = all.size();
        const auto old = firms.of(firm);
        all.insert(all.end(), old.begin(), old.end());
        const std::size_t kept = all.size();
        const double before = next != order.end() && next->firm == firm ? land_of(state, firm) : 0;
        double land = before;
        for (; next != order.end() && next->firm == firm; ++next) {
            const double area = area_of(state.parcels, next->parcel);
            all.push_back({next->parcel, area});
            land += area;
        }
        // The old list is read up to here: this firm's range begins anew, that of the next one is untouched.
        firms.first_holding[firm] = static_cast<std::uint32_t>(begin);
        if (all.size() == kept) continue;
        for (std::size_t i = begin; i < all.size(); ++i)
            all[i].share *= i < kept ? before / land : 1 / land;
        firms.land[firm] = land;
    }
    firms.first_holding[{static_cast<std::uint32_t>(firms.size())}] = static_cast<std::uint32_t>(all.size());
    firms.holdings = std::move(all);
}

void add_investment(State& state, EnterpriseId firm, ProjectId project, Year year)
{
    EnterpriseTable& to = state.enterprises;
    ProjectTable& from = state.projects;
    if (!std::isnan(from.investment[project])) to.fixed_investment[firm] += from.investment[project];
    if (from.output[project] >= large_revenue_wan) to.large[firm] = 1;
    if (from.rd_reserve[project]) to.rd_reserve[firm] = 1;
    from.completed[project] = static_cast<std::int16_t>(year);
}

}  // namespace permu
