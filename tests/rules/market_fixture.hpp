/// Markets of the tests of standard land: rules with small tables, and what was decided as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fixture.hpp"
#include "permu/base/csv.hpp"
#include "permu/rules/standard_land.hpp"
#include "rules/option_list.hpp"
#include "rules/strategy.hpp"

namespace permu::test {

using Lines = std::vector<std::string>;

/// One project after the other, unless a test says otherwise.
inline StandardLand with_table(std::string_view csv)
{
    StandardLand rule;
    rule.strategy = "priority";
    rule.indicators.table = parse_csv(csv, "test");
    return rule;
}

inline StandardLand without_thresholds()
{
    return with_table("indicator,threshold\n");
}

/// Every waiting project may enter every current member.
inline void admit_all(State& state)
{
    for (const ProjectId at : state.projects.rows())
        for (const ParkId park : state.parks.rows())
            if (state.projects.status[at] == ProjectStatus::waiting && is_member(state.parks.status[park]))
                state.admissions.push_back({at, park});
}

/// "project parcel" of every placed project, in the order of the rows.
inline Lines placed(const State& state)
{
    Lines all;
    for (const ProjectId at : state.projects.rows())
        if (state.projects.status[at] == ProjectStatus::placed)
            all.push_back(std::string(state.projects.id[at]) + " " +
                          std::string(state.parcels.id[state.projects.parcel[at]]));
    return all;
}

inline State run(const Sketch& sketch, const StandardLand& rule)
{
    State state = state_of(sketch);
    admit_all(state);
    apply(state, rule, state.year);
    return state;
}

/// Every lot the applicant could have.
inline std::vector<Option> options_of(Market& market, const Applicant& one, bool standard)
{
    return first_options(market, one, market.lots().size() + 1, standard);
}

}  // namespace permu::test
