/// Checks of single rows: parcels, firms, projects.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/breaches.hpp"

namespace permu {
namespace {

constexpr double largest = std::numeric_limits<double>::max();
/// How far the shares of a firm may be from 1 in sum.
constexpr double share_tolerance = 1e-9;

constexpr Check park_of_parcel{
    "park_of_parcel", {"the row of the park whose range holds it:", "所在园区区间对应的行号："}, ""};
constexpr Check area_positive{"area", {"an area of at least", "面积不小于"}, "mm²"};
constexpr Check amount{"amount", {"empty or a finite number of at least", "空值或有限数，且不小于"}, ""};
constexpr Check figure{"figure", {"empty or a finite number, at most", "空值或有限数，绝对值不超过"}, ""};
constexpr Check tenure{
    "tenure",
    {"land supplied this year to have a tenure, number at least", "当年供应土地须有供应方式，编号不小于"},
    ""};
constexpr Check shares{"holding_shares", {"the shares of its land to add up to", "用地份额之和为"}, ""};
constexpr Check holding_parcel{
    "holding_parcel", {"a holding on a parcel of the table, row below", "用地须对应表内地块，行号小于"}, ""};
constexpr Check project_parcel{"project_parcel",
                               {"a placed project to have a parcel, any other none; parcels:",
                                "已落地项目须有地块，其他项目不得有；地块数"},
                               ""};
constexpr Check project_of_parcel{
    "project_of_parcel",
    {"the project of a parcel to be placed, status", "地块上的项目须为已落地状态，状态编号"},
    ""};
constexpr Check one_project{
    "one_project",
    {"a parcel given to one project of the year, row", "同一地块当年只供一个项目，项目行号"},
    ""};

/// Whether every value is empty (NaN) or from `low` to the largest number. One plain scan, so that it costs
/// little.
bool within(std::span<const double> values, double low)
{
    unsigned outside = 0;
    for (const double v : values)
        outside |= static_cast<unsigned>(v < low) | static_cast<unsigned>(v > largest);
    return outside == 0;
}

template <class Id>
void check_column(Breaches& breaches, const Column<Id, double>& column, double low, const Check& check,
                  const auto& name)
{
    breaches.count(column.size());
    if (within(column.values(), low)) return;
    for (const Id row : column.rows()) {
        const double v = column[row];
        if (v < low || v > largest)
            breaches.hold(
                false, check, [&] { return name(row); }, v, low < 0 ? largest : low);
    }
}

void check_supplied(Breaches& breaches, ParcelId parcel)
{
    const State& state = breaches.state();
    const auto who = [&] { return "parcel " + std::string(state.parcels.id[parcel]); };
    if (state.parcels.stage[parcel] >= Stage::supplied) {
        const auto held = static_cast<std::int64_t>(state.parcels.tenure[parcel]);
        breaches.hold(held > 0, tenure, who, held, std::int64_t{1});
    }
}

void check_project_of(Breaches& breaches, ParcelId parcel, ProjectId project)
{
    const State& state = breaches.state();
    const auto who = [&] { return "parcel " + std::string(state.parcels.id[parcel]); };
    const bool known = project.index < state.projects.size();
    const auto status = known ? static_cast<std::int64_t>(state.projects.status[project]) : -1;
    breaches.equal(project_of_parcel, who, status, static_cast<std::int64_t>(ProjectStatus::placed));
}

void check_firm(Breaches& breaches, EnterpriseId firm)
{
    const State& state = breaches.state();
    const auto who = [&] { return "enterprise " + std::string(state.enterprises.id[firm]); };
    double sum = 0;
    std::uint32_t last = 0;
    for (const Holding& holding : state.enterprises.of(firm)) {
        sum += holding.share;
        last = std::max(last, holding.parcel.index);
    }
    breaches.hold(std::abs(sum - 1) <= share_tolerance, shares, who, sum, 1.0);
    breaches.hold(last < state.parcels.size(), holding_parcel, who, std::int64_t{last},
                  static_cast<std::int64_t>(state.parcels.size()));
}

void check_project(Breaches& breaches, ProjectId project)
{
    const State& state = breaches.state();
    const ProjectTable& projects = state.projects;
    const auto who = [&] { return "project " + std::string(projects.id[project]); };
    const ParcelId parcel = projects.parcel[project];
    const bool placed = projects.status[project] == ProjectStatus::placed;
    breaches.equal(project_parcel, who, std::int64_t{parcel.index < state.parcels.size()},
                   std::int64_t{placed});
    // Firms that build on their own land share a parcel with the project that was there before.
    if (!placed || projects.placed_year[project] != state.year || projects.on_own_land[project] != 0) return;
    if (parcel.index >= state.parcels.size()) return;
    breaches.equal(one_project, who, std::int64_t{state.parcels.project[parcel].index},
                   std::int64_t{project.index});
}

}  // namespace

void check_parcels(Breaches& breaches)
{
    const State& state = breaches.state();
    const ParcelTable& p = state.parcels;
    const auto name = [&](ParcelId parcel) { return "parcel " + std::string(p.id[parcel]); };
    for (const auto* column : {&p.floor_area, &p.far_floor_area, &p.price, &p.rent})
        check_column(breaches, *column, 0.0, amount, name);
    // What the data says of its own year is not the program's doing.
    const bool is_run_year = state.year != state.base_year;
    for (const ParkId park : state.parks.rows()) {
        for (const ParcelId parcel : state.parks.parcels(park)) {
            const auto who = [&] { return name(parcel); };
            breaches.equal(park_of_parcel, who, std::int64_t{p.park[parcel].index}, std::int64_t{park.index});
            breaches.hold(p.area[parcel] >= 0, area_positive, who, p.area[parcel], Mm2{0});
            if (is_run_year && p.supply_year[parcel] == state.year) check_supplied(breaches, parcel);
            if (const ProjectId project = p.project[parcel]; project.valid())
                check_project_of(breaches, parcel, project);
        }
    }
}

void check_firms_and_projects(Breaches& breaches)
{
    const State& state = breaches.state();
    const EnterpriseTable& f = state.enterprises;
    const auto name = [&](EnterpriseId firm) { return "enterprise " + std::string(f.id[firm]); };
    for (const auto* column : {&f.revenue, &f.value_added, &f.tax, &f.energy, &f.fixed_investment})
        check_column(breaches, *column, -largest, figure, name);
    check_column(breaches, f.land, 0.0, amount, name);
    for (const EnterpriseId firm : f.rows()) {
        if (f.park[firm].valid()) check_firm(breaches, firm);
    }
    for (const ProjectId project : state.projects.rows())
        check_project(breaches, project);
}

}  // namespace permu
