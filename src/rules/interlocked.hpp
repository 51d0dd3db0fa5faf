/// The best allocation where one project's lot bears on what others may have.
#pragma once

#include "strategy.hpp"

namespace permu {

/// Where lots are made, a parcel is used once: whole, for one part cut off, or in one joined lot; eight made
/// lots a project are proposed. With an allowance for land below the standards (0 < share < 1): what may be
/// given to those who miss them grows with the land of those who do not. The most guaranteed projects, then
/// the greatest score, then the least misfit of the projects found, each by branch and cut; not worth less
/// than priority. With more than `pair_limit` pairs of a project and a lot there is no search: the allocation
/// by a price of the allowance stands, or where lots are made that by priority. The certificate tells how far
/// the answer may be from the best.
Allotment allot_interlocked(Market& market);

}  // namespace permu
