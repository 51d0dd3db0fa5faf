/// The yearly kernel: what every firm and parcel goes through each year, and indicators by park.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "permu/model/state.hpp"

namespace permu::bench {

inline constexpr int kernel_years = 10;

/// What is measured of each park at the end of each year.
inline constexpr std::array<std::string_view, 20> kernel_indicators{"built_mu",
                                                                    "supplied_mu",
                                                                    "ready_mu",
                                                                    "suppliable_mu",
                                                                    "idle_mu",
                                                                    "development_rate",
                                                                    "supply_rate",
                                                                    "idle_rate",
                                                                    "industrial_rate",
                                                                    "comprehensive_far",
                                                                    "building_density",
                                                                    "industrial_far",
                                                                    "tax_per_mu",
                                                                    "output_per_mu",
                                                                    "value_added_per_staff",
                                                                    "rd_share",
                                                                    "energy_per_value_added",
                                                                    "class_a_count",
                                                                    "class_d_land_mu",
                                                                    "idle_fee_wan"};

/// Runs the kernel: the idle clock, operation, per-mu scores and classes, the measures.
/// \return by year, then park, then indicator; NaN: empty
std::vector<double> run_kernel(State& state);

/// Writes every column and constant the kernel reads into `folder`, one file each, raw bytes in the order of
/// the machine: `<name>.<type>.bin` with the type as numpy writes it ("f8", "i2").
void dump_kernel(const State& state, const std::string& folder);

}  // namespace permu::bench
