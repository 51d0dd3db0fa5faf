/// Per-mu benefit (亩均效益): every firm that is covered is scored each year and put into class A, B, C or D.
#pragma once

#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

struct PerMu {
    PerMu();

    RuleScope scope;
    TableSetting method;                       ///< a method file, or the one built in: see rules/score.hpp
    double small_land_min = from_mu(5).value;  ///< m²; smaller land of small firms: not evaluated
    int grace_years = 2;                       ///< not evaluated in so many years from the year of start on
    std::string group = "region";              ///< firms are compared within region, park or division

    static const RuleRecord& record();
};

Parameters parameters(PerMu& rule);
void validate(const PerMu& rule, const std::string& where, Problems& problems);

/// Covered are firms in parks of the region: large ones all, small ones from `small_land_min` on; not those
/// in their years of grace or exempt from evaluation. Who is not covered has no class. Land is the firm's
/// used land, rented floor converted. A firm under a cap
/// (`capped_until`) that would be of class A or B is of class C. A firm whose year of start is unknown has no
/// grace.
///
/// reads   enterprises: flows, .land, .large, .veto, .exempt, .start_year, .division, .park; parks.status
/// writes  enterprises.grade_previous (the grade before), .grade, .score; events: one for each change of
/// class, and
///         the numbers of firms left out and of firms scored without some figure
void apply(State& state, const PerMu& rule, Year year);

}  // namespace permu
