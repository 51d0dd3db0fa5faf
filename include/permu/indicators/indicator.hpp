/// What an indicator is: one record from which the CSV header, the report, `permu list` and the reference
/// page print.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/unit.hpp"
#include "permu/model/measures.hpp"

namespace permu {

/// Where an indicator is measured: one park, or the region of current members (park: none).
struct Place {
    const Measures& sums;
    const ParkTable& parks;
    ParkId park;
    const Measures& region;  ///< of the current members, to compare with
};

enum class Timing { stock, flow };           ///< at year end; of the year
enum class Direction { up, down, neutral };  ///< what is better

struct Indicator {
    std::string_view id;
    Text name;
    Unit unit;
    Timing timing;
    Direction direction;
    bool region;               ///< measured for the region as well
    std::string_view formula;  ///< over the ledger and the firms
    Source source;
    double (*measure)(const Place&);  ///< NaN: empty
};

/// Families in the order of the reference page.
std::span<const Indicator> supply_indicators();
std::span<const Indicator> structure_indicators();
std::span<const Indicator> intensity_indicators();
std::span<const Indicator> benefit_indicators();
std::span<const Indicator> policy_indicators();
std::span<const Indicator> tenure_indicators();
std::span<const Indicator> fiscal_indicators();
std::span<const Indicator> demand_indicators();
std::span<const Indicator> score_indicators();
std::span<const Indicator> conversion_indicators();
std::span<const Indicator> energy_indicators();
std::span<const Indicator> agglomeration_indicators();
std::span<const Indicator> growth_indicators();
std::span<const Indicator> integration_indicators();
std::span<const Indicator> potential_indicators();
std::span<const Indicator> refusals_indicators();

/// All of them: one line a family.
const std::vector<Indicator>& indicator_catalogue();
const Indicator* find_indicator(std::string_view id);
/// Whether the indicator is made of land and firms alone, so that it can be told of a zone inside a park.
bool told_of_sub_parks(std::string_view id);

}  // namespace permu
