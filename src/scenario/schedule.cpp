/// The versions of one rule by year.
#include "scenario/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/dated.hpp"

namespace permu {
namespace {

/// Tables of a rule, each once.
std::vector<TableSetting*> tables_of(Rule& rule)
{
    std::vector<TableSetting*> tables;
    for (const Parameter& parameter : rule.parameters()) {
        const auto* setting = std::get_if<TableSetting*>(&parameter.slot);
        const bool fresh = setting != nullptr && std::ranges::find(tables, *setting) == tables.end();
        if (fresh) tables.push_back(*setting);
    }
    return tables;
}

/// Reads the tables that the rule's parameters name. Says a loading error with the rule's name; the rest of
/// the scenario is still read.
void load_tables(Rule& rule, const TableLoader& load, Problems& problems)
{
    try {
        for (TableSetting* setting : tables_of(rule)) {
            if (setting->path.empty()) continue;
            setting->table = load(setting->path);
            check_dates(setting->table, setting->path, problems);
        }
    } catch (const InputError& error) {
        problems.append(error.problems());
    }
}

/// A version of the rule as the scenario words it, with whole tables.
struct Wording {
    Year from;
    std::shared_ptr<const Rule> rule;
    std::string path;  ///< for messages
};

/// Years of the run below `end` in which a table of the version gets other rows, the first year first.
std::set<Year> years_of_tables(const Wording& wording, Year first, Year end)
{
    std::set<Year> years{first};
    const std::unique_ptr<Rule> copy = wording.rule->clone();
    for (const TableSetting* setting : tables_of(*copy))
        for (const Year year : change_years(setting->table))
            if (first < year && year < end) years.insert(year);
    return years;
}

/// Adds what has not been said of another version.
void add_new(const Problems& found, Problems& problems)
{
    for (const Problem& problem : found.all()) {
        const auto same = [&](const Problem& p) {
            return p.code == problem.code && p.where == problem.where && p.found.en == problem.found.en;
        };
        if (std::ranges::none_of(problems.all(), same)) problems.add(problem);
    }
}

/// Adds the version, in as many versions as its tables have between the run's years.
void add_versions(const Wording& wording, Year end, const RunSpec& run, RuleSchedule& schedule,
                  Problems& problems)
{
    const Year first = std::max(wording.from, run.start);
    for (const Year year : years_of_tables(wording, first, std::min(end, run.end + 1))) {
        std::unique_ptr<Rule> version = wording.rule->clone();
        for (TableSetting* setting : tables_of(*version))
            setting->table = in_force(setting->table, year);
        Problems found;
        version->validate(wording.path, found);
        add_new(found, problems);
        schedule.versions.emplace_back(year == first ? wording.from : year, std::move(version));
    }
}

/// Steps that come too early or too late for the run are no fault, but may not be what was meant.
void note_years(const Node& rule_table, const Step& step, const RunSpec& run, Problems& problems)
{
    if (run.start <= step.from && step.from <= run.end) return;
    const Entry* from = step.table->entry("from");
    const bool early = step.from < run.start;
    Problem problem = problem_at(
        from == nullptr ? rule_table.at : from->value.at, early ? "scenario.step_past" : "scenario.step_late",
        Said(fmt::format("a step from {}", step.from), fmt::format("from = {} 的分段", step.from)),
        early ? Said(fmt::format("a year from {}: the base year is the state of the data", run.start),
                     fmt::format("{} 年或以后：基年是数据的现状", run.start))
              : Said(fmt::format("a year up to {}, the last one", run.end),
                     fmt::format("不晚于末年 {}", run.end)),
        early ? Said("nothing in the past is changed: it holds from the base year on",
                     "不改变过去：自基年起按此执行")
              : Said("it changes nothing in this run", "对本次运行没有影响"));
    problem.severity = early ? Severity::warning : Severity::note;
    problems.add(std::move(problem));
}

}  // namespace

std::string table_of(const Rule& rule)
{
    return "rules." + std::string(rule_name(rule.record().id));
}

RuleSchedule read_schedule(std::unique_ptr<Rule> rule, const ScheduleSource& source, Problems& problems)
{
    const std::string path = table_of(*rule);
    const Node* table = table_at(source.root, path, problems);
    if (table != nullptr) bind(*table, rule->parameters(), {path, {"step"}}, problems);
    load_tables(*rule, source.load, problems);
    std::vector<Wording> wordings{{scenario_years.first, std::move(rule), path}};
    const std::vector<Step> steps = table == nullptr ? std::vector<Step>{} : steps_of(*table, problems);
    for (const Step& step : steps) {
        note_years(*table, step, source.run, problems);
        std::unique_ptr<Rule> next = wordings.back().rule->clone();
        bind(*step.table, next->parameters(), {path + ".step", {"from"}}, problems);
        load_tables(*next, source.load, problems);
        wordings.push_back({step.from, std::move(next), path + ".step"});
    }
    RuleSchedule schedule;
    for (std::size_t i = 0; i < wordings.size(); ++i) {
        const Year end = i + 1 < wordings.size() ? wordings[i + 1].from : scenario_years.last;
        add_versions(wordings[i], end, source.run, schedule, problems);
    }
    return schedule;
}

}  // namespace permu
