/// Rows of GeoPackage layers, added by SQLite itself.
#pragma once

#include <string>

#include "permu/base/progress.hpp"
#include "permu/io/vector_out.hpp"
#include "sqlite_file.hpp"

namespace permu {

/// Adds all rows of the layer to its table, and their number and extent to the lists of the GeoPackage. GDAL
/// has made the table and its empty index; it would take three times as long for the rows, because each of
/// them becomes a feature first. Geometries are written as OGC 12-128r18 (2.1.3) says: always multipolygons,
/// NULL for an empty shape. NaN and infinities become NULL: no format has a common word for them.
/// \param index  of the layer's shapes; none for a table
/// \return false when SQLite refuses something
/// \throws what `progress` throws
bool add_rows(SqliteFile& file, const VectorLayer& layer, const std::string& geometry_column,
              const PackedIndex* index, const Progress& progress);

}  // namespace permu
