/// Demand: projects that want land arrive, from a table or generated, and leave when their patience ends.
#pragma once

#include "permu/rules/rule.hpp"

namespace permu {

/// What a generated project promises at full output. Each value is drawn log-normally around a median.
/// Sizes as industrial land grants of 2017; the promises are those of an inland county park, a design.
struct Promises {
    double land = from_mu(24.75).value;                                    ///< median, m²
    double land_sd = 1.31;                                                 ///< of the logarithm
    double land_min = from_mu(0.75).value, land_max = from_mu(825).value;  ///< draws outside are cut to these
    double sd = 0.4;                             ///< of the logarithm of every value below
    double investment = 285 / from_mu(1).value;  ///< 万元/m²
    double output = 300 / from_mu(1).value;      ///< 万元/m² a year, and so on
    double value_added = 75 / from_mu(1).value;
    double tax = 12 / from_mu(1).value;
    double energy_per_value_added = 0.4;       ///< tce/万元
    double emission_per_value_added = 0.0003;  ///< t/万元
    double rd_share = 0.03;                    ///< of output
    double far = 1.1;
    double far_sd = 0.2;                            ///< of the logarithm; also of the building coefficient
    double building_coefficient = 0.45;             ///< cut to 0.9
    double admin_share = 0.06;                      ///< not drawn
    double staff = 60 / square_metres_per_hectare;  ///< persons per m²
};

struct Demand {
    RuleScope scope;
    NamedNumbers arrivals;  ///< projects a year in the region by division; empty: the table's projects alone
    double growth = 0;      ///< of arrivals a year, from the second year that runs
    Promises promises;
    NamedNumbers tiers = {{"emerging", 0.35}, {"future", 0.05}, {"traditional", 0.60}};  ///< shares
    double new_quality_share = 0.2;  ///< of the projects that are not traditional
    double wanted_share = 0;         ///< of projects that want one park
    double foreign_share = 0;        ///< of projects whose investment is foreign
    NamedTexts chain;                ///< chain by division
    /// Assumed response: elasticity of arrivals to the land price, taken positive. 0: none is assumed.
    double response_price = 0;
    int patience = 2, build_years = 2, ramp_years = 2;  ///< where a project does not say

    static const RuleRecord& record();
};

Parameters parameters(Demand& rule);
void validate(const Demand& rule, const std::string& where, Problems& problems);

/// First those leave that wait for `patience` years since they arrived: lost demand. Then projects of the
/// table whose year of arrival has come are waiting, and generated ones are added: a Poisson count a
/// division, ids "G<year>-<division>-<n>". One that wants a park wants one that leads in its division, or any
/// where none does. A project that wants a park the rule does not cover does not arrive.
///
/// With `response_price` e > 0 and p the price of industrial land supplied last year over that of the land of
/// the data, arrivals are multiplied by p^−e: generated ones in their mean, projects of the table stay away
/// with the probability 1 − p^−e (a price that fell cannot add to a table). Without a price of either kind
/// nothing changes.
///
/// reads   projects.arrival, .patience, .wanted; parks.status, .leading; parcels.price, .supply_year
/// writes  projects (new rows; .status, .patience, .build_years, .ramp_years where not said); arrived and
/// lost; events
void apply(State& state, const Demand& rule, Year year);

}  // namespace permu
