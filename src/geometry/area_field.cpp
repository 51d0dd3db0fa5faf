/// The areal density field of a projected CRS.
#include "geometry/area_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace permu {

/// Derivative from values at −2h, −h, h, 2h; the error is h⁴/30 times the fifth derivative.
static double slope(double far_left, double left, double right, double far_right, double h)
{
    return (8 * (right - left) - (far_right - far_left)) / (12 * h);
}

double area_density(const Projection& projection, Point point)
{
    const Ellipsoid& ellipsoid = projection.ellipsoid();
    const Point at = projection.to_geographic(point);
    if (!std::isfinite(at.x) || !(std::abs(at.y) < 1.5707)) return std::numeric_limits<double>::quiet_NaN();
    // 1e-4 rad is 640 m: far above the last digit of a coordinate, far below where h⁴ counts.
    constexpr double h = 1e-4;
    std::array<Point, 4> east;
    std::array<Point, 4> north;
    constexpr std::array<double, 4> steps{-2, -1, 1, 2};
    for (std::size_t i = 0; i < 4; ++i) {
        east[i] = projection.from_geographic({at.x + steps[i] * h, at.y});
        north[i] = projection.from_geographic({at.x, at.y + steps[i] * h});
    }
    const Point by_longitude{slope(east[0].x, east[1].x, east[2].x, east[3].x, h),
                             slope(east[0].y, east[1].y, east[2].y, east[3].y, h)};
    const Point by_latitude{slope(north[0].x, north[1].x, north[2].x, north[3].x, h),
                            slope(north[0].y, north[1].y, north[2].y, north[3].y, h)};
    // Some inverse projections answer far outside their domain; the way back tells.
    const Point back = projection.from_geographic(at);
    const double miss = std::hypot(back.x - point.x, back.y - point.y) * projection.info().unit;
    if (!(miss < 0.1)) return std::numeric_limits<double>::quiet_NaN();
    const double plane = std::abs(by_longitude.x * by_latitude.y - by_longitude.y * by_latitude.x);
    return ellipsoid.a * ellipsoid.a / 2 * ellipsoid.q_slope(at.y) / plane;
}

AreaField::Key AreaField::key(Point point) const
{
    constexpr double reach = 1e9;  // cells; the offset below keeps numbers positive
    const double x = std::floor(point.x / step_), y = std::floor(point.y / step_);
    if (!(std::abs(x) < reach && std::abs(y) < reach)) return no_key;
    const auto column = static_cast<Key>(static_cast<std::int64_t>(x) + (1LL << 31));
    const auto row = static_cast<Key>(static_cast<std::int64_t>(y) + (1LL << 31));
    return column << 32 | row;
}

AreaField::AreaField(const Projection& projection, std::span<const Point> places)
    : step_(10000 / projection.info().unit)
{
    Key last = no_key;
    for (const Point place : places) {
        const Key here = key(place);
        if (here != last && here != no_key) keys_.push_back(here);
        last = here;
    }
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());

    std::map<std::pair<std::int64_t, std::int64_t>, double> nodes;
    const auto node = [&](std::int64_t column, std::int64_t row) {
        const auto [found, fresh] = nodes.try_emplace({column, row}, 0.0);
        if (fresh) {
            const Point at{static_cast<double>(column) * step_, static_cast<double>(row) * step_};
            found->second = area_density(projection, at);
        }
        return found->second;
    };
    cells_.resize(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const auto column = static_cast<std::int64_t>(keys_[i] >> 32) - (1LL << 31);
        const auto row = static_cast<std::int64_t>(keys_[i] & 0xffffffffU) - (1LL << 31);
        for (int x = 0; x < 4; ++x) {
            for (int y = 0; y < 4; ++y)
                cells_[i].node[x][y] = node(column + x - 1, row + y - 1);
        }
    }
}

/// Weights of the cubic through values at −1, 0, 1, 2, for 0 ≤ t < 1. The error of the density is
/// 0.023·h⁴ times its fourth derivative, some 24/R⁴: 3e-12 for h = 10 km.
static std::array<double, 4> cubic_weights(double t)
{
    return {-t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2,
            (t + 1) * t * (t - 1) / 6};
}

double AreaField::at(Point point) const
{
    const Key wanted = key(point);
    const auto found = std::lower_bound(keys_.begin(), keys_.end(), wanted);
    if (found == keys_.end() || *found != wanted) return std::numeric_limits<double>::quiet_NaN();
    const Cell& cell = cells_[static_cast<std::size_t>(found - keys_.begin())];
    const auto x = cubic_weights(point.x / step_ - std::floor(point.x / step_));
    const auto y = cubic_weights(point.y / step_ - std::floor(point.y / step_));
    double value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        double column = 0;
        for (std::size_t j = 0; j < 4; ++j)
            column += y[j] * cell.node[i][j];
        value += x[i] * column;
    }
    return value;
}

}  // namespace permu
