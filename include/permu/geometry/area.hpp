/// Areas on the ellipsoid, whatever the coordinate reference system of the layer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "permu/geometry/crs.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

class Projection;

/// Areas in one CRS; opening it costs some milliseconds, so keep it where areas are asked for again and
/// again. Not to be used by two threads at a time.
class EllipsoidArea {
public:
    /// \param crs  WKT, "EPSG:4547" or a PROJ string
    /// \throws InputError  crs.unusable
    explicit EllipsoidArea(const std::string& crs);
    ~EllipsoidArea();
    EllipsoidArea(EllipsoidArea&&) noexcept;
    EllipsoidArea& operator=(EllipsoidArea&&) noexcept;

    const CrsInfo& info() const;

    /// m² on the ellipsoid of the CRS, one a shape: shells minus holes, 0 for an empty shape.
    /// Edges are straight in the layer's own plane (in longitude and latitude for a geographic CRS).
    /// Relative error < 1e-8 for valid polygons; the same bits for any number of threads and any order of
    /// shapes. \throws InputError  crs.outside_domain with the numbers of the shapes that the CRS cannot hold
    std::vector<double> areas(const Shapes& shapes, unsigned threads) const;

private:
    std::unique_ptr<Projection> projection_;
};

/// The same for a single call.
std::vector<double> ellipsoidal_areas(const Shapes& shapes, const std::string& crs, unsigned threads);

}  // namespace permu
