/// The lists as pages of the reference.
#include "list_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "permu/scenario/scenario.hpp"

namespace permu {
namespace {

constexpr std::pair<std::string_view, Text> column_words[] = {
    {"id", {"id", "标识"}},           {"name", {"name", "名称"}},
    {"unit", {"unit", "单位"}},       {"timing", {"timing", "时点"}},
    {"formula", {"formula", "公式"}}, {"source", {"source", "来源"}},
    {"clause", {"clause", "条款"}},   {"confidence", {"confidence", "可信度"}},
    {"table", {"table", "表"}},       {"field", {"field", "字段"}},
    {"type", {"type", "类型"}},       {"needed", {"needed", "必填"}},
    {"range", {"range", "取值范围"}}, {"meaning", {"meaning", "含义"}},
    {"values", {"values", "取值"}},   {"code_system", {"code system", "分类体系"}},
    {"code", {"code", "代码"}},       {"use", {"use", "用途"}},
    {"event", {"event", "事件"}},
};

std::string column_name(std::string_view name, Language language)
{
    const auto* at = std::ranges::find(column_words, name, &std::pair<std::string_view, Text>::first);
    return std::string(at == std::end(column_words) ? name : at->second.in(language));
}

std::string escaped(std::string_view cell)
{
    std::string text;
    for (const char c : cell) {
        if (c == '|') text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text;
}

std::string markdown_row(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells)
        line += " " + escaped(cell) + " |";
    return line + "\n";
}

std::string markdown_table(const ListRows& rows, Language language)
{
    std::vector<std::string> names;
    for (const std::string& name : rows[0])
        names.push_back(column_name(name, language));
    std::string text = markdown_row(names) + markdown_row(std::vector<std::string>(names.size(), "---"));
    for (auto row = std::next(rows.begin()); row != rows.end(); ++row)
        text += markdown_row(*row);
    return text;
}

std::string opening(const ListName& name, Language language)
{
    constexpr Text line{"# {}\n\nPrinted by `permu list {} --markdown --lang en`.\n",
                        "# {}\n\n由 `permu list {} --markdown --lang zh` 输出。\n"};
    return fmt::format(fmt::runtime(line.in(language)), name.title.in(language), name.what);
}

/// Where the clause binds, of the record.
std::string binding_text(const Binding& binding, Language language)
{
    const bool zh = language == Language::zh;
    std::string text;
    if (!binding.province.empty()) text += fmt::format("{} ", binding.province);
    if (binding.level != ParkLevel::unknown)
        text += fmt::format("{} ", info(binding.level).name.in(language));
    if (binding.from != 0) text += fmt::format(fmt::runtime(zh ? "{} 年起" : "from {}"), binding.from);
    if (text.empty()) text = zh ? "不限" : "anywhere";
    return text;
}

std::string rule_text(const RuleRecord& record, Language language)
{
    constexpr Text line{
        "\n{}\n\nClause: {}. Binds: {}; elsewhere and earlier its events are marked "
        "hypothetical.\n\n",
        "\n{}\n\n条款：{}。约束范围：{}；在其他地方或更早年份，其事件标记为“假定”。\n\n"};
    std::string text =
        fmt::format(fmt::runtime(line.in(language)), record.summary.in(language),
                    record.clause.empty() ? "–" : record.clause, binding_text(record.binding, language));
    ListRows events{{"event", "meaning", "clause"}};
    for (const EventKind& kind : record.events)
        events.push_back({fmt::format("`{}`", kind.name), std::string(kind.label.in(language)),
                          std::string(kind.clause.empty() ? record.clause : kind.clause)});
    return text + markdown_table(events, language);
}

}  // namespace

std::string markdown_page(const ListRows& rows, const ListName& name, Language language)
{
    return opening(name, language) + "\n" + markdown_table(rows, language);
}

std::string rules_page(Language language)
{
    std::string page = opening({"rules", {"Scenario keys and rules", "情景参数与规则"}}, language);
    const ScenarioDefinition definition = scenario_definition();
    for (const Section& section : definition.sections) {
        page += "\n" + reference_markdown({&section, 1}, language);
        for (const MakeRule make : rule_catalogue()) {
            const auto rule = make();
            if (section.path == "rules." + std::string(rule_name(rule->record().id)))
                page += rule_text(rule->record(), language);
        }
    }
    return page;
}

}  // namespace permu
