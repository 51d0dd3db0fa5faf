/// Which coordinate system the magnitudes of coordinates tell.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "inspect/zones.hpp"
#include "permu/inspect/guess.hpp"

namespace permu {
namespace {

bool is_degrees(const Box& b)
{
    return std::abs(b.min_x) <= 360 && std::abs(b.max_x) <= 360 && std::abs(b.min_y) <= 360 &&
           std::abs(b.max_y) <= 360;
}

Box turned(const Box& b)
{
    return {b.min_y, b.min_x, b.max_y, b.max_x};
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
    if (const std::string code = code_of_zone(zone, Easting::zoned, ""); !code.empty()) {
        const int degrees = zone >= 25 ? 3 : 6;
        return {CrsVerdict::guessed,
                code,
                false,
                {fmt::format("eastings begin with zone {}: CGCS2000 {}-degree Gauss-Kruger", zone, degrees),
                 fmt::format("横坐标带号 {}：CGCS2000 {} 度带高斯—克吕格", zone, degrees)}};
    }
    if (is_plain(b)) {
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

CrsGuess swapped(const Said& once_turned)
{
    return {CrsVerdict::wrong,
            "",
            true,
            {"axes are swapped: x holds northings or latitudes (" + once_turned.en + "); export again",
             "坐标轴颠倒：x 为纵坐标或纬度（" + once_turned.zh + "）；请重新导出"}};
}

Said turned_into(const std::string& code)
{
    return {code + " if turned", "交换后为 " + code};
}

CrsGuess without_crs(const Box& extent)
{
    CrsGuess guess = from_magnitude(extent);
    if (guess.verdict != CrsVerdict::ambiguous || is_plain(extent)) return guess;
    const CrsGuess other = from_magnitude(turned(extent));
    if (other.verdict == CrsVerdict::guessed) return swapped(turned_into(other.code));
    if (is_plain(turned(extent))) {
        return swapped({"if turned, eastings of six digits whose central meridian must be given",
                        "交换后横坐标六位，中央子午线须由人给出"});
    }
    return guess;
}

/// Of a transverse Mercator the false easting tells what eastings there can be.
CrsGuess in_transverse_mercator(const Box& extent, const CrsFacts& facts)
{
    constexpr double zone_size = 1e6;
    const double easting = *facts.false_easting;
    const Span eastings{easting - 400'000, easting + 400'000};
    const auto fits = [&](const Box& b) {
        return eastings.holds(b.min_x, b.max_x) && northings.holds(b.min_y, b.max_y);
    };
    const CrsGuess found{CrsVerdict::found, "", false, {"from the file", "来自文件"}};
    if (fits(extent)) return found;
    if (fits(turned(extent))) return swapped({facts.name + " holds if turned", "交换后符合 " + facts.name});
    const auto zoned = [&](const Box& b) { return code_of_zone(zone_of(b), Easting::zoned, facts.name); };
    if (const std::string code = zoned(extent); !code.empty()) {
        const int zone = zone_of(extent);
        return {CrsVerdict::wrong,
                code,
                false,
                {fmt::format("eastings begin with zone {}, not those of {}: set crs = \"{}\"", zone,
                             facts.name, code),
                 fmt::format("横坐标带号为 {}，与 {} 不符：请设 crs = \"{}\"", zone, facts.name, code)}};
    }
    if (const std::string code = zoned(turned(extent)); !code.empty()) return swapped(turned_into(code));
    const std::string code = code_of_zone(static_cast<int>(easting / zone_size), Easting::plain, facts.name);
    if (is_plain(extent) && !code.empty()) {
        return {CrsVerdict::wrong,
                code,
                false,
                {fmt::format("eastings of six digits, without the zone of {}: set crs = \"{}\"", facts.name,
                             code),
                 fmt::format("横坐标六位，没有 {} 的带号：请设 crs = \"{}\"", facts.name, code)}};
    }
    return found;
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
                from_magnitude(extent).code,
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
    const bool latitude_first = facts.geographic && longitudes.holds(extent.min_y, extent.max_y) &&
                                latitudes.holds(extent.min_x, extent.max_x);
    if (latitude_first) {
        return {CrsVerdict::wrong,
                "",
                true,
                {"axes are swapped: latitude stands first; export again with longitude first",
                 "坐标轴颠倒：纬度在前；请以经度在前重新导出"}};
    }
    if (facts.false_easting) return in_transverse_mercator(extent, facts);
    return {CrsVerdict::found, "", false, {"from the file", "来自文件"}};
}

std::optional<double> false_easting_of(std::string_view wkt)
{
    std::string text;
    for (const char c : wkt)
        text += c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    constexpr std::string_view method = "\"transverse mercator\"", parameter = "\"false easting\",";
    const auto at = text.find(parameter);
    if (text.find(method) == std::string::npos || at == std::string::npos) return std::nullopt;
    const char* first = text.data() + at + parameter.size();
    double value{};
    const auto [end, error] = std::from_chars(first, text.data() + text.size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace permu
