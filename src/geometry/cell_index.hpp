/// Square cells over polygons, labelled inside or boundary, so that most questions need no geometry.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Built once over valid polygons (`parks`), then read by any number of threads.
class CellIndex {
public:
    explicit CellIndex(const Shapes& parks);

    /// Lowest park that holds the point, boundary included; no_shape when none does.
    std::uint32_t find(Point point) const;
    /// Whether the park holds the point, boundary included. \pre the point lies in the park's box
    bool contains(std::uint32_t park, Point point) const;
    /// Whether the whole box surely lies in the interior of the park. False proves nothing.
    bool surely_inside(const Box& box, std::uint32_t park) const;

private:
    struct Edge {
        Point a;
        Point b;
    };
    /// The edges of one park, bucketed by the rows of the grid they reach.
    struct Bands {
        std::uint32_t first_row = 1;
        std::uint32_t last_row = 0;  ///< below first_row for an empty park
        std::size_t start = 0;       ///< of its offsets in band_starts_
    };
    /// A cell that a park touches, before the sort by cell.
    struct Mark {
        std::uint32_t cell;
        std::uint32_t label;  ///< park·2, + 1 where the park's boundary passes
    };

    void lay_grid(const Shapes& parks);
    void add_bands(const Shapes& parks, std::uint32_t park);
    void add_marks(const Shapes& parks, std::uint32_t park, std::vector<Mark>& marks);
    void mark_boundary(Edge edge, const Box& cells, std::vector<std::uint8_t>& grid) const;
    void sort_marks(const std::vector<Mark>& marks);
    std::uint32_t column(double x) const { return place(x, extent_.min_x, columns_); }
    std::uint32_t row(double y) const { return place(y, extent_.min_y, rows_); }
    /// Monotone in `value`: all that the labels rely on.
    std::uint32_t place(double value, double origin, std::uint32_t count) const
    {
        const double cell = (value - origin) * per_unit_;
        return !(cell > 0) ? 0 : cell >= count ? count - 1 : static_cast<std::uint32_t>(cell);
    }

    Box extent_;
    double cell_ = 1;
    double per_unit_ = 1;
    double slack_ = 0;  ///< more than rounding can move a crossing with a cell's side
    std::uint32_t columns_ = 1;
    std::uint32_t rows_ = 1;
    std::vector<std::uint32_t> starts_;  ///< cell → first of its labels
    std::vector<std::uint32_t> labels_;
    std::vector<Bands> bands_;
    std::vector<std::uint32_t> band_starts_;
    std::vector<Edge> edges_;
    std::vector<std::uint8_t> settled_;  ///< cells inside some park, while building
};

}  // namespace permu
