/// Indicators: how intensively built land is used.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"comprehensive_far",
     {"comprehensive floor area ratio", "综合容积率"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "floor area / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return comprehensive_far(p.sums); }},
    {"building_density",
     {"building density", "建筑密度"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "footprint / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return building_density(p.sums); }},
    {"industrial_far",
     {"floor area ratio of industrial land", "工业用地综合容积率"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "floor area on A2 / A2",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return industrial_far(p.sums); }},
    {"industrial_building_coefficient",
     {"building coefficient of industrial land", "工业用地建筑系数"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "(footprint + yards on A2) / A2",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return industrial_building_coefficient(p.sums); }},
    {"upstairs_share",
     {"share of floor in factories built upwards", "工业上楼建筑面积比例"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "floor on A2 of three storeys and more (floor / footprint) / floor on A2 with a known footprint",
     {"商务部 国家级经开区工作方案 (2025)", "(十三)", Confidence::design},
     [](const Place& p) { return ratio(p.sums.upstairs_floor, p.sums.storeyed_floor); }},
    {"land_saved_mu",
     {"land saved by building upwards", "立体开发节约用地"},
     Unit::mu,
     Timing::flow,
     Direction::up,
     true,
     "land that the floor added this year would have needed at the FAR before",
     {"商务部 国家级经开区工作方案 (2025)", "(十三)", Confidence::design},
     [](const Place& p) { return mu(p.sums.land_saved); }},
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

}  // namespace

std::span<const Indicator> intensity_indicators()
{
    return family;
}

}  // namespace permu
