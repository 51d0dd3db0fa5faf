/// Small ways to write shapes in tests: rings as lists of points, rectangles, and a jittered mosaic of lots.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <numbers>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu::test {

inline void add_polygon(Shapes& shapes, std::initializer_list<std::vector<Point>> rings)
{
    shapes.begin_part();
    for (const auto& ring : rings)
        shapes.add_ring(ring);
    shapes.end_shape();
}

inline std::vector<Point> rectangle(double x0, double y0, double x1, double y1)
{
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

inline Shapes polygons(std::initializer_list<std::vector<Point>> shells)
{
    Shapes shapes;
    for (const auto& shell : shells)
        add_polygon(shapes, {shell});
    return shapes;
}

/// A repeatable number in [−1, 1) for a place and a purpose.
inline double noise(std::int64_t x, std::int64_t y, std::uint64_t purpose)
{
    std::uint64_t h = static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15U ^
                      static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FU ^ purpose * 0x165667B19E3779F9U;
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9U;
    h = (h ^ h >> 27) * 0x94D049BB133111EBU;
    return static_cast<double>((h ^ h >> 31) >> 11) / 4503599627370496.0 - 1;
}

/// Irregular lots of about `side` that share vertices exactly, in blocks of `block` × `block` cut apart by
/// roads.
struct Mosaic {
    int columns = 10;
    int rows = 10;
    int block = 8;     ///< lots between two roads
    double side = 60;  ///< m
    double road = 16;  ///< m
    Point origin{500000, 4180000};

    Point corner(int column, int row, int block_x, int block_y) const
    {
        // The corner of a block is moved with the block, so that lots across a road do not share it.
        const auto x = static_cast<std::int64_t>(column) * 64 + block_x % 64;
        const auto y = static_cast<std::int64_t>(row) * 64 + block_y % 64;
        return {origin.x + column * side + block_x * road + noise(x, y, 1) * side * 0.12,
                origin.y + row * side + block_y * road + noise(x, y, 2) * side * 0.12};
    }

    /// A point between two corners, a little off the line, the same from both sides.
    static Point between(Point a, Point b, double t, double side, std::uint64_t purpose)
    {
        const bool swap = b.x < a.x || (b.x == a.x && b.y < a.y);
        if (swap) return between(b, a, 1 - t, side, purpose);
        const auto key_x = static_cast<std::int64_t>(a.x * 1000),
                   key_y = static_cast<std::int64_t>(b.y * 1000);
        const auto which = purpose + static_cast<std::uint64_t>(t * 100 + 0.5);
        return {a.x + t * (b.x - a.x) + noise(key_x, key_y, which) * side * 0.03,
                a.y + t * (b.y - a.y) + noise(key_y, key_x, which) * side * 0.03};
    }

    void append(Shapes& shapes, int column, int row) const
    {
        const int bx = column / block, by = row / block;
        const Point corners[5] = {corner(column, row, bx, by), corner(column + 1, row, bx, by),
                                  corner(column + 1, row + 1, bx, by), corner(column, row + 1, bx, by),
                                  corner(column, row, bx, by)};
        shapes.begin_part();
        for (int i = 0; i < 4; ++i) {
            shapes.add_point(corners[i]);
            // One point on the sides up and down, two on those along the row: eleven with the closing one.
            // Both lots at a side name its points by the same shares of the way.
            const double share = i == 0 ? 0.4 : i == 2 ? 0.3 : 0.5;
            shapes.add_point(between(corners[i], corners[i + 1], share, side, 7));
            if (i % 2 == 0) shapes.add_point(between(corners[i], corners[i + 1], share + 0.3, side, 7));
        }
        shapes.add_point(corners[4]);
        shapes.end_ring();
        shapes.end_shape();
    }

    Shapes shapes() const
    {
        Shapes out;
        out.reserve(static_cast<std::size_t>(columns) * rows, static_cast<std::size_t>(columns) * rows * 11);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column)
                append(out, column, row);
        }
        return out;
    }
};

/// A wobbly round shape with `points` corners about a centre.
inline std::vector<Point> wobbly(Point centre, double radius, int points, std::uint64_t purpose)
{
    std::vector<Point> ring;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * std::numbers::pi * i / points;
        const double r = radius * (1 + 0.1 * noise(i, static_cast<std::int64_t>(centre.x), purpose));
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

}  // namespace permu::test
