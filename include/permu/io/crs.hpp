/// Coordinate reference systems: told apart, and shapes moved from one to another.
#pragma once

#include <string>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// A system as the program keeps it. Coordinates are always easting (longitude) first.
struct Crs {
    std::string wkt;   ///< WKT2:2019, of the horizontal part
    std::string name;  ///< "CGCS2000 / 3-degree Gauss-Kruger CM 120E"
    bool geographic = false;
};

/// Reads "EPSG:4547", a PROJ string or WKT; opens no file and no network.
/// \param where  what a message shall name as its place
/// \throws InputError when it cannot be understood, or is neither projected nor geographic (a local grid
///                    without a datum, geocentric)
Crs parse_crs(const std::string& text, const std::string& where);

/// Whether coordinates of one are coordinates of the other; names and axis order do not matter.
bool same_crs(const std::string& a_wkt, const std::string& b_wkt);

/// Every vertex moved from one system to the other; a plain copy when they are the same.
/// \throws InputError when PROJ knows no way, or a vertex has no finite image
Shapes reproject(const Shapes& shapes, const std::string& from_wkt, const std::string& to_wkt);

}  // namespace permu
