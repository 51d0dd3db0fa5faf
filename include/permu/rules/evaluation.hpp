/// Evaluation of parks (综合考核): four dimensions, a rank, warnings, and the score of intensive land use.
#pragma once

#include <span>

#include "permu/rules/rule.hpp"

namespace permu {

/// Weights and benchmarks are in no document that binds Shanxi: each name's default and its source are listed
/// with the items in the reference page; benchmarks are national or local means that were published, or
/// design.
struct Evaluation {
    Evaluation();

    RuleScope scope;
    NamedNumbers weights;       ///< per_mu, agglomeration, growth, green; sum to 1
    NamedNumbers item_weights;  ///< within its dimension; an item that is not named counts 1
    NamedNumbers benchmarks;    ///< by item, in the item's unit
    NamedNumbers ideal;         ///< by item of the intensive-use score
    NamedNumbers ideal_city;    ///< the same of city-integrated parks
    /// Of targets, sub-targets and items of the intensive-use score; each group sums to 1.
    NamedNumbers intensive_weights, intensive_weights_city;
    double main_area_weight = 0.8;  ///< of the main area, where it has development areas
    bool weights_as_given = false;  ///< weights that do not sum to 1 are not refused but used as they are
    bool potential_clamp = false;   ///< negative potentials are 0
    int warn_bottom = 0;            ///< parks at the bottom that are warned; 0: none
    int warn_times = 2;             ///< so many times in the bottom make a candidate for downgrading
    int warn_within_years = 3;
    int warn_min_parks = 5;      ///< no warnings among fewer ranked parks
    int delist_times = 0;        ///< so many times a candidate delist a park; 0: nobody
    int reward_top = 0;          ///< parks at the top that are rewarded; 0: none
    double reward = 0;           ///< 万元 a rewarded park
    double reward_quota = 0;     ///< need of a rewarded park counts 1 + this in the next quota
    double warned_quota = 0;     ///< that of a park with a warning of this year counts 1 − this
    TableSetting ideal_by_kind;  ///< ideals of kinds of zones, where they differ from `ideal`, `ideal_city`

    static const RuleRecord& record();
};

Parameters parameters(Evaluation& rule);

/// Refuses weights that do not sum to 1 (unless `weights_as_given`), benchmarks and ideals that are not above
/// 0, and warnings that cannot be.
void validate(const Evaluation& rule, const std::string& where, Problems& problems);

/// A score that counts so much; NaN: nobody knows it.
struct WeightedScore {
    double weight, score;
};

/// Σ w·s, where what is not known gives its weight to the others in proportion; NaN where nothing is known.
/// Weights that sum to less than 1 stay so: a lone score of 100 with weight 0.5 is 50.
double weighted_score(std::span<const WeightedScore> parts);

/// 100 · min(x / benchmark, 1), never below 0; the less the better: 100 · min(benchmark / x, 1), 100 where x
/// ≤ 0.
double sub_score(double x, double benchmark, bool less_is_better);

/// 结构潜力 = A · (ideal − rate) and 强度潜力 = A2 · (ideal − actual) / ideal, in the unit of the area.
/// Negative above the ideal; 0 there with `clamp`. Source: stored rows of a provincial system, domain 4.4.
double structure_potential(double built, double ideal_rate, double rate, bool clamp = false);
double intensity_potential(double industrial, double ideal_far, double far, bool clamp = false);

/// The member parks at the end of the year. A dimension is the weighted mean of the sub-scores of its items,
/// the composite the weighted sum of the dimensions; a missing item, and a dimension without one, gives its
/// weight to the others, and is counted by a `missing_item` event. City-integrated parks have their own
/// items. Growth needs the year before. Equal composites have equal ranks, 1 is best; a park without any item
/// is not ranked.
///
/// The intensive-use score is Σ over targets, sub-targets and items of 100 · min(x / ideal, 1), of the idle
/// rate 100 · (1 − x). A development area has the development rate in place of supply and built rate. That of
/// a main area is its own times `main_area_weight` plus the rest times that of its development areas,
/// measured as one.
///
/// In the bottom are parks with a rank > ranked parks − `warn_bottom`: each such year warns; `warn_times` of
/// them within `warn_within_years` make a candidate for downgrading. Being one `delist_times` times delists
/// on 1 January of the next year: no new projects or quota, no place in the region's statistics, firms and
/// contracts stay as they are.
///
/// Parks that turned are scored as they are, without rank, reward or warning, so that old and new areas can
/// be compared.
///
/// The first `reward_top` ranks are rewarded (equal ranks all are): `reward` is booked, their need counts
/// 1 + `reward_quota` when the next quota is divided, and rule incentives may favour their firms. Ideals of a
/// zone are those of the first row of `ideal_by_kind` whose kind its own contains, else `ideal` or
/// `ideal_city`.
///
/// reads   measures of parks; enterprises.revenue, .division; parks.leading, .status, .area_role, .main_area,
///         .last_tax, .last_value_added
/// writes  parks.scores, .last_tax, .last_value_added, .tax_before, .value_added_before, .bottom_years,
///         .warnings, .downgrades, .delisting_pending, .rewarded, .quota_weight; accounts; events
void apply(State& state, const Evaluation& rule, Year year);

/// The base year: scores, ranks and what growth will be measured from; no warnings.
void assess(State& state, const Evaluation& rule, Year year);

}  // namespace permu
