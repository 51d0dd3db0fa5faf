/// Tells numbers and dates from what only looks like them.
#include "scenario/word.hpp"

#include <charconv>
#include <cstdint>
#include <regex>
#include <string>

#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// Longest value without quotes; a date and time with all its digits is much shorter.
constexpr std::size_t longest_word = 128;

bool matches(std::string_view word, const std::regex& pattern)
{
    return std::regex_match(word.begin(), word.end(), pattern);
}

const std::regex& any_word()
{
    const std::string digits = "[0-9](_?[0-9])*";
    const std::string whole = "[+-]?(0|[1-9](_?[0-9])*)";
    const std::string real = whole + "(\\." + digits + ")?([eE][+-]?" + digits + ")?";
    const std::string based = "0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*";
    const std::string date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    const std::string time = "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,60})?";
    const std::string both = date + "[Tt ]" + time + "([Zz]|[+-][0-9]{2}:[0-9]{2})?";
    static const std::regex pattern("true|false|[+-]?(inf|nan)|" + real + "|" + based + "|" + date + "|" +
                                    time + "|" + both);
    return pattern;
}

/// Whether a whole decimal number fits 64 bits; true for everything else.
bool fits(std::string_view word)
{
    static const std::regex whole("[+-]?[0-9_]+");
    if (!matches(word, whole)) return true;
    std::string digits(word.substr(word.starts_with('+') ? 1 : 0));
    std::erase(digits, '_');
    std::int64_t value = 0;
    return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc();
}

}  // namespace

std::optional<Syntax> word_fault(std::string_view word)
{
    if (word.size() > longest_word) return Syntax::number;
    if (matches(word, any_word())) return fits(word) ? std::nullopt : std::optional(Syntax::too_large);
    static const std::regex leading_zero("[+-]?0[0-9_]+(\\..*)?");
    static const std::regex like_a_date("[0-9]{1,4}([-:][0-9]{1,2}){1,2}.*");
    if (is_letter(word.front())) return Syntax::bare_text;
    if (matches(word, leading_zero)) return Syntax::leading_zero;
    if (matches(word, like_a_date)) return Syntax::date;
    return word.find('_') != std::string_view::npos ? Syntax::underscore : Syntax::number;
}

bool is_date(std::string_view word)
{
    if (word.size() != 10) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (i == 4 || i == 7 ? word[i] != '-' : !is_digit(word[i])) return false;
    return true;
}

}  // namespace permu
