/// What GDAL takes in silence in a damaged GeoJSON file, found before GDAL opens it.
#pragma once

#include <cstdint>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// Reads the whole text strictly (RFC 8259: no comments, no trailing commas, no NaN, valid UTF-8) and checks
/// its shape as a FeatureCollection (RFC 7946): known geometry types, positions of two or more finite
/// numbers, whole numbers that 64 bits hold. A `crs` member may only name a code of an authority, never link
/// to anything. \return the number of features \throws InputError with line and column of the first fault;
/// unclosed rings, repeated keys and nested properties
///         go to `problems`
std::uint64_t check_geojson(const Gate& gate, const FileSource& source, Problems& problems);

}  // namespace permu::reading
