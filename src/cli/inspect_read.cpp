/// Reads the layers of a file for inspection.
#include <algorithm>
#include <filesystem>
#include <optional>

#include "inspect.hpp"
#include "permu/io/layers.hpp"
#include "permu/io/read_layer.hpp"
#include "permu/io/read_points.hpp"
#include "permu/io/read_table.hpp"

namespace permu {
namespace {

bool is_polygon(const LayerInfo& info)
{
    return info.geometry.find("Polygon") != std::string::npos ||
           info.geometry.find("Surface") != std::string::npos ||
           info.geometry.find("Unknown") != std::string::npos || info.geometry == "Geometry Collection";
}

/// What is said of the CRS is said by the guess; the rest stays.
Problems without_crs(const Problems& problems)
{
    Problems kept;
    for (const Problem& problem : problems.all())
        if (!problem.code.starts_with("crs.")) kept.add(problem);
    return kept;
}

/// A `.cpg` that says UTF-8 beside texts of GB18030 is common, and the other way round: the encoding that all
/// texts are whole in.
std::optional<std::string> other_encoding(FileSource source, const Problems& problems)
{
    const auto has = [](const Problems& found, std::string_view code) {
        return std::ranges::any_of(found.all(), [&](const Problem& problem) { return problem.code == code; });
    };
    if (has(problems, "file.encoding_doubtful")) return "UTF-8";
    if (!has(problems, "table.not_utf8")) return std::nullopt;
    source.encoding = "GB18030";
    Problems again;
    read_layer(source, {}, again);
    if (has(again, "table.not_utf8")) return std::nullopt;
    return source.encoding;
}

/// The magnitudes of the coordinates tell the system; until then any will do to read them.
FileSource source_of(const LayerInfo& info, RawLayer& raw)
{
    constexpr const char* placeholder = "EPSG:4326";
    raw.crs.known = !info.crs_name.empty() && !info.crs_name.starts_with("Undefined ");
    return {.path = raw.file, .layer = info.name, .crs = raw.crs.known ? "" : placeholder};
}

/// What a layer of polygons and one of points have in common.
template <class AnyLayer>
void take(AnyLayer& layer, const Problems& problems, RawLayer& raw)
{
    if (raw.crs.known) {
        raw.crs.geographic = layer.geographic;
        raw.crs.name = layer.crs_name;
        raw.crs_wkt = layer.crs_wkt;
        raw.crs.false_easting = false_easting_of(layer.crs_wkt);
    }
    raw.encoding = layer.encoding_used;
    raw.table = std::move(layer.attributes);
    raw.fids = std::move(layer.fids);
    raw.remarks = without_crs(problems);
}

void read_polygons(const LayerInfo& info, RawLayer& raw)
{
    FileSource source = source_of(info, raw);
    Problems problems;
    Layer layer = read_layer(source, {}, problems);
    if (const auto instead = other_encoding(source, problems)) {
        raw.encoding_instead = source.encoding = *instead;
        problems = {};
        layer = read_layer(source, {}, problems);
    }
    raw.shapes = std::move(layer.shapes);
    take(layer, problems, raw);
}

void read_points_of(const LayerInfo& info, RawLayer& raw)
{
    FileSource source = source_of(info, raw);
    Problems problems;
    PointLayer layer = read_points(source, {}, problems);
    raw.points = std::move(layer.points);
    take(layer, problems, raw);
}

void read_table_of(const LayerInfo& info, int header_row, RawLayer& raw)
{
    FileSource source{.path = raw.file, .layer = info.name, .header_row = std::max(header_row, 1)};
    Problems problems;
    // A row that is named is taken; that it is the first one, too.
    raw.table =
        header_row == 1 ? read_table(source, {}, problems) : read_table_below_title(source, {}, problems);
    raw.header_row = source.header_row;
    raw.remarks = std::move(problems);
}

RawLayer read_raw(const std::string& path, const LayerInfo& info, bool alone, int header_row)
{
    const std::string stem = std::filesystem::path(path).stem().string();
    RawLayer raw{.file = path,
                 .layer = alone ? "" : info.name,
                 .name = alone ? stem : info.name,
                 .geometry = info.geometry,
                 .encoding = {}};
    if (is_polygon(info)) {
        read_polygons(info, raw);
    } else if (info.geometry.find("Point") != std::string::npos) {
        read_points_of(info, raw);
    } else if (info.geometry == "None") {
        read_table_of(info, header_row, raw);
    } else {
        raw.features = info.features;
        raw.remarks.add(
            {.severity = Severity::warning,
             .code = info.geometry == "View" ? "layer.view" : "layer.not_polygons",
             .where = printable(path, 200) + ", layer " + printable(info.name),
             .found = Said(info.geometry),
             .expected = {"polygons, points of enterprises, or a table", "面图层、企业点图层或表格"},
             .remedy = {"not looked into: no scenario can use it", "未查看：情景无法使用"}});
    }
    return raw;
}

}  // namespace

std::vector<Inspection> inspect_file(const std::string& path, const std::string& layer,
                                     std::optional<InputTable> as, unsigned threads, int header_row)
{
    std::vector<LayerInfo> infos = list_layers(path);
    const bool alone = infos.size() == 1;
    if (!layer.empty()) std::erase_if(infos, [&](const LayerInfo& info) { return info.name != layer; });
    if (infos.empty()) {
        throw InputError(Problem{.code = "layer.unknown",
                                 .where = printable(path, 200),
                                 .found = {"no layer " + printable(layer), "没有图层 " + printable(layer)},
                                 .expected = {"a layer of the file", "文件中的图层"},
                                 .remedy = {"permu inspect without --layer lists them",
                                            "不加 --layer 运行 permu inspect 可列出图层"}});
    }
    std::vector<Inspection> out;
    for (const LayerInfo& info : infos) {
        if (info.name == "layer_styles" || info.name == "qgis_projects") continue;
        out.push_back(inspect_layer(read_raw(path, info, alone, header_row), as, threads));
    }
    return out;
}

}  // namespace permu
