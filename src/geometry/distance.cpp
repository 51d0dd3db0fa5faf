/// Distances between polygons.
#include "permu/geometry/distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "geometry/geos.hpp"

namespace permu {
namespace {

struct FreePrepared {
    GEOSContextHandle_t context;
    void operator()(const GEOSPreparedGeometry* prepared) const
    {
        GEOSPreparedGeom_destroy_r(context, prepared);
    }
};

/// The shape in metres.
geos::Geometry scaled(const geos::Context& context, const Shapes& shapes, std::size_t shape,
                      GroundScale scale)
{
    Shapes one;
    one.append(shapes, shape);
    for (Point& point : one.all_points())
        point = {point.x * scale.x, point.y * scale.y};
    return context.need(geos::to_geos(context, one, 0).release());
}

double gap(double first_end, double second_start)
{
    return std::max(0.0, second_start - first_end);
}

}  // namespace

double box_distance(const Box& a, const Box& b, GroundScale scale)
{
    const double x = scale.x * std::max(gap(a.max_x, b.min_x), gap(b.max_x, a.min_x));
    const double y = scale.y * std::max(gap(a.max_y, b.min_y), gap(b.max_y, a.min_y));
    return std::sqrt(x * x + y * y);
}

double boundary_distance(const Shapes& shapes, std::size_t a, std::size_t b, GroundScale scale)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (shapes.points(a).empty() || shapes.points(b).empty()) return nan;
    const geos::Context context;
    const auto one = scaled(context, shapes, a, scale), two = scaled(context, shapes, b, scale);
    const std::unique_ptr<const GEOSPreparedGeometry, FreePrepared> prepared(
        GEOSPrepare_r(context.handle(), one.get()), FreePrepared{context.handle()});
    double distance = nan;
    if (GEOSPreparedDistance_r(context.handle(), prepared.get(), two.get(), &distance) == 0) return nan;
    return distance;
}

}  // namespace permu
