/// Indicators: how much land could still be gained.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

/// m² of the last evaluation to mu; of the region the sum over parks that have it.
double potential(const Place& p, double ParkScores::*which)
{
    if (p.park.valid()) return of_park(p, which) / square_metres_per_mu;
    KnownSum sum;
    for (const ParkId park : p.parks.rows())
        if (counts_in_region(p.parks, park)) sum.add(p.parks.scores[park].*which);
    return sum.value() / square_metres_per_mu;
}

constexpr Indicator family[] = {
    {"expansion_potential_mu",
     {"potential by extension", "扩展潜力"},
     Unit::mu,
     Timing::stock,
     Direction::neutral,
     true,
     "E",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return mu(p.sums.ledger.e); }},
    {"structure_potential_mu",
     {"potential by structure", "结构潜力"},
     Unit::mu,
     Timing::stock,
     Direction::neutral,
     true,
     "A (ideal industrial rate - A2 / A)",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return potential(p, &ParkScores::structure_potential); }},
    {"intensity_potential_mu",
     {"potential by intensity", "强度潜力"},
     Unit::mu,
     Timing::stock,
     Direction::neutral,
     true,
     "A2 (ideal - industrial FAR) / ideal",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return potential(p, &ParkScores::intensity_potential); }},
    {"management_potential_mu",
     {"potential by management", "管理潜力"},
     Unit::mu,
     Timing::stock,
     Direction::down,
     true,
     "G + D22",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return mu(p.sums.ledger.g + p.sums.ledger.d22); }},
};

}  // namespace

std::span<const Indicator> potential_indicators()
{
    return family;
}

}  // namespace permu
