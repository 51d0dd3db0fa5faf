/// What a run assumes: the values that no source backs.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "permu/rules/catalogue.hpp"
#include "permu/scenario/quantity.hpp"
#include "permu/scenario/scenario.hpp"
#include "scenario/schedule.hpp"

namespace permu {
namespace {

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

std::string unit_text(const Parameter& parameter)
{
    return std::string(info(parameter.unit).symbol);
}

std::string source_text(const Source& source)
{
    return source.clause.empty() ? std::string(source.document)
                                 : fmt::format("{} {}", source.document, source.clause);
}

bool is_backed(Confidence confidence)
{
    return confidence != Confidence::design && confidence != Confidence::knowledge_verify;
}

/// Which rules run where and when is the user's choice, not an assumption.
bool is_choice(std::string_view key)
{
    return key == "enabled" || key == "effective_from" || key.starts_with("applies_to.");
}

/// How sure a row of a table is; nothing where it is backed or does not say.
std::optional<Confidence> doubt_of(const Table& table, std::size_t row)
{
    const TableColumn* column = table.find("confidence");
    const std::string text = column == nullptr ? "" : cell_text(*column, row);
    if (text.find("design") != std::string::npos) return Confidence::design;
    if (text.find("knowledge") != std::string::npos) return Confidence::knowledge_verify;
    return std::nullopt;
}

/// "land_grade=3; floor_yuan_per_m2=600"
std::string row_text(const Table& table, std::size_t row)
{
    std::string text;
    for (const TableColumn& column : table.columns) {
        const std::string cell = cell_text(column, row);
        if (cell.empty() || column.name == "source" || column.name == "confidence") continue;
        text += fmt::format("{}{}={}", text.empty() ? "" : "; ", column.name, cell);
    }
    return text;
}

/// Whether the rows say how sure they are, or are the user's own.
bool speaks_for_itself(const TableSetting& setting)
{
    return !setting.path.empty() || setting.table.find("confidence") != nullptr;
}

/// The rule with its documented values.
std::unique_ptr<Rule> as_documented(const Rule& rule)
{
    for (const MakeRule make : rule_catalogue())
        if (std::unique_ptr<Rule> one = make(); one->record().id == rule.record().id) return one;
    return rule.clone();
}

/// Gathers the assumptions of one rule over its versions: each value once, from the year it holds.
class RuleAssumptions {
public:
    explicit RuleAssumptions(std::vector<Assumption>& out) : out_(out) {}

    void add(const Rule& version, Year from)
    {
        const std::unique_ptr<Rule> copy = version.clone(), documented = as_documented(version);
        const Parameters defaults = documented->parameters();
        std::size_t number = 0;
        for (const Parameter& parameter : copy->parameters()) {
            const Parameter& stated = defaults[number++];
            const std::string key = fmt::format("{}.{}", table_of(version), parameter.key);
            if (const auto* setting = std::get_if<TableSetting*>(&parameter.slot)) {
                add_rows(key, parameter, **setting, from);
                if (speaks_for_itself(**setting)) continue;
            }
            if (is_choice(parameter.key)) continue;
            const std::string value = value_text(parameter);
            const bool backed = is_backed(parameter.source.confidence);
            const bool departs = backed && value != value_text(stated);
            // What a source backs is told where the scenario departs from it, and where it returns to it.
            if (backed && !departs && !values_.contains(key)) continue;
            add({key, value, unit_text(parameter), from, parameter.source.confidence, departs,
                 source_text(parameter.source), Said(parameter.help)});
        }
    }

private:
    void add_rows(const std::string& key, const Parameter& parameter, const TableSetting& setting, Year from)
    {
        for (std::size_t row = 0; row < setting.table.rows(); ++row) {
            const std::optional<Confidence> doubt = doubt_of(setting.table, row);
            if (!doubt) continue;
            const TableColumn* source = setting.table.find("source");
            const std::string text = row_text(setting.table, row);
            if (!rows_.insert(key + ": " + text).second) continue;
            out_.push_back({key,
                            text,
                            {},
                            from,
                            *doubt,
                            false,
                            source == nullptr ? "" : cell_text(*source, row),
                            Said(parameter.help)});
        }
    }
    void add(Assumption one)
    {
        std::string& known = values_[one.key];
        if (known == one.value) return;
        known = one.value;
        out_.push_back(std::move(one));
    }

    std::vector<Assumption>& out_;
    std::map<std::string, std::string> values_;  ///< of parameters: the latest by key
    std::set<std::string> rows_;                 ///< of tables, as told
};

/// Whether a value of [data] decides what the data is taken for; names of files, layers and fields do not.
bool decides(const Parameter& parameter)
{
    const bool text = std::holds_alternative<std::string*>(parameter.slot) && !parameter.choices.empty();
    return text || std::holds_alternative<double*>(parameter.slot) ||
           std::holds_alternative<bool*>(parameter.slot);
}

void add_of_data(const Scenario& scenario, std::vector<Assumption>& out)
{
    RequestForm form = scenario.form;
    for (const Section& section : request_sections(form)) {
        if (section.path != "data" && !section.path.starts_with("data.")) continue;
        const auto table =
            form.tables.find(section.path.substr(std::min<std::size_t>(5, section.path.size())));
        const bool given =
            table == form.tables.end() || !table->second.file.empty() || table->second.synthetic;
        for (const Parameter& parameter : section.parameters) {
            if (!given || !decides(parameter) || is_backed(parameter.source.confidence)) continue;
            out.push_back({fmt::format("{}.{}", section.path, parameter.key), value_text(parameter),
                           unit_text(parameter), scenario.run.start, parameter.source.confidence, false,
                           source_text(parameter.source), Said(parameter.help)});
        }
    }
}

}  // namespace

std::vector<Assumption> assumptions(const Scenario& scenario)
{
    std::vector<Assumption> out;
    for (const RuleSchedule& schedule : scenario.rules) {
        RuleAssumptions rule(out);
        for (std::size_t i = 0; i < schedule.versions.size(); ++i) {
            const auto& [from, version] = schedule.versions[i];
            const Year first = std::max(from, scenario.run.start);
            const bool superseded =
                i + 1 < schedule.versions.size() && schedule.versions[i + 1].first <= first;
            if (version->scope().enabled && !superseded && first <= scenario.run.end)
                rule.add(*version, first);
        }
    }
    add_of_data(scenario, out);
    return out;
}

}  // namespace permu
