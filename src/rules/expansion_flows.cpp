/// The ramp of expansions, on top of the flows of their firms.
#include "expansion_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "operation_events.hpp"

namespace permu {
namespace {

bool holds(const EnterpriseTable& firms, EnterpriseId firm, ParcelId parcel)
{
    return std::ranges::any_of(firms.of(firm),
                               [&](const Holding& h) { return h.parcel == parcel && h.share > 0; });
}

}  // namespace

double drawn_performance(const State& state, const Operation& rule, EnterpriseId firm)
{
    if (rule.performance_sd == 0) return 1;
    const Draw draw{state.draw_key, state.enterprises.hash[firm],
                    static_cast<std::uint32_t>(RuleId::operation), 0};
    return draw.log_normal(performance_draw, 0, rule.performance_sd);
}

ExpansionFlows::ExpansionFlows(State& state, const Operation& rule, const std::vector<std::uint8_t>& covered,
                               Year year)
    : state_(state), rule_(rule), year_(year)
{
    const ProjectTable& p = state.projects;
    const EnterpriseTable& firms = state.enterprises;
    for (const ProjectId at : p.rows()) {
        if (p.completed[at] == no_year || p.completed[at] > year) continue;
        const EnterpriseId firm = p.enterprise[at];
        const int years = year - p.completed[at] + 1, full = std::max<int>(p.ramp_years[at], 1);
        // A firm that ramps up itself is set to what it promised: its expansion is added to that each year.
        const bool own_ramp = firms.project[firm].valid() && firms.ramp_start[firm] != no_year &&
                              year - firms.ramp_start[firm] < firms.ramp_years[firm];
        // One year after full output foreign capital, which counts once, may still have to be taken off.
        if (years > std::max(full, 2) && !own_ramp) continue;
        const bool here = firms.park[firm].valid() && covered[firms.park[firm].index] != 0;
        if (!here || !holds(firms, firm, p.parcel[at])) continue;
        const bool grown_up = years > full && !own_ramp;
        const auto ramp = [&](int n) {
            return grown_up ? 0.0 : std::min(1.0, static_cast<double>(n) / full);
        };
        ramps_.push_back({firm, at, ramp(years - 1), ramp(years), years == full});
    }
}

void ExpansionFlows::move(const Ramp& ramp, double share, bool adds) const
{
    EnterpriseTable& f = state_.enterprises;
    const ProjectTable& p = state_.projects;
    const ProjectId at = ramp.project;
    const double performed = share * drawn_performance(state_, rule_, ramp.firm);
    const double carbon = std::isnan(p.carbon[at]) ? p.energy[at] * rule_.carbon_t_per_tce : p.carbon[at];
    const auto by = [&](Column<EnterpriseId, double>& flow, double promised) {
        if (std::isnan(promised)) return;
        double& value = flow[ramp.firm];
        value = adds ? value + promised : value - std::max(0.0, std::min(value, promised));
    };
    by(f.revenue, p.output[at] * performed);
    by(f.value_added, p.value_added[at] * performed);
    by(f.tax, p.tax[at] * performed);
    by(f.rd, p.rd[at] * performed);
    by(f.energy, p.energy[at] * performed);
    by(f.emission, p.emission[at] * performed);
    by(f.carbon, carbon * performed);
    by(f.staff, p.staff[at] * share);
    const int since = year_ - p.completed[at];
    if (since == (adds ? 0 : 1)) by(f.foreign, p.foreign[at]);
}

void ExpansionFlows::set_aside()
{
    for (Ramp& ramp : ramps_) {
        const double rd = state_.enterprises.rd[ramp.firm];
        move(ramp, ramp.before, false);
        ramp.rd = rd - state_.enterprises.rd[ramp.firm];
    }
}

void ExpansionFlows::add()
{
    for (const Ramp& ramp : ramps_) {
        move(ramp, ramp.now, true);
        state_.enterprises.rd_previous[ramp.firm] += ramp.rd;
        if (ramp.last) tell_full(ramp);
    }
}

void ExpansionFlows::tell_full(const Ramp& ramp) const
{
    Event event =
        rule_event(state_, Operation::record(), rule_.scope,
                   static_cast<std::size_t>(OperationEvent::full_output), state_.enterprises.park[ramp.firm]);
    event.entity = EntityKind::enterprise, event.row = ramp.firm.index;
    event.unit = Unit::ratio, event.value = drawn_performance(state_, rule_, ramp.firm), event.threshold = 1;
    state_.events.add(event, fmt::format("expansion {}", state_.projects.id[ramp.project]));
}

}  // namespace permu
