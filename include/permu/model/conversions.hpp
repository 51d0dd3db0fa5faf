/// Requests to change the use of parcels, or to build higher on them.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/model/land_use.hpp"

namespace permu {

/// Share of floor area of one use in what a parcel becomes.
struct UseShare {
    LandUse use;
    double share;
};

/// One row of the table of conversions; NaN where the request says nothing.
struct ConversionRequest {
    std::string id;
    ParcelId parcel;
    std::int16_t year = no_year;
    std::vector<UseShare> uses;  ///< one: the whole parcel; several: mixed, shares sum to 1; none: as it is
    double floor_area = std::numeric_limits<double>::quiet_NaN();     ///< m² on the parcel in the end
    double support_share = std::numeric_limits<double>::quiet_NaN();  ///< of floor, of services in M0
    double investment = std::numeric_limits<double>::quiet_NaN();     ///< 万元, of the firm on it
    bool divided_sale = false;                                        ///< to be sold unit by unit
};

}  // namespace permu
