/// Walks a table of the scenario beside the list of parameters.
#include "permu/scenario/bind.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "scenario/bind_value.hpp"
#include "scenario/suggest.hpp"

namespace permu {
namespace {

std::string dotted(std::string_view path, std::string_view key)
{
    return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

/// Names of keys are shown only where the text may be quoted.
std::string shown_key(const Entry& entry, std::string_view path)
{
    const bool quotable = entry.at.source && entry.at.source->quotable;
    return quotable ? printable(dotted(path, entry.key)) : std::string("…");
}

Problem unknown_key(const Entry& entry, std::string_view path, const std::vector<std::string_view>& known)
{
    const std::string key = shown_key(entry, path);
    const Said found{fmt::format("the unknown key \"{}\"", key), fmt::format("未知的键“{}”", key)};
    const Said keys = listing(known);
    const Said expected{known.empty() ? "no key at all" : "one of: " + keys.en,
                        known.empty() ? "此处不应有键" : "下列之一：" + keys.zh};
    const Said otherwise("`permu list rules` explains the keys", "可用 permu list rules 查看各键的含义");
    return problem_at(entry.at, "scenario.unknown_key", found, expected,
                      did_you_mean(entry.key, known, otherwise));
}

Problem no_table(const Node& node, std::string_view path)
{
    const std::string name = printable(path);
    return problem_at(node.at, "scenario.no_table", describe_value(node),
                      Said(fmt::format("the table [{}]", name), fmt::format("表 [{}]", name)),
                      Said(fmt::format("write [{}] on a line of its own and key = value below it", name),
                           fmt::format("单独一行写 [{}]，其下逐行写“键 = 值”", name)));
}

class Binder {
public:
    Binder(const Parameters& parameters, const BindContext& context, Problems& problems)
        : parameters_(parameters), context_(context), problems_(problems)
    {
    }

    /// `prefix` is the part of the parameters' keys that leads to this table, with its last dot.
    void table(const NodeTable& table, const std::string& prefix)
    {
        for (const Entry& entry : table.entries) {
            const std::string key = prefix + entry.key;
            const auto parameter = std::ranges::find(parameters_, key, &Parameter::key);
            const bool is_elsewhere =
                prefix.empty() && std::ranges::find(context_.also, entry.key) != context_.also.end();
            if (parameter != parameters_.end())
                bind_value(entry.value, entry.key, *parameter, problems_);
            else if (leads_on(key))
                inner(entry, key);
            else if (!is_elsewhere)
                problems_.add(unknown_key(entry, path_of(prefix), known(prefix)));
        }
    }

private:
    bool leads_on(const std::string& key) const
    {
        const auto below = [&](const Parameter& p) { return p.key.starts_with(key + "."); };
        return std::ranges::any_of(parameters_, below);
    }
    void inner(const Entry& entry, const std::string& key)
    {
        if (const NodeTable* inside = entry.value.table())
            table(*inside, key + ".");
        else
            problems_.add(no_table(entry.value, dotted(context_.path, key)));
    }
    std::string path_of(std::string_view prefix) const
    {
        if (prefix.empty()) return context_.path;
        return dotted(context_.path, prefix.substr(0, prefix.size() - 1));
    }
    /// Next parts of the keys below a prefix, in the order of the parameters.
    std::vector<std::string_view> known(std::string_view prefix) const
    {
        std::vector<std::string_view> names;
        for (const Parameter& parameter : parameters_) {
            if (!parameter.key.starts_with(prefix)) continue;
            const std::string_view rest = parameter.key.substr(prefix.size());
            const std::string_view name = rest.substr(0, rest.find('.'));
            if (std::ranges::find(names, name) == names.end()) names.push_back(name);
        }
        if (prefix.empty()) names.insert(names.end(), context_.also.begin(), context_.also.end());
        return names;
    }

    const Parameters& parameters_;
    const BindContext& context_;
    Problems& problems_;
};

/// The year of a step; nothing, and a problem, when there is none.
std::optional<Year> year_of(const Node& element, Problems& problems)
{
    const Said expected{fmt::format("a year from {} to {}", scenario_years.first, scenario_years.last),
                        fmt::format("{} 至 {} 之间的年份", scenario_years.first, scenario_years.last)};
    const Said remedy("from = 2030");
    const Entry* from = element.entry("from");
    if (!from) {
        problems.add(problem_at(element.at, "scenario.step", Said("a step without `from`", "分段中没有 from"),
                                expected, remedy));
        return std::nullopt;
    }
    const std::int64_t* year = from->value.integer();
    if (year && scenario_years.first <= *year && *year <= scenario_years.last)
        return static_cast<Year>(*year);
    problems.add(problem_at(from->value.at, "scenario.step", describe_value(from->value), expected, remedy));
    return std::nullopt;
}

/// A step of a year that has one already, or that comes before an earlier one's.
Problem misplaced(const Node& element, Year year, const std::vector<Step>& steps)
{
    const Position& at = element.entry("from")->value.at;
    if (std::ranges::find(steps, year, &Step::from) != steps.end())
        return problem_at(
            at, "scenario.step_twice",
            Said(fmt::format("a second step from {}", year), fmt::format("第二个 from = {} 的分段", year)),
            Said("each year once", "每个年份只出现一次"),
            Said("put both changes into one step", "请将两处改动合并到一个分段"));
    const Year before = steps.back().from;
    return problem_at(at, "scenario.step_order",
                      Said(fmt::format("a step from {} behind one from {}", year, before),
                           fmt::format("from = {} 的分段排在 from = {} 之后", year, before)),
                      Said("steps in the order of their years: each builds on the one before",
                           "分段按年份先后排列：后一段以前一段为基础"),
                      Said("move this step up", "请将该分段移到前面"));
}

}  // namespace

void bind(const Node& table, const Parameters& parameters, const BindContext& context, Problems& problems)
{
    if (const NodeTable* entries = table.table())
        Binder(parameters, context, problems).table(*entries, "");
    else
        problems.add(no_table(table, context.path));
}

const Node* table_at(const Node& root, std::string_view path, Problems& problems)
{
    const Node* node = root.find(path);
    if (!node || node->table()) return node;
    problems.add(no_table(*node, path));
    return nullptr;
}

void refuse_unknown(const Node& table, const std::vector<std::string_view>& known, std::string_view path,
                    Problems& problems)
{
    if (!table.table()) return;
    for (const Entry& entry : table.table()->entries)
        if (std::ranges::find(known, entry.key) == known.end()) problems.add(unknown_key(entry, path, known));
}

std::vector<Step> steps_of(const Node& rule_table, Problems& problems)
{
    const Entry* entry = rule_table.entry("step");
    if (!entry) return {};
    std::vector<Step> steps;
    const NodeList* list = entry->value.list();
    if (!list || !std::ranges::all_of(*list, [](const Node& n) { return n.table() != nullptr; })) {
        problems.add(problem_at(entry->value.at, "scenario.step", describe_value(entry->value),
                                Said("a list of tables", "由表组成的列表"),
                                Said("write [[rules.NAME.step]] and below it from = 2030",
                                     "写作 [[rules.规则名.step]]，其下写 from = 2030")));
        return {};
    }
    for (const Node& element : *list) {
        const std::optional<Year> year = year_of(element, problems);
        if (!year) continue;
        if (steps.empty() || steps.back().from < *year)
            steps.push_back({*year, &element});
        else
            problems.add(misplaced(element, *year, steps));
    }
    return steps;
}

}  // namespace permu
