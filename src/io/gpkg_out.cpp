/// Writes a GeoPackage: rows in one transaction, the index beside it, styles in the file, no clock.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include "feature_writer.hpp"
#include "gpkg_index.hpp"
#include "vector_formats.hpp"

namespace permu {

static constexpr const char* geometry_column = "geom";

/// From here on a second thread and a second database pay for themselves.
static constexpr std::size_t large_layer = 50000;

std::shared_ptr<GpkgIndexJob> start_index(const Shapes& shapes, const std::string& path)
{
    if (shapes.size() < large_layer) return nullptr;
    start_gdal();
    return std::make_shared<GpkgIndexJob>(shapes, path);
}

/// One layer or table with all its rows. \return false when GDAL refused something
static bool write_layer(GDALDataset& dataset, const std::string& path, const VectorLayer& layer,
                        const Progress& progress)
{
    std::shared_ptr<GpkgIndexJob> index = layer.index;
    if (!index && layer.shapes != nullptr) index = start_index(*layer.shapes, path + ".index");

    CPLStringList options;
    options.SetNameValue("GEOMETRY_NAME", geometry_column);
    options.SetNameValue("SPATIAL_INDEX", index ? "NO" : "YES");
    // Always multipolygons, so that the type of the layer does not depend on whether one lot has two parts.
    const auto crs = reference_system(layer.crs_wkt);
    OGRLayer* made = dataset.CreateLayer(layer.name.c_str(), layer.shapes != nullptr ? crs.get() : nullptr,
                                         layer.shapes != nullptr ? wkbMultiPolygon : wkbNone, options.List());
    if (made == nullptr || !add_fields(*made, *layer.attributes)) return false;
    if (index && !index->prepare(dataset, layer.name, geometry_column)) return false;

    // One transaction for all rows: each of them alone would be brought to the disk for itself.
    FeatureWriter writer(*made, *layer.attributes, layer.shapes);
    const bool good = dataset.StartTransaction() == OGRERR_NONE && writer.write_all(progress) &&
                      dataset.CommitTransaction() == OGRERR_NONE;
    return good && (!index || index->finish(dataset));
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
    double done = 0;  // share of the layers
    for (const auto& layer : layers) {
        const auto share = 1.0 / static_cast<double>(layers.size());
        const Progress part = [&](double inner, Text doing) {
            report(options.progress, done + inner * share, doing);
        };
        if (!write_layer(*dataset, path, layer, part)) throw not_written(path, errors);
        done += share;
    }
    if (!write_styles(*dataset, layers, options.language)) throw not_written(path, errors);
    close_checked(dataset, path, errors);
    std::vector<ExpectedLayer> expected;
    for (const auto& layer : layers) {
        expected.push_back(
            {layer.name, layer.shapes != nullptr ? layer.shapes->size() : layer.attributes->rows()});
    }
    verify_vector(path, "GPKG", expected);
}

}  // namespace permu
