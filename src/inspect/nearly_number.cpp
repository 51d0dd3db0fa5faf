/// Texts that a person reads as a number and a program does not.
#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "permu/base/normalised.hpp"
#include "permu/inspect/profile.hpp"

namespace permu {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// What stands in a text besides numbers.
struct Parts {
    std::vector<double> numbers;
    bool range = false, per_cent = false, unit = false, comma = false, other = false;
};

constexpr std::string_view range_signs[] = {"~", "-", "—", "–", "至", "到", "(", ")", "/", "∼"};
constexpr std::string_view unit_words[] = {
    "万元", "亿元", "元", "公顷", "亩", "平方米", "平方公里", "㎡",  "m²",     "m2",  "km2", "ha",
    "吨",   "人",   "年", "万",   "米", "层",     "家",       "tce", "千瓦时", "kWh", "/",   "个"};

bool take(std::string_view& rest, std::span<const std::string_view> words)
{
    for (const std::string_view word : words) {
        if (!rest.starts_with(word)) continue;
        rest.remove_prefix(word.size());
        return true;
    }
    return false;
}

/// A number at the beginning, thousands separated by commas or not; an id with leading zeros is none.
bool take_number(std::string_view& rest, Parts& parts)
{
    std::string digits;
    std::size_t length = 0;
    for (; length < rest.size(); ++length) {
        const char c = rest[length];
        const bool comma = c == ',' && length > 0 && length + 3 < rest.size();
        parts.comma |= comma;
        if (comma) continue;
        if ((c < '0' || c > '9') && c != '.') break;
        digits += c;
    }
    double value{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return false;
    parts.numbers.push_back(value);
    rest.remove_prefix(length);
    return true;
}

Parts parts_of(std::string_view rest)
{
    Parts parts;
    while (!rest.empty() && !parts.other) {
        if (rest.front() == ' ') {
            rest.remove_prefix(1);
        } else if (take_number(rest, parts)) {
        } else if (rest.front() == '%') {
            parts.per_cent = true;
            rest.remove_prefix(1);
        } else if (!parts.numbers.empty() && take(rest, unit_words)) {
            parts.unit = true;
        } else if (!parts.numbers.empty() && take(rest, range_signs)) {
            parts.range = true;
        } else {
            parts.other = true;
        }
    }
    return parts;
}

}  // namespace

std::optional<double> plain_number(std::string_view text)
{
    text = trimmed(text);
    double value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (!(value >= std::numeric_limits<double>::lowest() && value <= std::numeric_limits<double>::max()))
        return std::nullopt;
    return value;
}

std::optional<NearlyNumber> nearly_number(std::string_view text)
{
    constexpr std::size_t longest = 40;
    text = trimmed(text);
    if (text.empty() || text.size() > longest || plain_number(text)) return std::nullopt;
    const std::string ascii = narrowed(text);
    if (const auto value = plain_number(ascii)) return NearlyNumber{NearNumber::full_width, *value};
    const Parts parts = parts_of(ascii);
    if (parts.other || parts.numbers.empty() || parts.numbers.size() > 2) return std::nullopt;
    const double value = std::ranges::max(parts.numbers);
    if (parts.numbers.size() == 2 && !parts.range) return std::nullopt;
    if (parts.numbers.size() == 2) return NearlyNumber{NearNumber::range, value};
    if (parts.per_cent) return NearlyNumber{NearNumber::per_cent, value};
    if (parts.unit) return NearlyNumber{NearNumber::unit, value};
    if (parts.comma) return NearlyNumber{NearNumber::separators, value};
    return std::nullopt;
}

}  // namespace permu
