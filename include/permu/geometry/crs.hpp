/// What a coordinate reference system is: name, code, units, where it is meant to be used.
#pragma once

#include <optional>
#include <string>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Coordinates are x = easting or longitude, y = northing or latitude, whatever order the CRS's axes have.
struct CrsInfo {
    std::string name;
    std::string code;   ///< "EPSG:4547", or empty where no registered CRS is equivalent
    bool geographic{};  ///< degrees (or another angle) instead of lengths
    double unit{};      ///< metres a unit of the coordinates; radians a unit when geographic
    /// Longitudes and latitudes in degrees; min_x > max_x across the antimeridian; nothing when unknown.
    std::optional<Box> area_of_use;
};

/// \param crs  WKT (1, 2 or ESRI), "EPSG:4547" or a PROJ string; no network is used
/// \throws InputError  crs.unusable: not a CRS, or neither geographic nor projected
CrsInfo crs_info(const std::string& crs);

}  // namespace permu
