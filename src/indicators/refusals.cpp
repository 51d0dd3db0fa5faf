/// Indicators: refusals of projects by reason; they add up to projects_refused.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

double refused(const Place& p, RefusedFor reason)
{
    return count(p.sums.flows.refused_for[static_cast<std::size_t>(reason)]);
}

constexpr Indicator family[] = {
    {"refused_no_park",
     {"refused: no park takes projects", "拒绝：无园区可进入"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return refused(p, RefusedFor::no_park); }},
    {"refused_negative_list",
     {"refused: negative list", "拒绝：负面清单"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(四)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::negative_list); }},
    {"refused_environment",
     {"refused: environmental unit", "拒绝：生态环境分区管控"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(四)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::environment_unit); }},
    {"refused_leading",
     {"refused: not a leading industry", "拒绝：不符合主导产业"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(一)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::leading_industry); }},
    {"refused_energy",
     {"refused: energy intensity", "拒绝：能耗强度超限"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(四)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::energy); }},
    {"refused_emission",
     {"refused: emission intensity", "拒绝：排放强度超限"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(四)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::emission); }},
    {"refused_pollutants",
     {"refused: pollutant quota", "拒绝：污染物总量不足"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(十二)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::pollutants); }},
    {"refused_no_zone",
     {"refused: the park is no zone any more", "拒绝：园区已退出开发区序列"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return refused(p, RefusedFor::no_zone); }},
    {"refused_class",
     {"refused: no new land for the firm's class", "拒绝：企业等级不予新增用地"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "refusals by what most parks say (a park: projects that want it)",
     {"晋政办发〔2024〕59号", "(十七)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::firm_class); }},
    {"refused_standards",
     {"refused: standard-land indicators", "拒绝：未达标准地指标"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "projects of the year left without land because they meet the standards in no park that admits "
     "them, or because the allowance 1 − share is used up; again in each year (a park: projects that want "
     "it)",
     {"晋政办发〔2024〕59号", "(十七)", Confidence::seed},
     [](const Place& p) { return refused(p, RefusedFor::standards); }},
};

}  // namespace

std::span<const Indicator> refusals_indicators()
{
    return family;
}

}  // namespace permu
