/// International cooperation parks (国际合作园区) and other zones inside parks: targets against what is
/// recognised, the checklist, and the partner's share.
#pragma once

#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// 000 一(二):
/// 「2020至2021年，山西转型综改示范区争取创建1家国际合作园区；到2025年，力争……4个国家级开发区各创建1家；
/// 到2030年，力争其他6个省级重点发展的开发区各创建1家，全省共建11家」: 1, then 5, then 11 in all.
struct CooperationParks {
    RuleScope scope;
    NamedNumbers milestones{{"2021", 1}, {"2025", 5}, {"2030", 11}};  ///< parks in all, by year
    std::string recognition = "declared";  ///< by the data's year; or checklist: all criteria are met
    double benefit_share = 0;              ///< of the tax of its firms, to the partner
    bool partner_first = true;             ///< ready land of a sub-park goes to its partner's projects first

    static const RuleRecord& record();
};

Parameters parameters(CooperationParks& rule);

/// Refuses milestones that are no years, or that fall from one to the next.
void validate(const CooperationParks& rule, const std::string& where, Problems& problems);

/// Sub-parks in member parks that the rule covers. Milestones are targets (力争): no park comes by date.
///   recognised  by the year of the data; with recognition checklist also in the first year in which all five
///               criteria of 000 六(一) are met
///   progress    every year: parks recognised against the last milestone that is due
///   benefit     benefit_share (the sub-park's own where it has one) · tax of the firms on its land, booked
///               as a cost of the park where it is above 0
/// Without sub-parks in the data the rule says so in the base year and does nothing.
///
/// reads   sub_parks; measures of sub-parks; parks.status
/// writes  sub_parks.recognised, .prefers_partner; parks' accounts; events
void apply(State& state, const CooperationParks& rule, Year year);

/// The base year: progress, and what the checklists say.
void assess(State& state, const CooperationParks& rule, Year year);

/// Parks that should be recognised by the end of `year`: the last milestone that is due; 0 before the first.
double target_of(const NamedNumbers& milestones, Year year);

}  // namespace permu
