/// Gauss–Krüger zones of China.
#include "inspect/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "permu/inspect/guess.hpp"

namespace permu {
namespace {

constexpr double zone_size = 1e6;
constexpr int first_3 = 25, last_3 = 45, first_6 = 13, last_6 = 23;

/// The codes of EPSG for the first zone; the others follow one by one.
struct DatumCodes {
    std::string_view word;
    int zoned_3, plain_3, zoned_6, plain_6;
};
constexpr DatumCodes datums[] = {{"Xian", 2349, 2370, 2327, 2338},
                                 {"Beijing", 2401, 2422, 21413, 21453},
                                 {"CGCS2000", 4513, 4534, 4491, 4502}};

}  // namespace

bool is_plain(const Box& b)
{
    return plain_eastings.holds(b.min_x, b.max_x) && northings.holds(b.min_y, b.max_y);
}

int zone_of(const Box& b)
{
    const double first = std::floor(b.min_x / zone_size), last = std::floor(b.max_x / zone_size);
    const bool plain = plain_eastings.holds(b.min_x - first * zone_size, b.max_x - first * zone_size);
    return first == last && plain && northings.holds(b.min_y, b.max_y) ? static_cast<int>(first) : 0;
}

std::string code_of_zone(int zone, Easting easting, std::string_view datum)
{
    const auto* at = std::ranges::find_if(
        datums, [&](const DatumCodes& d) { return datum.find(d.word) != std::string_view::npos; });
    const DatumCodes& codes = at == std::end(datums) ? *std::rbegin(datums) : *at;
    const bool zoned = easting == Easting::zoned;
    if (zone >= first_3 && zone <= last_3)
        return fmt::format("EPSG:{}", (zoned ? codes.zoned_3 : codes.plain_3) + zone - first_3);
    if (zone >= first_6 && zone <= last_6)
        return fmt::format("EPSG:{}", (zoned ? codes.zoned_6 : codes.plain_6) + zone - first_6);
    return {};
}

std::vector<ZoneSystem> systems_like(const Box& extent, std::string_view datum)
{
    constexpr int degrees_a_zone = 3;
    std::vector<ZoneSystem> systems;
    if (is_plain(extent)) {
        // Every second meridian of the six-degree zones is one of three degrees with the same numbers.
        for (int zone = first_3; zone <= last_3; ++zone)
            systems.push_back(
                {code_of_zone(zone, Easting::plain, datum), double(degrees_a_zone) * (zone - first_3)});
        return systems;
    }
    std::string code = code_of_zone(zone_of(extent), Easting::zoned, datum);
    if (!code.empty()) systems.push_back({std::move(code), 0});
    return systems;
}

}  // namespace permu
