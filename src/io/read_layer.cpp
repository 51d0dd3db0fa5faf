/// Reads polygons with their attributes from a file of the user's into plain columns.
#include "permu/io/read_layer.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <future>

#include "io/crs_of.hpp"
#include "io/flatgeobuf_check.hpp"
#include "io/geojson_check.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/read_features.hpp"
#include "io/refuse.hpp"
#include "io/shapefile_check.hpp"

namespace permu {

namespace {

using namespace reading;

/// What the checks of the raw file found out.
struct Facts {
    std::int64_t features = -1;  ///< −1: not known
    std::string encoding = "UTF-8";
};

/// A check of every record that goes on while GDAL reads; ends with it whatever happens.
struct RecordCheck {
    Problems problems;
    std::future<std::uint64_t> features = {};
};

Facts check_raw(const Gate& gate, const FileSource& source, const ReadLimits& limits, RecordCheck& records,
                Problems& problems)
{
    Facts facts;
    if (gate.format == Format::shapefile || gate.format == Format::zipped_shapefile) {
        const ShapefileFacts shapefile = check_shapefile(gate, source, problems);
        facts = {static_cast<std::int64_t>(shapefile.records), shapefile.encoding};
        records.features = std::async(std::launch::async, [&gate, &source, shapefile, &records] {
            return check_shapefile_records(gate, source, shapefile, records.problems);
        });
    } else if (gate.format == Format::geojson) {
        facts.features = static_cast<std::int64_t>(check_geojson(gate, source, limits, problems));
    } else if (gate.format == Format::flatgeobuf) {
        check_flatgeobuf(gate);
    }
    return facts;
}

/// For how many features room is made. What a file says is not trusted further than its size goes.
std::uint64_t expected_features(OGRLayer& layer, const Gate& gate, const Facts& facts)
{
    constexpr std::uint64_t least_feature_bytes = 40;
    std::int64_t stated = facts.features;
    if (gate.format == Format::geopackage) stated = layer.GetFeatureCount(0);
    return stated < 0 ? 0 : std::min(static_cast<std::uint64_t>(stated), gate.bytes / least_feature_bytes);
}

/// The count that was promised must have come.
void check_count(const Facts& facts, std::size_t read, const std::string& where, Problems& problems)
{
    if (facts.features >= 0 && facts.features != static_cast<std::int64_t>(read)) {
        const std::string numbers = std::to_string(read) + " / " + std::to_string(facts.features);
        refuse_damaged(where, {"fewer or more features than the file says: " + numbers,
                               "要素数与文件所述不符：" + numbers});
    }
    if (read > 0) return;
    problems.add({.code = "layer.empty",
                  .where = where,
                  .found = {"a layer without features", "图层没有要素"},
                  .expected = {"at least one polygon", "至少一个面"},
                  .remedy = {"export the layer again, or leave it out", "请重新导出图层，或不使用它"}});
}

/// A layer that declares itself to hold points or lines is the wrong one, or lies.
void check_declared_type(OGRLayer& layer, const std::string& where)
{
    const OGRwkbGeometryType type = wkbFlatten(layer.GetGeomType());
    for (const OGRwkbGeometryType good : {wkbUnknown, wkbPolygon, wkbMultiPolygon, wkbCurvePolygon,
                                          wkbMultiSurface, wkbSurface, wkbGeometryCollection}) {
        if (type == good) return;
    }
    const std::string name = OGRGeometryTypeToName(type);
    refuse({.code = "geometry.not_polygon",
            .where = where,
            .found = {"a layer of type " + name, "图层类型为 " + name},
            .expected = {"a layer of polygons", "面图层"},
            .remedy = {"name the polygon layer, or export it again with its right type",
                       "请指定面图层，或以正确的类型重新导出"}});
}

/// FlatGeobuf written as a stream does not know its count, and its batches have no end then. GDAL gives the
/// columns of a GeoPackage to one function of SQLite, which takes 127 arguments.
bool comes_in_columns(Format format, const Facts& facts, std::size_t columns)
{
    constexpr std::size_t most_columns = 100;
    if (columns > most_columns) return false;
    return format == Format::geopackage || (format == Format::flatgeobuf && facts.features > 0);
}

}  // namespace

Layer read_layer(const FileSource& source, const ReadLimits& limits, Problems& problems)
{
    start_gdal();
    GdalErrors errors;
    const Gate gate = pass_gate(source.path, Wanted::layer, limits);
    RecordCheck records;
    Facts facts = check_raw(gate, source, limits, records, problems);
    const GDALDatasetUniquePtr dataset = open_dataset(gate, facts.encoding, errors);
    if (gate.format == Format::geopackage) check_geopackage(*dataset, gate, problems);
    OGRLayer& ogr = choose_layer(*dataset, source, gate, true);
    const std::string where = at(source.path, ogr.GetName());
    check_declared_type(ogr, where);
    if (gate.format == Format::geopackage) check_cells(*dataset, ogr, gate, problems);
    if (gate.format == Format::flatgeobuf) {
        facts.features = ogr.GetFeatureCount(0);
        if (facts.features == 0) facts.features = -1;  // the format's word for "unknown"
    }
    const Crs crs = crs_of_layer(ogr, source, problems);

    ShapeBuilder shapes(where, limits, problems);
    Harvest harvest{.columns = make_columns(ogr, source, limits, problems),
                    .shapes = &shapes,
                    .fids = {},
                    .max_features = limits.max_features,
                    .expected = expected_features(ogr, gate, facts),
                    .where = where};
    if (!comes_in_columns(gate.format, facts, harvest.columns.size()) || !read_in_columns(ogr, harvest))
        read_feature_by_feature(ogr, harvest);
    if (records.features.valid()) {
        // What is wrong with a record says more than what GDAL makes of it.
        facts.features = static_cast<std::int64_t>(records.features.get());
        problems.append(records.problems);
    }
    settle(errors, where, problems);
    check_count(facts, harvest.fids.size(), where, problems);

    Layer layer{
        .attributes = {.name = ogr.GetName(), .columns = {}, .left_out = fields_left_out(ogr, source)},
        .shapes = shapes.take(),
        .crs_wkt = crs.wkt,
        .crs_name = crs.name,
        .geographic = crs.geographic,
        .encoding_used = facts.encoding,
        .has_z = shapes.has_z(),
        .fids = std::move(harvest.fids)};
    for (ColumnBuilder& column : harvest.columns) {
        layer.attributes.columns.push_back(column.take());
    }
    check_placement(crs, layer.shapes, layer.fids, where, problems);
    return layer;
}

}  // namespace permu
