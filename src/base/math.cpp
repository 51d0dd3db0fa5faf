/// exp, log and pow from polynomials: additions, multiplications, divisions and bits, each rounded by IEEE
/// 754.
#include "permu/base/math.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace permu {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts; the first has 32 significant bits, so that k · ln2_high is exact for every exponent k.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double log2_e = 0x1.71547652b82fep+0;

constexpr int significand_bits = 52;
constexpr std::int64_t bias = 1023;

/// 2^k for −1022 ≤ k ≤ 1023.
double power_of_two(std::int64_t k)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + bias) << significand_bits);
}

/// The polynomial with these coefficients, constant first (Horner).
template <std::size_t N>
double polynomial(double x, const std::array<double, N>& coefficients)
{
    double sum = coefficients[N - 1];
    for (std::size_t i = N - 1; i-- > 0;)
        sum = sum * x + coefficients[i];
    return sum;
}

/// (e^r − 1 − r) / r² of the series to r^13: the rest is below 5e-18 for |r| ≤ ln 2 / 2.
constexpr std::array exp_series{1.0 / 2,       1.0 / 6,         1.0 / 24,        1.0 / 120,
                                1.0 / 720,     1.0 / 5040,      1.0 / 40320,     1.0 / 362880,
                                1.0 / 3628800, 1.0 / 39916800., 1.0 / 479001600, 1.0 / 6227020800.};

/// log(1 + f) = 2 atanh(s) = 2s + s·z·series(z) with s = f / (2 + f), z = s² < 0.0295; the rest is below
/// 2e-18.
constexpr std::array log_series{2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};

/// A number as a sum: `low` is the rounding error of `high`.
struct Sum {
    double high{};
    double low{};
};

/// a + b with its rounding error (Dekker). \pre |a| ≥ |b|
Sum exact_sum(double a, double b)
{
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

/// a · b with its rounding error (Veltkamp, Dekker). \pre no overflow on the way
Sum exact_product(double a, double b)
{
    constexpr double splitter = 0x1p27 + 1;
    const double a_up = a * splitter, b_up = b * splitter;
    const double a_high = a_up - (a_up - a), a_low = a - a_high;
    const double b_high = b_up - (b_up - b), b_low = b - b_high;
    const double product = a * b;
    return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

/// ln x to about 60 bits. \pre x finite, > 0
Sum log_sum(double x)
{
    std::int64_t k = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 0x1p54;
        k = -54;
    }
    // x = 2^k · m with 1/√2 < m ≤ √2: shifting the bits by those of 1/√2 moves the carry into the exponent.
    constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdULL;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t shifted = bits - sqrt_half;
    const std::int64_t exponent = static_cast<std::int64_t>(shifted) >> significand_bits;
    const double m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << significand_bits));
    k += exponent;

    // log(1 + f) = f − f²/2 + s·(f²/2 + z·series(z)); only small terms are rounded.
    const double f = m - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    const double half_square = 0.5 * f * f;
    const double exponent_part = static_cast<double>(k);
    const double tail = s * (half_square + z * polynomial(z, log_series)) + exponent_part * ln2_low;
    // |k · ln2_high| ≥ 0.69 > |f| unless k is zero, when the sum is exact.
    const Sum head = exact_sum(exponent_part * ln2_high, f);
    const Sum minus = k == 0 ? exact_sum(f, -half_square) : exact_sum(head.high, -half_square);
    return exact_sum(minus.high, minus.low + (k == 0 ? 0.0 : head.low) + tail);
}

double integral_power(double base, int exponent)
{
    double result = 1, square = base;
    for (unsigned left = static_cast<unsigned>(std::abs(exponent)); left > 0; left >>= 1U) {
        if (left & 1U) result *= square;
        square *= square;
    }
    return exponent < 0 ? 1 / result : result;
}

}  // namespace

double exact_exp(double x)
{
    constexpr double overflow = 709.782712893384, underflow = -745.1332191019412;
    if (!(x <= overflow)) return x > overflow ? infinity : x;
    if (x < underflow) return 0;
    // Adding 1.5 · 2^52 leaves the nearest integer in the last bits.
    constexpr double rounder = 0x1.8p52;
    const double k = (x * log2_e + rounder) - rounder;
    const double r_high = x - k * ln2_high;
    const double r_low = k * ln2_low;
    const double r = r_high - r_low;
    const double power = 1 + (r_high + (r * r * polynomial(r, exp_series) - r_low));
    // In two steps, as 2^k alone may not be a normal number.
    const auto exponent = static_cast<std::int64_t>(k);
    const std::int64_t half = exponent / 2;
    return power * power_of_two(half) * power_of_two(exponent - half);
}

double exact_log(double x)
{
    if (!(x > 0)) return x == 0 ? -infinity : not_a_number;
    if (x == infinity) return x;
    const Sum sum = log_sum(x);
    return sum.high + sum.low;
}

double exact_pow(double base, double exponent)
{
    // Squaring n times over loses up to n/2 units in the last place.
    constexpr double largest_integral = 64;
    const bool integral = std::fabs(exponent) <= largest_integral && std::trunc(exponent) == exponent;
    if (integral) return integral_power(base, static_cast<int>(exponent));
    if (!(base > 0)) return base == 0 ? (exponent > 0 ? 0 : infinity) : not_a_number;
    if (base == infinity || !(std::fabs(exponent) < 1e300)) return exact_exp(exponent * exact_log(base));
    const Sum log = log_sum(base);
    const double rough = exponent * (log.high + log.low);
    if (!(std::fabs(rough) < 800)) return exact_exp(rough);
    // e^(high + low) = e^high · (1 + low), as low is tiny.
    const Sum product = exact_product(exponent, log.high);
    const double power = exact_exp(product.high);
    return power + power * (product.low + exponent * log.low);
}

double exact_tan_of_degrees(double degrees)
{
    constexpr double pi = 0x1.921fb54442d18p+1, half_right = 45, right = 90;
    if (!(degrees > -right && degrees < right)) return not_a_number;
    // Above 45° by the complement, whose difference from 90 is exact.
    if (degrees > half_right) return 1 / exact_tan_of_degrees(right - degrees);
    if (degrees < 0) return -exact_tan_of_degrees(-degrees);
    // Series of sine and cosine to x^17 and x^16: the rest is below 1e-18 for x ≤ π / 4.
    const double x = degrees * (pi / 180), z = x * x;
    double sine = 1, cosine = 1;
    for (int i = 16; i >= 2; i -= 2) {
        sine = 1 - sine * z / (i * (i + 1));
        cosine = 1 - cosine * z / (i * (i - 1));
    }
    return sine * x / cosine;
}

double ratio(double a, double b)
{
    return b == 0 ? not_a_number : a / b;
}

}  // namespace permu
