/// Intensity of built land, empty where too little of it is known.
#include <limits>

#include "permu/base/math.hpp"
#include "permu/model/measures.hpp"

namespace permu {
namespace {

/// square metres / area, or NaN when nothing is known or more than half of `building_land` is not.
double intensity(double square_metres, std::int64_t known, Mm2 unknown, Mm2 building_land, Mm2 area)
{
    if (known == 0 || 2 * unknown > building_land) return std::numeric_limits<double>::quiet_NaN();
    return ratio(square_metres, from_mm2(area).value);
}

Mm2 building_land(const Ledger& ledger)
{
    return ledger.a - ledger.a31 - ledger.a32 - ledger.a51;
}

}  // namespace

double comprehensive_far(const Measures& m)
{
    return intensity(m.floor, m.floor_known, m.floor_unknown, building_land(m.ledger), m.ledger.a);
}

double building_density(const Measures& m)
{
    return intensity(m.footprint, m.footprint_known, m.footprint_unknown, building_land(m.ledger),
                     m.ledger.a);
}

double industrial_far(const Measures& m)
{
    return intensity(m.industrial_floor, m.industrial_floor_known, m.industrial_floor_unknown, m.ledger.a2,
                     m.ledger.a2);
}

double industrial_building_coefficient(const Measures& m)
{
    return intensity(m.industrial_footprint + m.industrial_yard, m.industrial_footprint_known,
                     m.industrial_footprint_unknown, m.ledger.a2, m.ledger.a2);
}

}  // namespace permu
