/// Philox against the published values, and the distributions against their definitions.
#include "permu/base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace permu {
namespace {

using testing::ElementsAre;

// Known answers of the authors' library Random123, philox4x32-10.
TEST(Philox, GivesThePublishedWords)
{
    EXPECT_THAT(philox4x32({0, 0, 0, 0}, {0, 0}),
                ElementsAre(0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U));
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_THAT(philox4x32({ones, ones, ones, ones}, {ones, ones}),
                ElementsAre(0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU));
    EXPECT_THAT(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                ElementsAre(0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U));
}

TEST(Hash, MixesAsSplitmixDoes)
{
    EXPECT_EQ(mix64(0), 0xe220a8397b1dcdafULL);  // first number of splitmix64 with seed 0
    EXPECT_EQ(hash64(""), mix64(0xcbf29ce484222325ULL));
    EXPECT_EQ(hash64("a"), mix64(0xaf63dc4c8601ec8cULL));  // FNV-1a of "a"
    EXPECT_NE(hash64("P0012"), hash64("P0021"));
}

TEST(Draw, DependsOnEveryPartOfItsKeyAndOnNothingElse)
{
    const std::uint64_t key = draw_key(1);
    std::set<double> seen;
    for (const std::uint64_t seed : {1, 2})
        for (const std::uint64_t member : {0, 1})
            for (const std::string_view entity : {"a", "b"})
                for (const std::uint32_t rule : {3, 4})
                    for (const std::uint32_t year : {2024, 2025})
                        for (const std::uint32_t index : {0, 1})
                            seen.insert(
                                Draw(draw_key(seed, member), hash64(entity), rule, year).uniform(index));
    EXPECT_EQ(seen.size(), 64);
    EXPECT_EQ(Draw(key, 7, 1, 2024).uniform(5), Draw(key, 7, 1, 2024).uniform(5));
}

TEST(Draw, KeepsItsFirstNumbersForEver)
{
    const Draw draw(draw_key(1), hash64("P1"), 2, 2024);
    // The counter is (entity, entity, rule << 16 | year, index), the key the two halves of the key.
    const std::uint64_t key = draw_key(1), entity = hash64("P1");
    const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
    const auto words =
        philox4x32({low(entity), low(entity >> 32U), 2U << 16U | 2024U, 9}, {low(key), low(key >> 32U)});
    const std::uint64_t bits = static_cast<std::uint64_t>(words[0]) << 32U | words[1];
    EXPECT_EQ(draw.uniform(9), std::ldexp(static_cast<double>(bits >> 11U), -53));
}

TEST(Draw, UniformFillsTheUnitIntervalEvenly)
{
    const Draw draw(draw_key(5), 1, 1, 2024);
    std::vector<int> tenths(10);
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const double u = draw.uniform(i);
        ASSERT_TRUE(0 <= u && u < 1);
        ++tenths[static_cast<std::size_t>(10 * u)];
    }
    for (const int count : tenths)
        EXPECT_NEAR(count, 10'000, 400);  // 4 standard deviations
}

TEST(Draw, NormalHasMeanZeroAndVarianceOne)
{
    const Draw draw(draw_key(6), 1, 1, 2024);
    constexpr int n = 100'000;
    double sum = 0, squares = 0, logs = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const double z = draw.normal(i);
        sum += z;
        squares += z * z;
        logs += std::log(draw.log_normal(i, 1, 0.5));
    }
    EXPECT_NEAR(sum / n, 0, 0.013);
    EXPECT_NEAR(squares / n, 1, 0.018);
    EXPECT_NEAR(logs / n, 1 + 0.5 * sum / n, 1e-12);
}

TEST(NormalQuantile, IsTheInverseOfTheDistributionFunction)
{
    EXPECT_EQ(normal_quantile(0.5), 0);
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
    EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-14);
    EXPECT_EQ(normal_quantile(0.25), -normal_quantile(0.75));
    for (double p = 1e-12; p < 1; p += 1.0 / 4096) {
        const long double z = normal_quantile(p);
        const long double back = 0.5L * std::erfc(-z / std::sqrt(2.0L));
        // dp = density · dz: what an error of one unit in the last place of z does to p.
        const long double density = std::exp(-z * z / 2) * 0.39894228040143267794L;
        EXPECT_NEAR(static_cast<double>(back - p), 0,
                    static_cast<double>(density * (std::fabs(z) + 1e-3L)) * 1e-15);
    }
}

// Poisson with mean 2: P(0) = e^-2 = 0.1353, P(1) = 0.2707, P(2) = 0.2707, P(3) = 0.1804.
TEST(Draw, PoissonHasTheShareOfEachCount)
{
    const Draw draw(draw_key(7), 1, 1, 2024);
    constexpr int n = 100'000;
    std::vector<int> counts(30);
    for (std::uint32_t i = 0; i < n; ++i)
        ++counts[static_cast<std::size_t>(draw.poisson(i, 2))];
    EXPECT_NEAR(counts[0], 13'534, 450);
    EXPECT_NEAR(counts[1], 27'067, 570);
    EXPECT_NEAR(counts[2], 27'067, 570);
    EXPECT_NEAR(counts[3], 18'045, 500);
}

TEST(Draw, PoissonKeepsItsMeanOnBothSidesOfThirty)
{
    for (const double mean : {0.3, 29.9, 30.1, 400.0}) {
        const Draw draw(draw_key(8), 1, 1, 2024);
        constexpr int n = 20'000;
        double sum = 0, squares = 0;
        for (std::uint32_t i = 0; i < n; ++i) {
            const double count = draw.poisson(i, mean);
            sum += count;
            squares += (count - mean) * (count - mean);
        }
        EXPECT_NEAR(sum / n, mean, 4 * std::sqrt(mean / n)) << mean;
        EXPECT_NEAR(squares / n / mean, 1, 0.08) << mean;
    }
    EXPECT_EQ(Draw(1, 1, 1, 1).poisson(0, 0), 0);
}

}  // namespace
}  // namespace permu
