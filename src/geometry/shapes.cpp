/// Polygons as plain values.
#include "permu/geometry/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace permu {

void Shapes::add_ring(Ring ring)
{
    points_.insert(points_.end(), ring.begin(), ring.end());
    end_ring();
}

void Shapes::end_ring()
{
    ring_ends_.push_back(points_.size());
    ++part_rings_.back();
}

void Shapes::append(const Shapes& other, std::size_t shape)
{
    for (std::size_t part = 0; part < other.parts(shape); ++part) {
        begin_part();
        for (std::size_t ring = 0; ring < other.rings(shape, part); ++ring) {
            add_ring(other.ring(shape, part, ring));
        }
    }
    end_shape();
}

void Shapes::append(const Shapes& other, std::size_t first, std::size_t last)
{
    if (first == last) return;
    const std::uint32_t part0 = other.shape_parts_[first], part1 = other.shape_parts_[last];
    const std::uint32_t ring0 = other.part_rings_[part0], ring1 = other.part_rings_[part1];
    const std::uint64_t point0 = other.ring_ends_[ring0], point1 = other.ring_ends_[ring1];
    const auto from = other.points_.begin();
    points_.insert(points_.end(), from + static_cast<std::ptrdiff_t>(point0),
                   from + static_cast<std::ptrdiff_t>(point1));
    const std::uint64_t points = ring_ends_.back() - point0;
    const std::uint32_t rings = part_rings_.back() - ring0, parts = shape_parts_.back() - part0;
    for (std::uint32_t ring = ring0; ring < ring1; ++ring)
        ring_ends_.push_back(other.ring_ends_[ring + 1] + points);
    for (std::uint32_t part = part0; part < part1; ++part)
        part_rings_.push_back(other.part_rings_[part + 1] + rings);
    for (std::size_t shape = first; shape < last; ++shape)
        shape_parts_.push_back(other.shape_parts_[shape + 1] + parts);
}

void Shapes::reserve(std::size_t shapes, std::size_t points)
{
    points_.reserve(points);
    ring_ends_.reserve(shapes + shapes / 32 + 1);
    part_rings_.reserve(shapes + shapes / 64 + 1);
    shape_parts_.reserve(shapes + 1);
}

std::size_t Shapes::rings(std::size_t shape, std::size_t part) const
{
    const std::size_t p = shape_parts_[shape] + part;
    return part_rings_[p + 1] - part_rings_[p];
}

Ring Shapes::ring(std::size_t shape, std::size_t part, std::size_t ring) const
{
    return ring_at(static_cast<std::uint32_t>(part_rings_[shape_parts_[shape] + part] + ring));
}

std::span<const Point> Shapes::points(std::size_t shape) const
{
    const auto [first, last] = ring_range(shape);
    return std::span(points_).subspan(ring_ends_[first], ring_ends_[last] - ring_ends_[first]);
}

std::pair<std::uint32_t, std::uint32_t> Shapes::ring_range(std::size_t shape) const
{
    return {part_rings_[shape_parts_[shape]], part_rings_[shape_parts_[shape + 1]]};
}

Ring Shapes::ring_at(std::uint32_t ring) const
{
    return std::span(points_).subspan(ring_ends_[ring], ring_ends_[ring + 1] - ring_ends_[ring]);
}

Box bounds(const Shapes& shapes, std::size_t shape)
{
    const auto points = shapes.points(shape);
    if (points.empty()) return {};
    Box box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point p : points) {
        box.min_x = std::min(box.min_x, p.x);
        box.min_y = std::min(box.min_y, p.y);
        box.max_x = std::max(box.max_x, p.x);
        box.max_y = std::max(box.max_y, p.y);
    }
    return box;
}

std::vector<Box> boxes_of(const Shapes& shapes)
{
    std::vector<Box> boxes(shapes.size(), no_box);
    for (std::size_t i = 0; i < shapes.size(); ++i)
        if (!shapes.points(i).empty()) boxes[i] = bounds(shapes, i);
    return boxes;
}

/// Shoelace about the ring's first point, so that large coordinates do not eat the digits.
static double ring_area(Ring ring)
{
    if (ring.size() < 4) return 0;
    const Point origin = ring[0];
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
        const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
        twice += ax * by - bx * ay;
    }
    return std::abs(twice) / 2;
}

double planar_area(const Shapes& shapes, std::size_t shape)
{
    double area = 0;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        for (std::size_t ring = 0; ring < shapes.rings(shape, part); ++ring) {
            const double one = ring_area(shapes.ring(shape, part, ring));
            area += ring == 0 ? one : -one;
        }
    }
    return area;
}

Shapes select(Shapes&& shapes, std::span<const std::uint32_t> order)
{
    bool as_is = order.size() == shapes.size();
    for (std::uint32_t i = 0; as_is && i < order.size(); ++i)
        as_is = order[i] == i;
    return as_is ? std::move(shapes) : select(std::as_const(shapes), order);
}

Shapes select(const Shapes& shapes, std::span<const std::uint32_t> order)
{
    Shapes out;
    std::size_t points = 0;
    for (const auto shape : order)
        points += shapes.points(shape).size();
    out.reserve(order.size(), points);
    for (const auto shape : order)
        out.append(shapes, shape);
    return out;
}

}  // namespace permu
