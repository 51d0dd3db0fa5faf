/// What GDAL takes in silence in a damaged GeoJSON file, found before GDAL opens it.
#pragma once

#include <cstdint>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// Of one feature, and of what stands between two.
inline constexpr std::uint64_t most_object_bytes = std::uint64_t{64} << 20;

/// Reads the whole text strictly (RFC 8259: no comments, no trailing commas, no NaN, valid UTF-8) and checks
/// its shape as a FeatureCollection (RFC 7946): known geometry types, positions of two or more finite
/// numbers, whole numbers that 64 bits hold. A `crs` member may only name a code of an authority, never link
/// to anything. \return the number of features \throws InputError with line and column of the first fault;
/// unclosed rings, repeated keys and nested properties
///         go to `problems`
/// \throws LimitError for a polygon of too many vertices, and for an object of too much text
std::uint64_t check_geojson(const Gate& gate, const FileSource& source, const ReadLimits& limits,
                            Problems& problems);

}  // namespace permu::reading
