/// Collects problems and writes them down for a person.
#include "permu/base/problem.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace permu {
namespace {

constexpr std::array severities{Severity::error, Severity::warning, Severity::note};

/// Sentences may quote data at length; a name alone is cut much earlier by whoever builds the sentence.
constexpr std::size_t sentence_limit = 1000;

std::string safe(std::string_view text)
{
    return printable(text, sentence_limit);
}

std::string_view word(Severity severity, Language language)
{
    constexpr std::array<Text, 3> words{Text{"note", "提示"}, {"warning", "警告"}, {"error", "错误"}};
    return words[static_cast<std::size_t>(severity)].in(language);
}

/// The sentence of a problem without its place: found, expected, how many, how much land.
std::string finding(const Problem& problem, Language language)
{
    const bool zh = language == Language::zh;
    const auto part = [&](const Said& said, std::string_view en, std::string_view chinese) {
        return said.empty() ? std::string{} : fmt::format("{}{}", zh ? chinese : en, safe(said.in(language)));
    };
    const std::string found = part(problem.found, "found ", "发现 ");
    const std::string expected = part(problem.expected, "expected ", "应为 ");
    std::string text = found;
    if (!found.empty() && !expected.empty()) text += zh ? "，" : ", ";
    text += expected;
    if (problem.count > 1)
        text += zh ? fmt::format("（同类还有 {} 处）", problem.count - 1)
                   : fmt::format(" (and {} more like it)", problem.count - 1);
    if (problem.area > 0)
        text += zh ? fmt::format("；涉及面积 {:.2f} m²", problem.area)
                   : fmt::format("; {:.2f} m² of land affected", problem.area);
    return text;
}

/// Each line of an excerpt, made safe and indented; tabs become blanks so that the caret stays below its
/// column.
std::string indented(std::string excerpt_text)
{
    std::ranges::replace(excerpt_text, '\t', ' ');
    std::string_view excerpt = excerpt_text;
    std::string text;
    while (!excerpt.empty()) {
        const std::size_t end = std::min(excerpt.find('\n'), excerpt.size());
        text += "\n    " + safe(excerpt.substr(0, end));
        excerpt.remove_prefix(std::min(end + 1, excerpt.size()));
    }
    return text;
}

/// `where` without its comma-separated parts that name one row.
std::string place_of(std::string_view where)
{
    std::string place;
    while (!where.empty()) {
        const std::size_t end = std::min(where.find(','), where.size());
        const std::string_view part = where.substr(0, end);
        if (!part.starts_with(" feature ") && !part.starts_with(" row ")) place.append(part).push_back(',');
        where.remove_prefix(std::min(end + 1, where.size()));
    }
    return place;
}

/// What the log gets: the first problem in English and how many there are besides.
std::string log_message(const Problems& problems)
{
    return describe(problems, Language::en, 1);
}

Problems only(Problem problem)
{
    Problems problems;
    problems.add(std::move(problem));
    return problems;
}

}  // namespace

void Problems::add(Problem problem)
{
    problems_.push_back(std::move(problem));
}

void Problems::tally(Problem problem, std::string id)
{
    const auto [at, is_new] = tallies_.try_emplace({problem.code, place_of(problem.where)}, problems_.size());
    if (is_new) {
        problem.ids.push_back(std::move(id));
        problems_.push_back(std::move(problem));
        return;
    }
    Problem& earlier = problems_[at->second];
    earlier.count += problem.count;
    earlier.area += problem.area;
    if (earlier.ids.size() < max_listed_ids) earlier.ids.push_back(std::move(id));
}

bool Problems::has_errors() const
{
    return count(Severity::error) > 0;
}

std::size_t Problems::count(Severity severity) const
{
    return static_cast<std::size_t>(std::ranges::count(problems_, severity, &Problem::severity));
}

void Problems::append(const Problems& other)
{
    problems_.insert(problems_.end(), other.problems_.begin(), other.problems_.end());
}

void Problems::promote(const std::function<bool(const Problem&)>& which)
{
    for (Problem& problem : problems_)
        if (problem.severity == Severity::warning && which(problem)) problem.severity = Severity::error;
}

std::string describe(const Problem& problem, Language language)
{
    const bool zh = language == Language::zh;
    std::string text = problem.where.empty() ? "" : safe(problem.where) + (zh ? "：" : ": ");
    text +=
        fmt::format("{}{}{}", word(problem.severity, language), zh ? "：" : ": ", finding(problem, language));
    text += indented(problem.excerpt);
    if (!problem.remedy.empty())
        text += fmt::format("\n  {}{}", zh ? "办法：" : "remedy: ", safe(problem.remedy.in(language)));
    return text;
}

std::string describe(const Problems& problems, Language language, std::size_t most)
{
    std::string text;
    std::size_t written = 0;
    for (const Severity severity : severities) {
        for (const Problem& problem : problems.all()) {
            if (problem.severity != severity || written == most) continue;
            if (written++ > 0) text += '\n';
            text += describe(problem, language);
        }
    }
    const std::size_t left = problems.all().size() - written;
    if (left > 0)
        text += language == Language::zh ? fmt::format("\n另有 {} 个问题", left)
                                         : fmt::format("\nand {} more", left);
    return text;
}

Error::Error(Problems problems) : std::runtime_error(log_message(problems)), problems_(std::move(problems)) {}
Error::Error(Problem problem) : Error(only(std::move(problem))) {}

Interrupted::Interrupted(int signal)
    : std::runtime_error(fmt::format("interrupted by signal {}", signal)), signal_(signal)
{
}

}  // namespace permu
