/// Simple measures of form.
#include "permu/geometry/measures.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "geometry/geos.hpp"
#include "permu/base/math.hpp"

namespace permu {

static double distance(Point a, Point b)
{
    return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

double perimeter(const Shapes& shapes, std::size_t shape)
{
    double length = 0;
    const auto [first, last] = shapes.ring_range(shape);
    for (std::uint32_t r = first; r < last; ++r) {
        const Ring ring = shapes.ring_at(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            length += distance(ring[i - 1], ring[i]);
    }
    return length;
}

double polsby_popper(const Shapes& shapes, std::size_t shape)
{
    const double length = perimeter(shapes, shape);
    return ratio(4 * std::numbers::pi * planar_area(shapes, shape), length * length);
}

RotatedBox rotated_box(const Shapes& shapes, std::size_t shape)
{
    if (shapes.points(shape).empty()) return {};
    const geos::Context context;
    const auto geometry = context.need(geos::to_geos(context, shapes, shape).release());
    const auto box = context.need(GEOSMinimumRotatedRectangle_r(context.handle(), geometry.get()));
    Shapes found;
    geos::append_polygons(context, box.get(), found);
    const auto corners = found.points(0);
    if (corners.size() < 4) return {};  // a shape without width
    const double one = distance(corners[0], corners[1]), two = distance(corners[1], corners[2]);
    const auto [from, to] =
        one >= two ? std::pair(corners[0], corners[1]) : std::pair(corners[1], corners[2]);
    const double length = std::max(one, two);
    return {length, std::min(one, two), {(to.x - from.x) / length, (to.y - from.y) / length}};
}

double box_fill(const Shapes& shapes, std::size_t shape)
{
    const RotatedBox box = rotated_box(shapes, shape);
    return ratio(planar_area(shapes, shape), box.length * box.width);
}

}  // namespace permu
