/// The wall to PROJ: one CRS, its ellipsoid, and the way between its plane and longitude and latitude.
#pragma once

#include <proj.h>

#include <memory>
#include <string>

#include "permu/geometry/crs.hpp"

namespace permu {

/// An ellipsoid of revolution and its authalic (equal-area) closed form.
struct Ellipsoid {
    double a{};   ///< semi-major axis, m
    double e2{};  ///< first eccentricity squared

    /// q(φ) = (1−e²)[sinφ/(1−e²sin²φ) − ln((1−e sinφ)/(1+e sinφ))/(2e)]; a²/2·Δλ·Δq is the exact area in m²
    /// of a quadrangle of meridians and parallels (Snyder 1987, "Map Projections", eq. 3-12).
    double q(double latitude) const;
    /// dq/dφ = 2(1−e²) cosφ / (1−e²sin²φ)².
    double q_slope(double latitude) const;
};

/// Not to be used by two threads at a time; give each its clone().
class Projection {
public:
    /// \throws InputError  crs.unusable
    explicit Projection(const std::string& crs);
    Projection clone() const;

    const CrsInfo& info() const { return info_; }
    const Ellipsoid& ellipsoid() const { return ellipsoid_; }
    /// {longitude, latitude} in radians of a point of the plane; not finite outside the domain.
    Point to_geographic(Point point) const;
    /// The inverse of to_geographic.
    Point from_geographic(Point point) const;

private:
    struct Free {
        void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
        void operator()(PJ* object) const { proj_destroy(object); }
    };
    using Context = std::unique_ptr<PJ_CONTEXT, Free>;
    using Object = std::unique_ptr<PJ, Free>;

    Projection() = default;
    static Context new_context();
    Object open(const std::string& crs) const;
    void describe(const PJ* crs, const PJ* whole);
    double axis_unit(const PJ* crs) const;

    Context context_;
    Object conversion_;  ///< geographic → projected, axes as x and y; none when the CRS is geographic
    double angle_ = 0;   ///< radians a unit of the geographic CRS below
    CrsInfo info_;
    Ellipsoid ellipsoid_;
};

}  // namespace permu
