/// Opens what has passed the gate and finds the layer that is meant.
#include "io/open.hpp"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <set>
#include <vector>

#include "io/geopackage_check.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

CPLStringList options_for(const Gate& gate, const std::string& encoding)
{
    CPLStringList options;
    switch (gate.format) {
        case Format::shapefile:
        case Format::zipped_shapefile:
            if (!encoding.empty()) options.SetNameValue("ENCODING", encoding.c_str());
            break;
        case Format::geopackage:
            // Immutable: no lock or journal file is made beside the user's data.
            options.SetNameValue("IMMUTABLE", has_percent_code(gate.open_path) ? "NO" : "YES");
            options.SetNameValue("LIST_ALL_TABLES", "NO");
            break;
        case Format::geojson:
            options.SetNameValue("DATE_AS_STRING", "YES");
            break;
        default:
            break;
    }
    return options;
}

/// Layers that QGIS and GDAL keep beside the data.
bool is_housekeeping(std::string_view name)
{
    return name == "layer_styles" || name == "qgis_projects";
}

/// Layers one may choose. Of views nothing but the name is asked: any other question may run them.
std::vector<OGRLayer*> candidates(GDALDataset& dataset, const Gate& gate, const std::set<std::string>& views,
                                  bool with_geometry)
{
    std::vector<OGRLayer*> layers;
    for (OGRLayer* layer : dataset.GetLayers()) {
        if (views.contains(table_key(layer->GetName()))) continue;
        if (with_geometry ? layer->GetGeomType() == wkbNone : is_housekeeping(layer->GetName())) continue;
        // A new workbook comes with empty sheets.
        if (is_sheet(gate.format) && layer->GetLayerDefn()->GetFieldCount() == 0) continue;
        layers.push_back(layer);
    }
    return layers;
}

[[noreturn]] void refuse_view(const Gate& gate, const std::string& name)
{
    refuse(
        {.code = "gpkg.view",
         .where = at(gate.path, name),
         .found = {"a view, a virtual table or a table with computed columns", "视图、虚拟表或含计算列的表"},
         .expected = {"a stored table: what is computed may never end, or read other files",
                      "存储的数据表：计算出的内容可能无法结束，或读取其他文件"},
         .remedy = {"export it as a layer of its own", "请将其导出为独立图层"}});
}

std::vector<std::string> names_of(const std::vector<OGRLayer*>& layers)
{
    std::vector<std::string> names;
    for (OGRLayer* layer : layers) {
        names.emplace_back(layer->GetName());
    }
    return names;
}

[[noreturn]] void refuse_choice(const Gate& gate, const FileSource& source,
                                const std::vector<std::string>& names)
{
    const std::string list = listed(names);
    if (names.empty()) {
        refuse({.code = "layer.none",
                .where = at(gate.path),
                .found = {"no layer of polygons, or no table", "没有面图层或表格"},
                .expected = {"at least one", "至少一个"},
                .remedy = {"export the layer again", "请重新导出图层"}});
    }
    if (!source.layer.empty()) {
        refuse({.code = "layer.unknown",
                .where = at(gate.path),
                .found = {"no layer " + printable(source.layer), "没有图层 " + printable(source.layer)},
                .expected = {"one of: " + list, "以下之一：" + list},
                .remedy = {"correct layer in the [data.*] table", "请更正 [data.*] 表中的 layer"}});
    }
    refuse({.code = "layer.several",
            .where = at(gate.path),
            .found = {"several layers and none named: " + list, "有多个图层而未指定：" + list},
            .expected = {"the name of one of them", "指定其中一个图层"},
            .remedy = {"set layer = \"" + printable(names.front()) + "\" (or another) in the [data.*] table",
                       "请在 [data.*] 表中设置 layer = \"" + printable(names.front()) + "\"（或其他图层）"}});
}

}  // namespace

GDALDatasetUniquePtr open_dataset(const Gate& gate, const std::string& encoding, GdalErrors& errors)
{
    const char* drivers[] = {driver_name(gate.format), nullptr};
    if (gate.format == Format::geopackage) look_into_geopackage(gate);
    const CPLStringList options = options_for(gate, encoding);
    GDALDatasetUniquePtr dataset(GDALDataset::Open(gate.open_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                   drivers, options.List(), nullptr));
    if (dataset && gate.format == Format::geopackage) bound_cells(*dataset);
    if (dataset && !errors.failed()) return dataset;
    const std::string why = errors.failed() ? ": " + errors.failure_text() : "";
    refuse_damaged(at(gate.path),
                   {std::string("content that the driver ") + drivers[0] + " cannot read" + why,
                    std::string("驱动 ") + drivers[0] + " 无法读取其内容" + why});
}

OGRLayer& choose_layer(GDALDataset& dataset, const FileSource& source, const Gate& gate, bool with_geometry)
{
    std::set<std::string> views;
    if (gate.format == Format::geopackage) views = computed_tables(dataset);
    if (views.contains(table_key(source.layer))) refuse_view(gate, source.layer);
    const std::vector<OGRLayer*> layers = candidates(dataset, gate, views, with_geometry);
    if (layers.empty() && !views.empty()) refuse_view(gate, *views.begin());
    for (OGRLayer* layer : layers) {
        if (source.layer.empty() ? layers.size() == 1 : source.layer == layer->GetName()) return *layer;
    }
    refuse_choice(gate, source, names_of(layers));
}

void settle(GdalErrors& errors, const std::string& where, Problems& problems)
{
    if (errors.failed()) {
        refuse_damaged(where, {"content that cannot be read whole: " + errors.failure_text(),
                               "内容无法完整读取：" + errors.failure_text()});
    }
    for (const std::string& text : errors.warning_texts()) {
        problems.add({.severity = Severity::warning,
                      .code = "file.gdal",
                      .where = where,
                      .found = {"GDAL says: " + text, "GDAL 提示：" + text},
                      .expected = {"a file without remarks", "没有提示的文件"},
                      .remedy = {"look whether the layer is as it should be", "请检查图层是否正常"}});
    }
    errors.clear();
}

}  // namespace permu::reading
