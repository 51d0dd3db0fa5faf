/// Indicators: how intensively built land is used.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

std::span<const Indicator> intensity_indicators()
{
    static const Indicator family[] = {
        {"comprehensive_far",
         {"comprehensive floor area ratio", "综合容积率"},
         Unit::ratio,
         Timing::stock,
         Direction::up,
         true,
         "floor area / A",
         {"开发区土地集约利用评价", "", Confidence::found},
         [](const Place& p) { return known(p.sums.floor_known, per_area(p.sums.floor, p.sums.ledger.a)); }},
        {"building_density",
         {"building density", "建筑密度"},
         Unit::ratio,
         Timing::stock,
         Direction::up,
         true,
         "footprint / A",
         {"开发区土地集约利用评价", "", Confidence::found},
         [](const Place& p) {
             return known(p.sums.footprint_known, per_area(p.sums.footprint, p.sums.ledger.a));
         }},
        {"industrial_far",
         {"floor area ratio of industrial land", "工业用地综合容积率"},
         Unit::ratio,
         Timing::stock,
         Direction::up,
         true,
         "floor area on A2 / A2",
         {"开发区土地集约利用评价", "", Confidence::found},
         [](const Place& p) {
             return known(p.sums.industrial_floor_known, per_area(p.sums.industrial_floor, p.sums.ledger.a2));
         }},
        {"industrial_building_coefficient",
         {"building coefficient of industrial land", "工业用地建筑系数"},
         Unit::ratio,
         Timing::stock,
         Direction::up,
         true,
         "(footprint + yards on A2) / A2",
         {"开发区土地集约利用评价", "", Confidence::found},
         [](const Place& p) {
             return known(p.sums.industrial_footprint_known,
                          per_area(p.sums.industrial_footprint + p.sums.industrial_yard, p.sums.ledger.a2));
         }},
        {"population_density",
         {"population density", "人口密度"},
         Unit::person_per_hectare,
         Timing::stock,
         Direction::up,
         true,
         "residents / A",
         {"开发区土地集约利用评价", "", Confidence::found},
         [](const Place& p) { return per_hectare(p.sums.population, p.sums.ledger.a); }},
    };
    return family;
}

}  // namespace permu
