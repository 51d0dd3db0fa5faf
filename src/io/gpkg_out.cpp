/// Writes a GeoPackage: GDAL makes the file, its tables and styles, SQLite adds the rows; no clock in it.
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include "feature_writer.hpp"
#include "gpkg_rows.hpp"
#include "packed_index.hpp"
#include "vector_formats.hpp"

namespace permu {

static constexpr const char* geometry_column = "geom";

/// One layer or table without its rows. \return false when GDAL refused something
static bool create_layer(GDALDataset& dataset, const VectorLayer& layer)
{
    CPLStringList options;
    options.SetNameValue("GEOMETRY_NAME", geometry_column);
    // Always multipolygons, so that the type of the layer does not depend on whether one lot has two parts.
    const bool table = layer.shapes == nullptr;
    const auto crs = reference_system(layer.crs_wkt);
    OGRLayer* made = dataset.CreateLayer(layer.name.c_str(), table ? nullptr : crs.get(),
                                         table ? wkbNone : wkbMultiPolygon, options.List());
    return made != nullptr && add_fields(*made, *layer.attributes);
}

/// The rows of all layers, into a file that GDAL has closed.
static void add_all_rows(const std::string& path, std::span<const VectorLayer> layers,
                         const Progress& progress)
{
    SqliteFile file(path);
    double done = 0;  // layers
    for (const auto& layer : layers) {
        const Progress part = [&](double inner, Text doing) {
            report(progress, (done + inner) / static_cast<double>(layers.size()), doing);
        };
        std::shared_ptr<PackedIndex> index = layer.index;
        if (!index && layer.shapes != nullptr) index = start_index(*layer.shapes);
        if (!add_rows(file, layer, geometry_column, index.get(), part)) {
            GdalErrors said;
            said.take(true, file.failure().c_str());
            errno = file.system_trouble();
            throw not_written(path, said);
        }
        ++done;
    }
}

/// The table in which desktop programs look for styles. Its columns are theirs.
static OGRLayer* create_style_table(GDALDataset& dataset)
{
    CPLStringList options;
    options.SetNameValue("FID", "id");
    OGRLayer* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
    if (table == nullptr) return nullptr;
    const auto add = [&](const char* name, OGRFieldType type, OGRFieldSubType subtype, int width) {
        OGRFieldDefn field(name, type);
        field.SetSubType(subtype);
        field.SetWidth(width);
        return table->CreateField(&field) == OGRERR_NONE;
    };
    bool good = true;
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column"}) {
        good = good && add(name, OFTString, OFSTNone, 256);
    }
    good = good && add("styleName", OFTString, OFSTNone, 30) && add("styleQML", OFTString, OFSTNone, 0) &&
           add("styleSLD", OFTString, OFSTNone, 0) && add("useAsDefault", OFTInteger, OFSTBoolean, 0) &&
           add("description", OFTString, OFSTNone, 0) && add("owner", OFTString, OFSTNone, 30) &&
           add("ui", OFTString, OFSTNone, 30) && add("update_time", OFTDateTime, OFSTNone, 0);
    return good ? table : nullptr;
}

/// One row for each layer that has a style; only the QML form is picked up when a layer is opened.
static bool write_styles(GDALDataset& dataset, std::span<const VectorLayer> layers, Language language)
{
    OGRLayer* table = nullptr;
    for (const auto& layer : layers) {
        if (!layer.style || layer.shapes == nullptr) continue;
        if (table == nullptr) table = create_style_table(dataset);
        if (table == nullptr) return false;
        OGRFeature row(table->GetLayerDefn());
        for (const char* empty : {"f_table_catalog", "f_table_schema", "styleSLD", "owner"}) {
            row.SetField(empty, "");
        }
        row.SetField("f_table_name", layer.name.c_str());
        row.SetField("f_geometry_column", geometry_column);
        row.SetField("styleName", layer.name.substr(0, 30).c_str());
        row.SetField("styleQML", qml(style_with_aliases(layer), language).c_str());
        row.SetField("useAsDefault", 1);
        row.SetField("description", "");
        row.SetField("update_time", fixed_time);
        if (table->CreateFeature(&row) != OGRERR_NONE) return false;
    }
    return true;
}

void write_gpkg(const std::string& path, std::span<const VectorLayer> layers, const VectorOptions& options)
{
    const GdalErrors errors;
    const LocalSetting date("OGR_CURRENT_DATE", fixed_time);
    // What reaches the disk is brought there once, when the directory is published.
    const LocalSetting no_sync("OGR_SQLITE_SYNCHRONOUS", "OFF");
    auto dataset = create_dataset("GPKG", path, errors);
    for (const auto& layer : layers)
        if (!create_layer(*dataset, layer)) throw not_written(path, errors);
    if (!write_styles(*dataset, layers, options.language)) throw not_written(path, errors);
    close_checked(dataset, path, errors);
    add_all_rows(path, layers, options.progress);
    std::vector<ExpectedLayer> expected;
    for (const auto& layer : layers) {
        expected.push_back(
            {layer.name, layer.shapes != nullptr ? layer.shapes->size() : layer.attributes->rows()});
    }
    verify_vector(path, "GPKG", expected);
}

}  // namespace permu
