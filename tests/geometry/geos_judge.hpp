/// GEOS as the judge in tests: a context and plain conversions, written apart from the code under test.
#pragma once

#include <geos_c.h>

#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu::test {

/// Owns every geometry it makes.
class Judge {
public:
    Judge() : handle_(GEOS_init_r()) {}
    ~Judge()
    {
        for (GEOSGeometry* geometry : owned_)
            GEOSGeom_destroy_r(handle_, geometry);
        GEOS_finish_r(handle_);
    }
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    GEOSContextHandle_t handle() const { return handle_; }
    GEOSGeometry* keep(GEOSGeometry* geometry)
    {
        if (geometry != nullptr) owned_.push_back(geometry);
        return geometry;
    }
    /// Null when GEOS cannot build it.
    GEOSGeometry* geometry(const Shapes& shapes, std::size_t shape)
    {
        std::vector<GEOSGeometry*> parts;
        for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
            std::vector<GEOSGeometry*> rings;
            for (std::size_t i = 0; i < shapes.rings(shape, part); ++i) {
                rings.push_back(ring(shapes.ring(shape, part, i)));
                if (rings.back() == nullptr) return nullptr;
            }
            parts.push_back(GEOSGeom_createPolygon_r(handle_, rings[0], rings.data() + 1,
                                                     static_cast<unsigned>(rings.size() - 1)));
        }
        return keep(GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, parts.data(),
                                                static_cast<unsigned>(parts.size())));
    }
    GEOSGeometry* point(Point p) { return keep(GEOSGeom_createPointFromXY_r(handle_, p.x, p.y)); }
    bool valid(const Shapes& shapes, std::size_t shape)
    {
        GEOSGeometry* made = geometry(shapes, shape);
        return made != nullptr && GEOSisValid_r(handle_, made) == 1;
    }
    double length(const GEOSGeometry* geometry)
    {
        double value = 0;
        GEOSLength_r(handle_, geometry, &value);
        return value;
    }
    double area(const GEOSGeometry* geometry)
    {
        double value = 0;
        GEOSArea_r(handle_, geometry, &value);
        return value;
    }

private:
    GEOSGeometry* ring(Ring points)
    {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(handle_, static_cast<unsigned>(points.size()), 2);
        for (unsigned i = 0; i < points.size(); ++i) {
            GEOSCoordSeq_setXY_r(handle_, sequence, i, points[i].x, points[i].y);
        }
        return GEOSGeom_createLinearRing_r(handle_, sequence);
    }

    GEOSContextHandle_t handle_;
    std::vector<GEOSGeometry*> owned_;
};

}  // namespace permu::test
