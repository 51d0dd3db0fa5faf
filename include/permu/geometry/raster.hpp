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

/// Pixels of one shape side by side, to the next run of the row or to its end.
struct PixelRun {
    std::uint32_t column;  ///< of the first pixel
    std::uint32_t shape;   ///< no_shape: a gap
};

/// The same pixels as runs, row by row: what a raster is worth keeping as when most of it is empty.
struct PixelRuns {
    static constexpr std::uint32_t band_rows = 32;
    struct Band {
        std::vector<PixelRun> runs;        ///< a row that has a shape begins at column 0; others have no run
        std::vector<std::uint32_t> first;  ///< by row of the band, one more than rows; empty: no shape
    };
    Grid grid;
    std::vector<Band> bands;  ///< of 32 rows, the last maybe fewer
    std::span<const PixelRun> row(std::uint32_t at) const
    {
        const Band& band = bands[at / band_rows];
        const std::uint32_t i = at % band_rows;
        if (band.first.empty()) return {};
        return std::span(band.runs).subspan(band.first[i], band.first[i + 1] - band.first[i]);
    }
};

/// As burn(), with memory for a few rows of pixels only.
PixelRuns burn_runs(const Shapes& shapes, const Grid& grid, unsigned threads);

}  // namespace permu
