/// Means of a raster over polygons: rings are cut into rows, rows into cells.
#include "permu/geometry/zonal.hpp"

#include <algorithm>
#include <cmath>

namespace permu {
namespace {

using Points = std::vector<Point>;

/// The part of a polygon on one side of a line (Sutherland and Hodgman 1974). Where it falls apart, the parts
/// hang together by edges that run along the line both ways: the area is right all the same. \param axis  the
/// coordinate that is bounded \param sign  +1 keeps what is at least `bound`, −1 at most
void clip(const Points& ring, double Point::*axis, double bound, double sign, Points& out)
{
    out.clear();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point& a = ring[i];
        const Point& b = ring[i + 1 == ring.size() ? 0 : i + 1];
        const double to_a = sign * (a.*axis - bound), to_b = sign * (b.*axis - bound);
        if (to_a >= 0) out.push_back(a);
        if ((to_a < 0) == (to_b < 0) || to_a == 0 || to_b == 0) continue;
        const double t = to_a / (to_a - to_b);
        Point cut{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        cut.*axis = bound;
        out.push_back(cut);
    }
}

double area_of(const Points& ring)
{
    double twice = 0;
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const Point a{ring[i - 1].x - ring[0].x, ring[i - 1].y - ring[0].y};
        const Point b{ring[i].x - ring[0].x, ring[i].y - ring[0].y};
        twice += a.x * b.y - a.y * b.x;
    }
    return std::abs(twice) / 2;
}

/// First and last + 1 of `count` cells that [low, high] touches.
std::pair<std::size_t, std::size_t> touched(double low, double high, std::size_t count)
{
    const auto most = static_cast<double>(count);
    const double first = std::clamp(std::floor(low), 0.0, most),
                 last = std::clamp(std::ceil(high), 0.0, most);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

/// Sums over the cells of one shape.
class Sums {
public:
    Sums(const CellGrid& grid, std::span<const float> values) : grid_(grid), values_(values) {}

    /// \param sign  +1 for a shell, −1 for a hole
    void add(Ring ring, double sign)
    {
        ring_.clear();
        for (const Point& p : ring.first(ring.empty() ? 0 : ring.size() - 1)) {
            ring_.push_back({(p.x - grid_.west) / grid_.width, (grid_.north - p.y) / grid_.height});
        }
        if (ring_.size() < 3) return;
        whole_ += sign * area_of(ring_);
        const auto [low, high] = std::ranges::minmax(ring_, {}, &Point::y);
        const auto [first, last] = touched(low.y, high.y, grid_.rows);
        for (std::size_t row = first; row < last; ++row) {
            const auto top = static_cast<double>(row);
            clip(ring_, &Point::y, top, 1, half_);
            clip(half_, &Point::y, top + 1, -1, strip_);
            if (strip_.size() >= 3) add_strip(row, sign);
        }
    }

    ZonalMean mean() const
    {
        ZonalMean result;
        if (weight_ > 0) result.mean = sum_ / weight_;
        if (whole_ > 0) result.seen = std::clamp(weight_ / whole_, 0.0, 1.0);
        return result;
    }

private:
    void add_strip(std::size_t row, double sign)
    {
        const auto [low, high] = std::ranges::minmax(strip_, {}, &Point::x);
        const auto [first, last] = touched(low.x, high.x, grid_.columns);
        for (std::size_t column = first; column < last; ++column) {
            const double value = values_[row * grid_.columns + column];
            if (std::isnan(value)) continue;
            const auto left = static_cast<double>(column);
            clip(strip_, &Point::x, left, 1, half_);
            clip(half_, &Point::x, left + 1, -1, cell_);
            const double share = sign * area_of(cell_);
            weight_ += share;
            sum_ += share * value;
        }
    }

    const CellGrid& grid_;
    std::span<const float> values_;
    Points ring_, half_, strip_, cell_;
    double whole_ = 0, weight_ = 0, sum_ = 0;
};

}  // namespace

std::vector<ZonalMean> zonal_means(const Shapes& shapes, const CellGrid& grid, std::span<const float> values)
{
    std::vector<ZonalMean> means;
    means.reserve(shapes.size());
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        Sums sums(grid, values);
        for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
            for (std::size_t ring = 0; ring < shapes.rings(shape, part); ++ring) {
                sums.add(shapes.ring(shape, part, ring), ring == 0 ? 1 : -1);
            }
        }
        means.push_back(sums.mean());
    }
    return means;
}

}  // namespace permu
