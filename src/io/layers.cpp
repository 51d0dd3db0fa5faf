/// What a file holds, before one says which layer is meant.
#include "permu/io/layers.hpp"

#include <ogrsf_frmts.h>

#include <set>

#include "io/encoding.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/refuse.hpp"
#include "io/shapefile_check.hpp"

namespace permu {

namespace {

using namespace reading;

LayerInfo describe_layer(OGRLayer& layer)
{
    LayerInfo info;
    info.name = layer.GetName();
    info.geometry = layer.GetGeomType() == wkbNone ? "None" : OGRGeometryTypeToName(layer.GetGeomType());
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
