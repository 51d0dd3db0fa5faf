/// Lots cut by straight lines: where the line must lie is found by halving, the parts are made by GEOS.
#include "permu/geometry/cut_lot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "permu/geometry/measures.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

constexpr double area_tolerance = 0.01;  ///< m²

/// cos for |x| ≤ π/2 by its series: no library function decides where land is cut.
double cosine(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; k <= 12; ++k) {
        term *= -x * x / ((2 * k - 1) * (2 * k));
        sum += term;
    }
    return sum;
}

double dot(Point a, Point b)
{
    return a.x * b.x + a.y * b.y;
}

/// A shape in metres about its first point, and the way back: corners of the layer get their own bits again.
class LocalPlane {
public:
    LocalPlane(const Shapes& shapes, std::size_t shape, GroundScale scale)
        : origin_(shapes.points(shape).front()), scale_(scale)
    {
        shape_.append(shapes, shape);
        for (Point& point : shape_.all_points()) {
            const Point there = point;
            point = to(there);
            corners_.push_back({point, there});
        }
        std::ranges::sort(corners_, before);
    }

    const Shapes& shape() const { return shape_; }
    Point to(Point p) const { return {(p.x - origin_.x) * scale_.x, (p.y - origin_.y) * scale_.y}; }
    void back(Shapes& shapes) const
    {
        for (Point& point : shapes.all_points())
            point = from(point);
    }

private:
    struct Corner {
        Point here, there;
    };
    static bool before(const Corner& a, const Corner& b)
    {
        return std::pair(a.here.x, a.here.y) < std::pair(b.here.x, b.here.y);
    }
    Point from(Point p) const
    {
        const auto at = std::ranges::lower_bound(corners_, Corner{p, p}, before);
        if (at != corners_.end() && at->here == p) return at->there;
        return {p.x / scale_.x + origin_.x, p.y / scale_.y + origin_.y};
    }

    Point origin_;
    GroundScale scale_;
    Shapes shape_;
    std::vector<Corner> corners_;
};

/// Area of a ring on the side of a line where dot(along, p) ≤ at.
double area_before(Ring ring, Point along, double at)
{
    double twice = 0;
    std::optional<Point> last;
    Point first{};
    const auto add = [&](Point p) {
        if (last)
            twice += last->x * p.y - p.x * last->y;
        else
            first = p;
        last = p;
    };
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point p = ring[i], q = ring[i + 1];
        const double u = dot(along, p) - at, v = dot(along, q) - at;
        if (u <= 0) add(p);
        if ((u <= 0) == (v <= 0)) continue;
        const double t = u / (u - v);
        add({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
    }
    if (last) add(first);
    return std::abs(twice) / 2;
}

double area_before(const Shapes& lot, Point along, double at)
{
    double area = 0;
    for (std::size_t part = 0; part < lot.parts(0); ++part) {
        for (std::size_t ring = 0; ring < lot.rings(0, part); ++ring) {
            const double one = area_before(lot.ring(0, part, ring), along, at);
            area += ring == 0 ? one : -one;
        }
    }
    return area;
}

/// How far along the direction the line lies that has `wanted` before it.
double line_for(const Shapes& lot, Point along, double wanted)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Point p : lot.points(0)) {
        low = std::min(low, dot(along, p));
        high = std::max(high, dot(along, p));
    }
    for (double middle = low + (high - low) / 2; middle > low && middle < high;
         middle = low + (high - low) / 2)
        (area_before(lot, along, middle) < wanted ? low : high) = middle;
    return high;
}

/// The two sides of a line as rectangles that hold all of the lot and have the stretch of the line in common.
std::pair<Shapes, Shapes> sides_of(const Shapes& lot, Point along, double at)
{
    double reach = 1;
    for (const Point p : lot.points(0))
        reach = std::max({reach, std::abs(p.x), std::abs(p.y)});
    reach *= 4;
    const Point across{-along.y, along.x};
    const auto place = [&](double u, double v) {
        return Point{u * along.x + v * across.x, u * along.y + v * across.y};
    };
    const Point one = place(at, -reach), two = place(at, reach);
    const auto side = [&](double far) {
        Shapes shapes;
        shapes.begin_part();
        shapes.add_ring(std::array{one, place(far, -reach), place(far, reach), two, one});
        shapes.end_shape();
        return shapes;
    };
    return {side(-reach), side(reach)};
}

bool keeps(const Shapes& part, double wanted, const LotLimits& limits)
{
    return std::abs(planar_area(part, 0) - wanted) <= area_tolerance && usable_lot(part, 0, limits);
}

/// Both parts for one direction, in the local plane; nothing when they break a limit.
std::optional<LotCut> cut_along(const Shapes& lot, Point along, double wanted, const LotLimits& limits)
{
    const double at = line_for(lot, along, wanted);
    const auto [before, after] = sides_of(lot, along, at);
    LotCut parts{intersection(lot, 0, before, 0), intersection(lot, 0, after, 0)};
    const double rest = planar_area(lot, 0) - wanted;
    if (!keeps(parts.cut, wanted, limits) || !keeps(parts.rest, rest, limits)) return std::nullopt;
    return parts;
}

/// Whether the line crosses the stretch, so that both parts have some of it.
bool parts_frontage(Point along, double at, Point a, Point b)
{
    const double u = dot(along, a), v = dot(along, b);
    return std::min(u, v) < at && at < std::max(u, v);
}

std::vector<Point> directions(const Shapes& lot, const std::optional<Frontage>& frontage)
{
    if (frontage) {
        const auto [a, b] = *frontage;
        const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
        if (!(length > 0)) return {};
        const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
        return {along, {-along.x, -along.y}};
    }
    const Point along = rotated_box(lot, 0).along;
    return {along, {-along.x, -along.y}, {-along.y, along.x}, {along.y, -along.x}};
}

void halve(const Shapes& lot, int blocks, const LotLimits& limits, GroundScale scale, Shapes& out)
{
    if (blocks > 1) {
        const int first = blocks / 2;
        const double wanted = planar_area(lot, 0) * scale.area() * first / blocks;
        if (const auto parts = cut_lot(lot, 0, wanted, limits, scale)) {
            halve(parts->cut, first, limits, scale, out);
            halve(parts->rest, blocks - first, limits, scale, out);
            return;
        }
    }
    out.append(lot, 0);
}

}  // namespace

GroundScale ground_scale(const CrsInfo& crs, const Box& box)
{
    if (!crs.geographic) return {crs.unit, crs.unit};
    const double metres = crs.unit * earth_radius;
    return {metres * cosine((box.min_y + box.max_y) / 2 * crs.unit), metres};
}

bool usable_lot(const Shapes& shapes, std::size_t shape, const LotLimits& limits, GroundScale scale)
{
    if (shapes.parts(shape) != 1) return false;
    const LocalPlane plane(shapes, shape, scale);
    const RotatedBox box = rotated_box(plane.shape(), 0);
    const double around = box.length * box.width;
    return around > 0 && box.width >= limits.minimum_width &&
           planar_area(plane.shape(), 0) >= limits.fill_min * around;
}

std::optional<LotCut> cut_lot(const Shapes& shapes, std::size_t lot, double wanted, const LotLimits& limits,
                              GroundScale scale, const std::optional<Frontage>& frontage)
{
    if (shapes.points(lot).empty()) return std::nullopt;
    const LocalPlane plane(shapes, lot, scale);
    if (!(wanted > 0 && wanted < planar_area(plane.shape(), 0))) return std::nullopt;
    std::optional<Frontage> edge = frontage;
    if (edge) edge = Frontage{plane.to(edge->first), plane.to(edge->second)};
    for (const Point along : directions(plane.shape(), edge)) {
        if (edge && !parts_frontage(along, line_for(plane.shape(), along, wanted), edge->first, edge->second))
            continue;
        if (auto parts = cut_along(plane.shape(), along, wanted, limits)) {
            plane.back(parts->cut);
            plane.back(parts->rest);
            return parts;
        }
    }
    return std::nullopt;
}

std::vector<LotCut> lot_cuts(const Shapes& shapes, std::size_t lot, double wanted, const LotLimits& limits,
                             GroundScale scale)
{
    std::vector<LotCut> cuts;
    if (shapes.points(lot).empty()) return cuts;
    const LocalPlane plane(shapes, lot, scale);
    if (!(wanted > 0 && wanted < planar_area(plane.shape(), 0))) return cuts;
    const std::vector<Point> ways = directions(plane.shape(), {});
    for (std::size_t i = 0; i < ways.size() && (i != 2 || cuts.empty()); ++i) {
        auto parts = cut_along(plane.shape(), ways[i], wanted, limits);
        if (!parts) continue;
        plane.back(parts->cut);
        plane.back(parts->rest);
        cuts.push_back(std::move(*parts));
    }
    return cuts;
}

Shapes cut_into_blocks(const Shapes& shapes, std::size_t lot, double block, const LotLimits& limits,
                       GroundScale scale)
{
    constexpr double most_blocks = 100000;
    Shapes one, out;
    one.append(shapes, lot);
    const double count = block > 0 ? planar_area(one, 0) * scale.area() / block : 1;
    halve(one, static_cast<int>(std::clamp(std::floor(count + 0.5), 1.0, most_blocks)), limits, scale, out);
    return out;
}

}  // namespace permu
