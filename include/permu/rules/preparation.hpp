/// Preparation (土地前期开发): planned land becomes ready, and a city grows beside the industry.
#pragma once

#include <limits>
#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

struct Preparation {
    RuleScope scope;
    double capacity_per_park = from_mu(500).value;  ///< m² of land for projects a year and park
    double ready_stock_max =
        std::numeric_limits<double>::quiet_NaN();  ///< m²; no more is prepared above it; NaN: none
    int assessment_valid_years = 5;                ///< of the regional assessment (区域评估)
    double cost = 20 / from_mu(1).value;           ///< 万元/m² of land prepared
    /// 万元/m² more for land of slope 1 (45°), in proportion; land whose slope is not known costs no more.
    double slope_cost = 0;
    double phase_built_rate_min =
        0.6;  ///< built share of a phase's developable land that opens the next phase
    /// m² of housing and commerce a year and park; NaN: the planned stock of the base year over
    /// `urban_supply_years`.
    double urban_supply_per_year = std::numeric_limits<double>::quiet_NaN();
    int urban_supply_years = 15;
    int urban_build_years = 2;
    bool industrial_first = true;  ///< land for projects draws on the park's quota before the city does
    std::string plan_use_default = "industrial";  ///< of planned farmland without a plan use; or "none"

    static const RuleRecord& record();
};

Parameters parameters(Preparation& rule);
void validate(const Preparation& rule, const std::string& where, Problems& problems);

/// Land for projects (industry, M0, logistics, research): planned parcels of open phases become ready, in the
/// order of phase, length of the boundary shared with built land, suitability (unknown last), slope (flat
/// first, unknown last), id; until the yearly capacity is used. A parcel larger than what is left is passed
/// over, but the first of a year is prepared whatever its size. Constrained land, 留白 and land whose plan is
/// not to be built on stay as they are. A phase is open when the phase before it is, and at least
/// `phase_built_rate_min` of that phase's developable land (all but unbuildable) is built. The regional
/// assessment of ready land is renewed when it runs out.
///
/// The city: planned or ready transport, utility, green, public and other urban parcels are supplied when
/// they adjoin land for projects that the run supplied; housing and commerce keep to a yearly amount that
/// adds up while parcels are too large for it. None of it waits for a phase.
///
/// Both need quota where the land is not construction land yet and not approved: first, for land for
/// projects, outside the pool as far as waiting guaranteed projects want more than is ready; then from the
/// park's quota, never more than was given. In a park without a limit the quota given follows what is used.
///
/// reads   parcels.stage, .use, .plan_use, .approved, .constrained, .phase, .suitability, .slope; graph;
/// projects waiting writes  parcels.stage, .use, .plan_use, .approved, .approval_year, .assessment_year and
/// what comes with supply;
///         quota used; accounts (preparation cost); events
void apply(State& state, const Preparation& rule, Year year);

}  // namespace permu
