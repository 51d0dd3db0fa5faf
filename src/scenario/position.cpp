/// Places in a text, and the line with a caret below it.
#include <fmt/format.h>
#include <algorithm>

#include "permu/scenario/document.hpp"
#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// Characters of a line that an excerpt shows, and those kept before the caret of a long line.
constexpr std::size_t shown_characters = 100;
constexpr std::size_t shown_before = 60;

/// From where the line starts to the end of the text.
std::string_view from_line(const SourceText& source, int line)
{
    const auto index = static_cast<std::size_t>(std::max(line - 1, 0));
    std::string_view rest = source.text;
    if (index < source.line_starts.size()) return rest.substr(source.line_starts[index]);
    for (std::size_t i = 0; i < index && !rest.empty(); ++i)
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    return rest;
}

std::string_view line_of(const SourceText& source, int line)
{
    std::string_view text = from_line(source, line);
    text = text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

std::string shown(const std::vector<std::string_view>& points, std::size_t first, std::size_t last)
{
    std::string text;
    for (std::size_t i = first; i < last; ++i)
        text += points[i] == "\t" ? std::string_view(" ") : points[i];
    return printable(text, text.size() + 1);
}

}  // namespace

std::string where(const Position& position)
{
    if (!position.source) return {};
    const SourceText& source = *position.source;
    if (!source.is_file || position.line == 0) return source.name;
    return fmt::format("{}:{}:{}", source.name, position.line, position.column);
}

std::string excerpt(const Position& position)
{
    if (!position.source || !position.source->quotable || position.line == 0) return {};
    const std::string_view line = line_of(*position.source, position.line);
    if (!is_utf8(line)) return {};
    const std::vector<std::string_view> points = code_points(line);
    const std::size_t caret =
        std::min(static_cast<std::size_t>(std::max(position.column - 1, 0)), points.size());
    const std::size_t first = caret + 10 > shown_characters ? caret - shown_before : 0;
    const std::size_t last = std::min(points.size(), first + shown_characters);
    const std::string lead = first > 0 ? "…" : "";
    const std::string before = lead + shown(points, first, caret);
    const std::string after = shown(points, caret, last) + (last < points.size() ? "…" : "");
    return before + after + "\n" + std::string(display_width(before), ' ') + "^";
}

Problem problem_at(const Position& position, std::string code, Said found, Said expected, Said remedy)
{
    Problem problem;
    problem.code = std::move(code);
    problem.where = where(position);
    problem.found = std::move(found);
    problem.expected = std::move(expected);
    problem.remedy = std::move(remedy);
    problem.excerpt = excerpt(position);
    return problem;
}

}  // namespace permu
