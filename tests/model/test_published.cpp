/// Published figures that the units and ratios of the program reproduce.
#include <gtest/gtest.h>

#include "permu/base/unit.hpp"
#include "permu/base/units.hpp"

namespace permu {
namespace {

double converted(double value, Unit from, Unit to)
{
    return value * info(from).factor / info(to).factor;
}

TEST(PublishedUnits, AreExact)
{
    EXPECT_NEAR(from_mu(1).value, 666.666666666667, 1e-9);
    EXPECT_NEAR(to_hectares(from_mu(100)), 6.6667, 5e-5);
    EXPECT_NEAR(converted(678.99, Unit::wan_yuan_per_hectare, Unit::wan_yuan_per_mu), 45.266, 5e-4);
    EXPECT_NEAR(converted(8984.3, Unit::wan_yuan_per_hectare, Unit::wan_yuan_per_mu), 598.953, 5e-4);
}

// Worked example 2: densities of the 2020 notice and their growth give those of 2019; the totals of 2019
// (15.30, 1.17 and 2.06 万亿元) over them the land of all national zones.
//   investment 8984.3 / 1.046 = 8589.197   15.30 万亿 / 8589.197 = 178,130.7 ha of industry
//   its tax    678.99 / 1.034 = 656.663     1.17 万亿 / 656.663  = 178,173.5 ha, 0.02 % off
//   all tax    539.96 / 0.9613 = 561.698    2.06 万亿 / 561.698  = 366,745 ha built
//   industrial rate 178,131 / 366,745 = 48.57 %, published 48.52 + 0.13 = 48.65 %
TEST(PublishedNotices, TotalsAndDensitiesOf2019Agree)
{
    constexpr double wan_yuan_per_trillion = 1e8;
    const double industrial = 15.30 * wan_yuan_per_trillion / (8984.3 / 1.046);
    const double by_tax = 1.17 * wan_yuan_per_trillion / (678.99 / 1.034);
    const double built = 2.06 * wan_yuan_per_trillion / (539.96 / 0.9613);
    EXPECT_NEAR(industrial, 178130.7, 0.05);
    EXPECT_NEAR(by_tax, 178173.5, 0.05);
    EXPECT_NEAR(by_tax / industrial - 1, 0.0002, 0.0001);
    EXPECT_NEAR(built, 366745, 0.5);
    EXPECT_NEAR(industrial / built, 0.4857, 5e-5);
    EXPECT_NEAR(industrial / built, 0.4852 + 0.0013, 0.003);
}

// Worked example 4: industrial and city-integrated zones, by kind and by region.
TEST(PublishedNotices, CountEveryZoneOnce)
{
    static_assert(421 + 110 == 531 && 430 + 111 == 541);
    static_assert(263 + 122 + 140 + 54 == 579 && 261 + 165 + 153 == 579 && 244 + 161 + 126 == 531);
    // 0.8946 · 0.9268 · 0.9277 = 76.92 %, printed beside its factors (worked example 1)
    EXPECT_NEAR(0.8946 * 0.9268 * 0.9277, 0.7692, 5e-5);
}

}  // namespace
}  // namespace permu
