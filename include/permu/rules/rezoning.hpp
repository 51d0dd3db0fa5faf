/// Re-zoning (调区): a park that becomes a city district develops a new area on reserves, as large as what
/// left.
#pragma once

#include "permu/rules/rule.hpp"

namespace permu {

/// 002 (十): 「……向城市综合功能区转型，可通过调区等方式开发新区域」. The act names the means; what balances
/// what, and which land is taken first, it does not say.
struct Rezoning {
    RuleScope scope;
    double area_tolerance = 0.05;  ///< of the area that left, by which the new area may be smaller or larger
    bool expansion = false;        ///< whether the new area may be larger than that (扩区)
    bool accept_less = false;      ///< whether a new area that is smaller than that is better than none
    TableSetting requests;         ///< changes of boundaries that are asked for; columns as in the help
    double block = 200000.0 / 3;   ///< m² (100 mu): parcels of a reserve that names no size of its own
    double block_width_min = 30;   ///< m: shorter side of the smallest rectangle around a block
    double block_fill_min = 0.5;   ///< share of that rectangle that is the block's

    static const RuleRecord& record();
};

Parameters parameters(Rezoning& rule);

/// Refuses a table of requests that cannot be read.
void validate(const Rezoning& rule, const std::string& where, Problems& problems);

/// For each park whose transition was decided this year: the area that leaves is its approved area, else that
/// of its boundary, else its land; where only built land is transferred, so much of it as the land that
/// leaves is of all its land. Reserves that name the park as theirs may be taken, and those that name no park
/// if they share a boundary with it or lie in its city (or its county is the reserve's city or county). First
/// come the park's own, then by suitability, then those that adjoin it, then by id, whole as long as they
/// fit; of one that does not fit the balance is cut off, and the rest stays a reserve. With `expansion` the
/// last one is taken whole.
///
/// From 1 January the new park `<id>-2` is Developing with the approved area of the old one (with
/// `expansion`: of what it got, if larger); its boundary is the union of what was taken and of what it keeps,
/// its new parcels are blocks of about the reserve's block_mu, planned for the reserve's use. Land of the old
/// park that is not transferred, planned to under construction, goes to it with firms, projects and
/// contracts. It is like the old park in all that is not land. Without a balance within the tolerance there
/// is no successor, all land stays where it is, and an event says so.
///
/// A request of the year's rows, in the order of the table, is granted where the park is a member that
/// neither turns, merges, nor is delisted, all parcels are its own and do not make up all of it, the reserves
/// are free, and the areas balance within the tolerance (with `expansion` none need leave). From 1 January
/// the boundary is what it was without the parcels that left and with the reserves, the approved area changes
/// by the difference, and the parcels that left are told as `<id>-out`, delisted: outside scope region, in
/// region_all, their firms and contracts as they were. A request that is not granted is an event with the
/// reason.
///
/// reads   parks.transition_pending, .approved_area, .boundary_area, .city; parcels; reserves; geography
/// writes  next_land; events
void apply(State& state, const Rezoning& rule, Year year);

}  // namespace permu
