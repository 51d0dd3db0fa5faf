/// Gauss–Krüger zones of China, as the numbers of coordinates and the names of systems tell them.
#pragma once

#include <string>
#include <string_view>

#include "permu/geometry/shapes.hpp"

namespace permu {

struct Span {
    double low, high;
    bool holds(double min, double max) const { return low <= min && max <= high; }
};

// China with its seas, and the northings of it.
constexpr Span longitudes{72, 137}, latitudes{2, 55}, northings{200'000, 6'200'000};
/// Half a zone of six degrees and more, on both sides of the meridian at 500 km.
constexpr Span plain_eastings{100'000, 900'000};

/// Eastings of six digits and northings of China.
bool is_plain(const Box& b);
/// The zone before the easting; 0: none, or not the same one everywhere.
int zone_of(const Box& b);

/// What stands before the easting: the zone, or nothing.
enum class Easting { zoned, plain };
/// The system of a zone of 3 degrees (25–45) or 6 (13–23); empty where there is no such zone.
/// \param datum  the name of a system on the datum; CGCS2000 unless it says Xian 1980 or Beijing 1954
std::string code_of_zone(int zone, Easting easting, std::string_view datum);

}  // namespace permu
