/// Small synthetic provinces as states, and runs of them told as text, for truths about whole runs.
#pragma once

#include <string>
#include <string_view>

#include "permu/sample/province.hpp"
#include "permu/study/simulate.hpp"

namespace permu::test {

/// The base year of a province, taken in like the tables of any user.
State base_of(const SampleProvince& province, const DataSpec& data = {});

/// The same rows, last first, in every table.
SampleProvince reversed(const SampleProvince& province);

/// A scenario of 2024 to 2032 with these tables of rules.
/// \throws InputError  as for a user's scenario
Scenario scenario_of(std::string_view rules, std::uint64_t seed = 1);

/// Every indicator and event of every year, a line each.
std::string story(const State& base, const Scenario& scenario);

/// Lines of a story without those of events.
std::string indicators_of(const std::string& story);

/// One indicator of the region by year, from the base year on.
std::vector<double> series(const State& base, const Scenario& scenario, std::string_view indicator);

/// The first line in which two stories differ, or nothing: what a failed test prints.
std::string first_difference(const std::string& one, const std::string& other);

}  // namespace permu::test
