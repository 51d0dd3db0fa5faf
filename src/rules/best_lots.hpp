/// Which lot each of the placed projects gets: the least total misfit.
#pragma once

#include <string>

#include "seating.hpp"

namespace permu {

struct Fitting {
    std::vector<Option> option;                       ///< by applicant; of those who are placed
    std::int64_t misfit = 0, bound = 0;               ///< Σ, and what no other choice of lots is below
    std::size_t pairs = 0, searches = 0, rounds = 0;  ///< effort: pairs that were compared in the last round
};

/// Exact: only a few lots a project are compared at first, and more wherever the prices of those leave it
/// open whether another might be better. Of equally good answers one where the projects have the earlier
/// (park, parcel) of their equally good lots. \param standard  as for `seat`
Fitting fit_lots(Market& market, const Seating& seating, bool standard);

}  // namespace permu
