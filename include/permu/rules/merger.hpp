/// Merger of parks (整合): near, similar and small parks become one, first in space, then in management, then
/// in function.
#pragma once

#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// 002 (十):
/// 「鼓励示范区按照先空间、后管理、再功能的步骤，有序分类整合区位相邻、产业相近、规模较小的产业园区」. The
/// act encourages and gives the order of the steps; how near, how similar and how small it does not say.
struct Merger {
    RuleScope scope;
    std::string mode = "report";        ///< or encouraged, mandatory
    std::string unit = "park";          ///< or block: the polygons of the boundaries, one by one
    double near_distance = 1000;        ///< m between the boundaries
    std::string similarity = "output";  ///< of firms by division; or employment
    double similarity_min = 0.7;        ///< cosine
    double small_area = 3e6;            ///< m² of land; one of the two has no more
    double probability = 0.5;           ///< encouraged: of a merger in a year in which it is possible
    int management_lag = 1;             ///< years from the space step
    int function_lag = 1;               ///< years from the management step
    NamedTexts plan;                    ///< park = park it merges into, whatever mode and criteria say

    static const RuleRecord& record();
};

Parameters parameters(Merger& rule);

/// Refuses a plan in which a park merges into itself or two into each other.
void validate(const Merger& rule, const std::string& where, Problems& problems);

/// Judged on the state at the end of the year, among member parks that are not merging already and do not
/// turn. Two are an edge, told by `candidate`, where
///   near     their boundaries are at most `near_distance` apart (of parks without polygons: they share a
///            border of parcels)
///   similar  the cosine of their output (revenue; or staff) by division is at least `similarity_min`; a park
///            without such figures is similar to none
///   small    the land of one is at most `small_area`
/// The parks of a connected component merge into one head: the highest level, then the most land, then the
/// first by id. Mode report says what could merge; mandatory decides at once; encouraged by one keyed draw of
/// the head a year. A planned merger is decided in the first year in which both parks are members and
/// neither is merging, before the others.
///
/// A merger decided in t takes its space step on 1 January of t + 1: figures are told in the head's row.
/// `management_lag` years later money and quota are the head's, `function_lag` years after that land, firms
/// and rank; the merged park is a park no more. Until then rules act on it as on any park, and it is ranked
/// by itself.
///
/// Unit block: the same among the polygons of the boundaries, by the land and the firms in them. A park all
/// of whose blocks are in a component merges as a park; single blocks have no figures, money or rank of their
/// own: their parcels and their part of the boundary go to the head's park on 1 January of t + 1, told by
/// `block`. Residual land beside parcels stays with the park. A park keeps one block at least.
///
/// reads   parks.status, .level, boundaries; parcels.area; enterprises by division
/// writes  parks.merging; next_land; events
void apply(State& state, const Merger& rule, Year year);

/// The base year: what could merge, and plans that cannot be.
void assess(State& state, const Merger& rule, Year year);

}  // namespace permu
