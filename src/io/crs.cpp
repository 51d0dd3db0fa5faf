/// Coordinate reference systems: told apart, and shapes moved from one to another.
#include "permu/io/crs.hpp"

#include <cpl_conv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "io/crs_of.hpp"
#include "io/refuse.hpp"
#include "permu/io/gdal_session.hpp"

namespace permu {

namespace {

constexpr const char* comparison[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT",
                                      nullptr};

OGRSpatialReference system_from_wkt(const std::string& wkt)
{
    OGRSpatialReference system;
    GdalErrors errors;
    if (system.importFromWkt(wkt.c_str()) != OGRERR_NONE) {
        throw InvariantError(Problem{.code = "crs.wkt",
                                     .where = "crs",
                                     .found = {"text that is no WKT", "不是 WKT 文本"},
                                     .expected = {"WKT of a system read before", "此前读入的坐标系 WKT"},
                                     .remedy = {"report this as a bug", "请报告此错误"}});
    }
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

[[noreturn]] void refuse_move(const std::string& from, const std::string& to)
{
    throw InputError(
        Problem{.code = "crs.no_way",
                .where = "crs",
                .found = {"no finite image of some point from " + from + " in " + to,
                          "有点无法从 " + from + " 转换到 " + to},
                .expected = {"layers in systems that transform into each other", "可相互转换的坐标系"},
                .remedy = {"check crs of both layers, that the coordinates are in the system they name, and "
                           "that x is the longitude (easting) and y the latitude (northing)",
                           "请检查两个图层的 crs、坐标是否确属该坐标系，以及 x 是否为经度（横坐标）、y "
                           "是否为纬度（纵坐标）"}});
}

}  // namespace

namespace reading {

Crs crs_of(const OGRSpatialReference& given, const std::string& where)
{
    OGRSpatialReference system(given);
    system.StripVertical();
    const char* raw_name = system.GetName();
    Crs crs{.wkt = {},
            .name = printable(raw_name == nullptr ? "" : raw_name),
            .geographic = system.IsGeographic() != 0};
    if (!system.IsProjected() && !crs.geographic) {
        refuse(
            {.code = "crs.local",
             .where = where,
             .found = {"a system without a place on Earth: " + crs.name, "无大地基准的坐标系：" + crs.name},
             .expected = {"a projected or geographic system", "投影坐标系或地理坐标系"},
             .remedy = {"set crs = \"EPSG:4547\" (or the WKT of the local projection) in the [data.*] table",
                        "请在 [data.*] 表中设置 crs = \"EPSG:4547\"（或地方投影的 WKT）"}});
    }
    char* text = nullptr;
    const char* options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    system.exportToWkt(&text, options);
    crs.wkt = text == nullptr ? "" : text;
    CPLFree(text);
    return crs;
}

Crs crs_of_layer(OGRLayer& layer, const FileSource& source, Problems& problems)
{
    const std::string where = at(source.path, layer.GetName());
    const OGRSpatialReference* system = layer.GetSpatialRef();
    // A GeoPackage says so when nobody knows; its placeholders look like systems.
    const bool known = system != nullptr && system->GetName() != nullptr &&
                       !std::string_view(system->GetName()).starts_with("Undefined ");
    if (!source.crs.empty()) {
        Crs crs = parse_crs(source.crs, where);
        if (known && !same_crs(crs.wkt, crs_of(*system, where).wkt)) {
            problems.add({.severity = Severity::note,
                          .code = "crs.overruled",
                          .where = where,
                          .found = {"crs of the file: " + printable(system->GetName()),
                                    "文件的坐标系：" + printable(system->GetName())},
                          .expected = {"read as " + crs.name, "按 " + crs.name + " 读取"},
                          .remedy = {"drop crs from the [data.*] table if the file is right",
                                     "若文件正确，请删去 [data.*] 表中的 crs"}});
        }
        return crs;
    }
    if (known) return crs_of(*system, where);
    refuse(
        {.code = "crs.missing",
         .where = where,
         .found = {"no coordinate system", "没有坐标系"},
         .expected = {"a system in the file, or crs in the scenario", "文件中的坐标系，或情景中的 crs"},
         .remedy = {"set crs in the [data.*] table to the system the layer was drawn in, e.g. crs = "
                    "\"EPSG:4547\"; `permu inspect FILE` tells what its coordinates fit",
                    "请在 [data.*] 表中将 crs 设为图层所用的坐标系，例如 crs = \"EPSG:4547\"；permu inspect "
                    "文件 会说明坐标符合哪些坐标系"}});
}

}  // namespace reading

Crs parse_crs(const std::string& text, const std::string& where)
{
    start_gdal();
    GdalErrors errors;
    OGRSpatialReference system;
    // Texts may look like URLs or file names; neither is opened.
    constexpr std::size_t longest = 64 << 10;
    if (text.size() > longest ||
        system.SetFromUserInput(text.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
            OGRERR_NONE) {
        reading::refuse({.code = "crs.unknown",
                         .where = where,
                         .found = {"crs \"" + printable(text) + "\"", "crs“" + printable(text) + "”"},
                         .expected = {"a code such as \"EPSG:4547\", a PROJ string or WKT",
                                      "如 \"EPSG:4547\" 的代码、PROJ 字符串或 WKT"},
                         .remedy = {"correct crs in the [data.*] table", "请更正 [data.*] 表中的 crs"}});
    }
    return reading::crs_of(system, where);
}

bool same_crs(const std::string& a_wkt, const std::string& b_wkt)
{
    start_gdal();
    if (a_wkt == b_wkt) return true;
    const OGRSpatialReference a = system_from_wkt(a_wkt);
    const OGRSpatialReference b = system_from_wkt(b_wkt);
    return a.IsSame(&b, comparison) != 0;
}

Shapes reproject(const Shapes& shapes, const std::string& from_wkt, const std::string& to_wkt)
{
    Shapes moved = shapes;
    if (same_crs(from_wkt, to_wkt)) return moved;
    const OGRSpatialReference from = system_from_wkt(from_wkt);
    const OGRSpatialReference to = system_from_wkt(to_wkt);
    GdalErrors errors;
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&from, &to));
    if (!way) refuse_move(from.GetName(), to.GetName());
    // PROJ takes separate arrays; blocks keep them small.
    constexpr std::size_t block = 4096;
    std::vector<double> x(block);
    std::vector<double> y(block);
    const std::span<Point> points = moved.all_points();
    for (std::size_t start = 0; start < points.size(); start += block) {
        const std::size_t count = std::min(block, points.size() - start);
        for (std::size_t i = 0; i < count; ++i) {
            x[i] = points[start + i].x;
            y[i] = points[start + i].y;
        }
        const bool good = way->Transform(static_cast<int>(count), x.data(), y.data(), nullptr, nullptr) != 0;
        for (std::size_t i = 0; i < count; ++i) {
            points[start + i] = {x[i], y[i]};
            if (!good || !std::isfinite(x[i]) || !std::isfinite(y[i]))
                refuse_move(from.GetName(), to.GetName());
        }
    }
    return moved;
}

}  // namespace permu
