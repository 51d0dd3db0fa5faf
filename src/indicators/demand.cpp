/// Indicators: projects that want land.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"projects_arrived",
     {"projects arrived", "申请项目数"},
     Unit::count,
     Timing::flow,
     Direction::up,
     true,
     "count (a park: those that want it)",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return count(p.sums.flows.arrived); }},
    {"projects_placed",
     {"projects placed", "落地项目数"},
     Unit::count,
     Timing::flow,
     Direction::up,
     true,
     "count",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return count(p.sums.flows.placed); }},
    {"projects_refused",
     {"refusals", "拒绝项目数"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "count",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return count(p.sums.flows.refused); }},
    {"projects_waiting",
     {"projects waiting", "等待项目数"},
     Unit::count,
     Timing::stock,
     Direction::down,
     true,
     "count (a park: those that want it)",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return count(p.sums.waiting); }},
    {"projects_lost",
     {"projects lost", "流失项目数"},
     Unit::count,
     Timing::flow,
     Direction::down,
     true,
     "count (a park: those that wanted it)",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return count(p.sums.flows.lost); }},
};

}  // namespace

std::span<const Indicator> demand_indicators()
{
    return family;
}

}  // namespace permu
