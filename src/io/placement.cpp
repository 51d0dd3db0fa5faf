/// Whether the coordinates of a layer can be what its coordinate system claims.
#include <cpl_error.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "io/crs_of.hpp"
#include "io/refuse.hpp"
#include "permu/io/gdal_session.hpp"

namespace permu::reading {

namespace {

/// Degrees that a system may be used beyond its stated area before anybody is warned.
constexpr double area_margin = 1.0;
/// Rounding of writers that clip to the globe.
constexpr double globe_margin = 1e-6;

struct Words {
    Severity severity;
    const char* code;
    Said found;
    Said expected;
    Said remedy;
};

/// Tells faults of features with what they share.
class Teller {
public:
    Teller(const std::string& where, std::span<const std::int64_t> fids, Problems& problems)
        : where_(where), fids_(fids), problems_(problems)
    {
    }
    void tell(const Words& words, std::size_t shape)
    {
        problems_.tally({.severity = words.severity,
                         .code = words.code,
                         .where = where_,
                         .found = words.found,
                         .expected = words.expected,
                         .remedy = words.remedy},
                        std::to_string(fids_[shape]));
    }

private:
    const std::string& where_;
    std::span<const std::int64_t> fids_;
    Problems& problems_;
};

const Words degrees_as_metres{
    Severity::error,
    "crs.degrees_as_metres",
    {"coordinates the size of degrees in a projected system", "投影坐标系中出现经纬度大小的坐标"},
    {"metres, as the system says", "坐标系规定的米"},
    {"set the right crs in the [data.*] table, e.g. crs = \"EPSG:4490\"",
     "请在 [data.*] 表中设置正确的 crs，例如 crs = \"EPSG:4490\""}};
const Words impossible_degrees{
    Severity::error,
    "crs.impossible_degrees",
    {"longitudes beyond ±180 or latitudes beyond ±90", "经度超出 ±180 或纬度超出 ±90"},
    {"degrees, longitude first", "以度为单位、经度在前"},
    {"set the right crs in the [data.*] table, or swap the axes back",
     "请在 [data.*] 表中设置正确的 crs，或将坐标轴换回"}};
const Words wraps{
    Severity::error,
    "crs.wraps",
    {"a polygon across the antimeridian or around a pole", "面跨越 180° 经线或包含极点"},
    {"polygons narrower than 180°", "宽度小于 180° 的面"},
    {"cut it at the antimeridian, or use a projected system", "请在 180° 经线处切开，或使用投影坐标系"}};
const Words out_of_range{Severity::error,
                         "crs.out_of_range",
                         {"coordinates without a place on Earth", "坐标在地球上没有对应位置"},
                         {"coordinates that the system can hold", "坐标系可表示的坐标"},
                         {"repair the coordinates, or set the right crs in the [data.*] table",
                          "请修正坐标，或在 [data.*] 表中设置正确的 crs"}};
const Words outside_area{
    Severity::warning,
    "crs.outside_area",
    {"places outside the area the coordinate system is made for", "位置超出坐标系的适用范围"},
    {"data inside the area of use", "数据位于适用范围内"},
    {"check crs, the zone and the axis order", "请检查 crs、带号和坐标轴顺序"}};
const Words swapped_axes{
    Severity::error,
    "crs.swapped",
    {"axes that are swapped: only turned do the coordinates lie where the system is made for",
     "坐标轴颠倒：交换后坐标才落在该坐标系的适用范围内"},
    {"eastings (longitudes) as x, northings (latitudes) as y", "x 为横坐标（经度），y 为纵坐标（纬度）"},
    {"export the layer again with x and y in that order (QGIS: Swap X and Y coordinates)",
     "请按此次序重新导出图层（QGIS：“交换 X 和 Y 坐标”）"}};

struct Area {
    double west{}, south{}, east{}, north{};
    bool known = false;

    bool holds(const Box& box) const
    {
        return box.min_x >= west - area_margin && box.max_x <= east + area_margin &&
               box.min_y >= south - area_margin && box.max_y <= north + area_margin;
    }
};

Area area_of_use(const OGRSpatialReference& system)
{
    Area area;
    const char* name = nullptr;
    area.known = system.GetAreaOfUse(&area.west, &area.south, &area.east, &area.north, &name) &&
                 area.west > -999 && area.west < area.east;
    return area;
}

/// Corners and middle of a box in degrees; none when one of them has no finite image.
std::unique_ptr<Box> box_in_degrees(OGRCoordinateTransformation& inverse, const Box& box)
{
    const double middle_x = box.min_x + box.width() / 2;
    const double middle_y = box.min_y + box.height() / 2;
    std::array<double, 9> x = {box.min_x, middle_x,  box.max_x, box.min_x, middle_x,
                               box.max_x, box.min_x, middle_x,  box.max_x};
    std::array<double, 9> y = {box.min_y, box.min_y, box.min_y, middle_y, middle_y,
                               middle_y,  box.max_y, box.max_y, box.max_y};
    const bool good =
        inverse.Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr, nullptr) != 0;
    const auto finite = [](double value) { return std::isfinite(value); };
    if (!good || !std::all_of(x.begin(), x.end(), finite) || !std::all_of(y.begin(), y.end(), finite))
        return nullptr;
    return std::make_unique<Box>(
        Box{*std::min_element(x.begin(), x.end()), *std::min_element(y.begin(), y.end()),
            *std::max_element(x.begin(), x.end()), *std::max_element(y.begin(), y.end())});
}

void check_degrees(const Shapes& shapes, const Area& area, Teller& teller)
{
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        if (shapes.parts(shape) == 0) continue;
        const Box box = bounds(shapes, shape);
        if (box.min_x < -180 - globe_margin || box.max_x > 180 + globe_margin ||
            box.min_y < -90 - globe_margin || box.max_y > 90 + globe_margin) {
            teller.tell(impossible_degrees, shape);
        } else if (box.width() > 180) {
            teller.tell(wraps, shape);
        } else if (area.known && !area.holds(box)) {
            teller.tell(outside_area, shape);
        }
    }
}

bool is_degree_sized(const Box& box)
{
    return box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
}

/// Tells shapes the size of degrees; \return the extent of all
Box check_sizes(const Shapes& shapes, Teller& teller)
{
    Box all = no_box;
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        if (shapes.parts(shape) == 0) continue;
        const Box box = bounds(shapes, shape);
        if (is_degree_sized(box)) teller.tell(degrees_as_metres, shape);
        all = joined(all, box);
    }
    return all;
}

void check_metres(const OGRSpatialReference& system, const Shapes& shapes, const Area& area, Teller& teller)
{
    const Box all = check_sizes(shapes, teller);
    const std::unique_ptr<OGRSpatialReference> degrees(system.CloneGeogCS());
    if (!degrees) return;
    degrees->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> inverse(
        OGRCreateCoordinateTransformation(&system, degrees.get()));
    if (!inverse) return;
    // One look at the whole; the features one by one only when something is odd.
    const auto whole = box_in_degrees(*inverse, all);
    if (whole && (!area.known || area.holds(*whole))) return;
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        if (shapes.parts(shape) == 0) continue;
        const Box box = bounds(shapes, shape);
        if (is_degree_sized(box)) continue;
        const auto here = box_in_degrees(*inverse, box);
        if (!here) {
            teller.tell(out_of_range, shape);
        } else if (area.known && !area.holds(*here)) {
            const auto turned = box_in_degrees(*inverse, {box.min_y, box.min_x, box.max_y, box.max_x});
            teller.tell(turned && area.holds(*turned) ? swapped_axes : outside_area, shape);
        }
    }
}

void warn_of_old_datum(const std::string& name, const std::string& where, Problems& problems)
{
    for (const std::string_view old : {"Xian 1980", "Xian_1980", "Beijing 1954", "Beijing_1954"}) {
        if (name.find(old) == std::string::npos) continue;
        problems.add(
            {.severity = Severity::warning,
             .code = "crs.old_datum",
             .where = where,
             .found = {"the old system " + name, "旧坐标系 " + name},
             .expected = {"CGCS2000; no exact public transformation exists",
                          "CGCS2000；没有公开的精确转换参数"},
             .remedy = {"have the data transformed by the surveying authority before mixing it with others",
                        "与其他数据混用前，请由测绘主管部门转换"}});
        return;
    }
}

}  // namespace

void check_placement(const Crs& crs, const Shapes& shapes, std::span<const std::int64_t> fids,
                     const std::string& where, Problems& problems)
{
    warn_of_old_datum(crs.name, where, problems);
    OGRSpatialReference system;
    if (shapes.total_points() == 0 || system.importFromWkt(crs.wkt.c_str()) != OGRERR_NONE) return;
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    // What PROJ says about points without an image is told here, feature by feature.
    GdalErrors quiet;
    Teller teller(where, fids, problems);
    const Area area = area_of_use(system);
    if (crs.geographic) {
        check_degrees(shapes, area, teller);
    } else {
        check_metres(system, shapes, area, teller);
    }
}

}  // namespace permu::reading
