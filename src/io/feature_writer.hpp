/// Fills an OGR layer from plain columns and shapes, with one feature object used again for every row.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <ogrsf_frmts.h>

#include "permu/base/progress.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// What of a table goes where in an OGR layer.
class FeatureWriter {
public:
    /// The layer's fields must be those of the table, in its order. `shapes` may be null.
    /// \param max_text  bytes that a text may have; longer ones are cut between two characters
    FeatureWriter(OGRLayer& layer, const Table& table, const Shapes* shapes,
                  std::size_t max_text = std::string_view::npos);

    /// Writes all rows in order. \return false at the first row that OGR refuses; the reason is in its errors
    bool write_all(const Progress& progress);

private:
    void fill_fields(std::size_t row);
    void fill_text(int field, const TextCells& cells, std::size_t row);
    void fill_geometry(std::size_t row);
    void build_geometry(std::size_t row);

    OGRLayer& layer_;
    const Table& table_;
    const Shapes* shapes_;
    std::size_t max_text_;
    OGRFeatureUniquePtr feature_;
    std::vector<std::size_t> capacity_;  ///< bytes held by each text field of the feature
    OGRLinearRing* ring_ = nullptr;      ///< of the feature's geometry when that is one plain ring
};

/// The text cut to at most `bytes` bytes, between two characters of UTF-8.
std::string_view cut_text(std::string_view text, std::size_t bytes);

/// Adds a field for each column: Real, Integer, Integer64 or String. \return false when OGR refuses one
bool add_fields(OGRLayer& layer, const Table& table);

}  // namespace permu
