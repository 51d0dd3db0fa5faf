/// The search for broken polygons.
#include "permu/geometry/validity.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geometry/certificate.hpp"
#include "geometry/geos.hpp"
#include "geometry/predicates.hpp"
#include "permu/base/parallel.hpp"

namespace permu {

namespace {

/// One closed ring that is proved simple: nine lots of ten and more.
bool surely_valid(const Shapes& shapes, std::size_t shape)
{
    const auto [first, last] = shapes.ring_range(shape);
    if (last - first != 1) return false;
    const Ring ring = shapes.ring_at(first);
    if (ring.size() < 4 || !(ring.front() == ring.back())) return false;
    return surely_star_shaped(ring) || surely_simple(ring);
}

bool on_one_line(Ring ring)
{
    const Point a = ring[0];
    const auto far = std::max_element(ring.begin(), ring.end(), [&](Point p, Point q) {
        return std::hypot(p.x - a.x, p.y - a.y) < std::hypot(q.x - a.x, q.y - a.y);
    });
    return std::all_of(ring.begin(), ring.end(), [&](Point p) { return plane::side(a, *far, p) == 0; });
}

/// Flaws that show without geometry, which GEOS would not even build.
Flaw plain_flaw(const Shapes& shapes, std::size_t shape)
{
    const auto points = shapes.points(shape);
    if (points.empty()) return Flaw::empty;
    const auto finite = [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); };
    if (!std::all_of(points.begin(), points.end(), finite)) return Flaw::non_finite;
    const auto [first, last] = shapes.ring_range(shape);
    for (std::uint32_t i = first; i < last; ++i) {
        const Ring ring = shapes.ring_at(i);
        if (ring.empty()) return Flaw::too_few_points;
        const bool closed = ring.front() == ring.back();
        if (ring.size() < 3 || (closed && ring.size() < 4)) return Flaw::too_few_points;
        if (!closed) return Flaw::not_closed;
    }
    return Flaw::none;
}

Flaw from_reason(const std::string& reason)
{
    const auto begins = [&](const char* text) { return reason.rfind(text, 0) == 0; };
    if (begins("Valid")) return Flaw::none;
    if (begins("Too few points")) return Flaw::too_few_points;
    if (begins("Hole lies outside")) return Flaw::hole_outside;
    if (begins("Self-intersection") || begins("Ring Self-intersection") || begins("Duplicate Rings")) {
        return Flaw::self_intersection;
    }
    return Flaw::other;
}

std::string geos_reason(const geos::Context& context, const GEOSGeometry* geometry)
{
    char* text = GEOSisValidReason_r(context.handle(), geometry);
    std::string reason = text == nullptr ? context.message() : text;
    GEOSFree_r(context.handle(), text);
    return reason;
}

Flaw judge(const geos::Context& context, const Shapes& shapes, std::size_t shape)
{
    const auto geometry = geos::to_geos(context, shapes, shape);
    if (!geometry) return Flaw::other;
    if (GEOSisValid_r(context.handle(), geometry.get()) == 1) return Flaw::none;
    const Flaw flaw = from_reason(geos_reason(context, geometry.get()));
    if (flaw != Flaw::self_intersection) return flaw;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        // A part may have no ring at all.
        if (shapes.rings(shape, part) > 0 && on_one_line(shapes.ring(shape, part, 0))) return Flaw::zero_area;
    }
    return flaw;
}

}  // namespace

std::vector<Flaw> find_flaws(const Shapes& shapes, unsigned threads)
{
    constexpr std::size_t shapes_a_block = 8192;
    std::vector<Flaw> flaws(shapes.size(), Flaw::none);
    parallel_blocks((shapes.size() + shapes_a_block - 1) / shapes_a_block, threads, [&](std::size_t block) {
        std::optional<geos::Context> context;
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            if (surely_valid(shapes, i)) continue;
            flaws[i] = plain_flaw(shapes, i);
            if (flaws[i] != Flaw::none) continue;
            if (!context) context.emplace();
            flaws[i] = judge(*context, shapes, i);
        }
    });
    return flaws;
}

std::string flaw_reason(const Shapes& shapes, std::size_t shape)
{
    switch (plain_flaw(shapes, shape)) {
        case Flaw::empty:
            return "Empty geometry";
        case Flaw::non_finite:
            return "Coordinate not finite";
        case Flaw::too_few_points:
            return "Too few points in ring";
        case Flaw::not_closed:
            return "Ring not closed";
        default:
            break;
    }
    const geos::Context context;
    const auto geometry = geos::to_geos(context, shapes, shape);
    return geometry ? geos_reason(context, geometry.get()) : context.message();
}

}  // namespace permu
