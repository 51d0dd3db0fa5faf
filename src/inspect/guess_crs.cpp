/// Which coordinate system the magnitudes of coordinates tell.
#include <fmt/format.h>

#include <cmath>

#include "permu/inspect/guess.hpp"

namespace permu {
namespace {

struct Span {
    double low, high;
    bool holds(double min, double max) const { return low <= min && max <= high; }
};

// China with its seas, and the northings of it.
constexpr Span longitudes{72, 137}, latitudes{2, 55}, northings{200'000, 6'200'000};
constexpr Span plain_eastings{100'000, 900'000};
constexpr double zone_size = 1e6;

bool is_degrees(const Box& b)
{
    return std::abs(b.min_x) <= 360 && std::abs(b.max_x) <= 360 && std::abs(b.min_y) <= 360 &&
           std::abs(b.max_y) <= 360;
}

Box turned(const Box& b)
{
    return {b.min_y, b.min_x, b.max_y, b.max_x};
}

/// The zone before the easting; 0: none, or not the same one everywhere.
int zone_of(const Box& b)
{
    const double first = std::floor(b.min_x / zone_size), last = std::floor(b.max_x / zone_size);
    const bool plain = plain_eastings.holds(b.min_x - first * zone_size, b.max_x - first * zone_size);
    return first == last && plain && northings.holds(b.min_y, b.max_y) ? static_cast<int>(first) : 0;
}

/// CGCS2000 by zone; empty where there is no such zone.
std::string code_of_zone(int zone)
{
    constexpr int first_3 = 25, last_3 = 45, code_3 = 4513, first_6 = 13, last_6 = 23, code_6 = 4491;
    if (zone >= first_3 && zone <= last_3) return fmt::format("EPSG:{}", code_3 + zone - first_3);
    if (zone >= first_6 && zone <= last_6) return fmt::format("EPSG:{}", code_6 + zone - first_6);
    return {};
}

CrsGuess from_magnitude(const Box& b)
{
    if (is_degrees(b) && longitudes.holds(b.min_x, b.max_x) && latitudes.holds(b.min_y, b.max_y)) {
        return {CrsVerdict::guessed,
                "EPSG:4490",
                false,
                {"numbers of longitude and latitude in China; CGCS2000 is taken for the datum",
                 "数值像中国的经纬度；基准按 CGCS2000 计"}};
    }
    const int zone = zone_of(b);
    if (const std::string code = code_of_zone(zone); !code.empty()) {
        const int degrees = zone >= 25 ? 3 : 6;
        return {CrsVerdict::guessed,
                code,
                false,
                {fmt::format("eastings begin with zone {}: CGCS2000 {}-degree Gauss-Kruger", zone, degrees),
                 fmt::format("横坐标带号 {}：CGCS2000 {} 度带高斯—克吕格", zone, degrees)}};
    }
    if (plain_eastings.holds(b.min_x, b.max_x) && northings.holds(b.min_y, b.max_y)) {
        return {CrsVerdict::ambiguous,
                "",
                false,
                {"eastings of six digits, without a zone: the central meridian is not in the numbers",
                 "横坐标六位、无带号：数值中看不出中央子午线"}};
    }
    return {CrsVerdict::ambiguous,
            "",
            false,
            {"coordinates that fit no system known here", "坐标不符合任何已知坐标系"}};
}

CrsGuess without_crs(const Box& extent)
{
    CrsGuess guess = from_magnitude(extent);
    const bool fits_none =
        guess.verdict == CrsVerdict::ambiguous &&
        !(plain_eastings.holds(extent.min_x, extent.max_x) && northings.holds(extent.min_y, extent.max_y));
    if (!fits_none) return guess;
    const CrsGuess other = from_magnitude(turned(extent));
    if (other.verdict != CrsVerdict::guessed) return guess;
    return {CrsVerdict::wrong,
            "",
            true,
            {"axes are swapped: x holds northings or latitudes (" + other.code + " if turned); export again",
             "坐标轴颠倒：x 为纵坐标或纬度（交换后为 " + other.code + "）；请重新导出"}};
}

}  // namespace

CrsGuess guess_crs(const Box& extent, const CrsFacts& facts)
{
    const bool nothing = extent.width() == 0 && extent.height() == 0 && extent.min_x == 0;
    if (!facts.known && nothing)
        return {CrsVerdict::ambiguous, "", false, {"no coordinates to go by", "没有坐标可供判断"}};
    if (!facts.known) return without_crs(extent);
    if (nothing) return {CrsVerdict::found, "", false, {"from the file", "来自文件"}};
    if (!facts.geographic && is_degrees(extent)) {
        return {CrsVerdict::wrong,
                "",
                false,
                {"degrees in a file that says it is projected (" + facts.name + "): set crs, e.g. EPSG:4490",
                 "文件声称为投影坐标（" + facts.name + "），数值却是度：请设 crs，如 EPSG:4490"}};
    }
    if (facts.geographic && !is_degrees(extent)) {
        const std::string code = from_magnitude(extent).code;
        return {CrsVerdict::wrong,
                code,
                false,
                {"metres in a file that says it is in degrees (" + facts.name + ")",
                 "文件声称为经纬度（" + facts.name + "），数值却是米"}};
    }
    const bool swapped = facts.geographic && longitudes.holds(extent.min_y, extent.max_y) &&
                         latitudes.holds(extent.min_x, extent.max_x);
    if (swapped) {
        return {CrsVerdict::wrong,
                "",
                true,
                {"axes are swapped: latitude stands first; export again with longitude first",
                 "坐标轴颠倒：纬度在前；请以经度在前重新导出"}};
    }
    return {CrsVerdict::found, "", false, {"from the file", "来自文件"}};
}

}  // namespace permu
