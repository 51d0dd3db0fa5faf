/// Polygons as GEOS objects.
#include "ratios/geos_shapes.hpp"

namespace permu::bench {
namespace {

static_assert(sizeof(Point) == 2 * sizeof(double));

}  // namespace

GeosShapes::GeosShapes(const Shapes& shapes) : context_(GEOS_init_r())
{
    geometries_.reserve(shapes.size());
    for (std::size_t shape = 0; shape < shapes.size(); ++shape)
        geometries_.push_back(build(shapes, shape));
}

GeosShapes::~GeosShapes()
{
    for (GEOSGeometry* geometry : geometries_)
        if (geometry != nullptr) GEOSGeom_destroy_r(context_, geometry);
    GEOS_finish_r(context_);
}

GEOSGeometry* GeosShapes::ring(Ring points) const
{
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(context_, &points.data()->x,
                                                                static_cast<unsigned>(points.size()), 0, 0);
    return sequence == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context_, sequence);
}

GEOSGeometry* GeosShapes::polygon(const Shapes& shapes, std::size_t shape, std::size_t part) const
{
    GEOSGeometry* shell = ring(shapes.ring(shape, part, 0));
    bool good = shell != nullptr;
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < shapes.rings(shape, part); ++i) {
        GEOSGeometry* hole = ring(shapes.ring(shape, part, i));
        good = good && hole != nullptr;
        if (hole != nullptr) holes.push_back(hole);
    }
    if (good)
        return GEOSGeom_createPolygon_r(context_, shell, holes.data(), static_cast<unsigned>(holes.size()));
    if (shell != nullptr) GEOSGeom_destroy_r(context_, shell);
    for (GEOSGeometry* hole : holes)
        GEOSGeom_destroy_r(context_, hole);
    return nullptr;
}

GEOSGeometry* GeosShapes::build(const Shapes& shapes, std::size_t shape) const
{
    std::vector<GEOSGeometry*> parts;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        GEOSGeometry* one = polygon(shapes, shape, part);
        if (one != nullptr) {
            parts.push_back(one);
            continue;
        }
        for (GEOSGeometry* built : parts)
            GEOSGeom_destroy_r(context_, built);
        return nullptr;
    }
    if (parts.size() == 1) return parts.front();
    return GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, parts.data(),
                                       static_cast<unsigned>(parts.size()));
}

}  // namespace permu::bench
