/// What `permu check` says: findings by consequence, the land of each park before and after, the next
/// command.
#pragma once

#include <string>

#include "permu/model/intake.hpp"

namespace permu {

/// Findings under headings, each with its count, land at stake, examples and remedy; at most 40 of them, then
/// how many more. Empty where there is none. \param problems  by_consequence
std::string findings_text(const Problems& problems, double area_read, Language language);

/// How many of what, and rows and land in one line each.
std::string summary_text(const Intake& intake, Language language);

/// Land of each park's parcels before and after, in columns: the parks where it changed, at most 20 of them
/// and the sum; empty where nothing changed.
std::string balance_text(const std::vector<ParkBalance>& parks, Language language);

}  // namespace permu
