/// Admission (项目准入): which parks a waiting project may enter.
#pragma once

#include <limits>

#include "permu/rules/rule.hpp"

namespace permu {

struct ProjectAdmission {
    RuleScope scope;
    bool leading_only = false;  ///< only divisions a park leads in, where it names any
    double energy_per_value_added_max = std::numeric_limits<double>::quiet_NaN();  ///< tce/万元; NaN: no cap
    double emission_per_value_added_max = std::numeric_limits<double>::quiet_NaN();  ///< t/万元; NaN: no cap

    static const RuleRecord& record();
};

Parameters parameters(ProjectAdmission& rule);

/// A waiting project is tested for the park it wants, or for every current member where it names none or the
/// one it names is a member no more; an expansion on own land for the firm's park. In this order, inclusive:
///   negative_list            the park's negative divisions do not hold the project's
///   environment_unit         the park's allowed divisions, where it has any, do; and so does a unit of its
///                            planned, ready or listed land for projects, or of the own land of an expansion
///   leading_industry         likewise, when `leading_only`
///   energy_per_value_added, emission_per_value_added   at most the cap; a value not stated is over it
///   pollutant_quota          emission of the park's firms, of projects placed and not yet producing, and of
///   those
///                            admitted this year stays within the park's quota; new-quality projects are
///                            served first, then by arrival and id. An emission not stated counts 0
///   no_longer_a_zone         before the others: no industrial project on own land in a park that
///   transitioned
/// In a park the rule does not cover nothing else is tested. A project that no park admits is refused, once a
/// year, with the reasons and how many parks gave each; value and threshold are those of the last numeric
/// one.
///
/// reads   projects waiting; parks.status, .negative, .allowed, .leading, .pollutant_quota;
/// enterprises.emission writes  state.admissions, ordered by project and park; refused; events
void apply(State& state, const ProjectAdmission& rule, Year year);

}  // namespace permu
