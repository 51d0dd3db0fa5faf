/// Numbers that are written as texts.
#include "permu/model/number_texts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <span>

#include "intake_cells.hpp"
#include "permu/base/normalised.hpp"

namespace permu {

std::optional<double> number_of_text(std::string_view text)
{
    double value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    // "nan" and "inf" are words that a program wrote where it had no number.
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

namespace {

bool take(std::string_view& rest, std::span<const std::string_view> words)
{
    const auto word =
        std::ranges::find_if(words, [&](std::string_view one) { return rest.starts_with(one); });
    if (word == words.end()) return false;
    rest.remove_prefix(word->size());
    return true;
}

/// Digits and at most one point, without a sign.
std::optional<double> take_number(std::string_view& rest)
{
    const std::size_t length = std::min(rest.find_first_not_of("0123456789."), rest.size());
    const auto number = number_of_text(rest.substr(0, length));
    if (number) rest.remove_prefix(length);
    return number;
}

constexpr std::string_view at_most[] = {"<=",     "≤",      "≦",        "<",   "不大于",
                                        "不超过", "不高于", "小于等于", "小于"};
constexpr std::string_view or_less[] = {"及以下", "以下", "以内"};
constexpr std::string_view to[] = {"~", "-", "—", "–", "∼", "至", "到", "/", "("};
constexpr std::string_view per_cent[] = {"%"};
constexpr std::string_view closing[] = {")"};

}  // namespace

std::optional<double> upper_end(std::string_view text)
{
    const std::string plain = normalised(text);
    std::string_view rest = plain;
    take(rest, at_most);
    std::optional<double> value = take_number(rest);
    if (!value) return {};
    bool hundredths = take(rest, per_cent);
    const bool opened = rest.starts_with("(");
    if (take(rest, to)) {
        const std::optional<double> other = take_number(rest);
        if (!other) return {};
        value = std::max(*value, *other);
        hundredths |= take(rest, per_cent);
        if (opened && !take(rest, closing)) return {};
        hundredths |= take(rest, per_cent);
    }
    take(rest, or_less);
    if (!rest.empty()) return {};
    return hundredths ? *value / 100 : *value;
}

namespace {

/// Digits of the front as a whole number, of at most `most` digits; the text is cut.
std::optional<int> take_whole(std::string_view& rest, std::size_t most)
{
    const std::size_t length = std::min({rest.find_first_not_of("0123456789"), rest.size(), most});
    int value{};
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + length, value);
    if (error != std::errc{}) return {};
    rest.remove_prefix(length);
    return value;
}

}  // namespace

std::optional<int> year_of_date(std::string_view text)
{
    constexpr std::string_view after_year[] = {"-", "/", ".", "年"}, after_month[] = {"-", "/", ".", "月"};
    constexpr std::string_view after_day[] = {"日", "T", " "};
    const std::string plain = narrowed(trimmed(text));
    std::string_view rest = plain;
    if (rest.size() < 6 || rest.find_first_not_of("0123456789") < 4) return {};
    const auto year = take_whole(rest, 4);
    if (!year) return {};
    const bool in_words = rest.starts_with("年");
    const bool compact = rest.size() == 4 && rest.find_first_not_of("0123456789") == std::string_view::npos;
    if (!compact && !take(rest, after_year)) return {};
    if (in_words && rest.empty()) return year;
    const auto month = take_whole(rest, 2);
    if (!month || *month < 1 || *month > 12) return {};
    if (!compact && !take(rest, after_month)) return rest.empty() ? year : std::nullopt;
    if (rest.empty()) return in_words ? year : std::nullopt;
    const auto day = take_whole(rest, 2);
    const bool ends = rest.empty() || take(rest, after_day);
    return day && *day >= 1 && *day <= 31 && ends ? year : std::nullopt;
}

bool means_nothing(std::string_view text)
{
    constexpr std::string_view words[] = {"-",    "--", "—",  "——",  "–",    "/",    "\\", "无",
                                          "暂无", "空", "na", "n/a", "#n/a", "null", "nil"};
    std::string plain = normalised(text);
    std::ranges::transform(plain, plain.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return std::ranges::find(words, plain) != std::end(words);
}

std::optional<NumberAndWord> number_and_word(std::string_view text)
{
    NumberAndWord out;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, out.number);
    out.word = trimmed(std::string_view(end, static_cast<std::size_t>(last - end)));
    return error != std::errc{} || out.word.empty() || !std::isfinite(out.number) ? std::nullopt
                                                                                  : std::optional(out);
}

std::optional<GroupedNumber> grouped_number(std::string_view text)
{
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto point = std::min(text.find('.'), text.size());
    std::size_t commas = 0, run = 0;
    for (std::size_t i = sign; i < point; ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && text[i] != ',') return std::nullopt;
        const bool whole_group = commas == 0 ? run >= 1 && run <= 3 : run == 3;
        if (!digit && !whole_group) return std::nullopt;
        commas += digit ? 0 : 1;
        run = digit ? run + 1 : 0;
    }
    if (commas == 0 || run != 3) return std::nullopt;
    GroupedNumber out{.digits = std::string(text.substr(text.starts_with('+') ? 1 : 0)),
                      .sure = commas > 1 || point < text.size()};
    std::erase(out.digits, ',');
    return number_of_text(out.digits) ? std::optional(out) : std::nullopt;
}

}  // namespace permu
