/// Shapes burnt into square pixels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Square pixels in rows from the top (north), columns from the left (west).
struct Grid {
    double origin_x{};  ///< left side of the first column
    double origin_y{};  ///< upper side of the first row
    double pixel{1};    ///< side, units of the coordinates
    std::uint32_t width{};
    std::uint32_t height{};
    std::size_t cells() const { return std::size_t{width} * height; }
    friend bool operator==(const Grid&, const Grid&) = default;
};

/// Smallest grid over the box whose lines are multiples of `pixel`; at least one pixel.
/// \throws InputError  raster.pixel: pixel not above 0, or more than 2^31 columns or rows
Grid grid_for(const Box& box, double pixel);

/// For each pixel, row by row, the shape whose interior holds the pixel's centre; no_shape where none does,
/// the lowest index where several do. A centre on a boundary goes to exactly one of two neighbours that share
/// it: to the left one on a vertical boundary, to the lower one on a horizontal boundary (as GDAL's polygon
/// filler does).
std::vector<std::uint32_t> burn(const Shapes& shapes, const Grid& grid, unsigned threads);

/// The same for some rows only, so that a large raster can be written piece by piece.
/// \param rows  overwritten; holds a whole number of rows, from `first_row` on
void burn_rows(const Shapes& shapes, const Grid& grid, std::uint32_t first_row, std::span<std::uint32_t> rows,
               unsigned threads);

}  // namespace permu
