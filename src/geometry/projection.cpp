/// The wall to PROJ.
#include "geometry/projection.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "permu/base/problem.hpp"

namespace permu {

double Ellipsoid::q(double latitude) const
{
    const double s = std::sin(latitude);
    if (e2 <= 0) return 2 * s;
    const double e = std::sqrt(e2);
    // −ln((1−es)/(1+es))/2 is atanh(es), which keeps its digits near the equator.
    return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

double Ellipsoid::q_slope(double latitude) const
{
    const double s = std::sin(latitude);
    const double w = 1 - e2 * s * s;
    return 2 * (1 - e2) * std::cos(latitude) / (w * w);
}

static void be_silent(void*, int, const char*) {}

Projection::Context Projection::new_context()
{
    Context context(proj_context_create());
    proj_log_func(context.get(), nullptr, be_silent);
    // Areas may not depend on what a server sends: no grids are fetched.
    proj_context_set_enable_network(context.get(), 0);
    return context;
}

[[noreturn]] static void refuse(const std::string& crs, const char* why_en, const char* why_zh)
{
    const std::string shown = fmt::format("\"{}\"", printable(crs, 120));
    throw InputError(Problem{
        .code = "crs.unusable",
        .where = "crs",
        .found = {fmt::format("{}: {}", shown, why_en), fmt::format("{}：{}", shown, why_zh)},
        .expected = {"a geographic or projected coordinate reference system", "地理坐标系或投影坐标系"},
        .remedy = {"write crs = \"EPSG:…\" of the layer, e.g. \"EPSG:4547\"",
                   "请写明图层的坐标系，例如 crs = \"EPSG:4547\""},
    });
}

/// The horizontal CRS inside compound and bound ones.
Projection::Object Projection::open(const std::string& crs) const
{
    Object object(proj_create(context_.get(), crs.c_str()));
    if (!object || proj_is_crs(object.get()) == 0) {
        refuse(crs, "not a coordinate reference system", "不是坐标系");
    }
    for (;;) {
        const PJ_TYPE type = proj_get_type(object.get());
        if (type == PJ_TYPE_BOUND_CRS) {
            object.reset(proj_get_source_crs(context_.get(), object.get()));
        } else if (type == PJ_TYPE_COMPOUND_CRS) {
            object.reset(proj_crs_get_sub_crs(context_.get(), object.get(), 0));
        } else if (type == PJ_TYPE_PROJECTED_CRS || type == PJ_TYPE_GEOGRAPHIC_2D_CRS ||
                   type == PJ_TYPE_GEOGRAPHIC_3D_CRS) {
            return object;
        } else {
            refuse(crs, "neither geographic nor projected", "既不是地理坐标系，也不是投影坐标系");
        }
        if (!object) refuse(crs, "no horizontal part", "没有水平坐标部分");
    }
}

double Projection::axis_unit(const PJ* crs) const
{
    const Object system(proj_crs_get_coordinate_system(context_.get(), crs));
    double factor = 0;
    if (system) {
        proj_cs_get_axis_info(context_.get(), system.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr,
                              nullptr, nullptr);
    }
    return factor;
}

void Projection::describe(const PJ* crs, const PJ* whole)
{
    if (const char* name = proj_get_name(crs)) info_.name = name;
    const char* authority = proj_get_id_auth_name(whole, 0);
    const char* code = proj_get_id_code(whole, 0);
    if (authority != nullptr && code != nullptr) info_.code = fmt::format("{}:{}", authority, code);
    double west = 0, south = 0, east = 0, north = 0;
    if (proj_get_area_of_use(context_.get(), whole, &west, &south, &east, &north, nullptr) == 1 &&
        west > -1000) {
        info_.area_of_use = Box{west, south, east, north};
    }
}

/// The registered CRS that a description without a code (an ESRI .prj file) means, or null.
static PJ* registered(PJ_CONTEXT* context, const PJ* crs)
{
    // 90 and above: the same definition, the name may differ.
    constexpr int same_definition = 90;
    int* confidence = nullptr;
    PJ_OBJ_LIST* list = proj_identify(context, crs, "EPSG", nullptr, &confidence);
    PJ* found = nullptr;
    if (list != nullptr && proj_list_get_count(list) > 0 && confidence[0] >= same_definition) {
        found = proj_list_get(context, list, 0);
    }
    proj_int_list_destroy(confidence);
    proj_list_destroy(list);
    return found;
}

Projection::Projection(const std::string& crs) : context_(new_context())
{
    const Object object = open(crs);
    describe(object.get(), object.get());
    if (info_.code.empty()) {
        const Object match(registered(context_.get(), object.get()));
        if (match) describe(object.get(), match.get());
    }
    const Object ellipsoid(proj_get_ellipsoid(context_.get(), object.get()));
    double a = 0, b = 0;
    if (!ellipsoid ||
        proj_ellipsoid_get_parameters(context_.get(), ellipsoid.get(), &a, &b, nullptr, nullptr) == 0) {
        refuse(crs, "no ellipsoid", "没有参考椭球");
    }
    ellipsoid_ = {a, 1 - (b / a) * (b / a)};
    info_.unit = axis_unit(object.get());
    info_.geographic = proj_get_type(object.get()) != PJ_TYPE_PROJECTED_CRS;
    if (info_.geographic) {
        angle_ = info_.unit;
        return;
    }
    const Object base(proj_crs_get_geodetic_crs(context_.get(), object.get()));
    if (base) angle_ = axis_unit(base.get());
    Object raw(
        base ? proj_create_crs_to_crs_from_pj(context_.get(), base.get(), object.get(), nullptr, nullptr)
             : nullptr);
    if (raw) conversion_.reset(proj_normalize_for_visualization(context_.get(), raw.get()));
    if (!conversion_) refuse(crs, "PROJ cannot convert it", "PROJ 无法换算该坐标系");
}

Projection Projection::clone() const
{
    Projection copy;
    copy.context_ = new_context();
    if (conversion_) copy.conversion_.reset(proj_clone(copy.context_.get(), conversion_.get()));
    copy.angle_ = angle_;
    copy.info_ = info_;
    copy.ellipsoid_ = ellipsoid_;
    return copy;
}

Point Projection::to_geographic(Point point) const
{
    if (info_.geographic) return {point.x * angle_, point.y * angle_};
    const PJ_COORD found = proj_trans(conversion_.get(), PJ_INV, proj_coord(point.x, point.y, 0, HUGE_VAL));
    return {found.xy.x * angle_, found.xy.y * angle_};
}

Point Projection::from_geographic(Point point) const
{
    const Point angles{point.x / angle_, point.y / angle_};
    if (info_.geographic) return angles;
    const PJ_COORD found = proj_trans(conversion_.get(), PJ_FWD, proj_coord(angles.x, angles.y, 0, HUGE_VAL));
    return {found.xy.x, found.xy.y};
}

CrsInfo crs_info(const std::string& crs)
{
    return Projection(crs).info();
}

}  // namespace permu
