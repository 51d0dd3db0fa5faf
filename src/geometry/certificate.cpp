/// Cheap proofs that a ring is simple.
#include "geometry/certificate.hpp"

#include <algorithm>
#include <cmath>

#include "geometry/predicates.hpp"

namespace permu {

bool surely_star_shaped(Ring ring)
{
    const std::size_t edges = ring.size() - 1;
    const Point first = ring[0];
    double x = 0, y = 0;
    for (std::size_t i = 0; i < edges; ++i) {
        x += ring[i].x - first.x;
        y += ring[i].y - first.y;
    }
    const double share = 1.0 / static_cast<double>(edges);
    // Any point will do as the centre, so its own rounding does not matter.
    const Point centre{first.x + x * share, first.y + y * share};
    double least = HUGE_VAL, most = -HUGE_VAL;
    int turns = 0;
    double ax = first.x - centre.x, ay = first.y - centre.y;
    for (std::size_t i = 1; i <= edges; ++i) {
        const double bx = ring[i].x - centre.x, by = ring[i].y - centre.y;
        const double left = ax * by, right = ay * bx;
        const double bound = plane::determinant_error * (std::abs(left) + std::abs(right));
        least = std::min(least, left - right - bound);
        most = std::max(most, left - right + bound);
        turns += static_cast<int>(ay < 0) & static_cast<int>(by >= 0);
        ax = bx;
        ay = by;
    }
    // All triangles (centre, edge) turn the same way, and a ray meets the ring once.
    return turns == 1 && (least > 0 || most < 0) && std::isfinite(most) && std::isfinite(least);
}

/// Whether b → c surely does not run back over a → b.
static bool surely_no_spike(Point a, Point b, Point c)
{
    if (plane::sure_side(a, b, c) != 0) return true;
    const double dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    const double size = std::abs((b.x - a.x) * (c.x - b.x)) + std::abs((b.y - a.y) * (c.y - b.y));
    return dot > plane::determinant_error * size;
}

bool surely_simple(Ring ring)
{
    constexpr std::size_t most = 64;
    const std::size_t edges = ring.size() - 1;
    if (edges < 3 || edges > most) return false;
    for (std::size_t i = 0; i < edges; ++i) {
        const Point next = ring[(i + 1) % edges + 1];
        if (ring[i] == ring[i + 1] || !surely_no_spike(ring[i], ring[i + 1], next)) return false;
    }
    for (std::size_t i = 0; i + 2 < edges; ++i) {
        const std::size_t last = i == 0 ? edges - 1 : edges;  // the first and the last edge are neighbours
        for (std::size_t j = i + 2; j < last; ++j) {
            if (!plane::surely_apart(ring[i], ring[i + 1], ring[j], ring[j + 1])) return false;
        }
    }
    return true;
}

}  // namespace permu
