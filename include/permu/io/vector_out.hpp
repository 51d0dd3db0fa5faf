/// Writes polygons and tables as GeoPackage, shapefile, GeoJSON, FlatGeobuf or file geodatabase, and looks
/// again.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "permu/base/problem.hpp"
#include "permu/base/progress.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/io/styles.hpp"

namespace permu {

enum class VectorFormat { gpkg, shapefile, geojson, flatgeobuf, file_gdb };

/// "gpkg", "shp", "geojson", "fgb" or "gdb": what the files' names end in and scenarios say.
std::string_view extension(VectorFormat format);
std::optional<VectorFormat> find_vector_format(std::string_view extension);

class PackedIndex;

/// Starts to pack the spatial index of a layer on a thread of its own, for a GeoPackage that is written
/// later: polygons are known long before what happens on them is. \pre `shapes` outlive it
std::shared_ptr<PackedIndex> start_index(const Shapes& shapes);

/// One layer. Row i of the attributes and shape i belong together.
struct VectorLayer {
    std::string name;
    const Table* attributes = nullptr;
    const Shapes* shapes = nullptr;  ///< none: a table without geometry, GeoPackage only
    std::string crs_wkt = {};        ///< coordinates are easting (longitude) first
    std::optional<CategoryStyle> style = {};
    std::shared_ptr<PackedIndex> index = {};  ///< of the same shapes; none: the writer builds its own
};

struct VectorOptions {
    Language language = Language::zh;  ///< of labels and aliases in the styles
    Progress progress = {};
};

/// Writes the layers to `path`; the same layers give the same bytes. An existing file is replaced.
///
///   gpkg        several layers and tables, multipolygons, R-tree, styles inside the file, no clock in it
///   shapefile   one layer; UTF-8 with .cpg; field names become ASCII of at most 10 letters, and
///               `<stem>_fields.csv` says which is which; texts over 254 bytes are cut with a warning;
///               style in a .qml beside it
///   geojson     one layer; RFC 7946, so always longitude and latitude in WGS 84, 7 decimals
///   flatgeobuf  one layer, with its index; rows without a shape are left out with a warning
///   file_gdb    one layer; a folder; 64-bit integers become real numbers
///
/// The file is closed, opened again, and its layers and features are counted.
/// \return warnings: "output.text_cut" and "output.no_shape" with the rows concerned
/// \throws SystemError  "output.not_written" naming the file and the cause, e.g. "No space left on device"
/// \throws LimitError   "output.too_large": a shapefile's parts end at 2 GB
/// \throws InvariantError  when rows and shapes differ in number, or a format is asked for what it lacks
Problems write_vector(const std::string& path, VectorFormat format, std::span<const VectorLayer> layers,
                      const VectorOptions& options = {});

}  // namespace permu
