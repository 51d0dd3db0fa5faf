/// What parks test before they admit a project.
#include "park_gates.hpp"

#include "land.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

Divisions as_set(const std::vector<int>& divisions)
{
    Divisions set;
    for (const int division : divisions)
        if (division >= 0 && division < 256) set.set(static_cast<std::size_t>(division));
    return set;
}

}  // namespace

Gates::Gates(const State& state, const ProjectAdmission& rule)
    : state_(state), rule_(rule), gates_(state.parks.size())
{
    const ParkTable& parks = state.parks;
    for (const ParkId park : parks.rows()) {
        Gate& gate = gates_[park.index];
        gate.member = is_member(parks.status[park]);
        gate.covered = rule.scope.covers(parks, park);
        gate.negative = as_set(parks.negative[park.index]);
        gate.allowed = as_set(parks.allowed[park.index]);
        gate.leading = as_set(parks.leading[park.index]);
        gate.pollutant_quota = parks.pollutant_quota[park];
        if (!std::isnan(gate.pollutant_quota)) gate.pollutants_left = gate.pollutant_quota;
    }
    if (state.environment.size() > 0) find_units();
    use_up_pollutants(state);
}

Answer Gates::test(const ProjectTable& p, ProjectId at, ParkId park) const
{
    const Gate& gate = gates_[park.index];
    // Only an expansion on own land asks a park that is a member no more.
    if (!gate.member && !p.service[at]) return {.why = RefusedFor::no_zone};
    if (class_bars(p, at)) return {.why = RefusedFor::firm_class};
    if (!gate.covered) return {};
    const Answer by_division = test_division(gate, p.division[at], unit_allows(p, at, gate));
    if (by_division.why) return by_division;
    const double energy = ratio(p.energy[at], p.value_added[at]);
    if (!(std::isnan(rule_.energy_per_value_added_max) || energy <= rule_.energy_per_value_added_max))
        return {RefusedFor::energy, Unit::tce_per_wan_yuan, energy, rule_.energy_per_value_added_max};
    const double emission = ratio(p.emission[at], p.value_added[at]);
    if (!(std::isnan(rule_.emission_per_value_added_max) || emission <= rule_.emission_per_value_added_max))
        return {RefusedFor::emission, Unit::tonne_per_wan_yuan, emission, rule_.emission_per_value_added_max};
    if (tonnes(p, at) > gate.pollutants_left)
        return {RefusedFor::pollutants, Unit::tonne,
                gate.pollutant_quota - gate.pollutants_left + tonnes(p, at), gate.pollutant_quota};
    return {};
}

bool Gates::asks_division_only(const ProjectTable& p, ProjectId at) const
{
    const double energy = ratio(p.energy[at], p.value_added[at]);
    const double emission = ratio(p.emission[at], p.value_added[at]);
    return !p.service[at] && !p.on_own_land[at] && !class_bars(p, at) &&
           (std::isnan(rule_.energy_per_value_added_max) || energy <= rule_.energy_per_value_added_max) &&
           (std::isnan(rule_.emission_per_value_added_max) || emission <= rule_.emission_per_value_added_max);
}

/// An expansion that needs new land, of a firm whose class gets none.
bool Gates::class_bars(const ProjectTable& p, ProjectId at) const
{
    const EnterpriseId firm = p.enterprise[at];
    return firm.valid() && !p.on_own_land[at] && !(state_.enterprises.quota_multiplier[firm] > 0);
}

const std::vector<ParkId>& Gates::open_to(const ProjectTable& p, ProjectId at)
{
    std::optional<std::vector<ParkId>>& open = open_to_[p.division[at]];
    if (open) return *open;
    open.emplace();
    for (std::uint32_t i = 0; i < gates_.size(); ++i)
        if (gates_[i].member && lets_in(gates_[i], p.division[at])) open->push_back(ParkId{i});
    return *open;
}

Answer Gates::test_division(const Gate& gate, std::size_t division, bool unit_allows) const
{
    if (gate.negative.test(division)) return {.why = RefusedFor::negative_list};
    if (gate.allowed.any() && !gate.allowed.test(division)) return {.why = RefusedFor::environment_unit};
    if (!unit_allows) return {.why = RefusedFor::environment_unit};
    if (rule_.leading_only && gate.leading.any() && !gate.leading.test(division))
        return {.why = RefusedFor::leading_industry};
    return {};
}

/// The unit of an expanding firm's own land, else any unit with land for projects.
bool Gates::unit_allows(const ProjectTable& p, ProjectId at, const Gate& gate) const
{
    const EnterpriseId firm = p.enterprise[at];
    if (p.on_own_land[at] && firm.valid() && !state_.enterprises.of(firm).empty()) {
        const ParcelId own = state_.enterprises.of(firm).front().parcel;
        return state_.environment.allows(state_.parcels.environment[own], p.division[at]);
    }
    return !gate.has_units || gate.in_units.test(p.division[at]);
}

/// What may settle on the land that parks have left for projects. Land in no unit forbids nothing.
void Gates::find_units()
{
    std::vector<Divisions> of_unit(state_.environment.size() + 1);
    for (std::size_t unit = 0; unit < of_unit.size(); ++unit)
        for (int division = 0; division < 256; ++division)
            of_unit[unit][static_cast<std::size_t>(division)] =
                state_.environment.allows(static_cast<std::uint16_t>(unit), division);
    const ParcelTable& land = state_.parcels;
    for (const ParkId park : state_.parks.rows()) {
        Gate& gate = gates_[park.index];
        for (const ParcelId parcel : state_.parks.parcels(park)) {
            const Stage stage = land.stage[parcel];
            const bool left = stage >= Stage::planned && stage <= Stage::listed && !land.constrained[parcel];
            if (!left || !is_productive(intended_use(land, parcel))) continue;
            gate.has_units = true;
            gate.in_units |= of_unit[land.environment[parcel]];
        }
    }
}

void Gates::use_up_pollutants(const State& state)
{
    const EnterpriseTable& firms = state.enterprises;
    std::vector<bool> producing(state.projects.size(), false);
    for (const EnterpriseId firm : firms.rows()) {
        if (firms.project[firm].valid()) producing[firms.project[firm].index] = true;
        const bool counts = firms.park[firm].valid() && !std::isnan(firms.emission[firm]);
        if (counts) gates_[firms.park[firm].index].pollutants_left -= firms.emission[firm];
    }
    for (const ProjectId at : state.projects.rows()) {
        const bool committed = state.projects.status[at] == ProjectStatus::placed && !producing[at.index] &&
                               state.projects.completed[at] == no_year && state.projects.parcel[at].valid();
        if (committed) admit(state.projects, at, state.parcels.park[state.projects.parcel[at]]);
    }
}

}  // namespace permu
