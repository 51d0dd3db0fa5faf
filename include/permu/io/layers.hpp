/// What a file holds, before one says which layer is meant.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/io/source.hpp"

namespace permu {

/// A field of a layer as the file declares it.
struct FieldInfo {
    std::string name;
    std::string type;  ///< "Integer", "Integer64", "Real", "String", "Date", …: names of OGR
};

struct LayerInfo {
    std::string name;
    std::string geometry;  ///< "Polygon", "Multi Polygon", "None", …: names of OGR; "View": cannot be read
    std::int64_t features = -1;     ///< −1: not known without reading everything
    std::string crs_name;           ///< empty = the file has none
    std::vector<FieldInfo> fields;  ///< in the file's order
};

/// The layers or sheets of a file in the file's order. Of a CSV nothing but the name is told; the fields of a
/// sheet have no names, as its header is for read_table to find.
/// \throws InputError  when the file is missing, of no readable kind, or damaged; names the file and a remedy
/// \throws SystemError when it may not be read
std::vector<LayerInfo> list_layers(const std::string& path, const ReadLimits& limits = {});

}  // namespace permu
