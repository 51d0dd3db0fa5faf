/// Standard land (标准地): control indicators, and which project gets which ready lot.
#pragma once

#include <limits>
#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

struct StandardLand {
    StandardLand();

    RuleScope scope;
    std::string strategy = "optimal";  ///< or "priority", "chain"
    double share = 1.0;  ///< of the year's newly supplied industrial land that must be standard land
    bool producer_services = false;  ///< service projects are tested too
    int node_limit = 2000;           ///< of a search tree of "optimal"; reached, the certificate says so
    int pair_limit = 5000;           ///< of projects and lots that its search takes on where lots interlock
    bool assemble = false;           ///< joins parcels to a lot
    bool subdivide = false;          ///< cuts a lot from a parcel
    double minimum_remainder = from_mu(5).value;  ///< m² that must stay of a parcel that is cut
    double minimum_width = 30;                    ///< m, of lots that are made and of what stays
    double fill_min = 0.5;                        ///< share of the smallest rectangle around them
    double size_tolerance_under = 0.1;  ///< a lot may be smaller than wanted by this share, inclusive
    double size_tolerance_over = 0.3;   ///< or larger by this
    TableSetting indicators;            ///< control indicators; columns as in `read_controls`
    NamedNumbers reserve_price;  ///< 万元/m² by land grade, "1" … "15"; adds to the investment intensity
    NamedNumbers score_weights = {{"new_quality", 0.2}, {"tax_per_mu", 0.3}, {"tier", 0.3}, {"waiting", 0.2}};
    double tax_full_score = 30 / from_mu(1).value;  ///< 万元/m² a year that scores full

    static const RuleRecord& record();
};

Parameters parameters(StandardLand& rule);

/// Refuses rows of the table that cannot be read.
void validate(const StandardLand& rule, const std::string& where, Problems& problems);

/// Says which indicators have no threshold for how many manufacturing divisions (13 to 43), once a run, and
/// which parks of the table do not exist.
void assess(State& state, const StandardLand& rule, Year year);

/// Name of the standards that hold in a year: the table (its file without folders and ending, else
/// standard_land_controls), "@", and the latest year from which one of its rows holds; without dates the
/// table alone.
std::string version_of_standards(const StandardLand& rule, Year year);

/// Control indicators of the project against the thresholds of its division and the land's grade, inclusive,
/// on the land it wants; an indicator without a threshold is not tested, one with a threshold that the
/// project does not state fails.
///   investment_intensity = investment / land + reserve price of the grade      at least
///   far, building_coefficient                                                  at least
///   tax_per_mu, output_per_mu = tax, output / land; rd_share = R&D / output    at least
///   energy_per_value_added, emission_per_value_added = energy, emission / value added;  admin_share    at
///   most
/// Tested are industrial and logistics divisions (06–46, 53–60), whatever stands on M0, and service projects
/// when `producer_services`; in parks the rule does not cover nothing is tested.
///
/// Strategy "priority": guaranteed projects first, then by score, year of arrival, id. Each gets a whole
/// ready or listed parcel of an admitted park within the size tolerance: a park that leads in its division
/// first, the fitting use before the second best, the least difference from the wanted size (of two equal
/// ones the larger), park, parcel.
///   uses    divisions 53–60: logistics. Other industry: industrial, then M0 unless traditional.
///           Services: research, then M0.
///   zones   land in a zone inside a park is the first choice of projects of its partner and second best for
///           others, where sub_parks.prefers_partner says so; all other land is second best for those
///   score   = Σ weight · (tier 0, ½, 1; new quality; tax per mu / full score, at most 1; years waited /
///   patience)
/// First those that meet the standards where they go; then, while standard land stays at least `share` of the
/// tested land supplied this year (by area, the whole region), those that do not. Who is left is refused with
/// the indicator that failed (in the park where the fewest did), or has no lot. Expansions on own land need
/// none.
///
/// Strategy "optimal": the order of the projects is the same, but a project lets a later one in by moving to
/// another lot that fits. That gives, exactly, the most guaranteed projects, then the greatest total score,
/// then the earlier arrivals and ids; and for those the lots with the least total misfit: 2 points a park
/// that does not lead in the division, 1 point a second best use, and the difference from the wanted size as
/// a share of it, up to a point. The event `certificate` of the region holds the total score, its bound, and
/// counts of what the solver did. With a share between 0 and 1 the allowance ties all lots together: then a
/// search tree finds the same three aims (without the order of arrival), or comes near them; with more than
/// `pair_limit` pairs of a project and a lot the allocation by priority stands. Either way the certificate
/// has a bound from the prices at which all land would be sold.
///
/// Strategy "chain": as priority, but when the turn comes to the first project of an industrial chain, all
/// projects of the chain get a package at once: lots that share boundary with each other, or with land where
/// projects of the chain stand. Aims: the most guaranteed projects, the greatest score, the longest shared
/// boundary, the least misfit; packages grow lot by lot, and the event `certificate` of each chain compares
/// its score with what could be placed on the lots of one connected area. Who is not in the package waits;
/// those below the standards come last, and only beside the chain's land.
///
/// Where no whole parcel fits, a lot may be made: cut off from a larger one, or joined of several that
/// adjoin, of the same kind of use, grade and stage. A package of "chain" may slice several lots off one
/// parcel, side by side, and the last may take what is left. "optimal" weighs both at
/// once, by the search tree. All cuts and joins of the year are made together, before the lots are supplied;
/// what is left of a parcel stays ready.
///
/// reads   admissions; projects; parcels.stage, .use, .plan_use, .grade, .area; parks.leading, .land_grade
/// writes  admissions.standard; projects.status, .parcel, .placed_year; of parcels what comes with supply,
///         .standard, .standard_version, .project, .commit_year, .promised_*; placed; disposed stock; events
void apply(State& state, const StandardLand& rule, Year year);

}  // namespace permu
