/// What a file holds, before one says which layer is meant.
#include "permu/io/layers.hpp"

#include <ogrsf_frmts.h>

#include <filesystem>
#include <set>

#include "io/encoding.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/refuse.hpp"
#include "io/shapefile_check.hpp"

namespace permu {

namespace {

using namespace reading;

/// A layer may hold any type and have points only: the first geometry says so.
bool begins_with_point(OGRLayer& layer)
{
    constexpr int most = 100;
    bool point = false;
    layer.ResetReading();
    for (int i = 0; i < most && !point; ++i) {
        const OGRFeatureUniquePtr feature(layer.GetNextFeature());
        if (feature == nullptr) break;
        const OGRGeometry* geometry = feature->GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) continue;
        const OGRwkbGeometryType type = wkbFlatten(geometry->getGeometryType());
        point = type == wkbPoint || type == wkbMultiPoint;
        if (!point) break;
    }
    layer.ResetReading();
    return point;
}

std::string geometry_of(OGRLayer& layer)
{
    const OGRwkbGeometryType type = layer.GetGeomType();
    if (type == wkbNone) return "None";
    if (wkbFlatten(type) == wkbUnknown && begins_with_point(layer)) return "Point";
    return OGRGeometryTypeToName(type);
}

LayerInfo describe_layer(OGRLayer& layer)
{
    LayerInfo info;
    info.name = layer.GetName();
    info.geometry = geometry_of(layer);
    info.features = layer.GetFeatureCount(1);
    const OGRSpatialReference* system = layer.GetSpatialRef();
    if (system != nullptr && system->GetName() != nullptr) info.crs_name = printable(system->GetName());
    const OGRFeatureDefn* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        const OGRFieldDefn* field = definition->GetFieldDefn(i);
        info.fields.push_back({std::string(without_cut_character(field->GetNameRef())),
                               OGRFieldDefn::GetFieldTypeName(field->GetType())});
    }
    return info;
}

}  // namespace

std::vector<LayerInfo> list_layers(const std::string& path, const ReadLimits& limits)
{
    start_gdal();
    GdalErrors errors;
    const Gate gate = pass_gate(path, Wanted::anything, limits);
    // Its rows are read by our own code, which forgives less and says more.
    if (gate.format == Format::csv) {
        const std::string stem = std::filesystem::path(path).stem().string();
        return {{.name = stem, .geometry = "None", .crs_name = {}, .fields = {}}};
    }
    std::string encoding;
    if (gate.format == Format::shapefile || gate.format == Format::zipped_shapefile) {
        Problems later;  // told when the layer is read
        encoding = check_shapefile(gate, {.path = path, .points = true}, later).encoding;
    }
    const GDALDatasetUniquePtr dataset = open_dataset(gate, encoding, errors);
    std::set<std::string> computed;
    if (gate.format == Format::geopackage) computed = computed_tables(*dataset);
    std::vector<LayerInfo> layers;
    for (OGRLayer* layer : dataset->GetLayers()) {
        // A view of a hostile file may never end: nothing but its name is asked.
        if (computed.contains(table_key(layer->GetName()))) {
            layers.push_back({.name = layer->GetName(), .geometry = "View", .crs_name = {}, .fields = {}});
        } else {
            layers.push_back(describe_layer(*layer));
        }
    }
    return layers;
}

}  // namespace permu
