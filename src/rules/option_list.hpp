/// The lots one project could have, from the best fitting on.
#pragma once

#include <cstddef>
#include <vector>

#include "market.hpp"

namespace permu {

/// The first `count` options of the applicant on the market's lots by misfit (then park, parcel), or all
/// where there are fewer; whatever is not among them has no smaller misfit than the last. With `standard`
/// only those where it meets what is tested.
std::vector<Option> first_options(Market& market, const Applicant& one, std::size_t count, bool standard);

}  // namespace permu
