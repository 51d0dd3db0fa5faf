/// The wall to GEOS.
#include "geometry/geos.hpp"

#include <utility>
#include <vector>

#include "permu/base/problem.hpp"

namespace permu::geos {

void Context::complain(const char* text, void* self)
{
    static_cast<Context*>(self)->message_ = text;
}

Context::Context() : handle_(GEOS_init_r())
{
    GEOSContext_setErrorMessageHandler_r(handle_, &Context::complain, this);
}

Context::~Context()
{
    GEOS_finish_r(handle_);
}

Geometry Context::need(GEOSGeometry* geometry) const
{
    if (geometry == nullptr) {
        throw InvariantError(Problem{
            .code = "geometry.overlay",
            .where = "GEOS",
            .found = Said(message_),
            .expected = {"a result", "得到结果"},
            .remedy = {"repair the polygons (on_invalid = \"repair\") and run again",
                       "请先修复多边形（on_invalid = \"repair\"），然后重新运行"},
        });
    }
    return own(geometry);
}

static GEOSGeometry* to_ring(const Context& context, Ring ring)
{
    static_assert(sizeof(Point) == 2 * sizeof(double));
    const auto count = static_cast<unsigned>(ring.size());
    // A Point is two doubles side by side, which is GEOS's buffer layout.
    const auto* buffer = reinterpret_cast<const double*>(ring.data());
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(context.handle(), buffer, count, 0, 0);
    if (sequence == nullptr) return nullptr;
    return GEOSGeom_createLinearRing_r(context.handle(), sequence);
}

static GEOSGeometry* to_polygon(const Context& context, const Shapes& shapes, std::size_t shape,
                                std::size_t part)
{
    std::vector<Geometry> rings;
    for (std::size_t i = 0; i < shapes.rings(shape, part); ++i) {
        const Ring ring = shapes.ring(shape, part, i);
        if (ring.empty() && i > 0) continue;
        rings.push_back(context.own(to_ring(context, ring)));
        if (!rings.back()) return nullptr;
    }
    if (rings.empty()) return GEOSGeom_createEmptyPolygon_r(context.handle());
    GEOSGeometry* shell = rings.front().release();
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < rings.size(); ++i)
        holes.push_back(rings[i].release());
    return GEOSGeom_createPolygon_r(context.handle(), shell, holes.data(),
                                    static_cast<unsigned>(holes.size()));
}

Geometry to_geos(const Context& context, const Shapes& shapes, std::size_t shape)
{
    const std::size_t count = shapes.parts(shape);
    if (count == 0) return context.own(GEOSGeom_createEmptyPolygon_r(context.handle()));
    if (count == 1) return context.own(to_polygon(context, shapes, shape, 0));
    std::vector<Geometry> parts;
    for (std::size_t part = 0; part < count; ++part) {
        parts.push_back(context.own(to_polygon(context, shapes, shape, part)));
        if (!parts.back()) return context.own(nullptr);
    }
    std::vector<GEOSGeometry*> raw;
    for (auto& part : parts)
        raw.push_back(part.release());
    return context.own(GEOSGeom_createCollection_r(context.handle(), GEOS_MULTIPOLYGON, raw.data(),
                                                   static_cast<unsigned>(raw.size())));
}

static void append_ring(const Context& context, const GEOSGeometry* ring, Shapes& out)
{
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context.handle(), ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context.handle(), sequence, &count);
    std::vector<Point> points(count);
    auto* buffer = reinterpret_cast<double*>(points.data());
    GEOSCoordSeq_copyToBuffer_r(context.handle(), sequence, buffer, 0, 0);
    out.add_ring(points);
}

static void append_parts(const Context& context, const GEOSGeometry* geometry, Shapes& out)
{
    const auto handle = context.handle();
    if (geometry == nullptr || GEOSisEmpty_r(handle, geometry) == 1) return;
    const int type = GEOSGeomTypeId_r(handle, geometry);
    if (type == GEOS_POLYGON) {
        out.begin_part();
        append_ring(context, GEOSGetExteriorRing_r(handle, geometry), out);
        for (int i = 0; i < GEOSGetNumInteriorRings_r(handle, geometry); ++i) {
            append_ring(context, GEOSGetInteriorRingN_r(handle, geometry, i), out);
        }
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(handle, geometry); ++i) {
            append_parts(context, GEOSGetGeometryN_r(handle, geometry, i), out);
        }
    }
}

void append_polygons(const Context& context, const GEOSGeometry* geometry, Shapes& out)
{
    append_parts(context, geometry, out);
    out.end_shape();
}

}  // namespace permu::geos
