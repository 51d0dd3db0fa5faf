/// Comparisons of shares with decimal thresholds, without the rounding of a division.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace permu {

/// Wide enough for a product of two 64-bit integers.
__extension__ using Int128 = __int128;

/// A decimal share in units of 10^-9: 0.30 is 300000000 exactly, which no double is.
inline std::int64_t nano(double share)
{
    return std::llround(share * 1e9);
}

/// How part/whole stands to a threshold of at most nine decimals. Exact: 30 of 100 equals 0.30.
/// \pre whole > 0
inline std::strong_ordering compare_share(std::int64_t part, std::int64_t whole, double threshold)
{
    const Int128 left = static_cast<Int128>(part) * 1'000'000'000;
    const Int128 right = static_cast<Int128>(whole) * nano(threshold);
    return left < right   ? std::strong_ordering::less
           : right < left ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

/// floor(count · share), the share in units of 10^-9.
inline std::size_t floor_share(std::size_t count, std::int64_t nano_share)
{
    return static_cast<std::size_t>(static_cast<Int128>(count) * nano_share / 1'000'000'000);
}

}  // namespace permu
