/// Polygons as plain values: flat coordinates, ring offsets, part offsets.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include <vector>

#include "permu/base/rows.hpp"

namespace permu {

struct Point {
    double x{};
    double y{};
    friend constexpr bool operator==(Point, Point) = default;
};

struct Box {
    double min_x{}, min_y{}, max_x{}, max_y{};
    double width() const { return max_x - min_x; }
    double height() const { return max_y - min_y; }
};

/// Holds nothing: meets no box, and joined with another is that one.
inline constexpr Box no_box{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity()};
/// The smallest box that holds both.
inline Box joined(const Box& a, const Box& b)
{
    return {std::min(a.min_x, b.min_x), std::min(a.min_y, b.min_y), std::max(a.max_x, b.max_x),
            std::max(a.max_y, b.max_y)};
}
/// Whether two boxes have a point in common, or are no farther apart than `reach` along each axis.
inline bool meet(const Box& a, const Box& b, double reach = 0)
{
    return a.min_x <= b.max_x + reach && b.min_x <= a.max_x + reach && a.min_y <= b.max_y + reach &&
           b.min_y <= a.max_y + reach;
}

/// One ring: closed (first point repeated at the end). Of a part, the first ring is the shell, the rest
/// holes.
using Ring = std::span<const Point>;

/// Multipolygons, one a shape, with every coordinate of all shapes in one array.
/// Any of them may be empty (a null or empty geometry).
class Shapes {
public:
    std::size_t size() const { return shape_parts_.size() - 1; }
    bool empty() const { return size() == 0; }

    // Appending: begin_part / add_ring …, then end_shape.
    void begin_part() { part_rings_.push_back(part_rings_.back()); }
    void add_ring(Ring ring);
    void add_point(Point point) { points_.push_back(point); }
    /// Closes a ring made by add_point.
    void end_ring();
    void end_shape() { shape_parts_.push_back(static_cast<std::uint32_t>(part_rings_.size() - 1)); }
    void append(const Shapes& other, std::size_t shape);
    /// Shapes first … last − 1 of the other, with few copies.
    void append(const Shapes& other, std::size_t first, std::size_t last);
    void reserve(std::size_t shapes, std::size_t points);

    std::size_t parts(std::size_t shape) const { return shape_parts_[shape + 1] - shape_parts_[shape]; }
    /// Rings of one part, 0 ≤ part < parts(shape).
    std::size_t rings(std::size_t shape, std::size_t part) const;
    Ring ring(std::size_t shape, std::size_t part, std::size_t ring) const;
    /// All points of the shape, ring after ring.
    std::span<const Point> points(std::size_t shape) const;
    /// Ring numbers first … last − 1 of the shape, for ring_at.
    std::pair<std::uint32_t, std::uint32_t> ring_range(std::size_t shape) const;
    Ring ring_at(std::uint32_t ring) const;
    std::size_t total_points() const { return points_.size(); }
    /// The whole array, to be transformed in place (translation, scaling).
    std::span<Point> all_points() { return points_; }
    std::span<const Point> all_points() const { return points_; }

private:
    std::vector<Point> points_;
    std::vector<std::uint64_t> ring_ends_{0};    ///< ring → end in points_
    std::vector<std::uint32_t> part_rings_{0};   ///< part → end in rings
    std::vector<std::uint32_t> shape_parts_{0};  ///< shape → end in parts
};

/// Bounding box of a shape; all zero for an empty one.
Box bounds(const Shapes& shapes, std::size_t shape);

/// Bounding boxes of all shapes; `no_box` for an empty one.
std::vector<Box> boxes_of(const Shapes& shapes);

/// Planar area: shells minus holes, whatever the direction of the rings. Square units of the coordinates.
double planar_area(const Shapes& shapes, std::size_t shape);

/// The shapes in another order or a part of them.
Shapes select(const Shapes& shapes, std::span<const std::uint32_t> order);
/// The same; nothing is copied where the order is that of the shapes.
Shapes select(Shapes&& shapes, std::span<const std::uint32_t> order);

}  // namespace permu
