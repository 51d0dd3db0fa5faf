/// Steps through text whose UTF-8 has been checked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace permu {

/// Bytes of the code point that starts at `at`, at least 1, never beyond the end.
/// \pre at < text.size(), valid UTF-8
inline std::size_t code_point_bytes(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return std::min(length, text.size() - at);
}

/// Each code point of the text, in order.
inline std::vector<std::string_view> code_points(std::string_view text)
{
    std::vector<std::string_view> points;
    for (std::size_t at = 0; at < text.size(); at += points.back().size())
        points.push_back(text.substr(at, code_point_bytes(text, at)));
    return points;
}

inline bool is_ascii(char byte)
{
    return static_cast<unsigned char>(byte) < 0x80;
}
inline bool is_digit(char byte)
{
    return '0' <= byte && byte <= '9';
}
inline bool is_letter(char byte)
{
    return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z');
}

/// The text without blanks at either end.
inline std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace permu
