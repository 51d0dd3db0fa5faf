/// Admission: which parks let a project in, and the refusal that says why none does.
#include "permu/rules/admission.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "park_gates.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { refused };
constexpr EventKind kinds[] = {
    {"refused", {"no park admits the project", "项目未获任何园区准入"}, "002 (四), 000 四(三), 004 (十)"},
};

/// Reasons of one project's refusal.
struct Refusal {
    std::array<int, why_name.size()> parks{};
    Answer last;

    void add(const Answer& answer)
    {
        ++parks[static_cast<std::size_t>(*answer.why)];
        if (answer.unit != Unit::none) last = answer;
    }
    /// What most parks say; of as many the first test.
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
        return all + fmt::format("; {} {} > {:.6g}", why_name[static_cast<std::size_t>(*last.why)], value,
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
            if (answer.why) return refusal.add(answer);
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
                    "caps and pollutant quota let it in; new-quality projects are served first.",
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
