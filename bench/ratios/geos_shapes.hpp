/// Polygons as GEOS objects, for contestants that use GEOS.
#pragma once

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu::bench {

/// One geometry a shape; none where GEOS cannot build it.
class GeosShapes {
public:
    explicit GeosShapes(const Shapes& shapes);
    ~GeosShapes();
    GeosShapes(const GeosShapes&) = delete;
    GeosShapes& operator=(const GeosShapes&) = delete;

    GEOSContextHandle_t context() const { return context_; }
    std::size_t size() const { return geometries_.size(); }
    const GEOSGeometry* operator[](std::size_t shape) const { return geometries_[shape]; }

private:
    GEOSGeometry* ring(Ring points) const;
    GEOSGeometry* polygon(const Shapes& shapes, std::size_t shape, std::size_t part) const;
    GEOSGeometry* build(const Shapes& shapes, std::size_t shape) const;

    GEOSContextHandle_t context_;
    std::vector<GEOSGeometry*> geometries_;
};

}  // namespace permu::bench
