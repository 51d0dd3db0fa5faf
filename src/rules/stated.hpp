/// Ratios that are kept in single precision.
#pragma once

#include <charconv>
#include <cmath>

namespace permu {

/// The decimal number that was stated: 1.2, where single precision makes it 1.2000000477.
inline double stated(float kept)
{
    if (!std::isfinite(kept)) return kept;
    char text[64];
    const auto [end, error] = std::to_chars(text, text + sizeof text, kept);
    double value = kept;
    std::from_chars(text, end, value);
    return value;
}

}  // namespace permu
