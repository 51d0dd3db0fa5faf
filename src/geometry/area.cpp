/// Areas on the ellipsoid.
#include "permu/geometry/area.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geometry/area_field.hpp"
#include "geometry/projection.hpp"
#include "permu/base/parallel.hpp"
#include "permu/base/problem.hpp"

namespace permu {

namespace {

/// A plane area and where it is centred.
struct Moment {
    double area = 0;
    Point centre;
};

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t shapes_a_block = 8192;

/// Adds sign·|area| of the ring, and its first moments about `origin`.
void add_ring(Ring ring, Point origin, bool hole, Moment& sum)
{
    double twice = 0, x = 0, y = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
        const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
        const double cross = ax * by - bx * ay;
        twice += cross;
        x += cross * (ax + bx);
        y += cross * (ay + by);
    }
    const double sign = (twice < 0) == hole ? 1 : -1;
    sum.area += sign * twice / 2;
    sum.centre.x += sign * x / 6;
    sum.centre.y += sign * y / 6;
}

/// Plane area and centroid; the middle of the box where the centroid is of no use (bow-ties, slivers).
Moment moment(const Shapes& shapes, std::size_t shape, const Box& box)
{
    const Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    Moment sum;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        for (std::size_t i = 0; i < shapes.rings(shape, part); ++i) {
            add_ring(shapes.ring(shape, part, i), middle, i > 0, sum);
        }
    }
    const Point centre{middle.x + sum.centre.x / sum.area, middle.y + sum.centre.y / sum.area};
    const bool inside =
        centre.x >= box.min_x && centre.x <= box.max_x && centre.y >= box.min_y && centre.y <= box.max_y;
    sum.centre = inside ? centre : middle;
    return sum;
}

/// A point of the equal-area plane: longitude in radians and q.
Point authalic(const Projection& projection, Point point)
{
    const Point at = projection.to_geographic(point);
    constexpr double quarter = std::numbers::pi / 2 * (1 + 1e-12);
    if (!(std::abs(at.y) <= quarter && std::abs(at.x) <= 16)) return {not_a_number, not_a_number};
    return {at.x, projection.ellipsoid().q(at.y)};
}

/// `at` relative to `origin`, across the antimeridian the short way.
Point relative(Point at, Point origin)
{
    double x = at.x - origin.x;
    if (x > std::numbers::pi) x -= 2 * std::numbers::pi;
    if (x < -std::numbers::pi) x += 2 * std::numbers::pi;
    return {x, at.y - origin.y};
}

/// ∫ q dλ along the parabola through three points at t = 0, ½, 1 (exact for the parabola).
double parabola_integral(Point a, Point m, Point b)
{
    return (a.y * (-3 * a.x + 4 * m.x - b.x) + 4 * m.y * (b.x - a.x) + b.y * (a.x - 4 * m.x + 3 * b.x)) / 6;
}

/// Area of a ring in (λ, q). Pieces of half a kilometre are parabolas there to 1e-12 of themselves, so that
/// edges count as straight in the layer's plane and not between their ends on the ellipsoid.
double curved_ring(const Projection& projection, Ring ring)
{
    if (ring.size() < 4) return 0;
    const Ellipsoid& ellipsoid = projection.ellipsoid();
    const double metres = projection.info().unit * (projection.info().geographic ? ellipsoid.a : 1);
    constexpr double piece = 500;
    const Point origin = authalic(projection, ring[0]);
    const Point back = projection.from_geographic(projection.to_geographic(ring[0]));
    if (!(std::hypot(back.x - ring[0].x, back.y - ring[0].y) * metres < 1)) return not_a_number;
    double sum = 0;
    Point from{0, 0};
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double dx = ring[i + 1].x - ring[i].x, dy = ring[i + 1].y - ring[i].y;
        const double length = std::hypot(dx, dy) * metres;
        if (!(length < 5e7)) return not_a_number;  // longer than the Earth is round
        const int pieces = std::max(1, static_cast<int>(std::ceil(length / piece)));
        for (int k = 0; k < pieces; ++k) {
            const double half = (k + 0.5) / pieces, end = (k + 1.0) / pieces;
            const Point mid{ring[i].x + half * dx, ring[i].y + half * dy};
            const Point stop =
                k + 1 == pieces ? ring[i + 1] : Point{ring[i].x + end * dx, ring[i].y + end * dy};
            const Point m = relative(authalic(projection, mid), origin);
            const Point to = relative(authalic(projection, stop), origin);
            sum += parabola_integral(from, m, to);
            from = to;
        }
    }
    return std::abs(sum) * ellipsoid.a * ellipsoid.a / 2;
}

double curved_area(const Projection& projection, const Shapes& shapes, std::size_t shape)
{
    double area = 0;
    for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
        for (std::size_t i = 0; i < shapes.rings(shape, part); ++i) {
            const double one = curved_ring(projection, shapes.ring(shape, part, i));
            area += i == 0 ? one : -one;
        }
    }
    return area;
}

/// Plane areas and centroids of shapes up to 1 km across; NaN for larger ones.
std::vector<Moment> small_moments(const Projection& projection, const Shapes& shapes, unsigned threads)
{
    const double metres =
        projection.info().unit * (projection.info().geographic ? projection.ellipsoid().a : 1);
    const double reach = 1000 / metres;
    std::vector<Moment> moments(shapes.size());
    parallel_blocks((shapes.size() + shapes_a_block - 1) / shapes_a_block, threads, [&](std::size_t block) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            if (shapes.points(i).empty()) continue;
            const Box box = bounds(shapes, i);
            const double diagonal2 = box.width() * box.width() + box.height() * box.height();
            moments[i] = diagonal2 < reach * reach ? moment(shapes, i, box)
                                                   : Moment{not_a_number, {not_a_number, not_a_number}};
        }
    });
    return moments;
}

/// area·density. The density's slope cancels about the centroid; what is left is its second derivative, about
/// 2/R², times the shape's second moment: s²/(12R²) of a square, 2e-9 at s = 1 km.
std::vector<double> weighed(const Projection& projection, const std::vector<Moment>& moments,
                            unsigned threads)
{
    std::vector<Point> centres(projection.info().geographic ? 0 : moments.size());
    for (std::size_t i = 0; i < centres.size(); ++i) {
        centres[i] = moments[i].area == 0 ? Point{not_a_number, not_a_number} : moments[i].centre;
    }
    const AreaField field(projection, centres);
    const Ellipsoid& ellipsoid = projection.ellipsoid();
    const double unit = projection.info().unit;
    const double scale = unit * unit * ellipsoid.a * ellipsoid.a / 2;
    const auto density = [&](Point at) {
        if (!projection.info().geographic) return field.at(at);
        const bool on_earth = std::abs(at.y * unit) <= std::numbers::pi / 2 && std::abs(at.x * unit) <= 16;
        return on_earth ? scale * ellipsoid.q_slope(at.y * unit) : not_a_number;
    };
    std::vector<double> areas(moments.size());
    parallel_blocks((areas.size() + shapes_a_block - 1) / shapes_a_block, threads, [&](std::size_t block) {
        const std::size_t last = std::min(areas.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            areas[i] = moments[i].area == 0 ? 0 : moments[i].area * density(moments[i].centre);
        }
    });
    return areas;
}

void complain_outside(const std::vector<double>& areas, const CrsInfo& info)
{
    Problem problem{
        .code = "crs.outside_domain",
        .where = "shape",
        .found = {"coordinates that " + info.name + " cannot hold", "坐标超出“" + info.name + "”的有效范围"},
        .expected = {"coordinates of the declared coordinate reference system", "与所声明坐标系一致的坐标"},
        .remedy = {"check the CRS of the layer (zone number in the easting, degrees or metres) and set crs = "
                   "\"EPSG:…\"",
                   "请核对图层的坐标系（横坐标是否带带号、单位是度还是米），并设置 crs = \"EPSG:…\""},
        .count = 0,
    };
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (std::isfinite(areas[i])) continue;
        if (problem.count++ == 0) problem.where = "shape " + std::to_string(i);
        if (problem.ids.size() < max_listed_ids) problem.ids.push_back(std::to_string(i));
    }
    if (problem.count > 0) throw InputError(std::move(problem));
}

}  // namespace

EllipsoidArea::EllipsoidArea(const std::string& crs) : projection_(std::make_unique<Projection>(crs)) {}
EllipsoidArea::~EllipsoidArea() = default;
EllipsoidArea::EllipsoidArea(EllipsoidArea&&) noexcept = default;
EllipsoidArea& EllipsoidArea::operator=(EllipsoidArea&&) noexcept = default;

const CrsInfo& EllipsoidArea::info() const
{
    return projection_->info();
}

std::vector<double> EllipsoidArea::areas(const Shapes& shapes, unsigned threads) const
{
    auto areas = weighed(*projection_, small_moments(*projection_, shapes, threads), threads);
    std::vector<std::size_t> rest;  // large, or near the rim of the domain
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (!std::isfinite(areas[i])) rest.push_back(i);
    }
    // A conversion belongs to one thread; each block gets its own, which must be cloned one after the other.
    const std::size_t blocks = std::min<std::size_t>(8, rest.size() / 16 + 1);
    std::vector<Projection> clones;
    for (std::size_t i = 0; !rest.empty() && i < blocks; ++i)
        clones.push_back(projection_->clone());
    parallel_blocks(clones.size(), threads, [&](std::size_t block) {
        for (std::size_t i = block; i < rest.size(); i += blocks) {
            areas[rest[i]] = curved_area(clones[block], shapes, rest[i]);
        }
    });
    complain_outside(areas, projection_->info());
    return areas;
}

std::vector<double> ellipsoidal_areas(const Shapes& shapes, const std::string& crs, unsigned threads)
{
    return EllipsoidArea(crs).areas(shapes, threads);
}

}  // namespace permu
