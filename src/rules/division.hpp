/// Divisions of GB/T 4754 as users write them.
#pragma once

#include <optional>
#include <string_view>

namespace permu {

/// "07" or "39" as a number; nothing for a text that is not two digits above 00.
constexpr std::optional<int> parse_division(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1]) || text == "00") return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace permu
