/// A scenario put together: the request, and every rule in its versions by year.
#include "permu/scenario/scenario.hpp"

#include <algorithm>

#include "permu/scenario/bind.hpp"
#include "scenario/schedule.hpp"

namespace permu {

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
    Scenario scenario{std::move(request.run),
                      std::move(request.data),
                      std::move(request.output),
                      std::move(request.form),
                      {},
                      to_toml(root)};
    std::vector<std::string_view> names;
    for (const MakeRule make : rule_catalogue()) {
        std::unique_ptr<Rule> rule = make();
        names.push_back(rule_name(rule->record().id));
        scenario.rules.push_back(read_schedule(std::move(rule), {root, load_table, scenario.run}, problems));
    }
    if (const Node* rules = table_at(root, "rules", problems))
        refuse_unknown(*rules, names, "rules", problems);
    if (problems.has_errors()) throw InputError(problems);
    scenario.notes = std::move(problems);
    return scenario;
}

ScenarioDefinition scenario_definition()
{
    ScenarioDefinition definition;
    auto form = std::make_shared<RequestForm>();
    definition.sections = request_sections(*form);
    definition.owners.push_back(form);
    for (const MakeRule make : rule_catalogue()) {
        std::shared_ptr<Rule> rule = make();
        definition.sections.push_back({table_of(*rule), rule->record().title, rule->parameters(), true});
        definition.owners.push_back(rule);
    }
    return definition;
}

}  // namespace permu
