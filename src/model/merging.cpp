/// The steps of a merger.
#include "permu/model/merging.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "permu/model/land_revision.hpp"

namespace permu {
namespace {

/// Both lists as one, ascending, each entry once.
template <class T>
void join(std::vector<T>& into, std::vector<T>& from)
{
    into.insert(into.end(), from.begin(), from.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
    from.clear();
}

/// What the head has of the park besides its land.
void join_figures(ParkTable& parks, ParkId park, ParkId head)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (auto* sums : {&parks.approved_area, &parks.population, &parks.jobs, &parks.employed_residents,
                       &parks.pollutant_quota, &parks.last_tax, &parks.last_value_added, &parks.tax_before,
                       &parks.value_added_before})
        (*sums)[head] += std::exchange((*sums)[park], nan);
    if (parks.city[park.index] != parks.city[head.index]) parks.city_fdi[head] += parks.city_fdi[park];
    parks.city_fdi[park] = nan;
    parks.level[head] = higher(parks.level[head], parks.level[park]);
    join(parks.leading[head.index], parks.leading[park.index]);
    join(parks.bottom_years[head.index], parks.bottom_years[park.index]);
    parks.warnings[head] = std::max(parks.warnings[head], std::exchange(parks.warnings[park], 0));
    parks.downgrades[head] = std::max(parks.downgrades[head], std::exchange(parks.downgrades[park], 0));
    for (const ParkId area : parks.rows())  // development areas go with their main area
        if (parks.main_area[area] == park) parks.main_area[area] = area == head ? ParkId::none() : head;
    parks.years_below[head] = std::min(parks.years_below[head], std::exchange(parks.years_below[park], 0));
    parks.scores[park] = {nan, nan, nan, nan, nan, nan, nan, 0, nan, nan};
    parks.status[park] = ParkStatus::merged;
}

}  // namespace

MergeStep merge_step(const ParkTable& parks, ParkId park, Year year)
{
    const Merging& merging = parks.merging[park];
    const auto holds = [&](std::int16_t from) { return from != no_year && from <= year; };
    if (!merging.head.valid() || !holds(merging.space)) return MergeStep::none;
    if (holds(merging.function)) return MergeStep::function;
    return holds(merging.management) ? MergeStep::management : MergeStep::space;
}

ParkId budget_of(const ParkTable& parks, ParkId park, Year year)
{
    return merge_step(parks, park, year) < MergeStep::management ? park : parks.merging[park].head;
}

std::vector<bool> merging_parks(const ParkTable& parks)
{
    std::vector<bool> merging(parks.size(), false);
    for (const ParkId park : parks.rows()) {
        const ParkId head = parks.merging[park].head;
        if (!head.valid() || parks.status[park] == ParkStatus::merged) continue;
        merging[park.index] = merging[head.index] = true;
    }
    return merging;
}

ParkLevel higher(ParkLevel a, ParkLevel b)
{
    if (a == ParkLevel::national || b == ParkLevel::national) return ParkLevel::national;
    return a == ParkLevel::unknown ? b : a;
}

void complete_mergers(State& state)
{
    ParkTable& parks = state.parks;
    LandRevision land;
    for (const ParkId park : parks.rows()) {
        const ParkId head = parks.merging[park].head;
        if (!head.valid() || parks.status[park] == ParkStatus::merged) continue;
        if (!is_member(parks.status[park]) || !is_member(parks.status[head]))
            parks.merging[park] = {};
        else if (merge_step(parks, park, state.year) == MergeStep::function)
            land.takeovers.push_back({park, head});
    }
    revise_land(state, land);
    // Zones go with their land, also where a block alone moves.
    for (const ParcelId parcel : state.parcels.rows()) {
        if (state.sub_parks.size() == 0) break;
        const SubParkId zone = state.parcels.sub_park[parcel];
        if (zone.valid()) state.sub_parks.park[zone] = state.parcels.park[parcel];
    }
    for (const ParkTakeover& one : land.takeovers) {
        for (ParkId& wanted : state.projects.wanted.values())
            if (wanted == one.from) wanted = one.to;
        join_figures(parks, one.from, one.to);
    }
}

}  // namespace permu
