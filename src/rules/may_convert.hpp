/// Whether a request to convert a parcel, or to build higher on it, is met: the tests in their order.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "m0_land.hpp"

namespace permu {

/// What is asked of one parcel, from the table or by hazard.
struct Wish {
    ParcelId parcel;
    std::vector<UseShare> uses;  ///< see ConversionRequest
    double floor_area = std::numeric_limits<double>::quiet_NaN();
    double support_share = std::numeric_limits<double>::quiet_NaN();
    bool divided_sale = false;
};

/// Why not; `why` is empty where nothing is against it.
struct Objection {
    std::string_view why = {};  ///< "plan", "m0_total"; as the header of the rule lists them
    std::string detail = {};
    bool of_guard = false;  ///< of the M0 guard
    Unit unit = Unit::none;
    double value = std::numeric_limits<double>::quiet_NaN();
    double threshold = std::numeric_limits<double>::quiet_NaN();
    explicit operator bool() const { return !why.empty(); }
};

/// The uses of a parcel as shares: one of 1 where it is not mixed.
std::vector<UseShare> uses_of(const ParcelTable& parcels, ParcelId parcel);

/// "research", or "m0=0.7;research=0.3".
std::string text_of(const std::vector<UseShare>& uses);

/// What every request needs: a zone that is covered, supplied land, no constraint.
Objection objection_to_place(const State& state, const Conversion& rule, ParcelId parcel);
/// The change of use: classes, plan, and the M0 guard with its total.
Objection objection_to_use(const State& state, const Conversion& rule, const M0Total& total,
                           const Wish& wish);
/// The floor area, after a change of use.
Objection objection_to_floor(const State& state, const Wish& wish);

}  // namespace permu
