/// The synthetic province that all benchmarks work on.
#pragma once

#include <cstdint>

#include "permu/model/state.hpp"
#include "permu/sample/province.hpp"

namespace permu::bench {

/// Twenty years are simulated from this one on.
inline constexpr int base_year = 2024;
inline constexpr int simulated_years = 20;

/// A province of so many parcels in parks of 4,000 or a few more, at least three; its projects arrive in all
/// simulated years.
SampleRequest request_of(std::uint32_t parcels, bool messy = false);

/// The base year of such a province, taken in without files. \throws InputError
State base_state(std::uint32_t parcels, unsigned threads);

}  // namespace permu::bench
