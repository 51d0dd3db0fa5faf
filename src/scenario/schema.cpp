/// The JSON Schema of a scenario.
#include "permu/scenario/schema.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/quantity.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;

/// A text as part of a regular expression (ECMA 262).
std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\^$.|?*+()[]{}/-").find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

/// A number, blanks, and any spelling of a unit of the same dimension; composed spellings with "/" as well.
std::string quantity_pattern(Unit due)
{
    std::string units;
    for (const UnitInfo& unit : all_units()) {
        if (is_bare(unit.unit) || unit.dimension != info(due).dimension) continue;
        std::vector<std::string_view> names{unit.symbol, unit.id};
        names.insert(names.end(), unit.spellings.begin(), unit.spellings.end());
        for (const std::string_view name : names)
            units += (units.empty() ? "" : "|") + escaped(name);
    }
    const bool composed = info(due).symbol.find('/') != std::string_view::npos;
    if (composed) units += "|[^0-9\\s/]+[0-9²]?(\\/[^0-9\\s/]+[0-9²]?)+";
    return R"(^\s*[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?\s*()" + units + R"()\s*$)";
}

void add_range(Json& json, const Parameter& p)
{
    if (std::isfinite(p.min)) json["minimum"] = p.min;
    if (std::isfinite(p.max)) json["maximum"] = p.max;
}

Json number_schema(const Parameter& p, std::string_view type)
{
    if (!is_bare(p.unit)) return {{"type", "string"}, {"pattern", quantity_pattern(p.unit)}};
    Json number{{"type", type}};
    add_range(number, p);
    if (p.unit != Unit::ratio) return number;
    const Json percent{{"type", "string"}, {"pattern", R"(^\s*[-+]?[0-9][0-9.]*\s*[%％‰]?\s*$)"}};
    return {{"anyOf", Json::array({number, percent})}};
}

Json text_schema(const Parameter& p)
{
    Json json{{"type", "string"}};
    if (std::isfinite(p.max)) json["maxLength"] = static_cast<int>(p.max);
    if (!p.choices.empty()) json["enum"] = p.choices;
    return json;
}

Json names_schema(const Parameter& p, const Json& value)
{
    Json json{{"type", "object"}};
    if (p.choices.empty()) {
        json["additionalProperties"] = value;
        return json;
    }
    Json properties = Json::object();
    for (const std::string_view name : p.choices)
        properties[std::string(name)] = value;
    json["properties"] = properties;
    json["additionalProperties"] = false;
    return json;
}

struct SlotSchema {
    const Parameter& p;

    Json operator()(const bool*) const { return {{"type", "boolean"}}; }
    Json operator()(const int*) const { return number_schema(p, "integer"); }
    Json operator()(const double*) const { return number_schema(p, "number"); }
    Json operator()(const std::string*) const { return text_schema(p); }
    Json operator()(const TableSetting*) const { return {{"type", "string"}}; }
    Json operator()(const std::vector<double>*) const
    {
        return {{"type", "array"}, {"items", number_schema(p, "number")}};
    }
    Json operator()(const std::vector<std::string>*) const
    {
        return {{"type", "array"}, {"items", text_schema(p)}};
    }
    Json operator()(const NamedNumbers*) const
    {
        // Tables inside are names with dots, so a value may be a table of values.
        const Json number = number_schema(p, "number");
        if (!p.choices.empty()) return names_schema(p, number);
        const Json inner{{"type", "object"}, {"additionalProperties", number}};
        const Json names = names_schema(p, {{"anyOf", Json::array({number, inner})}});
        return p.alone.empty() ? names : Json{{"anyOf", Json::array({number, names})}};
    }
    Json operator()(const NamedTexts*) const { return names_schema(p, {{"type", "string"}}); }
};

std::string both(Text text)
{
    return fmt::format("{}\n{}", text.en, text.zh);
}

Json parameter_schema(const Parameter& parameter)
{
    Json json = std::visit(SlotSchema{parameter}, parameter.slot);
    const Said unit = unit_name(parameter.unit);
    std::string description = both(parameter.help);
    if (parameter.unit != Unit::none) description += fmt::format("\n[{} / {}]", unit.en, unit.zh);
    json["description"] = description;
    return json;
}

Json empty_table()
{
    return {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
}

/// The schema of the table at a dotted path below `root`, made where it is missing.
Json& table_schema(Json& root, std::string_view dotted)
{
    Json* table = &root;
    while (!dotted.empty()) {
        const std::size_t dot = std::min(dotted.find('.'), dotted.size());
        Json& properties = (*table)["properties"];
        const std::string name(dotted.substr(0, dot));
        if (!properties.contains(name)) properties[name] = empty_table();
        table = &properties[name];
        dotted.remove_prefix(std::min(dot + 1, dotted.size()));
    }
    return *table;
}

void add_parameters(Json& table, const Parameters& parameters)
{
    for (const Parameter& parameter : parameters) {
        const std::size_t dot = parameter.key.rfind('.');
        const bool inner = dot != std::string_view::npos;
        Json& holder = inner ? table_schema(table, parameter.key.substr(0, dot)) : table;
        const std::string_view name = inner ? parameter.key.substr(dot + 1) : parameter.key;
        holder["properties"][std::string(name)] = parameter_schema(parameter);
    }
}

Json step_schema(const Section& section)
{
    Json step = empty_table();
    step["properties"]["from"] = {{"type", "integer"},
                                  {"minimum", scenario_years.first},
                                  {"maximum", scenario_years.last},
                                  {"description", "first year of the change\n生效的第一年"}};
    add_parameters(step, section.parameters);
    step["required"] = {"from"};
    return {{"type", "array"}, {"items", step}};
}

}  // namespace

std::string json_schema(std::span<const Section> sections)
{
    Json root{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "permu scenario / 亩均情景"}};
    root.update(empty_table());
    for (const Section& section : sections) {
        Json& table = table_schema(root, section.path);
        if (!section.path.empty()) table["description"] = both(section.title);
        add_parameters(table, section.parameters);
        for (const SpecialKey& special : section.specials) {
            Json json = Json::parse(special.json_schema);
            json["description"] = both(special.help);
            table["properties"][std::string(special.key)] = json;
        }
        if (section.steps) table["properties"]["step"] = step_schema(section);
    }
    return root.dump(2) + "\n";
}

}  // namespace permu
