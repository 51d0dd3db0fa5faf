/// Numbers that are written as texts.
#include "permu/model/number_texts.hpp"

#include <algorithm>
#include <charconv>

namespace permu {

std::optional<double> number_of_text(std::string_view text)
{
    double value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> largest_number_in(std::string_view text)
{
    std::optional<double> largest;
    for (std::size_t i = 0; i < text.size();) {
        double value{};
        const auto [end, error] =
            std::from_chars(text.data() + i, text.data() + text.size(), value, std::chars_format::fixed);
        if (error != std::errc{}) {
            ++i;
            continue;
        }
        const auto next = static_cast<std::size_t>(end - text.data());
        if (next < text.size() && text[next] == '%') value /= 100;
        largest = std::max(largest.value_or(value), value);
        i = next;
    }
    return largest;
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
