/// Reads polygons with their attributes from a file of the user's into plain columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/io/source.hpp"

namespace permu {

/// One layer; row i of the attributes, shape i and fid i belong together, in the file's order.
struct Layer {
    Table attributes;  ///< whole numbers as IntegerCells, reals as NumberCells, all else as TextCells
    Shapes shapes;  ///< easting (longitude) first; rings closed; a null or empty geometry is an empty shape
    std::string crs_wkt;
    std::string crs_name;
    bool geographic = false;    ///< degrees; else projected
    std::string encoding_used;  ///< of the texts as stored: "UTF-8", "GBK", …
    bool has_z = false;         ///< heights or measures were there and are dropped
    std::vector<std::int64_t> fids;
};

/// Reads one polygon layer of a shapefile (also zipped), GeoPackage, GeoJSON, FlatGeobuf or file geodatabase.
///
/// Dates become ISO 8601 text, true/false 1 and 0. What is wrong with single features or fields goes to
/// `problems`, by code, with the feature numbers as ids, and the layer is still returned:
///   errors    geometry.not_polygon, geometry.non_finite, geometry.damaged, table.not_utf8, table.control,
///             table.text_length, table.non_finite, table.nested, table.binary, layer.empty,
///             crs.degrees_as_metres, crs.impossible_degrees, crs.wraps, crs.out_of_range
///   warnings  geometry.curve, geometry.unclosed, crs.outside_area, crs.old_datum, file.encoding_assumed,
///   file.gdal
/// \throws InputError   when the file cannot be read as a whole: missing, no such layer, several layers and
/// none
///                      named, damaged, no CRS and none given
/// \throws LimitError   when a bound of `limits` is met
/// \throws SystemError  when the file may not be read
Layer read_layer(const FileSource& source, const ReadLimits& limits, Problems& problems);

}  // namespace permu
