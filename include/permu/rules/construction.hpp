/// Construction: supplied land starts after a lag, may stall or be suspended, and is built as promised.
#pragma once

#include <string>
#include <vector>

#include "permu/rules/rule.hpp"

namespace permu {

/// No document gives rates of stalled or suspended works: design, but without them no idle land is ever born.
struct Construction {
    RuleScope scope;
    std::vector<double> start_lag{0.5, 0.35,
                                  0.15};  ///< shares of parcels by years from supply to start; sum to 1
    double stall_probability = 0.03;      ///< a supplied parcel never starts by itself
    double suspend_probability = 0.01;    ///< a year, while under construction
    double resume_probability = 0.5;      ///< a year, while suspended
    int build_years = 2;                  ///< where neither parcel nor project says
    NamedNumbers default_far{{"industrial", 1.0}, {"logistics", 0.8},      {"m0", 2.0},
                             {"research", 1.5},   {"mining", 0.3},         {"residential", 2.0},
                             {"commercial", 2.0}, {"public_service", 1.0}, {"utility", 0.5}};
    double building_coefficient = 0.40;           ///< footprint / area, where the project promises none
    double upstairs_factor = 1.0;                 ///< 工业上楼: multiplies the FAR of suitable divisions
    std::vector<std::string> upstairs_divisions;  ///< GB/T 4754, two digits

    static const RuleRecord& record();
};

Parameters parameters(Construction& rule);

/// Refuses lag shares that are negative or do not sum to 1, FARs of unknown uses and texts that are no
/// division.
void validate(const Construction& rule, const std::string& where, Problems& problems);

/// Start: in supply year + lag. Land supplied before the run starts in its first year at the latest, unless
/// it is flagged idle: that is stalled. A missing year of supply or start of such land is taken to be the
/// base year, and marked in `assumed`. Suspended works draw their developed and invested shares; they resume
/// by chance. Completion: once year − start ≥ build years, not in a year of suspension or resumption. Floor
/// area = FAR · area; FAR: the promise, else the project's, else the plan's limit, else the default of the
/// use (0 where not listed); the upstairs factor never takes it above the plan's limit, and the
/// land that its floor would have needed without counts as saved. Footprint =
/// coefficient · area, at most the floor area. The project becomes the enterprise "E-<project id>" on all its
/// parcels finished this year; one that expands a firm of the data or the run becomes land of that firm. An
/// expansion on own land is built `build_years` after it was placed, its floor up to the plan's FAR of the
/// firm's built parcels; footprints stay. All draws are keyed by the parcel (the lead parcel of a project on
/// several), what is drawn once by the supply year.
///
/// reads   parcels.stage, .supply_year, .project, .promised_far, .plan_far, .area; projects
/// writes  parcels.stage, .start_year, .suspended_since, .developed_share, .invested_share, .idle, .disposed,
///         .completion_year, .floor_area, .far_floor_area, .footprint, .supply_record, .ramp_end, .assumed;
///         enterprises (new rows; of expansions holdings, .land, .fixed_investment, .large, .rd_reserve);
///         projects.completed; disposed stock; events
void apply(State& state, const Construction& rule, Year year);

}  // namespace permu
