/// Values of a raster brought to the rows of a table of polygons.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/geometry/zonal.hpp"

namespace permu {

/// One band, read whole.
struct RasterBand {
    CellGrid grid;
    std::vector<float> values;  ///< NaN where the raster has none; scale and offset of the band are applied
    std::string crs_wkt;
};

/// More cells than this are not read: 256 MB.
inline constexpr std::uint64_t most_raster_cells = 64'000'000;

/// A GeoTIFF of one band, north up, with a coordinate system.
/// \throws InputError, LimitError, SystemError as the readers of layers; "raster.grid", "raster.bands",
/// "raster.crs"
RasterBand read_raster(const std::string& path, std::uint64_t most_cells = most_raster_cells);

/// Polygons and the system their coordinates are in.
struct Places {
    const Shapes& shapes;
    const std::string& crs_wkt;
    std::function<std::string(std::size_t)> name;  ///< of the polygon of a row, for warnings
};

/// What a cell's value is turned into before means are taken; none: it stays.
using CellChange = std::function<double(double)>;

/// A raster, the column that its means fill, and the range that its values must keep.
struct RasterColumn {
    std::string path, column;
    CellChange change = {};
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

/// Fills the column with the means of the raster over the polygons (zonal_means), in the raster's own system;
/// cells that hold a number already stay. A column of texts stays as it is, with a warning. Error:
/// raster.range, for values beyond the range, which fill nothing. Warnings: raster.outside (no value under
/// the polygon: the cell stays empty), raster.partly, raster.unused
void add_raster_means(const RasterColumn& raster, const Places& places, Table& table, Problems& problems);

}  // namespace permu
