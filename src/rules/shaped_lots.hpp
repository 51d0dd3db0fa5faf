/// Lots that are made: a part cut off from a larger parcel, or parcels that adjoin joined to one.
#pragma once

#include <optional>
#include <vector>

#include "market.hpp"
#include "permu/geometry/cut_lot.hpp"

namespace permu {

/// Lots that could be made for the applicant of the parcels in `lots`, best fitting first, at most `most`.
///   part    (rule.subdivide) of the smallest parcels above the tolerance, cut to the wanted area; the rest
///           is at least `minimum_remainder`, and both are usable lots (minimum_width, fill_min)
///   joined  (rule.assemble) parcels of one shelf and stage that share boundary, up to six, within the
///           tolerance; grown from lots that are too small, each time by the neighbour that brings the sum
///           nearest to what is wanted
/// A lot that is made has a misfit of one point more than a parcel. \param standard  as for `best`
/// \param parts  parcels of a shelf that are looked at for a part
std::vector<Option> shaped_lots(Market& market, const Applicant& one, const LotIndex& lots, bool standard,
                                std::size_t most, std::size_t parts = 4);

/// The best lot that can be made.
std::optional<Option> best_made(Market& market, const Applicant& one, const LotIndex& lots, bool standard);

/// The best parcel, or where none fits the best lot that can be made.
std::optional<Option> best_or_made(Market& market, const Applicant& one, const LotIndex& lots, bool standard);

/// Limits of the form of a lot that is made.
LotLimits lot_limits(const StandardLand& rule);

/// Takes all parcels of the option from the shelves.
void remove(LotIndex& lots, const State& state, const Option& option);

}  // namespace permu
