/// A sum of doubles that does not depend on their order.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "exact_share.hpp"

namespace permu {

/// The sum of finite numbers, each rounded to 2^-62 of the largest: the same bits for any order of the
/// numbers, and closer to the true sum than adding doubles.
inline double exact_sum(std::span<const double> values)
{
    double largest = 0;
    for (const double value : values)
        largest = std::max(largest, std::fabs(value));
    if (largest == 0) return 0;
    int exponent = 0;
    std::frexp(largest, &exponent);  // largest < 2^exponent
    const int shift =
        std::min(62 - exponent, 1000);  // the scale is a finite power of two: products are exact
    const double scale = std::ldexp(1.0, shift);
    Int128 sum = 0;
    for (const double value : values)
        sum += std::llrint(value * scale);
    return std::ldexp(static_cast<double>(sum), -shift);
}

/// The arithmetic mean; NaN of nothing.
inline double exact_mean(std::span<const double> values)
{
    return exact_sum(values) / static_cast<double>(values.size());
}

}  // namespace permu
