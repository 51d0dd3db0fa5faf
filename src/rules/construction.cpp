/// Construction: start, suspension, completion.
#include "permu/rules/construction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>

#include "new_firm.hpp"
#include "refuse.hpp"
#include "release.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { started, suspended, resumed, built };
constexpr EventKind kinds[] = {
    {"started", {"works started", "动工"}, {}},
    {"suspended", {"works suspended", "停工"}, {}},
    {"resumed", {"works resumed", "复工"}, {}},
    {"built", {"works completed", "竣工"}, {}},
};

/// What is drawn for a parcel, by index; one index is never used for two things.
enum DrawIndex : std::uint32_t {
    lag_draw,
    stall_draw,
    suspend_draw,
    developed_draw,
    invested_draw,
    resume_draw
};

/// Number of a division, or nothing.
std::optional<int> division_of(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value >= 1 && value <= 99 ? std::optional(value) : std::nullopt;
}

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
            if (const auto division = division_of(text)) upstairs_.push_back(*division);
    }

    void visit(ParcelId parcel)
    {
        if (p_.stage[parcel] == Stage::supplied)
            maybe_start(parcel);
        else if (p_.stage[parcel] == Stage::under_construction)
            go_on(parcel);
    }

    /// New firms of the projects finished this year, in the order of their first parcel.
    void move_in() { add_project_firms(state_, finished_, year_); }

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
        state_.events.add(event_of(started, parcel), fmt::format("supplied={}", supplied));
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
        Event event = event_of(suspended, parcel);
        event.unit = Unit::ratio, event.value = p_.developed_share[parcel];
        state_.events.add(event, fmt::format("developed_share={:.4f}; invested_share={:.4f}",
                                             p_.developed_share[parcel], p_.invested_share[parcel]));
    }

    void resume(ParcelId parcel)
    {
        p_.suspended_since[parcel] = no_year;
        if (p_.idle[parcel]) count_idle_disposed(state_, parcel);
        p_.idle[parcel] = 0;
        state_.events.add(event_of(resumed, parcel));
    }

    double far_of(ParcelId parcel) const
    {
        const ProjectId project = p_.project[parcel];
        const double plan = p_.plan_far[parcel];
        double far = p_.promised_far[parcel];
        if (std::isnan(far) && project.valid()) far = state_.projects.far[project];
        if (std::isnan(far)) far = plan;
        if (std::isnan(far)) far = default_far(rule_.default_far, intended_use(p_, parcel));
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
        const double far = far_of(parcel);
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
        Event event = event_of(built, parcel);
        event.unit = Unit::square_metre, event.value = p_.floor_area[parcel];
        state_.events.add(event, fmt::format("far={:.4g}; start={}", far, p_.start_year[parcel]));
        if (project.valid()) finished_.push_back(parcel);
    }

    Event event_of(Kind kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, Construction::record(), rule_.scope, kind, p_.park[parcel]);
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

const RuleRecord& Construction::record()
{
    static const RuleRecord record{
        .id = RuleId::construction,
        .title = {"Construction", "开工建设"},
        .clause = "002 (十七)",
        .summary =
            {"Supplied land starts after a lag, may stall or be suspended, and is completed as promised; its "
             "project becomes an enterprise.",
             "已供土地按时滞动工，可能未动工或停工，按承诺竣工；项目转为企业。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

Parameters parameters(Construction& rule)
{
    constexpr Source none{};
    return {
        {.key = "start_lag",
         .slot = &rule.start_lag,
         .unit = Unit::ratio,
         .help = {"shares of parcels that start in the year of supply, one year later, …; they sum to 1",
                  "供应当年、次年……动工的地块比例，合计为 1"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "stall_probability",
         .slot = &rule.stall_probability,
         .unit = Unit::ratio,
         .help = {"probability that a supplied parcel never starts by itself", "供应后始终不动工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "suspend_probability",
         .slot = &rule.suspend_probability,
         .unit = Unit::ratio,
         .help = {"probability a year that works are suspended", "在建项目每年停工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "resume_probability",
         .slot = &rule.resume_probability,
         .unit = Unit::ratio,
         .help = {"probability a year that suspended works resume", "停工项目每年复工的概率"},
         .source = none,
         .min = 0,
         .max = 1},
        {.key = "build_years",
         .slot = &rule.build_years,
         .unit = Unit::years,
         .help = {"years from start to completion where the project does not say",
                  "动工至竣工年数（项目未给出时）"},
         .source = none,
         .min = 0,
         .max = 30},
        {.key = "default_far",
         .slot = &rule.default_far,
         .unit = Unit::ratio,
         .help =
             {"FAR by land use where neither promise nor plan gives one; uses not listed carry no building",
              "承诺和规划均未给出时各用途的容积率；未列用途不计建筑"},
         .source = none,
         .min = 0,
         .max = 20},
        {.key = "building_coefficient",
         .slot = &rule.building_coefficient,
         .unit = Unit::ratio,
         .help = {"footprint over land where the project promises none", "项目未承诺时的建筑系数"},
         .source = {"工业项目建设用地控制指标 (2023)", "建筑系数 ≥ 40 %", Confidence::knowledge_verify},
         .min = 0,
         .max = 1},
        {.key = "upstairs_factor",
         .slot = &rule.upstairs_factor,
         .unit = Unit::ratio,
         .help = {"factor on the FAR of the listed divisions, up to the plan's limit",
                  "工业上楼：所列行业容积率的倍数，不超规划上限"},
         .source = none,
         .min = 1,
         .max = 10},
        {.key = "upstairs_divisions",
         .slot = &rule.upstairs_divisions,
         .help = {"divisions of GB/T 4754 suitable for multi-storey factories", "适宜工业上楼的行业大类"},
         .source = none},
    };
}

void validate(const Construction& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const double share : rule.start_lag)
        sum += share;
    if (rule.start_lag.empty() || std::fabs(sum - 1) > 1e-9)
        refuse(problems, {"construction.start_lag", where + ".start_lag"},
               {fmt::format("shares that sum to {}", sum), fmt::format("各项之和为 {}", sum)},
               Text{"shares that sum to 1", "各项之和为 1"},
               Text{"change the shares, e.g. [0.5, 0.35, 0.15]", "请调整各项，例如 [0.5, 0.35, 0.15]"});
    for (const auto& [name, far] : rule.default_far)
        if (!find_land_use(name))
            refuse(problems, {"construction.default_far", where + ".default_far." + printable(name)},
                   Said('"' + printable(name) + '"'),
                   Text{"a land use, e.g. industrial, logistics_1, research",
                        "土地用途，例如 industrial、logistics_1、research"},
                   Text{"`permu list codes` shows the names", "用 `permu list codes` 查看名称"});
    for (const std::string& text : rule.upstairs_divisions)
        if (!division_of(text))
            refuse(problems, {"construction.division", where + ".upstairs_divisions"},
                   Said('"' + printable(text) + '"'),
                   Text{"a division of GB/T 4754, two digits", "GB/T 4754 行业大类，两位数字"},
                   Text{"write it as \"39\"", "请写成 \"39\""});
}

void apply(State& state, const Construction& rule, Year year)
{
    BuildingYear work(state, rule, year);
    for (const ParkId park : state.parks.rows()) {
        if (!rule.scope.covers(state.parks, park)) continue;
        for (const ParcelId parcel : state.parks.parcels(park))
            work.visit(parcel);
    }
    work.move_in();
}

}  // namespace permu
