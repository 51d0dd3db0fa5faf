/// The two ways a layer's features come: in columns where the driver has them, else one by one.
#pragma once

#include <vector>

#include "io/column_builder.hpp"
#include "io/point_builder.hpp"
#include "io/shape_builder.hpp"

class OGRLayer;

namespace permu::reading {

/// Where the features go. Columns stand in the order of the layer's fields that are not ignored.
struct Harvest {
    std::vector<ColumnBuilder> columns;
    ShapeBuilder* shapes = nullptr;  ///< null: polygons are not wanted
    PointBuilder* points = nullptr;  ///< null: points are not wanted; only of features one by one
    std::vector<std::int64_t> fids;
    std::uint64_t max_features = 0;
    std::uint64_t expected = 0;  ///< features, as far as known: room is made for them; may be wrong
    std::string where;
};

/// Reads batches of columns. \return false when the layer's columns are laid out in an unknown way; nothing
/// is taken then, and read_feature_by_feature does it.
bool read_in_columns(OGRLayer& layer, Harvest& harvest);

/// Names of the fields that `source` does not ask for; empty when it asks for all.
std::vector<std::string> fields_left_out(OGRLayer& layer, const FileSource& source);

void read_feature_by_feature(OGRLayer& layer, Harvest& harvest);

/// Prepares columns for the wanted fields and makes the layer ignore the rest.
std::vector<ColumnBuilder> make_columns(OGRLayer& layer, const FileSource& source, const ReadLimits& limits,
                                        Problems& problems);

/// Makes room for the expected features.
void reserve_rows(Harvest& harvest);

/// \throws LimitError for more features than allowed
void check_feature_count(const Harvest& harvest);

}  // namespace permu::reading
