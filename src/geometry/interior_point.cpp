/// A point inside each polygon, by one scanline.
#include <algorithm>
#include <cmath>
#include <limits>

#include "permu/base/parallel.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

/// The arithmetic below follows GEOS operation by operation, so that the bits agree.
double middle(double a, double b)
{
    return (a + b) / 2;
}

/// Halfway between the vertices next above and next below the middle of the box: no vertex lies on it.
double scan_height(std::span<const Point> points, Ring shell)
{
    double low = shell[0].y, high = shell[0].y;
    for (const Point p : shell) {
        low = std::min(low, p.y);
        high = std::max(high, p.y);
    }
    const double centre = middle(low, high);
    for (const Point p : points) {
        low = p.y <= centre ? std::max(low, p.y) : low;
        high = p.y > centre ? std::min(high, p.y) : high;
    }
    return middle(high, low);
}

/// Where the ring crosses the horizontal line at y.
void add_crossings(Ring ring, double y, std::vector<double>& crossings)
{
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1], b = ring[i];
        if ((a.y > y && b.y > y) || (a.y < y && b.y < y) || a.y == b.y) continue;
        // An end on the line counts for the edge above it.
        if ((a.y == y && b.y < y) || (b.y == y && a.y < y)) continue;
        const double slope = (b.y - a.y) / (b.x - a.x);
        const double x = a.x == b.x ? a.x : a.x + (y - a.y) / slope;
        if (!std::isnan(x)) crossings.push_back(x);  // NaN would upset the sort
    }
}

struct Best {
    Point point{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    double width = -1;
};

/// Considers the sections of one polygon.
void consider(std::span<const Point> points, Ring shell, double y, std::vector<double>& crossings, Best& best)
{
    Point found = points[0];  // of a polygon without area
    double widest = 0;
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const double width = crossings[i + 1] - crossings[i];
        if (width > widest) {
            widest = width;
            found = {middle(crossings[i], crossings[i + 1]), y};
        }
    }
    if (!shell.empty() && widest > best.width) best = {found, widest};
}

Point interior_point(const Shapes& shapes, std::size_t shape, std::vector<double>& crossings)
{
    Best best;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        const std::size_t rings = shapes.rings(shape, part);
        if (rings == 0 || shapes.ring(shape, part, 0).empty()) continue;
        const Ring shell = shapes.ring(shape, part, 0);
        const Ring last = shapes.ring(shape, part, rings - 1);
        // Rings of a part lie one after the other.
        const std::span<const Point> all(shell.data(), last.data() + last.size());
        const double y = scan_height(all, shell);
        crossings.clear();
        for (std::size_t i = 0; i < rings; ++i)
            add_crossings(shapes.ring(shape, part, i), y, crossings);
        consider(all, shell, y, crossings, best);
    }
    return best.point;
}

}  // namespace

std::vector<Point> interior_points(const Shapes& shapes, unsigned threads)
{
    constexpr std::size_t shapes_a_block = 8192;
    std::vector<Point> found(shapes.size());
    parallel_blocks((shapes.size() + shapes_a_block - 1) / shapes_a_block, threads, [&](std::size_t block) {
        std::vector<double> crossings;
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            found[i] = interior_point(shapes, i, crossings);
        }
    });
    return found;
}

}  // namespace permu
