/// Admission: the tests of a park, and the refusal that says why.
#include "permu/rules/admission.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <optional>

#include "land.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { refused };
constexpr EventKind kinds[] = {
    {"refused", {"no park admits the project", "项目未获任何园区准入"}, "002 (四), 000 四(三), 004 (十)"},
};

/// Why a park does not admit; in the order of the tests.
enum class Why : std::size_t {
    none,
    negative_list,
    environment_unit,
    leading_industry,
    energy,
    emission,
    pollutants,
    no_zone
};
constexpr std::array<std::string_view, 8> why_name{"",
                                                   "negative_list",
                                                   "environment_unit",
                                                   "leading_industry",
                                                   "energy_per_value_added",
                                                   "emission_per_value_added",
                                                   "pollutant_quota",
                                                   "no_longer_a_zone"};

struct Answer {
    Why why = Why::none;
    Unit unit = Unit::none;
    double value = std::numeric_limits<double>::quiet_NaN();
    double threshold = std::numeric_limits<double>::quiet_NaN();
};

using Divisions = std::bitset<256>;

Divisions as_set(const std::vector<int>& divisions)
{
    Divisions set;
    for (const int division : divisions)
        if (division >= 0 && division < 256) set.set(static_cast<std::size_t>(division));
    return set;
}

/// What a park tests, made once a year.
struct Gate {
    bool member = false, covered = false;
    Divisions negative, allowed, leading;
    bool has_units = false;  ///< land for projects, and the data has environmental units
    Divisions in_units;      ///< what may settle somewhere on it
    double pollutants_left = std::numeric_limits<double>::infinity();  ///< t a year
    double pollutant_quota = std::numeric_limits<double>::quiet_NaN();
};

class Gates {
public:
    Gates(const State& state, const ProjectAdmission& rule)
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

    bool member(ParkId park) const { return gates_[park.index].member; }
    std::size_t size() const { return gates_.size(); }

    Answer test(const ProjectTable& p, ProjectId at, ParkId park) const
    {
        const Gate& gate = gates_[park.index];
        // Only an expansion on own land asks a park that is a member no more.
        if (!gate.member && !p.service[at]) return {.why = Why::no_zone};
        if (!gate.covered) return {};
        const Answer by_division = test_division(gate, p.division[at], unit_allows(p, at, gate));
        if (by_division.why != Why::none) return by_division;
        const double energy = ratio(p.energy[at], p.value_added[at]);
        if (!(std::isnan(rule_.energy_per_value_added_max) || energy <= rule_.energy_per_value_added_max))
            return {Why::energy, Unit::tce_per_wan_yuan, energy, rule_.energy_per_value_added_max};
        const double emission = ratio(p.emission[at], p.value_added[at]);
        if (!(std::isnan(rule_.emission_per_value_added_max) ||
              emission <= rule_.emission_per_value_added_max))
            return {Why::emission, Unit::tonne_per_wan_yuan, emission, rule_.emission_per_value_added_max};
        if (tonnes(p, at) > gate.pollutants_left)
            return {Why::pollutants, Unit::tonne, gate.pollutant_quota - gate.pollutants_left + tonnes(p, at),
                    gate.pollutant_quota};
        return {};
    }

    /// Whether parks ask no more of the project than its division and their pollutant quota: it has no land
    /// of its own, and is within the caps.
    bool asks_division_only(const ProjectTable& p, ProjectId at) const
    {
        const double energy = ratio(p.energy[at], p.value_added[at]);
        const double emission = ratio(p.emission[at], p.value_added[at]);
        return !p.service[at] && !p.on_own_land[at] &&
               (std::isnan(rule_.energy_per_value_added_max) || energy <= rule_.energy_per_value_added_max) &&
               (std::isnan(rule_.emission_per_value_added_max) ||
                emission <= rule_.emission_per_value_added_max);
    }

    /// Members that let the division of such a project in, while they have pollutant quota left.
    const std::vector<ParkId>& open_to(const ProjectTable& p, ProjectId at)
    {
        std::optional<std::vector<ParkId>>& open = open_to_[p.division[at]];
        if (open) return *open;
        open.emplace();
        for (std::uint32_t i = 0; i < gates_.size(); ++i)
            if (gates_[i].member && lets_in(gates_[i], p.division[at])) open->push_back(ParkId{i});
        return *open;
    }

    bool has_pollutants_left(const ProjectTable& p, ProjectId at, ParkId park) const
    {
        const Gate& gate = gates_[park.index];
        return !gate.covered || tonnes(p, at) <= gate.pollutants_left;
    }

    void admit(const ProjectTable& p, ProjectId at, ParkId park)
    {
        gates_[park.index].pollutants_left -= tonnes(p, at);
    }

private:
    Answer test_division(const Gate& gate, std::size_t division, bool unit_allows) const
    {
        if (gate.negative.test(division)) return {.why = Why::negative_list};
        if (gate.allowed.any() && !gate.allowed.test(division)) return {.why = Why::environment_unit};
        if (!unit_allows) return {.why = Why::environment_unit};
        if (rule_.leading_only && gate.leading.any() && !gate.leading.test(division))
            return {.why = Why::leading_industry};
        return {};
    }

    bool lets_in(const Gate& gate, std::size_t division) const
    {
        const bool unit_allows = !gate.has_units || gate.in_units.test(division);
        return !gate.covered || test_division(gate, division, unit_allows).why == Why::none;
    }

    static double tonnes(const ProjectTable& p, ProjectId at)
    {
        return std::isnan(p.emission[at]) ? 0.0 : p.emission[at];
    }

    /// The unit of an expanding firm's own land, else any unit with land for projects.
    bool unit_allows(const ProjectTable& p, ProjectId at, const Gate& gate) const
    {
        const EnterpriseId firm = p.enterprise[at];
        if (p.on_own_land[at] && firm.valid() && !state_.enterprises.of(firm).empty()) {
            const ParcelId own = state_.enterprises.of(firm).front().parcel;
            return state_.environment.allows(state_.parcels.environment[own], p.division[at]);
        }
        return !gate.has_units || gate.in_units.test(p.division[at]);
    }

    /// What may settle on the land that parks have left for projects. Land in no unit forbids nothing.
    void find_units()
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
                const bool left =
                    stage >= Stage::planned && stage <= Stage::listed && !land.constrained[parcel];
                if (!left || !is_productive(intended_use(land, parcel))) continue;
                gate.has_units = true;
                gate.in_units |= of_unit[land.environment[parcel]];
            }
        }
    }

    void use_up_pollutants(const State& state)
    {
        const EnterpriseTable& firms = state.enterprises;
        std::vector<bool> producing(state.projects.size(), false);
        for (const EnterpriseId firm : firms.rows()) {
            if (firms.project[firm].valid()) producing[firms.project[firm].index] = true;
            const bool counts = firms.park[firm].valid() && !std::isnan(firms.emission[firm]);
            if (counts) gates_[firms.park[firm].index].pollutants_left -= firms.emission[firm];
        }
        for (const ProjectId at : state.projects.rows()) {
            const bool committed = state.projects.status[at] == ProjectStatus::placed &&
                                   !producing[at.index] && state.projects.parcel[at].valid();
            if (committed) admit(state.projects, at, state.parcels.park[state.projects.parcel[at]]);
        }
    }

    const State& state_;
    const ProjectAdmission& rule_;
    std::vector<Gate> gates_;
    std::array<std::optional<std::vector<ParkId>>, 256>
        open_to_;  ///< by division; found when first asked for
};

/// Reasons of one project's refusal.
struct Refusal {
    std::array<int, why_name.size()> parks{};
    Answer last;

    void add(const Answer& answer)
    {
        ++parks[static_cast<std::size_t>(answer.why)];
        if (answer.unit != Unit::none) last = answer;
    }
    /// What most parks say; of as many the first test. The reasons of Why without `none` are those of
    /// RefusedFor.
    RefusedFor main() const
    {
        const auto most = std::max_element(parks.begin() + 1, parks.end());
        return *most == 0 ? RefusedFor::no_park : static_cast<RefusedFor>(most - parks.begin());
    }
    std::string text() const
    {
        std::string all;
        for (std::size_t i = 1; i < parks.size(); ++i)
            if (parks[i] > 0) all += fmt::format("{}{} × {}", all.empty() ? "" : "; ", why_name[i], parks[i]);
        if (last.unit == Unit::none) return all;
        const std::string value = std::isnan(last.value) ? "not stated" : fmt::format("{:.6g}", last.value);
        return all + fmt::format("; {} {} > {:.6g}", why_name[static_cast<std::size_t>(last.why)], value,
                                 last.threshold);
    }
};

class Admitting {
public:
    Admitting(State& state, const ProjectAdmission& rule) : state_(state), rule_(rule), gates_(state, rule) {}

    void visit(ProjectId at)
    {
        const ProjectTable& p = state_.projects;
        const ParkId only = named_park(at);
        if (!only.valid() && gates_.asks_division_only(p, at) && admit_to_open(at)) return;
        Refusal refusal;
        bool admitted = false;
        const auto ask = [&](ParkId park) {
            const Answer answer = gates_.test(p, at, park);
            if (answer.why != Why::none) return refusal.add(answer);
            gates_.admit(p, at, park);
            state_.admissions.push_back({at, park});
            admitted = true;
        };
        if (only.valid()) {
            ask(only);
        } else {
            for (const ParkId park : state_.parks.rows())
                if (gates_.member(park)) ask(park);
        }
        if (!admitted) refuse_project(at, refusal);
    }

private:
    /// \return whether a park was found; the tests one by one say why not
    bool admit_to_open(ProjectId at)
    {
        const std::size_t before = state_.admissions.size();
        for (const ParkId park : gates_.open_to(state_.projects, at)) {
            if (!gates_.has_pollutants_left(state_.projects, at, park)) continue;
            gates_.admit(state_.projects, at, park);
            state_.admissions.push_back({at, park});
        }
        return state_.admissions.size() > before;
    }

    /// The park of the expanding firm, or the one that is wanted and still a member.
    ParkId named_park(ProjectId at) const
    {
        const ProjectTable& p = state_.projects;
        if (p.on_own_land[at] && p.enterprise[at].valid()) {
            const ParkId own = state_.enterprises.park[p.enterprise[at]];
            if (own.valid()) return own;
        }
        return p.wanted[at].valid() && gates_.member(p.wanted[at]) ? p.wanted[at] : ParkId::none();
    }

    void refuse_project(ProjectId at, const Refusal& refusal)
    {
        const ParkId wanted = state_.projects.wanted[at];
        count_refusal(state_, wanted, refusal.main());
        Event event = rule_event(state_, ProjectAdmission::record(), rule_.scope, Kind::refused, wanted);
        event.entity = EntityKind::project, event.row = at.index;
        event.unit = refusal.last.unit, event.value = refusal.last.value,
        event.threshold = refusal.last.threshold;
        const std::string reasons = refusal.text();
        state_.events.add(event, reasons.empty() ? "no park takes projects" : reasons);
    }

    State& state_;
    const ProjectAdmission& rule_;
    Gates gates_;
};

/// Where the admissions of a project are.
struct Answers {
    ProjectId project;
    std::size_t first, last;
};

}  // namespace

const RuleRecord& ProjectAdmission::record()
{
    static const RuleRecord record{
        .id = RuleId::admission,
        .title = {"Admission of projects", "项目准入"},
        .clause = "002 (四), 000 四(三), 004 (十)",
        .summary = {"A project may enter parks whose negative list, environmental unit, leading industries, "
                    "caps and "
                    "pollutant quota let it in; new-quality projects are served first.",
                    "项目须符合园区负面清单、生态环境分区管控、主导产业、能耗与排放强度和污染物总量要求；新质"
                    "生产力项目优先。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

Parameters parameters(ProjectAdmission& rule)
{
    constexpr Source green{"晋政办发〔2024〕59号", "(四)：未定数值", Confidence::design};
    return {
        {.key = "leading_only",
         .slot = &rule.leading_only,
         .help = {"whether a park admits only the divisions it leads in", "是否只准入园区主导产业"},
         .source = {"晋政办发〔2024〕59号", "(一)", Confidence::design}},
        {.key = "energy_per_value_added_max",
         .slot = &rule.energy_per_value_added_max,
         .unit = Unit::tce_per_wan_yuan,
         .help = {"cap of energy per value added; without it none", "单位增加值能耗上限；不填不限"},
         .source = green,
         .min = 0,
         .max = 1000},
        {.key = "emission_per_value_added_max",
         .slot = &rule.emission_per_value_added_max,
         .unit = Unit::tonne_per_wan_yuan,
         .help = {"cap of emission (pollutant equivalent) per value added; without it none",
                  "单位增加值污染物排放（当量）上限；不填不限"},
         .source = green,
         .min = 0,
         .max = 1000},
    };
}

void apply(State& state, const ProjectAdmission& rule, Year)
{
    const ProjectTable& p = state.projects;
    std::vector<ProjectId> order;
    for (const ProjectId at : p.rows())
        if (p.status[at] == ProjectStatus::waiting) order.push_back(at);
    std::sort(order.begin(), order.end(), [&](ProjectId a, ProjectId b) {
        if (p.new_quality[a] != p.new_quality[b]) return p.new_quality[a] > p.new_quality[b];
        if (p.arrival[a] != p.arrival[b]) return p.arrival[a] < p.arrival[b];
        return p.id[a] < p.id[b];
    });
    Admitting work(state, rule);
    // The answers to one project stand together, in the order of the parks.
    std::vector<Answers> answers;
    for (const ProjectId at : order) {
        const std::size_t first = state.admissions.size();
        work.visit(at);
        answers.push_back({at, first, state.admissions.size()});
    }
    std::ranges::sort(answers, {}, &Answers::project);
    std::vector<Admission> sorted;
    sorted.reserve(state.admissions.size());
    for (const Answers& one : answers)
        sorted.insert(sorted.end(), state.admissions.begin() + static_cast<std::ptrdiff_t>(one.first),
                      state.admissions.begin() + static_cast<std::ptrdiff_t>(one.last));
    state.admissions = std::move(sorted);
}

}  // namespace permu
