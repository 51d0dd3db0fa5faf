/// Reads points with their attributes.
#include "permu/io/read_points.hpp"

#include <ogrsf_frmts.h>

#include <limits>

#include "io/crs_of.hpp"
#include "io/flatgeobuf_check.hpp"
#include "io/geojson_check.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/read_features.hpp"
#include "io/refuse.hpp"
#include "io/shapefile_check.hpp"
#include "permu/io/layers.hpp"

namespace permu {

namespace reading {

void PointBuilder::add_geometry(const OGRGeometry* geometry, std::int64_t fid)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    points_.push_back({none, none});
    if (geometry == nullptr || geometry->IsEmpty()) return;
    const OGRGeometry* one = geometry;
    if (wkbFlatten(geometry->getGeometryType()) == wkbMultiPoint &&
        geometry->toMultiPoint()->getNumGeometries() == 1)
        one = geometry->toMultiPoint()->getGeometryRef(0);
    if (wkbFlatten(one->getGeometryType()) == wkbPoint) {
        points_.back() = {one->toPoint()->getX(), one->toPoint()->getY()};
        return;
    }
    problems_.tally({.code = "geometry.not_point",
                     .where = where_,
                     .found = {std::string("a geometry of type ") + geometry->getGeometryName(),
                               std::string("几何类型为 ") + geometry->getGeometryName()},
                     .expected = {"a point", "点"},
                     .remedy = {"give the feature one point (its middle or its gate)",
                                "请为该要素给出一个点（如中心点或大门）"}},
                    std::to_string(fid));
}

}  // namespace reading

namespace {

using namespace reading;

/// What is found out before GDAL opens the file; \return the encoding of the texts
std::string check_raw(const Gate& gate, const FileSource& source, const ReadLimits& limits,
                      Problems& problems)
{
    if (gate.format == Format::geojson) check_geojson(gate, source, limits, problems);
    if (gate.format == Format::flatgeobuf) check_flatgeobuf(gate);
    if (gate.format != Format::shapefile && gate.format != Format::zipped_shapefile) return "UTF-8";
    const ShapefileFacts facts = check_shapefile(gate, source, problems);
    check_shapefile_records(gate, source, facts, problems);
    return facts.encoding;
}

bool is_point_layer(const LayerInfo& info)
{
    return info.geometry.find("Point") != std::string::npos;
}

}  // namespace

bool has_points(const FileSource& source, const ReadLimits& limits)
{
    if (!may_hold_layers(source.path)) return false;
    const LayerInfo* meant = nullptr;
    const std::vector<LayerInfo> layers = list_layers(source.path, limits);
    for (const LayerInfo& layer : layers) {
        if (source.layer.empty() ? layer.geometry == "None" : layer.name != source.layer) continue;
        if (meant != nullptr) return false;  // several, and none is named
        meant = &layer;
    }
    return meant != nullptr && is_point_layer(*meant);
}

PointLayer read_points(const FileSource& asked, const ReadLimits& limits, Problems& problems)
{
    start_gdal();
    GdalErrors errors;
    FileSource source = asked;
    source.points = true;
    const Gate gate = pass_gate(source.path, Wanted::layer, limits);
    const std::string encoding = check_raw(gate, source, limits, problems);
    const GDALDatasetUniquePtr dataset = open_dataset(gate, encoding, errors);
    if (gate.format == Format::geopackage) check_geopackage(*dataset, gate, problems);
    OGRLayer& ogr = choose_layer(*dataset, source, gate, true);
    const std::string where = at(source.path, ogr.GetName());
    if (gate.format == Format::geopackage) check_cells(*dataset, ogr, gate, problems);
    const Crs crs = crs_of_layer(ogr, source, problems);
    PointBuilder points(where, problems);
    Harvest harvest{.columns = make_columns(ogr, source, limits, problems),
                    .shapes = nullptr,
                    .points = &points,
                    .fids = {},
                    .max_features = limits.max_features,
                    .where = where};
    read_feature_by_feature(ogr, harvest);
    settle(errors, where, problems);
    PointLayer layer{
        .attributes = {.name = ogr.GetName(), .columns = {}, .left_out = fields_left_out(ogr, source)},
        .points = points.take(),
        .crs_wkt = crs.wkt,
        .crs_name = crs.name,
        .geographic = crs.geographic,
        .encoding_used = encoding,
        .fids = std::move(harvest.fids)};
    for (ColumnBuilder& column : harvest.columns)
        layer.attributes.columns.push_back(column.take());
    return layer;
}

}  // namespace permu
