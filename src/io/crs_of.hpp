/// Coordinate systems of layers, and whether the coordinates can be what they claim.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "permu/base/problem.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/source.hpp"

class OGRSpatialReference;
class OGRLayer;

namespace permu::reading {

/// \throws InputError when the system is neither projected nor geographic
Crs crs_of(const OGRSpatialReference& system, const std::string& where);

/// The layer's system, or the one the user gave.
/// \throws InputError when there is neither
Crs crs_of_layer(OGRLayer& layer, const FileSource& source, Problems& problems);

/// Tells coordinates that cannot be: degrees where metres are due, longitudes or latitudes beyond the globe,
/// polygons around the antimeridian or a pole, points without a finite place on Earth, and (as a warning)
/// places outside the area the system is made for. Features are named by fid.
void check_placement(const Crs& crs, const Shapes& shapes, std::span<const std::int64_t> fids,
                     const std::string& where, Problems& problems);

}  // namespace permu::reading
