/// Fills an OGR layer from plain columns. Allocating a feature, its texts and its rings a million times over
/// costs as much as writing them, so all of them are kept and filled anew.
#include "feature_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#include <cpl_vsi.h>
#include <ogr_geometry.h>

namespace permu {

// Rings are handed over as they lie in memory.
static_assert(sizeof(Point) == sizeof(OGRRawPoint) && alignof(Point) == alignof(OGRRawPoint));

/// Integer where 32 bits hold all values: some drivers take twice as long for Integer64.
static OGRFieldType field_type(const TableColumn& column)
{
    if (std::holds_alternative<NumberCells>(column.cells)) return OFTReal;
    if (std::holds_alternative<TextCells>(column.cells)) return OFTString;
    const auto& integers = std::get<IntegerCells>(column.cells);
    const bool small = std::all_of(integers.begin(), integers.end(), [](std::int64_t cell) {
        return cell == null_integer || (cell >= INT32_MIN && cell <= INT32_MAX);
    });
    return small ? OFTInteger : OFTInteger64;
}

bool add_fields(OGRLayer& layer, const Table& table)
{
    for (const auto& column : table.columns) {
        OGRFieldDefn field(column.name.c_str(), field_type(column));
        if (layer.CreateField(&field) != OGRERR_NONE) return false;
        // A driver that changes a name in silence would part the data from its documentation.
        const OGRFeatureDefn* made = layer.GetLayerDefn();
        if (column.name != made->GetFieldDefn(made->GetFieldCount() - 1)->GetNameRef()) return false;
    }
    return true;
}

std::string_view cut_text(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    // Bytes 10xxxxxx continue a character: step back to the one that begins it.
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

FeatureWriter::FeatureWriter(OGRLayer& layer, const Table& table, const Shapes* shapes, std::size_t max_text)
    : layer_(layer),
      table_(table),
      shapes_(shapes),
      max_text_(max_text),
      feature_(OGRFeature::CreateFeature(layer.GetLayerDefn())),
      capacity_(table.columns.size(), 0)
{
}

bool FeatureWriter::write_all(const Progress& progress)
{
    constexpr std::size_t rows_a_report = 1U << 14;
    const std::size_t rows = shapes_ != nullptr ? shapes_->size() : table_.rows();
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % rows_a_report == 0) {
            report(progress, static_cast<double>(row) / static_cast<double>(rows),
                   {"writing features", "写入要素"});
        }
        // Drivers write the number they gave into the feature, which would be taken for a wish next time.
        feature_->SetFID(OGRNullFID);
        fill_fields(row);
        if (shapes_ != nullptr) fill_geometry(row);
        if (layer_.CreateFeature(feature_.get()) != OGRERR_NONE) return false;
    }
    return true;
}

/// Puts one row into the feature. NaN and infinities become null: no format has a common word for them.
void FeatureWriter::fill_fields(std::size_t row)
{
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        const int field = static_cast<int>(c);
        const auto& cells = table_.columns[c].cells;
        if (const auto* numbers = std::get_if<NumberCells>(&cells)) {
            const double value = (*numbers)[row];
            if (std::isfinite(value)) {
                feature_->SetField(field, value);
            } else {
                feature_->SetFieldNull(field);
            }
        } else if (const auto* integers = std::get_if<IntegerCells>(&cells)) {
            const std::int64_t value = (*integers)[row];
            if (value != null_integer) {
                feature_->SetField(field, static_cast<GIntBig>(value));
            } else {
                feature_->SetFieldNull(field);
            }
        } else {
            fill_text(field, std::get<TextCells>(cells), row);
        }
    }
}

/// Puts the text into the block the feature already holds for this field, as long as it fits.
void FeatureWriter::fill_text(int field, const TextCells& cells, std::size_t row)
{
    std::size_t& capacity = capacity_[static_cast<std::size_t>(field)];
    if (cells.null[row]) {
        feature_->SetFieldNull(field);  // gives the block back
        capacity = 0;
        return;
    }
    const auto text = cut_text(cells.texts[{static_cast<std::uint32_t>(row)}], max_text_);
    OGRField* raw = feature_->GetRawFieldRef(field);
    if (text.size() + 1 > capacity) {
        capacity = text.size() + 32;
        char* block = static_cast<char*>(VSI_MALLOC_VERBOSE(capacity));
        if (block == nullptr) throw std::bad_alloc();
        feature_->UnsetField(field);
        // The two words after the pointer's first half would otherwise still say "unset".
        raw->Set.nMarker2 = 0;
        raw->Set.nMarker3 = 0;
        raw->String = block;
    }
    std::memcpy(raw->String, text.data(), text.size());
    raw->String[text.size()] = 0;
}

/// Nearly all shapes are one ring, as was the one before: then only its points change.
void FeatureWriter::fill_geometry(std::size_t row)
{
    const bool plain = shapes_->parts(row) == 1 && shapes_->rings(row, 0) == 1;
    if (!plain || ring_ == nullptr) {
        build_geometry(row);
        return;
    }
    const Ring points = shapes_->ring(row, 0, 0);
    ring_->setPoints(static_cast<int>(points.size()), reinterpret_cast<const OGRRawPoint*>(points.data()));
}

/// A multipolygon of any make, or none for an empty shape.
void FeatureWriter::build_geometry(std::size_t row)
{
    ring_ = nullptr;
    const std::size_t parts = shapes_->parts(row);
    if (parts == 0) {
        feature_->SetGeometryDirectly(nullptr);
        return;
    }
    auto whole = std::make_unique<OGRMultiPolygon>();
    OGRLinearRing* last = nullptr;
    for (std::size_t part = 0; part < parts; ++part) {
        auto polygon = std::make_unique<OGRPolygon>();
        for (std::size_t r = 0; r < shapes_->rings(row, part); ++r) {
            const Ring points = shapes_->ring(row, part, r);
            auto ring = std::make_unique<OGRLinearRing>();
            ring->setPoints(static_cast<int>(points.size()),
                            reinterpret_cast<const OGRRawPoint*>(points.data()));
            last = ring.get();
            polygon->addRingDirectly(ring.release());
        }
        whole->addGeometryDirectly(polygon.release());
    }
    if (parts == 1 && shapes_->rings(row, 0) == 1) ring_ = last;
    whole->assignSpatialReference(layer_.GetSpatialRef());
    feature_->SetGeometryDirectly(whole.release());
}

}  // namespace permu
