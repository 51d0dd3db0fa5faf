/// The k-th smallest of many numbers in two passes, whatever their distribution.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace permu {

/// Doubles that are not negative are ordered as their bits are: a histogram over the highest 16 of them finds
/// the bin, and only the bin is searched. \pre no NaN, none below 0, k < values.size()
inline double kth_smallest(std::span<const double> values, std::size_t k)
{
    constexpr int dropped = 47;  // of 64 bits: the sign is 0, 16 remain
    const auto bin_of = [](double value) {
        return std::bit_cast<std::uint64_t>(value + 0.0) >> dropped;
    };  // −0 is 0
    std::vector<std::uint32_t> counts(std::size_t{1} << 16);
    for (const double value : values)
        ++counts[bin_of(value)];
    std::uint64_t bin = 0;
    for (; k >= counts[bin]; ++bin)
        k -= counts[bin];
    std::vector<double> inside;
    inside.reserve(counts[bin]);
    for (const double value : values)
        if (bin_of(value) == bin) inside.push_back(value);
    const auto at = inside.begin() + static_cast<std::ptrdiff_t>(k);
    std::nth_element(inside.begin(), at, inside.end());
    return *at;
}

}  // namespace permu
