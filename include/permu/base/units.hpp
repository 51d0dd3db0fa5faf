/// Quantities that cannot be mixed up: money in 万元 (10^4 yuan), length in metres, time in years.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace permu {

/// A number of 10^4 yuan^Money * metres^Length * years^Time.
template <int Money, int Length, int Time>
struct Quantity {
    double value{};

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
    friend constexpr Quantity operator*(Quantity a, double k) { return {a.value * k}; }
    friend constexpr Quantity operator*(double k, Quantity a) { return {a.value * k}; }
    friend constexpr Quantity operator/(Quantity a, double k) { return {a.value / k}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
    constexpr Quantity& operator+=(Quantity b) { return value += b.value, *this; }
    constexpr Quantity& operator-=(Quantity b) { return value -= b.value, *this; }
};

template <int M1, int L1, int T1, int M2, int L2, int T2>
constexpr Quantity<M1 + M2, L1 + L2, T1 + T2> operator*(Quantity<M1, L1, T1> a, Quantity<M2, L2, T2> b)
{
    return {a.value * b.value};
}

using SquareMetres = Quantity<0, 2, 0>;
using WanYuan = Quantity<1, 0, 0>;  ///< 万元
using WanYuanPerSquareMetre = Quantity<1, -2, 0>;

/// 1 mu (亩) = 2000/3 m², exactly; 1 ha = 15 mu; 1 km² = 1500 mu.
inline constexpr double square_metres_per_mu = 2000.0 / 3.0;
inline constexpr double square_metres_per_hectare = 10000.0;

constexpr SquareMetres from_mu(double mu)
{
    return {mu * 2000.0 / 3.0};
}
constexpr double to_mu(SquareMetres area)
{
    return area.value * 3.0 / 2000.0;
}
constexpr double to_hectares(SquareMetres area)
{
    return area.value / square_metres_per_hectare;
}

/// An area as whole square millimetres: what ledgers add, so that sums are exact in any order.
/// Holds up to 9.2 million km².
using Mm2 = std::int64_t;
/// Money as whole fen (1 万元 = 10^6 fen): what accounts add. Holds up to 92 trillion yuan.
using Fen = std::int64_t;

/// The one rounding of an area on its way into a ledger. \pre |area| < 9e12 m²
inline Mm2 to_mm2(SquareMetres area)
{
    return std::llround(area.value * 1e6);
}
inline SquareMetres from_mm2(Mm2 area)
{
    return {static_cast<double>(area) / 1e6};
}
constexpr double mm2_to_mu(Mm2 area)
{
    return static_cast<double>(area) * 3.0 / 2e9;
}

/// The one rounding of money on its way into an account. \pre |money| < 9e12 万元
inline Fen to_fen(WanYuan money)
{
    return std::llround(money.value * 1e6);
}
inline WanYuan from_fen(Fen money)
{
    return {static_cast<double>(money) / 1e6};
}

using Year = int;
/// "No year": an empty cell of a year column.
inline constexpr std::int16_t no_year = INT16_MIN;

/// First and last year, both included.
struct YearSpan {
    Year first{};
    Year last{};
    constexpr bool contains(Year year) const { return first <= year && year <= last; }
    friend constexpr bool operator==(YearSpan, YearSpan) = default;
};

}  // namespace permu
