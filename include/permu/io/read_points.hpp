/// Reads points with their attributes: tables that are joined to the land by location.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/io/source.hpp"

namespace permu {

/// Row i of the attributes, point i and fid i belong together, in the file's order.
struct PointLayer {
    Table attributes;           ///< as of read_layer
    std::vector<Point> points;  ///< easting (longitude) first; NaN where the feature has no place
    std::string crs_wkt, crs_name;
    bool geographic = false;
    std::string encoding_used;
    std::vector<std::int64_t> fids;
};

/// Whether the source means a layer of points: named, or the only one with a geometry. False for CSV and
/// spreadsheets, and for tables and polygons of the other formats.
/// \throws InputError, LimitError, SystemError as list_layers does
bool has_points(const FileSource& source, const ReadLimits& limits);

/// Reads one layer of points of a shapefile (also zipped), GeoPackage, GeoJSON, FlatGeobuf or file
/// geodatabase. Problems and refusals are those of read_layer, and geometry.not_point.
PointLayer read_points(const FileSource& source, const ReadLimits& limits, Problems& problems);

}  // namespace permu
