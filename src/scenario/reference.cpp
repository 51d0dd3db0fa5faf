/// The reference page of the keys of a scenario.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "permu/base/table.hpp"
#include "permu/scenario/dated.hpp"
#include "permu/scenario/quantity.hpp"
#include "permu/scenario/schema.hpp"
#include "scenario/bind_value.hpp"

namespace permu {
namespace {

/// A text inside a cell of a Markdown table.
std::string cell(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '|') result += '\\';
        result += c == '\n' ? ' ' : c;
    }
    return result;
}

/// How sure we are; what is not from a document stands out.
Text confidence_words(Confidence confidence)
{
    constexpr std::array<Text, 4> words{Text{"policy text", "政策原文"},
                                        {"found", "公开资料"},
                                        {"**knowledge, verify**", "**经验值，待核实**"},
                                        {"**design**", "**设计值**"}};
    return words[static_cast<std::size_t>(confidence)];
}

std::string range_text(const Parameter& p, Language language)
{
    if (!p.choices.empty()) return fmt::format("{}", fmt::join(p.choices, ", "));
    const bool low = std::isfinite(p.min);
    const bool high = std::isfinite(p.max);
    const bool is_text = std::holds_alternative<std::string*>(p.slot);
    constexpr Text longest{"up to {} characters", "最多 {} 个字符"};
    if (is_text) return high ? fmt::format(fmt::runtime(longest.in(language)), p.max) : "";
    if (low && high) return fmt::format("{} … {}", shortest(p.min), shortest(p.max));
    if (low) return "≥ " + shortest(p.min);
    return high ? "≤ " + shortest(p.max) : "";
}

}  // namespace

std::string default_text(const Parameter& p)
{
    const auto is_empty = [](const auto* slot) {
        if constexpr (requires { slot->path; })
            return slot->path.empty();
        else if constexpr (requires { slot->empty(); })
            return slot->empty();
        else if constexpr (requires { std::isnan(*slot); })
            return std::isnan(static_cast<double>(*slot));
        else
            return false;
    };
    return std::visit(is_empty, p.slot) ? std::string() : example_value(p);
}

namespace {

std::string source_text(const Source& source)
{
    return source.clause.empty() ? std::string(source.document)
                                 : fmt::format("{} {}", source.document, source.clause);
}

std::string parameter_row(const Parameter& p, Language language)
{
    const std::string unit = p.unit == Unit::none ? "" : unit_name(p.unit).in(language);
    const std::string value = default_text(p);
    return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", p.key, cell(unit),
                       value.empty() ? "" : "`" + cell(value) + "`", cell(range_text(p, language)),
                       cell(p.help.in(language)), cell(source_text(p.source)),
                       confidence_words(p.source.confidence).in(language));
}

constexpr Text heading{
    "| key | unit | default | range | meaning | source | confidence |\n|---|---|---|---|---|---|---|\n",
    "| 键 | 单位 | 默认值 | 取值范围 | 含义 | 来源 | 可信度 |\n|---|---|---|---|---|---|---|\n"};

constexpr Text steps_note{"\nTakes `[[{}.step]]` with `from = YEAR`: what changes from that year on.\n",
                          "\n可用 `[[{}.step]]` 加 `from = 年份` 写明自该年起的变化。\n"};

/// "2008–2022", "from 2023", "until 2006", "always".
std::string span_text(const TableVersion& version, Language language)
{
    const bool zh = language == Language::zh;
    if (version.from != 0 && version.to != 0) return fmt::format("{}–{}", version.from, version.to);
    if (version.from != 0) return fmt::format(fmt::runtime(zh ? "{} 年起" : "from {}"), version.from);
    if (version.to != 0) return fmt::format(fmt::runtime(zh ? "至 {} 年" : "until {}"), version.to);
    return zh ? "不限" : "always";
}

/// The versions of the built-in tables by date; the run takes the one in force in each year.
std::string versions_text(const Parameters& parameters, Language language)
{
    constexpr Text line{"\n`{}`, {}: {} rows. {}\n", "\n`{}`，{}：{} 行。{}\n"};
    std::string text;
    for (const Parameter& parameter : parameters) {
        const auto* setting = std::get_if<TableSetting*>(&parameter.slot);
        if (setting == nullptr) continue;
        for (const TableVersion& version : versions_of((*setting)->table))
            text +=
                fmt::format(fmt::runtime(line.in(language)), parameter.key, span_text(version, language),
                            version.rows, fmt::join(version.sources, language == Language::zh ? "；" : "; "));
    }
    return text;
}

}  // namespace

std::string reference_markdown(std::span<const Section> sections, Language language)
{
    std::string page;
    for (const Section& section : sections) {
        const std::string name = section.path.empty() ? "" : fmt::format("`[{}]` ", section.path);
        page += fmt::format("{}## {}{}\n\n{}", page.empty() ? "" : "\n", name, section.title.in(language),
                            heading.in(language));
        for (const Parameter& parameter : section.parameters)
            page += parameter_row(parameter, language);
        for (const SpecialKey& special : section.specials)
            page += fmt::format("| `{}` |  |  | {} | {} |  |  |\n", special.key, cell(special.form),
                                cell(special.help.in(language)));
        page += versions_text(section.parameters, language);
        if (section.steps) page += fmt::format(fmt::runtime(steps_note.in(language)), section.path);
    }
    return page;
}

}  // namespace permu
