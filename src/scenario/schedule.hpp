/// The versions of one rule by year: what the scenario says, step by step, and what its dated tables say.
#pragma once

#include <memory>
#include <string>

#include "permu/base/problem.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {

/// Where a schedule is read from.
struct ScheduleSource {
    const Node& root;
    const TableLoader& load;
    const RunSpec& run;
};

/// "rules.idle_land"
std::string table_of(const Rule& rule);

/// \param rule  with its documented defaults
RuleSchedule read_schedule(std::unique_ptr<Rule> rule, const ScheduleSource& source, Problems& problems);

}  // namespace permu
