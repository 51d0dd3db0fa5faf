/// Land of re-zoning: outlines, reserves that are taken, events.
#include "rezoning_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "permu/geometry/overlay.hpp"

namespace permu {

double area_of(const std::vector<TakenReserve>& taken)
{
    double area = 0;
    for (const TakenReserve& one : taken)
        area += one.area;
    return area;
}

Mm2 RezoningWork::land_of(const std::vector<ParcelId>& parcels) const
{
    Mm2 land = 0;
    for (const ParcelId parcel : parcels)
        land += state_.parcels.area[parcel];
    return land;
}

bool RezoningWork::drawn(ParkId park) const
{
    const Geography* land = state_.geography.get();
    return land != nullptr && park.index < land->parks.size() &&
           land->parcels.size() == state_.parcels.size();
}

Shapes RezoningWork::outline(const std::vector<ParcelId>& parcels) const
{
    Shapes all;
    for (const ParcelId parcel : parcels)
        all.append(state_.geography->parcels, parcel.index);
    return union_all(all);
}

Shapes RezoningWork::without(ParkId park, const std::vector<ParcelId>& parcels) const
{
    return difference(state_.geography->parks, park.index, outline(parcels), 0);
}

std::string RezoningWork::new_id(const std::string& base, bool numbered) const
{
    const auto taken = [&](const std::string& id) {
        const auto& news = state_.next_land.new_parks;
        return std::ranges::find(state_.parks.id, id) != state_.parks.id.end() ||
               std::ranges::find(news, id, &NewPark::id) != news.end();
    };
    for (int number = numbered ? 2 : 1;; ++number) {
        std::string id = number < 2 ? base : fmt::format("{}-{}", base, number);
        if (!taken(id)) return id;
    }
}

std::size_t RezoningWork::take_all(LandRevision& change, const std::vector<TakenReserve>& taken, ParkId to,
                                   Shapes& all)
{
    std::size_t blocks = 0;
    for (const TakenReserve& one : taken) {
        reserves_.take(one.reserve);
        change.takings.push_back({one.reserve, to, reserves_.blocks_of(one), one.rest});
        all.append(one.shape, 0);
        blocks += change.takings.back().parcels.size();
    }
    return blocks;
}

void RezoningWork::finish(ParkId park, const std::vector<TakenReserve>& taken, LandRevision change)
{
    for (std::size_t i = 0; i < taken.size(); ++i)
        tell_taken(park, taken[i], change.takings[i].parcels.size());
    state_.next_land.append(std::move(change), state_.parks.size());
}

void RezoningWork::tell_taken(ParkId park, const TakenReserve& taken, std::size_t blocks)
{
    const std::uint32_t row = taken.reserve.index;
    Event event = event_of(RezoningEvent::reserve_taken, park);
    event.value = to_mu({taken.area});
    state_.events.add(event, fmt::format("reserve {}{}; suitability={}; parcels={}", state_.reserves.id[row],
                                         taken.rest.empty() ? "" : ", a part of it",
                                         std::isnan(state_.reserves.suitability[row])
                                             ? std::string("unknown")
                                             : fmt::format("{:.6g}", state_.reserves.suitability[row]),
                                         blocks));
}

Event RezoningWork::event_of(RezoningEvent kind, ParkId park) const
{
    Event event = rule_event(state_, Rezoning::record(), rule_.scope, static_cast<std::size_t>(kind), park);
    event.unit = Unit::mu;
    return event;
}

}  // namespace permu
