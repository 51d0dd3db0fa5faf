/// Indicators: energy, carbon with and without green power, and what roofs could yield.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Source act{"商务部 国家级经开区工作方案 (2025)", "(十四)", Confidence::seed};

/// CO2 less what green power saves at the grid's factor; not below zero. Unknown green power saves nothing.
double with_green_power(const Place& p)
{
    const KnownSum& green = p.sums.green_power;
    const double saved = green.known > 0 ? green.sum * p.sums.grid_carbon : 0.0;
    const double left = p.sums.carbon.value() - saved;
    return left < 0 ? 0.0 : left;
}

double rooftop_power(const Place& p)
{
    return known(p.sums.industrial_footprint_known, p.sums.industrial_footprint * p.sums.rooftop_yield);
}

constexpr Indicator family[] = {
    {"energy_tce",
     {"energy", "综合能源消费量"},
     Unit::tce,
     Timing::flow,
     Direction::neutral,
     true,
     "sum over firms",
     {"晋政办发〔2024〕59号", "(四)", Confidence::seed},
     [](const Place& p) { return p.sums.energy.value(); }},
    {"carbon_t",
     {"CO2, green power not counted", "二氧化碳排放（不计绿电绿证）"},
     Unit::tonne,
     Timing::flow,
     Direction::down,
     true,
     "sum over firms",
     act,
     [](const Place& p) { return p.sums.carbon.value(); }},
    {"carbon_green_t",
     {"CO2 with green power and certificates", "二氧化碳排放（核减绿电绿证）"},
     Unit::tonne,
     Timing::flow,
     Direction::down,
     true,
     "CO2 − green electricity · grid factor (rules.operation.grid_carbon), at least 0",
     act,
     [](const Place& p) { return p.sums.carbon.known > 0 ? with_green_power(p) : empty_value; }},
    {"green_power_kwh",
     {"green electricity", "绿电用量"},
     Unit::kwh,
     Timing::flow,
     Direction::up,
     true,
     "sum over firms",
     act,
     [](const Place& p) { return p.sums.green_power.value(); }},
    {"rooftop_solar_kwh",
     {"rooftop solar potential a year", "屋顶光伏年发电潜力"},
     Unit::kwh,
     Timing::stock,
     Direction::up,
     true,
     "footprint on A2 · rules.operation.rooftop_share · rooftop_yield",
     {"晋政办发〔2024〕59号", "(四)", Confidence::design},
     rooftop_power},
    {"rooftop_solar_share",
     {"rooftop solar potential of electricity", "屋顶光伏潜力占用电比例"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "rooftop solar potential / electricity of firms",
     {"晋政办发〔2024〕59号", "(四)", Confidence::design},
     [](const Place& p) { return ratio(rooftop_power(p), p.sums.power.value()); }},
};

}  // namespace

std::span<const Indicator> energy_indicators()
{
    return family;
}

}  // namespace permu
