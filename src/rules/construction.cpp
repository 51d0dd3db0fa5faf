/// Construction: start, suspension, completion.
#include "permu/rules/construction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "construction_events.hpp"
#include "division.hpp"
#include "expansion.hpp"
#include "new_firm.hpp"
#include "release.hpp"
#include "stated.hpp"

namespace permu {
namespace {

using Kind = ConstructionEvent;

/// What is drawn for a parcel, by index; one index is never used for two things.
enum DrawIndex : std::uint32_t {
    lag_draw,
    stall_draw,
    suspend_draw,
    developed_draw,
    invested_draw,
    resume_draw
};

/// "industrial_2" is listed as itself or as "industrial".
double default_far(const NamedNumbers& fars, LandUse use)
{
    const std::string_view id = info(use).id;
    auto at = fars.find(id);
    if (at == fars.end()) at = fars.find(id.substr(0, id.rfind('_')));
    return at == fars.end() ? 0.0 : at->second;
}

class BuildingYear {
public:
    BuildingYear(State& state, const Construction& rule, Year year)
        : state_(state), p_(state.parcels), rule_(rule), year_(static_cast<std::int16_t>(year))
    {
        for (const std::string& text : rule.upstairs_divisions)
            if (const auto division = parse_division(text)) upstairs_.push_back(*division);
    }

    void visit(ParcelId parcel)
    {
        if (p_.stage[parcel] == Stage::supplied)
            maybe_start(parcel);
        else if (p_.stage[parcel] == Stage::under_construction)
            go_on(parcel);
    }

    /// Expansions on own land that have been built for long enough.
    void expand()
    {
        const ProjectTable& projects = state_.projects;
        for (const ProjectId at : projects.rows()) {
            const bool runs = projects.on_own_land[at] && projects.status[at] == ProjectStatus::placed &&
                              projects.completed[at] == no_year;
            if (!runs || projects.placed_year[at] == no_year) continue;
            const EnterpriseId firm = expanded_firm(state_, at);
            if (!firm.valid() || !rule_.scope.covers(state_.parks, state_.enterprises.park[firm])) continue;
            const int years = projects.build_years[at] > 0 ? projects.build_years[at] : rule_.build_years;
            if (year_ - projects.placed_year[at] < years) continue;
            const AddedFloor floor = build_on_own_land(state_, firm, at);
            add_investment(state_, firm, at, year_);
            tell_expanded(firm, at, floor);
        }
    }

    /// Firms of the projects finished this year, in the order of their first parcel: land that a firm expands
    /// on becomes its own, any other project becomes a firm.
    void move_in()
    {
        std::vector<AddedLand> added;
        std::erase_if(finished_, [&](ParcelId parcel) {
            const EnterpriseId firm = expanded_firm(state_, p_.project[parcel]);
            if (firm.valid()) added.push_back({firm, parcel});
            return firm.valid();
        });
        add_land(state_, added);
        for (const auto& [firm, parcel] : added)
            add_expansion(firm, parcel);
        const auto first = static_cast<std::uint32_t>(state_.enterprises.size());
        add_project_firms(state_, finished_, year_);
        for (std::uint32_t row = first; row < state_.enterprises.size(); ++row)
            tell_moved_in({row});
    }

private:
    /// Parcels of one project share its luck, so that they start and end together.
    Draw luck(ParcelId parcel, Year keyed) const
    {
        const ProjectId project = p_.project[parcel];
        const bool led = project.valid() && state_.projects.parcel[project].valid();
        const ParcelId lead = led ? state_.projects.parcel[project] : parcel;
        return {state_.draw_key, p_.hash[lead], static_cast<std::uint32_t>(RuleId::construction),
                static_cast<std::uint32_t>(keyed)};
    }

    int lag(double uniform) const
    {
        double below = 0;
        for (std::size_t years = 0; years + 1 < rule_.start_lag.size(); ++years) {
            below += rule_.start_lag[years];
            if (uniform < below) return static_cast<int>(years);
        }
        return static_cast<int>(rule_.start_lag.size()) - 1;
    }

    void maybe_start(ParcelId parcel)
    {
        const bool undated = p_.supply_year[parcel] == no_year;
        if (undated) {
            p_.supply_year[parcel] = static_cast<std::int16_t>(base_year(state_));
            p_.assumed[parcel] |= assumed_years;
        }
        const Year supplied = p_.supply_year[parcel];
        const Draw once = luck(parcel, supplied);
        const Year due = supplied + lag(once.uniform(lag_draw));
        // Land that the data calls idle has had its chance: whoever was late by his own lag starts when that
        // is over.
        const bool stuck = p_.idle[parcel] && (undated || due < year_);
        if (due > year_ || stuck || once.uniform(stall_draw) < rule_.stall_probability) return;
        if (p_.idle[parcel]) count_idle_disposed(state_, parcel);
        p_.idle[parcel] = 0;
        p_.stage[parcel] = Stage::under_construction;
        p_.start_year[parcel] = year_;
        state_.events.add(event_of(Kind::started, parcel), fmt::format("supplied={}", supplied));
    }

    void go_on(ParcelId parcel)
    {
        if (p_.start_year[parcel] == no_year) {
            p_.start_year[parcel] = static_cast<std::int16_t>(base_year(state_));
            p_.assumed[parcel] |= assumed_years;
        }
        // Begun and idle is suspended by definition; the data may leave the year out.
        if (p_.idle[parcel] && p_.suspended_since[parcel] == no_year)
            p_.suspended_since[parcel] = static_cast<std::int16_t>(base_year(state_));
        const Draw draw = luck(parcel, year_);
        if (p_.suspended_since[parcel] != no_year) {
            if (draw.uniform(resume_draw) < rule_.resume_probability) resume(parcel);
            return;
        }
        if (draw.uniform(suspend_draw) < rule_.suspend_probability) {
            suspend(parcel, draw);
            return;
        }
        if (year_ - p_.start_year[parcel] >= build_years(parcel)) complete(parcel);
    }

    int build_years(ParcelId parcel) const
    {
        if (p_.build_years[parcel] > 0) return p_.build_years[parcel];
        const ProjectId project = p_.project[parcel];
        const bool said = project.valid() && state_.projects.build_years[project] > 0;
        return said ? state_.projects.build_years[project] : rule_.build_years;
    }

    void suspend(ParcelId parcel, const Draw& draw)
    {
        p_.suspended_since[parcel] = year_;
        p_.developed_share[parcel] = static_cast<float>(draw.uniform(developed_draw));
        p_.invested_share[parcel] = static_cast<float>(draw.uniform(invested_draw));
        Event event = event_of(Kind::suspended, parcel);
        event.unit = Unit::ratio, event.value = p_.developed_share[parcel];
        state_.events.add(event, fmt::format("developed_share={:.4f}; invested_share={:.4f}",
                                             p_.developed_share[parcel], p_.invested_share[parcel]));
    }

    void resume(ParcelId parcel)
    {
        p_.suspended_since[parcel] = no_year;
        if (p_.idle[parcel]) count_idle_disposed(state_, parcel);
        p_.idle[parcel] = 0;
        state_.events.add(event_of(Kind::resumed, parcel));
    }

    /// Before anything is built upwards.
    double plain_far(ParcelId parcel) const
    {
        const ProjectId project = p_.project[parcel];
        double far = stated(p_.promised_far[parcel]);
        if (std::isnan(far) && project.valid()) far = state_.projects.far[project];
        if (std::isnan(far)) far = stated(p_.plan_far[parcel]);
        if (std::isnan(far)) far = default_far(rule_.default_far, intended_use(p_, parcel));
        return far;
    }

    /// 工业上楼 for the suitable divisions, up to the plan's limit.
    double raised_far(ParcelId parcel, double far) const
    {
        const ProjectId project = p_.project[parcel];
        const double plan = stated(p_.plan_far[parcel]);
        const int division = project.valid() ? state_.projects.division[project] : 0;
        if (std::find(upstairs_.begin(), upstairs_.end(), division) == upstairs_.end()) return far;
        const double raised = far * rule_.upstairs_factor;
        return raised > plan ? std::max(far, plan) : raised;
    }

    void complete(ParcelId parcel)
    {
        const ProjectId project = p_.project[parcel];
        const double area = from_mm2(p_.area[parcel]).value;
        double coefficient = project.valid() ? state_.projects.building_coefficient[project] : std::nan("");
        if (std::isnan(coefficient)) coefficient = rule_.building_coefficient;
        const double plain = plain_far(parcel), far = raised_far(parcel, plain);
        if (far > plain && plain > 0)
            state_.parks.flows[p_.park[parcel]].land_saved += to_mm2({area * (far - plain) / plain});
        p_.stage[parcel] = Stage::built;
        p_.completion_year[parcel] = year_;
        p_.supply_record[parcel] = 1;
        p_.idle[parcel] = 0;
        p_.floor_area[parcel] = p_.far_floor_area[parcel] = far * area;
        p_.footprint[parcel] = std::min(coefficient, far) * area;
        // Land the plan turned into building land carries its planned class at the latest now.
        const LandUse use = p_.use[parcel];
        if (use == LandUse::none || use == LandUse::reserve || is_non_construction(use))
            p_.use[parcel] = intended_use(p_, parcel);
        Event event = event_of(Kind::built, parcel);
        event.unit = Unit::square_metre, event.value = p_.floor_area[parcel];
        state_.events.add(event, fmt::format("far={:.4g}; start={}{}", far, p_.start_year[parcel],
                                             far > plain ? fmt::format("; upstairs from far={:.4g}", plain)
                                                         : std::string{}));
        if (project.valid()) finished_.push_back(parcel);
    }

    /// The land is the firm's by now. Parcels of one project come one after the other: its investment is
    /// added with the first.
    void add_expansion(EnterpriseId firm, ParcelId parcel)
    {
        const ProjectId project = p_.project[parcel];
        if (state_.projects.completed[project] == no_year) add_investment(state_, firm, project, year_);
        const int ramp = std::max<int>(state_.projects.ramp_years[project], 1);
        p_.ramp_end[parcel] = static_cast<std::int16_t>(year_ + ramp - 1);
        Event event = event_of(Kind::moved_in, parcel);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
        state_.events.add(event, fmt::format("project {}; parcel {}; expansion", state_.projects.id[project],
                                             p_.id[parcel]));
    }

    void tell_expanded(EnterpriseId firm, ProjectId project, const AddedFloor& floor)
    {
        Event event = rule_event(state_, Construction::record(), rule_.scope,
                                 static_cast<std::size_t>(Kind::expanded), state_.enterprises.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::square_metre, event.value = floor.built, event.threshold = floor.promised;
        std::string detail = fmt::format("project {}", state_.projects.id[project]);
        for (const Holding& holding : state_.enterprises.of(firm)) {
            const double far = p_.far_floor_area[holding.parcel] / from_mm2(p_.area[holding.parcel]).value;
            const double plan = stated(p_.plan_far[holding.parcel]);
            if (std::isnan(far)) continue;
            detail += fmt::format("; parcel {} far={:.4g}", p_.id[holding.parcel], far);
            if (!std::isnan(plan)) detail += fmt::format(" (<={:.4g})", plan);
        }
        if (floor.built < floor.promised)
            detail += fmt::format("; not built: {:.6g} m²", floor.promised - floor.built);
        if (!std::isnan(state_.projects.investment[project]))
            detail += fmt::format("; investment_wan={:.6g}", state_.projects.investment[project]);
        state_.events.add(event, detail);
    }

    void tell_moved_in(EnterpriseId firm)
    {
        const EnterpriseTable& firms = state_.enterprises;
        Event event = rule_event(state_, Construction::record(), rule_.scope,
                                 static_cast<std::size_t>(Kind::moved_in), firms.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::mu, event.value = to_mu({firms.land[firm]});
        std::string detail = fmt::format("project {}", state_.projects.id[firms.project[firm]]);
        for (const Holding& holding : firms.of(firm))
            detail += fmt::format("; parcel {}", p_.id[holding.parcel]);
        state_.events.add(event, detail);
    }

    Event event_of(Kind kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, Construction::record(), rule_.scope, static_cast<std::size_t>(kind),
                                 p_.park[parcel]);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        return event;
    }

    State& state_;
    ParcelTable& p_;
    const Construction& rule_;
    std::int16_t year_;
    std::vector<int> upstairs_;
    std::vector<ParcelId> finished_;
};

}  // namespace

void apply(State& state, const Construction& rule, Year year)
{
    BuildingYear work(state, rule, year);
    for (const ParkId park : state.parks.rows()) {
        if (!rule.scope.covers(state.parks, park)) continue;
        for (const ParcelId parcel : state.parks.parcels(park))
            work.visit(parcel);
    }
    work.expand();
    work.move_in();
}

}  // namespace permu
