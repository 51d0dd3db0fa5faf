/// On which side of a line a point lies, with a sign that can be trusted.
#pragma once

#include <cmath>

#include "permu/geometry/shapes.hpp"

namespace permu::plane {

/// Bound of the relative rounding error of a 2 × 2 determinant of coordinate differences, times the sum of
/// the magnitudes of its two products (Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic", A
/// bound).
inline constexpr double determinant_error = 4e-16;

/// A sum of two doubles that keeps about 106 bits.
struct Long {
    double high;
    double low;
};

inline Long exact_sum(double a, double b)
{
    const double sum = a + b;
    const double from_b = sum - a;
    return {sum, (a - (sum - from_b)) + (b - from_b)};
}

inline Long product(Long a, Long b)
{
    const double high = a.high * b.high;
    const double low = std::fma(a.high, b.high, -high) + (a.high * b.low + a.low * b.high);
    return exact_sum(high, low);
}

/// Sign of (b − a) × (c − a) in about 106 bits: what coordinates of a map need to be exact.
inline int slow_side(Point a, Point b, Point c)
{
    const Long left = product(exact_sum(b.x, -a.x), exact_sum(c.y, -a.y));
    const Long right = product(exact_sum(b.y, -a.y), exact_sum(c.x, -a.x));
    const Long high = exact_sum(left.high, -right.high);
    const double value = high.high + (high.low + (left.low - right.low));
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

/// 1 when c lies surely left of the line a → b, −1 surely right, 0 in doubt.
inline int sure_side(Point a, Point b, Point c)
{
    const double left = (b.x - a.x) * (c.y - a.y);
    const double right = (b.y - a.y) * (c.x - a.x);
    const double value = left - right;
    const double bound = determinant_error * (std::abs(left) + std::abs(right));
    return value > bound ? 1 : value < -bound ? -1 : 0;
}

/// 1 when c lies left of the line a → b, −1 right, 0 on it.
inline int side(Point a, Point b, Point c)
{
    const int sure = sure_side(a, b, c);
    return sure != 0 ? sure : slow_side(a, b, c);
}

/// Whether two closed segments surely have no point in common.
inline bool surely_apart(Point a, Point b, Point c, Point d)
{
    if (std::fmax(a.x, b.x) < std::fmin(c.x, d.x) || std::fmax(c.x, d.x) < std::fmin(a.x, b.x)) return true;
    if (std::fmax(a.y, b.y) < std::fmin(c.y, d.y) || std::fmax(c.y, d.y) < std::fmin(a.y, b.y)) return true;
    if (sure_side(a, b, c) * sure_side(a, b, d) > 0) return true;
    return sure_side(c, d, a) * sure_side(c, d, b) > 0;
}

}  // namespace permu::plane
