/// A scenario put together: the request, and every rule in its versions by year.
#include "permu/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/quantity.hpp"

namespace permu {
namespace {

std::string path_of(const Rule& rule)
{
    return "rules." + std::string(rule_name(rule.record().id));
}

/// Reads the tables that the rule's parameters name, each once.
void load_tables(Rule& rule, const TableLoader& load, std::set<TableSetting*>& done)
{
    for (const Parameter& parameter : rule.parameters()) {
        if (const auto* setting = std::get_if<TableSetting*>(&parameter.slot)) {
            if ((*setting)->path.empty() || !done.insert(*setting).second) continue;
            (*setting)->table = load((*setting)->path);
        }
    }
}

/// Says a loading error of a table with the rule's name; the rest of the scenario is still read.
void load_tables(Rule& rule, const TableLoader& load, Problems& problems)
{
    try {
        std::set<TableSetting*> done;
        load_tables(rule, load, done);
    } catch (const InputError& error) {
        problems.append(error.problems());
    }
}

RuleSchedule read_rule(std::unique_ptr<Rule> rule, const Node& root, const TableLoader& load,
                       Problems& problems)
{
    RuleSchedule schedule;
    const std::string path = path_of(*rule);
    const Node* table = table_at(root, path, problems);
    if (table != nullptr) bind(*table, rule->parameters(), {path, {"step"}}, problems);
    load_tables(*rule, load, problems);
    rule->validate(path, problems);
    std::shared_ptr<const Rule> latest = std::move(rule);
    schedule.versions.emplace_back(scenario_years.first, latest);
    if (table == nullptr) return schedule;
    for (const Step& step : steps_of(*table, problems)) {
        std::unique_ptr<Rule> next = latest->clone();
        bind(*step.table, next->parameters(), {path + ".step", {"from"}}, problems);
        load_tables(*next, load, problems);
        next->validate(path + ".step", problems);
        latest = std::move(next);
        schedule.versions.emplace_back(step.from, latest);
    }
    return schedule;
}

std::string joined(const std::vector<double>& values, Unit unit)
{
    std::string text = "[";
    for (const double value : values)
        text += (text.size() > 1 ? ", " : "") + written_quantity(value, unit);
    return text + "]";
}

/// The value in a slot as a reader sees it.
std::string value_text(const Parameter& parameter)
{
    struct {
        Unit unit;
        std::string operator()(const bool* v) const { return *v ? "true" : "false"; }
        std::string operator()(const int* v) const { return std::to_string(*v); }
        std::string operator()(const double* v) const { return written_quantity(*v, unit); }
        std::string operator()(const std::string* v) const { return *v; }
        std::string operator()(const std::vector<double>* v) const { return joined(*v, unit); }
        std::string operator()(const std::vector<std::string>* v) const
        {
            return fmt::format("[{}]", fmt::join(*v, ", "));
        }
        std::string operator()(const TableSetting* v) const
        {
            return v->path.empty() ? "built-in table" : v->path;
        }
        std::string operator()(const NamedTexts* v) const { return fmt::format("{} names", v->size()); }
        std::string operator()(const NamedNumbers* v) const
        {
            std::string text;
            for (const auto& [name, value] : *v) {
                text +=
                    fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, written_quantity(value, unit));
            }
            return "{ " + text + " }";
        }
    } text{parameter.unit};
    return std::visit(text, parameter.slot);
}

}  // namespace

const Rule& RuleSchedule::in(Year year) const
{
    const auto after =
        std::ranges::find_if(versions, [&](const auto& version) { return version.first > year; });
    return *std::prev(after)->second;
}

Scenario read_scenario(const Node& root, const TableLoader& load_table)
{
    Problems problems;
    Request request = read_request(root, problems);
    Scenario scenario{
        std::move(request.run), std::move(request.data), std::move(request.output), {}, to_toml(root)};
    std::vector<std::string_view> names;
    for (const MakeRule make : rule_catalogue()) {
        std::unique_ptr<Rule> rule = make();
        names.push_back(rule_name(rule->record().id));
        scenario.rules.push_back(read_rule(std::move(rule), root, load_table, problems));
    }
    if (const Node* rules = table_at(root, "rules", problems))
        refuse_unknown(*rules, names, "rules", problems);
    if (problems.has_errors()) throw InputError(problems);
    return scenario;
}

std::vector<Assumption> assumptions(const Scenario& scenario)
{
    std::vector<Assumption> out;
    for (const RuleSchedule& schedule : scenario.rules) {
        for (const auto& [from, rule] : schedule.versions) {
            if (!rule->scope().enabled) continue;
            const std::unique_ptr<Rule> copy = rule->clone();
            for (const Parameter& parameter : copy->parameters()) {
                const Confidence confidence = parameter.source.confidence;
                if (confidence != Confidence::design && confidence != Confidence::knowledge_verify) continue;
                if (parameter.key == "enabled" || parameter.key == "effective_from") continue;
                if (parameter.key.starts_with("applies_to.")) continue;
                out.push_back({fmt::format("{}.{}", path_of(*rule), parameter.key), value_text(parameter),
                               confidence, parameter.source, Said(parameter.help)});
            }
        }
    }
    return out;
}

ScenarioDefinition scenario_definition()
{
    ScenarioDefinition definition;
    auto form = std::make_shared<RequestForm>();
    definition.sections = request_sections(*form);
    definition.owners.push_back(form);
    for (const MakeRule make : rule_catalogue()) {
        std::shared_ptr<Rule> rule = make();
        definition.sections.push_back({path_of(*rule), rule->record().title, rule->parameters(), true});
        definition.owners.push_back(rule);
    }
    return definition;
}

}  // namespace permu
