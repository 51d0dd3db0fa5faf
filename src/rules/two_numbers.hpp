/// Two numbers side by side in a text, with as many digits as tell them apart.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace permu {

/// Six digits each; more where both would look the same though they differ.
inline std::pair<std::string, std::string> two_numbers(double first, double second)
{
    for (const int digits : {6, 10}) {
        std::string a = fmt::format("{:.{}g}", first, digits), b = fmt::format("{:.{}g}", second, digits);
        if (a != b || first == second) return {std::move(a), std::move(b)};
    }
    return {fmt::format("{}", first), fmt::format("{}", second)};
}

}  // namespace permu
