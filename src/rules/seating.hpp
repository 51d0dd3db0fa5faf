/// Who gets a lot when each project needs one: the best possible set of projects.
#pragma once

#include <vector>

#include "market.hpp"

namespace permu {

/// Applicants with a lot each.
struct Seating {
    std::vector<std::size_t> placed;    ///< applicants, in their order
    std::vector<Option> option;         ///< by applicant; of those who are placed
    std::vector<std::size_t> left_out;  ///< in their order
    std::size_t moved = 0;              ///< how often a project made room by taking another lot
};

/// Serves the applicants in their order; whom no free lot fits is let in where those before it can make room
/// by moving to other lots. So the projects that can be served together form a matroid (of the matchings),
/// and serving them in their order is exact: no other set has a greater sum of scores, or more guaranteed
/// projects; a project is left out only where all its lots, and all that their holders could move to, are
/// held by projects that come before it.
/// \param standard  only lots where a project meets what is tested
Seating seat(Market& market, bool standard);

}  // namespace permu
