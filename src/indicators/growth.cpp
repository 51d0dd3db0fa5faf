/// Indicators: growth, as the evaluation measures it; empty while that rule is off.
#include <cmath>

#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

using Figure = Column<ParkId, double> ParkTable::*;

/// Growth between the last two evaluations; of the region over parks that have both figures.
double growth(const Place& p, Figure now, Figure before)
{
    double sum = 0, sum_before = 0;
    for (const ParkId park : p.parks.rows()) {
        if (p.park.valid() ? park != p.park : !is_member(p.parks.status[park])) continue;
        const double a = (p.parks.*now)[park], b = (p.parks.*before)[park];
        if (std::isnan(a) || std::isnan(b)) continue;
        sum += a, sum_before += b;
    }
    return sum_before > 0 ? sum / sum_before - 1 : empty_value;
}

constexpr Indicator family[] = {
    {"tax_growth",
     {"growth of tax", "税收增速"},
     Unit::ratio,
     Timing::flow,
     Direction::up,
     true,
     "tax / tax of the year before - 1, firms that came and left included",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return growth(p, &ParkTable::last_tax, &ParkTable::tax_before); }},
    {"value_added_growth",
     {"growth of value added", "增加值增速"},
     Unit::ratio,
     Timing::flow,
     Direction::up,
     true,
     "value added / value added of the year before - 1",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return growth(p, &ParkTable::last_value_added, &ParkTable::value_added_before); }},
};

}  // namespace

std::span<const Indicator> growth_indicators()
{
    return family;
}

}  // namespace permu
