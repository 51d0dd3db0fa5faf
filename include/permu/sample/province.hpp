/// A synthetic province: parks, lots, firms, projects and quota of realistic sizes and shares, of no real
/// place.
#pragma once

#include <cstdint>
#include <string>

#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

struct SampleRequest {
    std::uint32_t parks = 11;
    std::uint32_t parcels = 3000;
    std::uint64_t seed = 1;
    int base_year = 2024;
    int last_year = 2035;  ///< of projects and quota
    bool messy = false;    ///< seeds the faults of real files at their measured rates
};

/// Tables with the canonical fields. Every row says that it is synthetic.
struct SampleProvince {
    Table parks, parcels, enterprises, projects, quota, reserves, sub_parks, conversions;
    Shapes park_shapes, parcel_shapes, reserve_shapes, sub_park_shapes;  ///< rows of these tables
    std::string crs;  ///< "EPSG:4547": CGCS2000, 3 degrees, central meridian 114E
};

/// The same request gives the same bytes.
/// \pre 1 ≤ parks ≤ parcels
SampleProvince make_province(const SampleRequest& request);

}  // namespace permu
