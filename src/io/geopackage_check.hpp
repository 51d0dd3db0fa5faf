/// What a damaged or hostile GeoPackage may hide, asked of SQLite through GDAL.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"

class GDALDataset;
class OGRLayer;

namespace permu::reading {

/// Files up to this size are checked page by page and cell by cell.
inline constexpr std::uint64_t thorough_bytes = 64 << 20;

/// Bytes of the largest geometry that is read, and so of any cell.
inline constexpr int longest_cell = 64 << 20;

/// Looks at the list of tables before GDAL opens the file. Tables of GeoPackage's own (gpkg_contents, …) are
/// read by every opening: views, virtual tables or computed columns in their place may never end.
/// \throws InputError
void look_into_geopackage(const Gate& gate);

/// Whether the path holds a % with two hexadecimal digits behind it, which GDAL decodes in names of
/// databases.
bool has_percent_code(std::string_view path);

/// A table's name as SQLite compares it: capitals of ASCII do not matter.
std::string table_key(std::string_view name);

/// Keys of views, virtual tables and tables with computed columns: reading them may never end, fill the
/// memory, or read other files.
std::set<std::string> computed_tables(GDALDataset& dataset);

/// From now on no cell of the file may be longer than the largest geometry that is read: what is computed
/// could be of any length.
void bound_cells(GDALDataset& dataset);

/// Pages whole, tables that the contents list promises present, the header's mark set.
/// \throws InputError when the file is damaged
void check_geopackage(GDALDataset& dataset, const Gate& gate, Problems& problems);

/// SQLite stores any kind of value in any column; those of other kinds than the column's, damaged geometry
/// headers and other systems' numbers are told.
void check_cells(GDALDataset& dataset, OGRLayer& layer, const Gate& gate, Problems& problems);

}  // namespace permu::reading
