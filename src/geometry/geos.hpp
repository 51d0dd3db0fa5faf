/// The wall to GEOS: one context, owned geometries, and the way from and to plain shapes.
#pragma once

#include <geos_c.h>

#include <cstddef>
#include <memory>
#include <string>

#include "permu/geometry/shapes.hpp"

namespace permu::geos {

struct Deleter {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Deleter>;

/// One re-entrant context. Every thread makes its own; geometries do not outlive it.
class Context {
public:
    Context();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    GEOSContextHandle_t handle() const { return handle_; }
    /// What GEOS complained about last.
    const std::string& message() const { return message_; }
    Geometry own(GEOSGeometry* geometry) const { return Geometry(geometry, Deleter{handle_}); }
    /// Takes ownership, and throws InvariantError with the message when `geometry` is null.
    Geometry need(GEOSGeometry* geometry) const;

private:
    static void complain(const char* text, void* self);

    GEOSContextHandle_t handle_;
    std::string message_;
};

/// A Polygon (one part or none) or a MultiPolygon.
/// Null when a ring is open or has fewer than four points; message() then says so.
Geometry to_geos(const Context& context, const Shapes& shapes, std::size_t shape);

/// Appends one shape made of all polygons in `geometry`; points and lines are left out.
void append_polygons(const Context& context, const GEOSGeometry* geometry, Shapes& out);

}  // namespace permu::geos
