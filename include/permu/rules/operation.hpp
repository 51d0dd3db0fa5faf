/// Operation: firms grow by division, firms of projects ramp up to what they promised times a performance
/// draw.
#pragma once

#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// No document gives these numbers: all are design but the carbon factors.
struct Operation {
    RuleScope scope;
    NamedNumbers growth{{"default", 0.0}};  ///< a year, real, by division (two digits) or `default`
    double productivity = 0;                ///< a year, of value added, tax and R&D beyond revenue
    double energy_intensity_change = 0;     ///< a year, of energy per value added
    double emission_intensity_change = 0;   ///< a year, of emission per value added
    double carbon_t_per_tce = 2.66;         ///< t CO2, where a firm's carbon is unknown
    double grid_carbon = 0.5703e-3;         ///< t CO2 a kWh of the grid, which green power does not emit
    double rooftop_share = 0.5;             ///< of the footprint of industrial buildings that carries panels
    double rooftop_yield = 195;             ///< kWh a year and m² of panels
    double green_power_share = 0;           ///< of power, at least
    double volatility = 0;                  ///< standard deviation of the yearly log-normal noise of mean 1
    /// Assumed response to the per-mu class: value added and tax of firms that were C or D last year grow so
    /// much more a year. 0: no effect of a class is assumed.
    NamedNumbers response_improvement{{"C", 0.0}, {"D", 0.0}};
    double performance_sd = 0.15;  ///< of the log-normal ratio of actual to promised output, median 1

    static const RuleRecord& record();
};

Parameters parameters(Operation& rule);

/// Refuses growth by names that are no division.
void validate(const Operation& rule, const std::string& where, Problems& problems);

/// Firms of the data, and firms of projects after their ramp-up, each year, with g the growth of the
/// division:
///   f = (1 + g) · noise          revenue, exports · f
///   v = f · (1 + productivity)   value added, tax, R&D · v; R&D of the year before is kept
///   energy, power, carbon · v · (1 + energy_intensity_change); emission · v · (1 +
///   emission_intensity_change)
/// Value added and tax of firms of class C or D grow by `response_improvement` besides.
/// Green power keeps its share of power, and is at least `green_power_share` of it. Unknown carbon is energy
/// · carbon_t_per_tce. Staff and fixed investment stay. Foreign capital of a project counts in its first year
/// only. Firms of projects, from `ramp_start` on for `ramp_years`: flow = promised · performance · s, s =
/// min(1, (year − ramp_start + 1) / ramp_years); staff without performance. Performance is drawn once. What
/// a project adds to a firm that it expands ramps up by the same formula from `completed` on, on top of the
/// firm's own flows. What is unknown stays unknown. The answer does not depend on `state.threads`.
///
/// reads   enterprises.division, .grade, .park, .project, .ramp_start, .ramp_years; projects
/// writes  enterprises: all yearly flows, .performance; region.grid_carbon, .rooftop_yield; events
void apply(State& state, const Operation& rule, Year year);

/// In the base year only what the data does not say is completed: unknown carbon from energy, and the least
/// green power. A response that is assumed is told.
void assess(State& state, const Operation& rule, Year year);

}  // namespace permu
