/// Whole tables of a state as text, to see whether anything has changed.
#pragma once

#include <fmt/format.h>

#include <string>
#include <type_traits>

#include "fixture.hpp"

namespace permu::test {

template <class Id, class T>
std::string column_text(const Column<Id, T>& column)
{
    std::string all;
    for (const T& value : column.values()) {
        if constexpr (std::is_enum_v<T>)
            all += fmt::format("{} ", static_cast<int>(value));
        else if constexpr (std::is_arithmetic_v<T>)
            all += fmt::format("{} ", value);
        else
            all += fmt::format("{} ", value.index);
    }
    return all;
}

inline std::string parcels_text(const State& state)
{
    std::string all;
    for_each_parcel_column(state.parcels, [&](std::string_view name, const auto& column) {
        all += fmt::format("{}: {}\n", name, column_text(column));
    });
    for (const MixedShare& share : state.parcels.mixed)
        all += fmt::format("{} {} {} ", share.parcel.index, info(share.use).id, share.share);
    return all;
}

inline std::string firms_text(const State& state)
{
    const EnterpriseTable& f = state.enterprises;
    std::string all;
    for (const auto* column :
         {&f.revenue, &f.value_added, &f.tax, &f.rd, &f.rd_previous, &f.fixed_investment, &f.foreign,
          &f.energy, &f.power, &f.green_power, &f.emission, &f.carbon, &f.staff, &f.land})
        all += column_text(*column) + "\n";
    all += column_text(f.grade) + column_text(f.grade_previous) + column_text(f.score) +
           column_text(f.exempt) + column_text(f.ramp_start) + column_text(f.performance) +
           column_text(f.capped_until) + column_text(f.park) + "\n";
    for (const Holding& holding : f.holdings)
        all += fmt::format("{} {} ", holding.parcel.index, holding.share);
    return all;
}

inline std::string projects_text(const State& state)
{
    const ProjectTable& p = state.projects;
    std::string all = column_text(p.status) + column_text(p.parcel) + column_text(p.placed_year) +
                      column_text(p.completed) + column_text(p.patience) + column_text(p.land) +
                      column_text(p.tax);
    for (const ProjectId at : p.rows())
        all += fmt::format("{} ", p.id[at]);
    for (const Admission& one : state.admissions)
        all += fmt::format("{}-{}-{} ", one.project.index, one.park.index, one.standard);
    return all;
}

inline std::string money_text(const State& state)
{
    std::string all;
    for (const Fen fen : state.region.account.fen)
        all += fmt::format("{} ", fen);
    for (const ParkId park : state.parks.rows())
        for (const Fen fen : state.parks.flows[park].account.fen)
            all += fmt::format("{} ", fen);
    return all;
}

inline std::string parks_text(const State& state)
{
    const ParkTable& p = state.parks;
    std::string all = column_text(p.status) + column_text(p.years_below) + column_text(p.warnings) +
                      column_text(p.kept_in_statistics) + column_text(p.rewarded) +
                      column_text(p.quota_weight) + column_text(state.sub_parks.recognised) +
                      column_text(state.sub_parks.prefers_partner);
    for (const ParkId park : p.rows()) {
        const Merging& m = p.merging[park];
        all += fmt::format("{} {} {} {} ", m.head.index, m.space, m.management, m.function);
        const ParkFlows& f = p.flows[park];
        const ParkScores& s = p.scores[park];
        all += fmt::format("{} {} {} {} {} {} {} {} ", f.quota_given, f.quota_used, f.stock_disposed,
                           f.arrived, f.placed, f.lost, f.refused, s.rank) +
               fmt::format("{} {} {} {} {} {} {} {} ", f.reviewed, f.review_passed, f.preferences_refused,
                           f.negotiations, f.renewed, f.vacated, f.exited, f.transferred) +
               fmt::format("{}", s.composite);
    }
    for (const NewPark& made : state.next_land.new_parks)
        all += fmt::format("{} {} ", made.id, made.approved_area);
    for (const ReserveTaking& one : state.next_land.takings)
        all += fmt::format("{} {} {} ", one.reserve.index, one.park.index, one.parcels.size());
    const Region& r = state.region;
    return all + fmt::format("{} {} {} {} {} {} {} {} {}", r.quota_given, r.quota_used, r.quota_outside,
                             r.disposed_unsupplied, r.disposed_idle, r.arrived, r.placed, r.lost, r.refused);
}

inline std::string whole_text(const State& state)
{
    std::string all = parcels_text(state) + firms_text(state) + projects_text(state) + money_text(state) +
                      parks_text(state);
    for (const std::string& line : told(state))
        all += line + "\n";
    return all;
}

}  // namespace permu::test
