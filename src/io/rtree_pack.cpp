/// Packs an R-tree level by level along a curve.
#include "rtree_pack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace permu {
namespace {

/// Place of a cell on the Hilbert curve that fills a square of 2^16 × 2^16 cells.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t place = 0;
    for (std::uint32_t side = 1U << 15; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
        place += side * side * ((3 * right) ^ upper);
        if (upper == 0) {
            if (right == 1) {
                x = 0xffffU - x;
                y = 0xffffU - y;
            }
            std::swap(x, y);
        }
    }
    return place;
}

/// Shapes that are not empty, along the curve. Ties go by row.
std::vector<std::uint32_t> curve_order(const Shapes& shapes)
{
    Box all = no_box;
    std::vector<std::uint32_t> order;
    order.reserve(shapes.size());
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        if (shapes.parts(i) == 0) continue;
        const Box box = bounds(shapes, i);
        all = joined(all, box);
        order.push_back(i);
    }
    const double width = std::max({all.width(), all.height(), 1e-9});
    std::vector<std::uint32_t> place(shapes.size());
    for (const auto i : order) {
        const Box box = bounds(shapes, i);
        const auto cell = [&](double low, double high, double origin) {
            return static_cast<std::uint32_t>(((low + high) / 2 - origin) / width * 65535.0);
        };
        place[i] = hilbert(cell(box.min_x, box.max_x, all.min_x), cell(box.min_y, box.max_y, all.min_y));
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return place[a] != place[b] ? place[a] < place[b] : a < b;
    });
    return order;
}

float rounded_down(double value)
{
    const auto near = static_cast<float>(value);
    return near > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}

float rounded_up(double value)
{
    const auto near = static_cast<float>(value);
    return near < value ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

std::vector<TreeCell> leaf_cells(const Shapes& shapes)
{
    std::vector<TreeCell> cells;
    const std::vector<std::uint32_t> order = curve_order(shapes);
    cells.reserve(order.size());
    for (const std::uint32_t i : order) {
        const Box box = bounds(shapes, i);
        cells.push_back({static_cast<std::int64_t>(i) + 1,
                         {rounded_down(box.min_x), rounded_up(box.max_x), rounded_down(box.min_y),
                          rounded_up(box.max_y)}});
    }
    return cells;
}

std::array<float, 4> around(std::span<const TreeCell> cells)
{
    std::array<float, 4> box = cells.front().box;
    for (const TreeCell& cell : cells)
        box = {std::min(box[0], cell.box[0]), std::max(box[1], cell.box[1]), std::min(box[2], cell.box[2]),
               std::max(box[3], cell.box[3])};
    return box;
}

/// As few nodes as hold the cells, equally full.
TreeLevel level_of(std::vector<TreeCell> cells, std::size_t capacity)
{
    TreeLevel level{std::move(cells), {}, 1};
    const std::size_t count = level.cells.size();
    const std::size_t nodes = std::max<std::size_t>(1, (count + capacity - 1) / capacity);
    for (std::size_t k = 0; k <= nodes; ++k)
        level.starts.push_back(count * k / nodes);
    return level;
}

std::vector<TreeCell> nodes_as_cells(const TreeLevel& level)
{
    std::vector<TreeCell> cells;
    cells.reserve(level.nodes());
    for (std::size_t k = 0; k < level.nodes(); ++k)
        cells.push_back({level.first + static_cast<std::int64_t>(k), around(level.node(k))});
    return cells;
}

}  // namespace

std::vector<TreeLevel> pack_rtree(const Shapes& shapes, std::size_t capacity)
{
    std::vector<TreeLevel> levels{level_of(leaf_cells(shapes), capacity)};
    std::int64_t next = 2;
    while (levels.back().nodes() > 1) {
        levels.back().first = next;
        next += static_cast<std::int64_t>(levels.back().nodes());
        levels.push_back(level_of(nodes_as_cells(levels.back()), capacity));
    }
    return levels;
}

}  // namespace permu
