/// Divides an area among parks by weight, exactly.
#pragma once

#include <vector>

#include "permu/base/units.hpp"

namespace permu {

/// Gives each entry its part of `amount` in proportion to its weight, never more than its cap; what a cap
/// keeps from one goes to the others. Whole mm²: the largest remainders get the last ones, ties by position.
/// \param weights  ≥ 0, one an entry; an entry of weight 0 gets nothing
/// \param caps     ≥ 0, one an entry
/// \return         parts whose sum is the smaller of `amount` and the caps of entries with weight
std::vector<Mm2> share_out(Mm2 amount, const std::vector<double>& weights, const std::vector<Mm2>& caps);

}  // namespace permu
