/// The repair of broken polygons.
#include <algorithm>
#include <cmath>

#include "geometry/geos.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {

namespace {

struct FreeParams {
    GEOSContextHandle_t context;
    void operator()(GEOSMakeValidParams* params) const { GEOSMakeValidParams_destroy_r(context, params); }
};
using Params = std::unique_ptr<GEOSMakeValidParams, FreeParams>;

/// Whether areas can be taken: products of larger coordinates leave the range of numbers. No place on Earth
/// comes near.
bool are_measurable(std::span<const Point> points)
{
    constexpr double largest = 1e140;
    return std::all_of(points.begin(), points.end(),
                       [](Point p) { return std::abs(p.x) <= largest && std::abs(p.y) <= largest; });
}

/// The shape with its rings closed and without rings of less than three places: what GEOS can build.
Shapes closed(const Shapes& shapes, std::size_t shape)
{
    Shapes out;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        bool begun = false;
        for (std::size_t i = 0; i < shapes.rings(shape, part); ++i) {
            const Ring ring = shapes.ring(shape, part, i);
            const bool open = !ring.empty() && !(ring.front() == ring.back());
            if (ring.size() + (open ? 1 : 0) < 4) {
                if (i == 0) break;  // holes of a shell that is none
                continue;
            }
            if (!begun) out.begin_part();
            begun = true;
            for (const Point p : ring)
                out.add_point(p);
            if (open) out.add_point(ring.front());
            out.end_ring();
        }
    }
    out.end_shape();
    return out;
}

/// MakeValid rounds the places where lines cross, and now and then lines cross anew: the second time it has
/// less to round. What is not valid then is left out.
void append_valid(const geos::Context& context, const GEOSGeometry* broken, const GEOSMakeValidParams* params,
                  Shapes& out)
{
    const auto is_valid = [&](const geos::Geometry& one) {
        return GEOSisValid_r(context.handle(), one.get()) == 1;
    };
    auto whole = context.need(GEOSMakeValidWithParams_r(context.handle(), broken, params));
    if (!is_valid(whole)) {
        whole = context.need(GEOSMakeValidWithParams_r(context.handle(), whole.get(), params));
    }
    if (is_valid(whole)) {
        geos::append_polygons(context, whole.get(), out);
    } else {
        out.end_shape();
    }
}

}  // namespace

Repaired repair(const Shapes& shapes, std::span<const std::uint32_t> indices)
{
    const geos::Context context;
    const Params params(GEOSMakeValidParams_create_r(context.handle()), FreeParams{context.handle()});
    GEOSMakeValidParams_setMethod_r(context.handle(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(context.handle(), params.get(), 0);
    Repaired out;
    for (const std::uint32_t index : indices) {
        const bool usable = are_measurable(shapes.points(index));
        const Shapes ready = usable ? closed(shapes, index) : Shapes{};
        out.before.push_back(usable ? planar_area(ready, 0) : 0);
        if (usable && ready.parts(0) > 0) {
            const auto broken = context.need(geos::to_geos(context, ready, 0).release());
            append_valid(context, broken.get(), params.get(), out.shapes);
        } else {
            out.shapes.end_shape();
        }
        out.after.push_back(planar_area(out.shapes, out.shapes.size() - 1));
    }
    return out;
}

}  // namespace permu
