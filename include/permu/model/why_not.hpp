/// Why a project has no land: the best lots it could not have, and the first thing that stopped each.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "permu/base/rows.hpp"
#include "permu/base/unit.hpp"

namespace permu {

/// One lot that a project did not get this year. What stopped it is the name of a control indicator
/// ("tax_per_mu": value and threshold), or
///   size          value: the lot's area, threshold: the nearest that the project would take
///   no_allowance  value: the lot's area, threshold: what land below the standards was left
///   contiguity    does not touch the lots or the land of the project's chain
///   taken         by `taken_by`; value: the project's score, threshold: the other's
///   passed_over   free and allowed, but the strategy tries only the lot that fits best
///   quota         planned land; value: the quota it needs, threshold: what the park has left
///   not_ready     planned land that was not prepared this year
/// and without a lot
///   no_land       no parcel of a use it may have, in the parks that admit it
///   not_admitted  no park admits it: the events of the rule admission say why
///   not_stated    the project does not say how much land it wants
struct WhyNot {
    ProjectId project = {};
    std::uint8_t rank = 1;  ///< 1: the lot that would fit best
    ParkId park = {};       ///< none without a lot
    ParcelId parcel = {};
    std::string_view stopped_by = {};
    double value = std::numeric_limits<double>::quiet_NaN();  ///< in `unit` as printed
    double threshold = std::numeric_limits<double>::quiet_NaN();
    Unit unit = Unit::none;
    ProjectId taken_by = {};
};

}  // namespace permu
