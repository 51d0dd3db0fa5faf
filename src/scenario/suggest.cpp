/// Finds the known name nearest to a misspelt one.
#include "scenario/suggest.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// Letters small, - as _: what a slip of the shift key or another habit changes.
std::string folded(std::string_view word)
{
    std::string text(word);
    for (char& c : text)
        c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' ? '_' : c;
    return text;
}

/// One byte for each different character of two words, so that edits count characters and not bytes.
class Alphabet {
public:
    std::string spell(std::string_view word)
    {
        std::string spelt;
        for (const std::string_view point : code_points(word)) {
            const auto at = std::ranges::find(points_, point);
            spelt += static_cast<char>(at - points_.begin());
            if (at == points_.end()) points_.emplace_back(point);
        }
        return spelt;
    }

private:
    std::vector<std::string> points_;
};

/// Words longer than any name of ours have no nearest one.
constexpr std::size_t longest_word = 100;

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> names)
{
    if (word.empty() || word.size() > longest_word || !is_utf8(word)) return std::nullopt;
    const std::size_t characters = code_points(word).size();
    std::size_t best = (characters <= 3 ? 1 : 2) + 1;
    std::optional<std::string_view> result;
    for (const std::string_view name : names) {
        // Two edits add or take away at most two characters of four bytes each.
        if (name.size() > word.size() + 8 || word.size() > name.size() + 8) continue;
        Alphabet alphabet;
        const std::string wanted = alphabet.spell(folded(word));
        const std::size_t distance = edit_distance(wanted, alphabet.spell(folded(name)));
        // A name as short as the number of edits would fit anything.
        if (distance >= best || distance >= std::max(characters, code_points(name).size())) continue;
        best = distance;
        result = name;
    }
    return result;
}

Said listing(std::span<const std::string_view> names, std::size_t most)
{
    const std::string text = fmt::format("{}", fmt::join(names.first(std::min(names.size(), most)), ", "));
    if (names.size() <= most) return Said(text);
    return {fmt::format("{} and {} more", text, names.size() - most),
            fmt::format("{} 等共 {} 个", text, names.size())};
}

Said did_you_mean(std::string_view word, std::span<const std::string_view> names, Said otherwise)
{
    const auto name = nearest(word, names);
    if (!name) return otherwise;
    return {fmt::format("did you mean \"{}\"?", *name), fmt::format("是不是想写“{}”？", *name)};
}

}  // namespace permu
