/// What GDAL takes in silence in a damaged shapefile, found before GDAL opens it.
#pragma once

#include <cstdint>
#include <string>

#include "io/bytes.hpp"
#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

struct ShapefileFacts {
    std::uint64_t records = 0;  ///< with those that are marked as deleted
    std::string encoding;       ///< of the attribute table; for GDAL's ENCODING
};

/// Checks that .shp, .shx and .dbf exist, agree in their counts and lengths, and hold polygons (or
/// points, where those will do); finds the
/// encoding of the attribute table (what nobody declares is guessed from all texts, with a warning). \throws
/// InputError when they do not
ShapefileFacts check_shapefile(const Gate& gate, const FileSource& source, Problems& problems);

/// \throws InputError when a file of a zipped shapefile is listed but gives no bytes
void check_unpacks(const Gate& gate, ByteWindow& file, const std::string& where);

/// Goes through all records: each lies in the file once and its own numbers fit; numbers in the wanted
/// columns are numbers; texts are in their encoding. May run while GDAL reads, in another thread. \return the
/// number of features: records that are not marked as deleted \throws InputError for a damaged record
std::uint64_t check_shapefile_records(const Gate& gate, const FileSource& source, const ShapefileFacts& facts,
                                      Problems& problems);

/// The parts for the .dbf, of which `facts.records` are expected.
std::string find_dbf_encoding(const Gate& gate, const FileSource& source, std::uint64_t records,
                              Problems& problems);
std::uint64_t check_dbf_records(const Gate& gate, const FileSource& source, const ShapefileFacts& facts,
                                Problems& problems);

}  // namespace permu::reading
