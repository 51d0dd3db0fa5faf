/// What GDAL takes in silence in a damaged shapefile, found before GDAL opens it.
#pragma once

#include <cstdint>
#include <string>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

struct ShapefileFacts {
    std::uint64_t features = 0;  ///< records that are not marked as deleted
    std::string encoding;        ///< of the attribute table; for GDAL's ENCODING
};

/// Checks that .shp, .shx and .dbf exist, agree in their counts and lengths, and hold polygons only; finds the
/// encoding of the attribute table. Numbers in the wanted columns must be numbers.
/// \throws InputError when they do not
ShapefileFacts check_shapefile(const Gate& gate, const FileSource& source, Problems& problems);

/// The .shp and .shx part; \return the number of records
std::uint64_t check_shapes(const Gate& gate, Problems& problems);

/// The .dbf part, of which `records` are expected.
ShapefileFacts check_dbf(const Gate& gate, const FileSource& source, std::uint64_t records, Problems& problems);

}  // namespace permu::reading
