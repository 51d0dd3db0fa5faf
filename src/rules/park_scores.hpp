/// The scores of one park from its figures.
#pragma once

#include <cstdint>
#include <vector>

#include "park_items.hpp"
#include "permu/rules/evaluation.hpp"

namespace permu {

struct ScoredPark {
    ParkScores scores;                  ///< without rank
    std::vector<std::uint8_t> missing;  ///< one flag an item of park_items()
};

ScoredPark score_park(const Evaluation& rule, const ParkFigures& figures, AreaRole role);

/// The intensive-use score alone, of land measured as one.
double intensive_use_score(const Evaluation& rule, const Measures& sums, AreaRole role,
                           std::string_view kind = {});

}  // namespace permu
