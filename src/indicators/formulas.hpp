/// The few shapes that formulas of indicators have; each gives an empty value (NaN) where it has nothing to
/// say.
#pragma once

#include <cstdint>
#include <limits>

#include "permu/base/math.hpp"
#include "permu/indicators/indicator.hpp"

namespace permu {

inline constexpr double empty_value = std::numeric_limits<double>::quiet_NaN();

inline double mu(Mm2 area)
{
    return mm2_to_mu(area);
}
inline double share(std::int64_t part, std::int64_t whole)
{
    return ratio(static_cast<double>(part), static_cast<double>(whole));
}
inline double per_area(double square_metres, Mm2 area)
{
    return ratio(square_metres, from_mm2(area).value);
}
inline double per_hectare(double amount, Mm2 area)
{
    return ratio(amount, to_hectares(from_mm2(area)));
}
inline double per_mu(const KnownSum& sum, Mm2 area)
{
    return ratio(sum.value(), mm2_to_mu(area));
}
inline double of(const KnownSum& part, const KnownSum& whole)
{
    return ratio(part.value(), whole.value());
}
inline double known(std::int64_t count, double value)
{
    return count > 0 ? value : empty_value;
}
inline double count(std::int64_t number)
{
    return static_cast<double>(number);
}
inline double wan(const Place& place, Reason reason)
{
    return from_fen(place.sums.flows.account.of(reason)).value;
}
/// Firms of a class; empty where there are no firms.
inline double graded(const Place& place, Grade grade)
{
    return known(place.sums.enterprises, count(place.sums.grade_count[static_cast<std::size_t>(grade)]));
}
/// Land of firms of a class, mu.
inline double graded_land(const Place& place, Grade grade)
{
    const double land = place.sums.grade_land[static_cast<std::size_t>(grade)];
    return known(place.sums.enterprises, land / square_metres_per_mu);
}
inline double of_park(const Place& place, double ParkScores::*score)
{
    return place.park.valid() ? place.parks.scores[place.park].*score : empty_value;
}
inline double rank_of(const Place& place)
{
    if (!place.park.valid() || place.parks.scores[place.park].rank == 0) return empty_value;
    return place.parks.scores[place.park].rank;
}
/// An indicator whose rule does not exist yet is empty, never zero.
inline double not_measured(const Place&)
{
    return empty_value;
}

}  // namespace permu
