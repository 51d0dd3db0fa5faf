/// Names of geometries and faults in the language of the reader.
#include <array>
#include <utility>

#include "inspect.hpp"

namespace permu {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr Word geometries[] = {{"Polygon", "面"},
                               {"Multi Polygon", "多面"},
                               {"Curve Polygon", "曲线面"},
                               {"Multi Surface", "多曲面"},
                               {"Surface", "曲面"},
                               {"Polyhedral Surface", "多面体表面"},
                               {"Point", "点"},
                               {"Multi Point", "多点"},
                               {"Line String", "线"},
                               {"Multi Line String", "多线"},
                               {"Compound Curve", "复合曲线"},
                               {"Multi Curve", "多曲线"},
                               {"Geometry Collection", "几何集合"},
                               {"Unknown (any)", "未声明几何类型"},
                               {"None", "无图形"},
                               {"View", "视图"}};
constexpr Word dimensions[] = {
    {"3D Measured ", "三维带测量值"}, {"3D ", "三维"}, {"Measured ", "带测量值的"}};

/// Reasons of GEOS and of this program, the longer before those they hold.
constexpr Word faults[] = {{"feature ", "要素 "},
                           {"Ring Self-intersection", "环自相交"},
                           {"Self-intersection", "自相交"},
                           {"Hole lies outside shell", "孔在外环之外"},
                           {"Holes are nested", "孔相互嵌套"},
                           {"Nested shells", "外环相互嵌套"},
                           {"Interior is disconnected", "内部不连通"},
                           {"Duplicate Rings", "环重复"},
                           {"Too few points in geometry component", "点数过少"},
                           {"Too few points in ring", "环的点数过少"},
                           {"Invalid Coordinate", "坐标无效"},
                           {"Coordinate not finite", "坐标不是有限数"},
                           {"Ring not closed", "环未闭合"},
                           {"Empty geometry", "空图形"}};

}  // namespace

std::string geometry_name(std::string_view ogr_name, Language language)
{
    if (language == Language::en) return ogr_name == "None" ? "no geometry" : std::string(ogr_name);
    std::string out;
    for (const auto& [en, zh] : dimensions) {
        if (!ogr_name.starts_with(en)) continue;
        out += zh;
        ogr_name.remove_prefix(en.size());
        break;
    }
    for (const auto& [en, zh] : geometries)
        if (ogr_name == en) return out + std::string(zh);
    return out + std::string(ogr_name);
}

std::string example_text(std::string_view example, Language language)
{
    std::string out(example);
    if (language == Language::en) return out;
    for (const auto& [en, zh] : faults) {
        for (auto at = out.find(en); at != std::string::npos; at = out.find(en, at + zh.size()))
            out.replace(at, en.size(), zh);
    }
    return out;
}

}  // namespace permu
