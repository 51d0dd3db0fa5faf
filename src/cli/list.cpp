/// `permu list`: rules, indicators, codes, fields, and the schema of scenarios, from the definitions that
/// run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "permu/base/csv.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/model/code_system.hpp"
#include "permu/model/fields.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

std::string_view confidence_name(Confidence confidence)
{
    constexpr std::string_view names[] = {"seed", "found", "knowledge, verify", "design"};
    return names[static_cast<int>(confidence)];
}

/// A table as aligned text, or as a list of JSON objects with the header's names.
std::string shown(const Rows& rows, bool json)
{
    if (!json) return aligned(rows);
    Json list = Json::array();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        Json object = Json::object();
        for (std::size_t c = 0; c < rows[i].size(); ++c)
            object[rows[0][c]] = rows[i][c];
        list.push_back(std::move(object));
    }
    return list.dump(2) + "\n";
}

std::string list_rules(Language language, bool json)
{
    Rows rules{{"rule", "title", "clause", "available", "summary"}};
    for (const MakeRule make : rule_catalogue()) {
        const auto rule = make();
        const RuleRecord& r = rule->record();
        rules.push_back({std::string(rule_name(r.id)), std::string(r.title.in(language)),
                         std::string(r.clause), r.available ? "yes" : "not yet",
                         std::string(r.summary.in(language))});
    }
    if (json) {
        Json out = Json::parse(shown(rules, true));
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto rule = rule_catalogue()[i]();
            Json events = Json::array(), parameters = Json::array();
            for (const EventKind& kind : rule->record().events)
                events.push_back({{"name", kind.name}, {"label", kind.label.in(language)}});
            for (const Parameter& p : rule->parameters()) {
                parameters.push_back({{"key", p.key},
                                      {"unit", info(p.unit).symbol},
                                      {"help", p.help.in(language)},
                                      {"source", p.source.document},
                                      {"clause", p.source.clause},
                                      {"confidence", confidence_name(p.source.confidence)}});
            }
            out[i]["events"] = events;
            out[i]["parameters"] = parameters;
        }
        return out.dump(2) + "\n";
    }
    return shown(rules, false) + "\n" + reference_markdown(scenario_definition().sections, language);
}

std::string list_indicators(Language language, bool json)
{
    Rows rows{{"id", "name", "unit", "timing", "formula", "source", "clause", "confidence"}};
    for (const Indicator& i : indicator_catalogue()) {
        rows.push_back({std::string(i.id), std::string(i.name.in(language)), std::string(info(i.unit).symbol),
                        i.timing == Timing::stock ? "stock" : "flow", std::string(i.formula),
                        std::string(i.source.document), std::string(i.source.clause),
                        std::string(confidence_name(i.source.confidence))});
    }
    return shown(rows, json);
}

std::string list_fields(Language language, bool json)
{
    constexpr std::string_view types[] = {"id", "text", "number", "year", "flag", "code", "choice"};
    Rows rows{{"table", "field", "type", "unit", "needed", "meaning", "values"}};
    for (const InputField& f : all_fields()) {
        rows.push_back({std::string(table_name(f.table)), std::string(f.name),
                        std::string(types[static_cast<int>(f.type)]), std::string(info(f.unit).symbol),
                        f.needed ? "yes" : "", std::string(f.help.in(language)),
                        std::string(choices_of(f.name))});
    }
    return shown(rows, json);
}

std::string list_codes(Language language, bool json)
{
    const Table table = built_in_crosswalk();
    const std::string name = language == Language::zh ? "name_zh" : "name_en";
    Rows rows{{"code_system", "code", "name", "use", "confidence"}};
    for (std::uint32_t i = 0; i < table.rows(); ++i) {
        const auto cell = [&](std::string_view column) {
            return std::string(text_column(table, column).texts[AnyRow{i}]);
        };
        const auto meaning = CodeSystem(table, cell("code_system")).find(cell("code"));
        rows.push_back({cell("code_system"), cell("code"), cell(name),
                        meaning ? std::string(info(meaning->use).id) : "", cell("confidence")});
    }
    return shown(rows, json);
}

}  // namespace

void add_list(CLI::App& app, Invocation& invocation)
{
    struct ListOptions {
        std::string what;
        bool json = false;
    };
    auto options = std::make_shared<ListOptions>();
    app.add_option("what", options->what,
                   invocation.say({"rules, indicators, codes, fields or schema",
                                   "rules 规则、indicators 指标、codes 代码、fields 字段、schema 模式"}))
        ->required()
        ->check(CLI::IsMember({"rules", "indicators", "codes", "fields", "schema"}));
    app.add_flag("--json", options->json, invocation.say({"as JSON", "以 JSON 输出"}));
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) {
            const Language language = console.language();
            if (options->what == "rules")
                print(list_rules(language, options->json));
            else if (options->what == "indicators")
                print(list_indicators(language, options->json));
            else if (options->what == "codes")
                print(list_codes(language, options->json));
            else if (options->what == "fields")
                print(list_fields(language, options->json));
            else
                print(json_schema(scenario_definition().sections));
            return 0;
        };
    });
}

}  // namespace permu
