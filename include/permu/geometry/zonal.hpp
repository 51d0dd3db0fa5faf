/// Means of a raster over polygons, every cell counted by the share of it that lies inside.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Cells in rows from north to south, in the units of the coordinates.
struct CellGrid {
    double west = 0, north = 0;    ///< the corner of the first cell
    double width = 1, height = 1;  ///< of a cell, both positive
    std::size_t columns = 0, rows = 0;
};

struct ZonalMean {
    double mean = std::numeric_limits<double>::quiet_NaN();  ///< NaN where no cell with a value is touched
    double seen = 0;  ///< share of the shape that lies over cells with a value
};

/// One a shape, in their order. The shares are exact: the polygon is cut along the edges of the cells, holes
/// are taken off. \param values  rows × columns, NaN where there is none \pre shapes in the raster's own
/// system
std::vector<ZonalMean> zonal_means(const Shapes& shapes, const CellGrid& grid, std::span<const float> values);

}  // namespace permu
