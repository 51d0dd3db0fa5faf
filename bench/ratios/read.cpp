/// Reading a layer into columns against a plain loop over its features.
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>

#include "permu/io/gdal_session.hpp"
#include "permu/io/vector_out.hpp"
#include "ratios/arena.hpp"
#include "ratios/contests.hpp"

namespace permu::bench {
namespace {

/// Fifteen attributes that a simulation needs.
const std::vector<std::string> wanted{"parcel_id", "park_id", "use",           "plan_use",
                                      "stage",     "area_m2", "floor_area_m2", "footprint_m2",
                                      "plan_far",  "tenure",  "supply_year",   "expiry_year",
                                      "price_wan", "idle",    "suitability"};

/// What a loop over features fills: one vector a field, and flat coordinates.
struct PlainColumns {
    std::vector<std::vector<std::string>> texts;
    std::vector<std::vector<std::int64_t>> integers;
    std::vector<std::vector<double>> numbers;
    std::vector<OGRRawPoint> points;
    std::vector<std::size_t> ring_ends, feature_ends;

    explicit PlainColumns(std::size_t fields) : texts(fields), integers(fields), numbers(fields) {}
};

void take_ring(PlainColumns& out, const OGRLinearRing& ring)
{
    const std::size_t first = out.points.size();
    out.points.resize(first + static_cast<std::size_t>(ring.getNumPoints()));
    ring.getPoints(out.points.data() + first);
    out.ring_ends.push_back(out.points.size());
}

void take_geometry(PlainColumns& out, const OGRGeometry* geometry)
{
    if (geometry != nullptr && wkbFlatten(geometry->getGeometryType()) == wkbPolygon) {
        for (const OGRLinearRing* ring : *geometry->toPolygon())
            take_ring(out, *ring);
    } else if (geometry != nullptr && wkbFlatten(geometry->getGeometryType()) == wkbMultiPolygon) {
        for (const OGRPolygon* polygon : *geometry->toMultiPolygon())
            for (const OGRLinearRing* ring : *polygon)
                take_ring(out, *ring);
    }
    out.feature_ends.push_back(out.ring_ends.size());
}

void take_fields(PlainColumns& out, const OGRFeature& feature, const std::vector<int>& fields)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const int field = fields[i];
        const bool set = feature.IsFieldSetAndNotNull(field) != 0;
        switch (feature.GetFieldDefnRef(field)->GetType()) {
            case OFTInteger:
            case OFTInteger64:
                out.integers[i].push_back(set ? feature.GetFieldAsInteger64(field) : null_integer);
                break;
            case OFTReal:
                out.numbers[i].push_back(set ? feature.GetFieldAsDouble(field) : 0);
                break;
            default:
                out.texts[i].emplace_back(set ? feature.GetFieldAsString(field) : "");
        }
    }
}

/// \param names  fields that are wanted; empty: all
PlainColumns read_plainly(const std::string& path, const std::vector<std::string>& names)
{
    start_gdal();
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    OGRLayer* layer = dataset ? dataset->GetLayerByName("parcels") : nullptr;
    if (layer == nullptr) throw std::runtime_error("no layer parcels in " + path);
    std::vector<int> fields;
    std::vector<const char*> ignored;
    const OGRFeatureDefn& definition = *layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const char* name = definition.GetFieldDefn(i)->GetNameRef();
        if (names.empty() || std::ranges::find(names, name) != names.end())
            fields.push_back(i);
        else
            ignored.push_back(name);
    }
    ignored.push_back(nullptr);
    layer->SetIgnoredFields(ignored.data());
    PlainColumns out(fields.size());
    for (const auto& feature : *layer) {
        take_fields(out, *feature, fields);
        take_geometry(out, feature->GetGeometryRef());
    }
    return out;
}

/// \pre nothing is wrong with the file
bool same_columns(const Layer& ours, const PlainColumns& theirs)
{
    return ours.shapes.size() == theirs.feature_ends.size() &&
           ours.shapes.total_points() == theirs.points.size() &&
           ours.attributes.columns.size() == theirs.texts.size();
}

Row read_row(Arena& arena, const Goal& goal, const std::string& path, const std::vector<std::string>& names)
{
    Row row{.goal = goal};
    std::optional<Layer> ours;
    std::optional<PlainColumns> theirs;
    const Contestant contestants[] = {
        [&] {
            ours.reset();
            return seconds(Clock::processor, [&] {
                Problems problems;
                ours = read_layer({.path = path, .layer = "parcels", .columns = names}, {}, problems);
            });
        },
        [&] {
            theirs.reset();
            return seconds(Clock::processor, [&] { theirs = read_plainly(path, names); });
        },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[0] / medians[1];
    row.same_answer = same_columns(*ours, *theirs);
    row.note = medians_text(std::array<std::string_view, 2>{"permu", "OGR features"}, medians);
    return row;
}

/// The parcels in another format, written once.
std::string other_file(Arena& arena, VectorFormat format)
{
    const std::string folder = arena.sample_folder(arena.settings().parcels);
    const std::string path = fmt::format("{}/parcels.{}", folder, extension(format));
    if (std::filesystem::exists(path)) return path;
    const Layer& layer = arena.parcels();
    const VectorLayer out[] = {{"parcels", &layer.attributes, &layer.shapes, layer.crs_wkt, {}}};
    write_vector(path, format, out);
    return path;
}

}  // namespace

std::vector<Row> read_geopackage(Arena& arena)
{
    constexpr Goal goal{
        "P1", "read GeoPackage, 15 attributes, vs OGR feature loop", Bound::at_most, 0.75, 0.5, "x"};
    const std::string folder = arena.sample_folder(arena.settings().parcels);
    return {read_row(arena, goal, folder + "/sample.gpkg", wanted)};
}

std::vector<Row> read_other_formats(Arena& arena)
{
    constexpr Goal flatgeobuf{
        "P2", "read FlatGeobuf, all attributes, vs OGR feature loop", Bound::at_most, 1.1, 0.75, "x"};
    constexpr Goal shapefile{
        "P2", "read shapefile, all attributes, vs OGR feature loop", Bound::at_most, 1.1, 0.75, "x"};
    return {read_row(arena, flatgeobuf, other_file(arena, VectorFormat::flatgeobuf), {}),
            read_row(arena, shapefile, other_file(arena, VectorFormat::shapefile), {})};
}

}  // namespace permu::bench
