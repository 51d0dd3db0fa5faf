/// exp, log and pow against the long double functions of the C library.
#include "permu/base/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "permu/base/random.hpp"

namespace permu {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t points = 200'000;

double relative_error(double value, long double truth)
{
    return truth == 0 ? std::fabs(value) : static_cast<double>(std::fabs((value - truth) / truth));
}

TEST(ExactExp, IsWithin4e16OfTheTruth)
{
    const Draw draw(draw_key(1), hash64("exp"), 0, 0);
    double worst = 0;
    for (std::uint32_t i = 0; i < points; ++i) {
        const double x = -708 + 1417 * draw.uniform(i);
        worst = std::max(worst, relative_error(exact_exp(x), std::exp(static_cast<long double>(x))));
        const double small = 2 * draw.uniform(i) - 1;
        worst = std::max(worst, relative_error(exact_exp(small), std::exp(static_cast<long double>(small))));
    }
    EXPECT_LT(worst, 4e-16);
    RecordProperty("worst", std::to_string(worst * 1e16));
}

TEST(ExactExp, EndsInZeroAndInfinity)
{
    EXPECT_EQ(exact_exp(0), 1);
    EXPECT_EQ(exact_exp(-746), 0);
    EXPECT_EQ(exact_exp(-infinity), 0);
    EXPECT_EQ(exact_exp(710), infinity);
    EXPECT_EQ(exact_exp(infinity), infinity);
    EXPECT_TRUE(std::isfinite(exact_exp(709.78)));
    EXPECT_GT(exact_exp(-745), 0);
    EXPECT_TRUE(std::isnan(exact_exp(std::nan(""))));
}

TEST(ExactLog, IsWithin4e16OfTheTruth)
{
    const Draw draw(draw_key(1), hash64("log"), 0, 0);
    double worst = 0;
    for (std::uint32_t i = 0; i < points; ++i) {
        const double near_one = 0.5 + draw.uniform(2 * i);
        const double any = std::ldexp(near_one, static_cast<int>(2000 * draw.uniform(2 * i + 1)) - 1000);
        for (const double x : {near_one, any})
            worst = std::max(worst, relative_error(exact_log(x), std::log(static_cast<long double>(x))));
    }
    EXPECT_LT(worst, 4e-16);
    RecordProperty("worst", std::to_string(worst * 1e16));
}

TEST(ExactLog, KnowsItsEnds)
{
    EXPECT_EQ(exact_log(1), 0);
    EXPECT_EQ(exact_log(0), -infinity);
    EXPECT_EQ(exact_log(infinity), infinity);
    EXPECT_TRUE(std::isnan(exact_log(-1)));
    const double tiny = std::numeric_limits<double>::denorm_min();
    EXPECT_NEAR(exact_log(tiny), std::log(tiny), 1e-12);
}

TEST(ExactPow, IsWithin1e14OfTheTruth)
{
    const Draw draw(draw_key(1), hash64("pow"), 0, 0);
    double worst = 0;
    for (std::uint32_t i = 0; i < points; ++i) {
        const double base = std::exp(6 * draw.uniform(3 * i) - 3);
        const double size = 60 * (2 * draw.uniform(3 * i + 1) - 1);
        const double exponent = size / std::log(base);
        const long double truth =
            std::pow(static_cast<long double>(base), static_cast<long double>(exponent));
        worst = std::max(worst, relative_error(exact_pow(base, exponent), truth));
    }
    EXPECT_LT(worst, 1e-14);
    RecordProperty("worst", std::to_string(worst * 1e16));
}

TEST(ExactPow, MultipliesForWholeExponents)
{
    EXPECT_EQ(exact_pow(1.05, 2), 1.05 * 1.05);
    EXPECT_EQ(exact_pow(3, 4), 81);
    EXPECT_EQ(exact_pow(2, -3), 0.125);
    EXPECT_EQ(exact_pow(7, 0), 1);
    EXPECT_EQ(exact_pow(0, 0.5), 0);
    EXPECT_EQ(exact_pow(1, 1e9 + 0.5), 1);
    EXPECT_NEAR(exact_pow(2, 0.5), std::sqrt(2.0), 3e-16);
    EXPECT_EQ(exact_pow(10, 400), infinity);
    EXPECT_EQ(exact_pow(10, -400.5), 0);
}

// The numbers below were computed once and hold for every processor, compiler and number of threads.
TEST(ExactMath, HasTheSameBitsEverywhere)
{
    std::uint64_t hash = 0;
    const auto take = [&](double value) { hash = mix64(hash ^ std::bit_cast<std::uint64_t>(value)); };
    for (int i = 1; i <= 1000; ++i) {
        take(exact_exp(0.37 * i - 200));
        take(exact_log(0.0137 * i));
        take(exact_pow(0.0137 * i, 2.5));
        take(normal_quantile(i / 1001.0));
    }
    EXPECT_EQ(hash, 5589493721428902696ULL);
    EXPECT_EQ(exact_log(10), 0x1.26bb1bbb55516p+1);
}

TEST(ExactMath, TangentOfDegrees)
{
    for (double degrees = 0.25; degrees < 90; degrees += 0.25) {
        // Near 90° the rounding of the angle in radians is what std::tan would show.
        const double least = std::min(degrees, 90 - degrees),
                     tangent = std::tan(least * std::numbers::pi / 180);
        const double expected = degrees > 45 ? 1 / tangent : tangent;
        EXPECT_NEAR(exact_tan_of_degrees(degrees), expected, 1e-14 * expected) << degrees;
        EXPECT_EQ(exact_tan_of_degrees(-degrees), -exact_tan_of_degrees(degrees));
    }
    EXPECT_DOUBLE_EQ(exact_tan_of_degrees(45), 1);
    EXPECT_EQ(exact_tan_of_degrees(0), 0);
    EXPECT_TRUE(std::isnan(exact_tan_of_degrees(90)));
    EXPECT_TRUE(std::isnan(exact_tan_of_degrees(std::nan(""))));
}

TEST(Ratio, IsEmptyForAZeroDenominator)
{
    EXPECT_EQ(ratio(1, 4), 0.25);
    EXPECT_TRUE(std::isnan(ratio(1, 0)));
    EXPECT_TRUE(std::isnan(ratio(0, 0)));
}

}  // namespace
}  // namespace permu
