/// `permu list`: rules, indicators, codes, fields, and the schema of scenarios, from the definitions that
/// run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "list_pages.hpp"
#include "permu/base/csv.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/model/code_system.hpp"
#include "permu/model/fields.hpp"
#include "permu/scenario/dated.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;

enum class Format { text, json, markdown };

Json as_json(const ListRows& rows)
{
    Json list = Json::array();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        Json object = Json::object();
        for (std::size_t c = 0; c < rows[i].size(); ++c)
            object[rows[0][c]] = rows[i][c];
        list.push_back(std::move(object));
    }
    return list;
}

/// A table as aligned text, as a list of JSON objects with the header's names, or as a page.
std::string shown(const ListRows& rows, Format format, const ListName& name, Language language)
{
    if (format == Format::json) return as_json(rows).dump(2) + "\n";
    if (format == Format::markdown) return markdown_page(rows, name, language);
    return aligned(rows);
}

Json number_or_null(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

Json parameter_json(const Parameter& p, Language language)
{
    Json versions = Json::array();
    if (const auto* setting = std::get_if<TableSetting*>(&p.slot)) {
        for (const TableVersion& v : versions_of((*setting)->table)) {
            versions.push_back({{"from", v.from == 0 ? Json() : Json(v.from)},
                                {"to", v.to == 0 ? Json() : Json(v.to)},
                                {"rows", v.rows},
                                {"sources", v.sources}});
        }
    }
    return {{"key", p.key},
            {"unit", info(p.unit).symbol},
            {"default", default_text(p)},
            {"min", number_or_null(p.min)},
            {"max", number_or_null(p.max)},
            {"choices", p.choices},
            {"help", p.help.in(language)},
            {"source", p.source.document},
            {"clause", p.source.clause},
            {"confidence", name_of(p.source.confidence)},
            {"versions", versions}};
}

std::string list_rules(Language language, Format format)
{
    if (format == Format::markdown) return rules_page(language);
    ListRows rules{{"rule", "title", "clause", "summary"}};
    for (const MakeRule make : rule_catalogue()) {
        const auto rule = make();
        const RuleRecord& r = rule->record();
        rules.push_back({std::string(rule_name(r.id)), std::string(r.title.in(language)),
                         std::string(r.clause), std::string(r.summary.in(language))});
    }
    if (format == Format::json) {
        Json out = as_json(rules);
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto rule = rule_catalogue()[i]();
            Json events = Json::array(), parameters = Json::array();
            for (const EventKind& kind : rule->record().events)
                events.push_back({{"name", kind.name}, {"label", kind.label.in(language)}});
            for (const Parameter& p : rule->parameters())
                parameters.push_back(parameter_json(p, language));
            out[i]["events"] = events;
            out[i]["parameters"] = parameters;
        }
        return out.dump(2) + "\n";
    }
    return aligned(rules) + "\n" + reference_markdown(scenario_definition().sections, language);
}

std::string list_indicators(Language language, Format format)
{
    ListRows rows{{"id", "name", "unit", "timing", "formula", "source", "clause", "confidence"}};
    for (const Indicator& i : indicator_catalogue()) {
        rows.push_back({std::string(i.id), std::string(i.name.in(language)), std::string(info(i.unit).symbol),
                        i.timing == Timing::stock ? "stock" : "flow", std::string(i.formula),
                        std::string(i.source.document), std::string(i.source.clause),
                        std::string(name_of(i.source.confidence))});
    }
    return shown(rows, format, {"indicators", {"Indicators", "指标"}}, language);
}

std::string range_of(const InputField& field)
{
    const std::string low = std::isfinite(field.min) ? "≥ " + shortest(field.min) : "";
    const std::string high = std::isfinite(field.max) ? "≤ " + shortest(field.max) : "";
    return low + (low.empty() || high.empty() ? "" : ", ") + high;
}

std::string list_fields(Language language, Format format)
{
    constexpr std::string_view types[] = {"id", "text", "number", "year", "flag", "code", "choice"};
    ListRows rows{{"table", "field", "type", "unit", "needed", "range", "meaning", "values"}};
    for (const InputField& f : all_fields()) {
        rows.push_back({std::string(table_name(f.table)), std::string(f.name),
                        std::string(types[static_cast<int>(f.type)]), std::string(info(f.unit).symbol),
                        f.needed ? "yes" : "", range_of(f), std::string(f.help.in(language)),
                        std::string(choices_of(f.name))});
    }
    return shown(rows, format, {"fields", {"Input fields", "输入字段"}}, language);
}

std::string list_codes(Language language, Format format)
{
    const Table table = built_in_crosswalk();
    const std::string name = language == Language::zh ? "name_zh" : "name_en";
    ListRows rows{{"code_system", "code", "name", "use", "confidence"}};
    for (std::uint32_t i = 0; i < table.rows(); ++i) {
        const auto cell = [&](std::string_view column) {
            return std::string(text_column(table, column).texts[AnyRow{i}]);
        };
        const auto meaning = CodeSystem(table, cell("code_system")).find(cell("code"));
        rows.push_back({cell("code_system"), cell("code"), cell(name),
                        meaning ? std::string(info(meaning->use).id) : "", cell("confidence")});
    }
    return shown(rows, format, {"codes", {"Land-use codes", "用地代码"}}, language);
}

}  // namespace

void add_list(CLI::App& app, Invocation& invocation)
{
    struct ListOptions {
        std::string what;
        bool json = false, markdown = false;

        Format format() const { return json ? Format::json : markdown ? Format::markdown : Format::text; }
    };
    auto options = std::make_shared<ListOptions>();
    app.add_option("what", options->what,
                   invocation.say({"rules, indicators, codes, fields or schema",
                                   "rules 规则、indicators 指标、codes 代码、fields 字段、schema 模式"}))
        ->required()
        ->check(CLI::IsMember({"rules", "indicators", "codes", "fields", "schema"}));
    CLI::Option* json = app.add_flag("--json", options->json, invocation.say({"as JSON", "以 JSON 输出"}));
    app.add_flag("--markdown", options->markdown,
                 invocation.say({"as a page of the reference", "以参考手册页面输出"}))
        ->excludes(json);
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) {
            const Language language = console.language();
            if (options->what == "rules")
                print(list_rules(language, options->format()));
            else if (options->what == "indicators")
                print(list_indicators(language, options->format()));
            else if (options->what == "codes")
                print(list_codes(language, options->format()));
            else if (options->what == "fields")
                print(list_fields(language, options->format()));
            else
                print(json_schema(scenario_definition().sections));
            return 0;
        };
    });
}

}  // namespace permu
