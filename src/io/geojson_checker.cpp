/// Follows the events of a JSON parser through a FeatureCollection.
#include "io/geojson_checker.hpp"

#include <algorithm>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::size_t max_depth = 64;

constexpr std::array<std::string_view, 7> geometry_types = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"};

/// "urn:ogc:def:crs:EPSG::4547", "EPSG:4547": a name in a register, not a path, a URL or a definition.
bool is_register_name(std::string_view name)
{
    return name.find(':') != std::string_view::npos && name.size() < 64 &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == ':' || c == '.' || c == '_' || c == '-';
           });
}

/// "http://www.opengis.net/def/crs/EPSG/0/4547": a name in a register as well, which nobody fetches.
bool is_register_url(std::string_view name)
{
    for (const std::string_view start :
         {"http://www.opengis.net/def/crs/", "https://www.opengis.net/def/crs/",
          "http://opengis.net/def/crs/", "https://opengis.net/def/crs/"}) {
        if (!name.starts_with(start)) continue;
        name.remove_prefix(start.size());
        if (!name.starts_with("EPSG/") && !name.starts_with("OGC/")) return false;
        std::string code(name);
        std::ranges::replace(code, '/', ':');
        return std::ranges::count(name, '/') == 2 && !name.ends_with('/') &&
               name.find("//") == std::string_view::npos && is_register_name(code);
    }
    return false;
}

}  // namespace

std::string ordinal(std::uint64_t number)
{
    const std::uint64_t last = number % 100 / 10 == 1 ? 0 : number % 10;
    return std::to_string(number) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

bool GeoJsonChecker::fail(const std::string& en, const std::string& zh)
{
    fault_ = features_ == 0 ? Said{en, zh}
                            : Said{"in the " + ordinal(features_) + " feature " + en,
                                   "第 " + std::to_string(features_) + " 个要素：" + zh};
    return false;
}

bool GeoJsonChecker::fail_crs(const char* en, const char* zh)
{
    fault_ = {en, zh};
    crs_fault_ = true;
    return false;
}

/// What holds for any value, before it is looked at.
bool GeoJsonChecker::value(bool opens)
{
    if (levels_.empty()) return opens || fail("no object at the top", "顶层不是对象");
    const JsonLevel& level = levels_.back();
    if (opens) return true;
    if (level.role == JsonRole::features)
        return fail("an entry of features that is no object", "features 中有非对象的条目");
    if (level.role == JsonRole::root && level.key == "features")
        return fail("features that are no array", "features 不是数组");
    return true;
}

bool GeoJsonChecker::coordinate(double number)
{
    if (!value(false)) return false;
    if (!in_position()) return true;
    JsonLevel& level = levels_.back();
    if (level.nested) return fail("numbers beside positions", "坐标数组中混有数字");
    level.numbers.push_back(number);
    return true;
}

bool GeoJsonChecker::string(std::string& text)
{
    if (!scalar()) return false;
    if (text.find('\0') != std::string::npos) return fail("a NUL character in a text", "文本中有 NUL 字符");
    const JsonLevel& level = levels_.back();
    if (level.key != "type" && !(level.role == JsonRole::crs && level.key == "name")) return true;
    switch (level.role) {
        case JsonRole::root:
            has_type_ = text == "FeatureCollection";
            return has_type_ ||
                   fail("an object of type " + printable(text), "顶层对象类型为 " + printable(text));
        case JsonRole::feature:
            levels_.back().typed = text == "Feature";
            return true;
        case JsonRole::geometry:
            if (std::find(geometry_types.begin(), geometry_types.end(), text) == geometry_types.end()) {
                return fail("geometry of type " + printable(text), "几何类型为 " + printable(text));
            }
            polygon_ = text == "Polygon" || text == "MultiPolygon";
            return true;
        case JsonRole::crs:
            if (level.key == "type")
                return text == "name" || text == "EPSG" || fail_crs("a linked crs", "crs 为外部链接");
            return is_register_name(text) || is_register_url(text) ||
                   fail_crs("a crs that is no code", "crs 不是代码");
        default:
            return true;
    }
}

bool GeoJsonChecker::key(std::string& name)
{
    JsonLevel& level = levels_.back();
    if (name.find('\0') != std::string::npos) return fail("a NUL character in a name", "名称中有 NUL 字符");
    if (std::find(level.keys.begin(), level.keys.end(), name) != level.keys.end()) tell_repeated(name);
    level.keys.push_back(name);
    level.key = name;
    return true;
}

JsonRole GeoJsonChecker::role_of_child(bool object) const
{
    if (levels_.empty()) return JsonRole::root;
    const JsonLevel& parent = levels_.back();
    switch (parent.role) {
        case JsonRole::root:
            if (parent.key == "features") return JsonRole::features;
            return parent.key == "crs" ? JsonRole::crs : JsonRole::other;
        case JsonRole::features:
            return JsonRole::feature;
        case JsonRole::feature:
            if (parent.key == "properties" && object) return JsonRole::properties;
            return parent.key == "geometry" ? JsonRole::geometry : JsonRole::other;
        case JsonRole::properties:
        case JsonRole::property_value:
            return JsonRole::property_value;
        case JsonRole::geometry:
            if (parent.key == "coordinates") return JsonRole::coordinates;
            return parent.key == "geometries" || !parent.object ? JsonRole::geometry : JsonRole::other;
        case JsonRole::coordinates:
            return JsonRole::coordinates;
        case JsonRole::crs:
            return JsonRole::crs;
        case JsonRole::other:
            return JsonRole::other;
    }
    return JsonRole::other;
}

bool GeoJsonChecker::open(bool object)
{
    if (levels_.size() == max_depth) return fail("nesting deeper than 64", "嵌套超过 64 层");
    if (!value(true)) return false;
    const JsonRole role = role_of_child(object);
    if (role == JsonRole::root && !object) return fail("no object at the top", "顶层不是对象");
    if (role == JsonRole::features) {
        if (levels_.back().role == JsonRole::root && object)
            return fail("features that are no array", "features 不是数组");
        has_features_ = true;
    }
    if (role == JsonRole::feature) {
        ++features_;
        id_.reset();
        vertices_ = 0;
        at_feature_();
        polygon_ = false;
        if (!object) return fail("an entry of features that is no object", "features 中有非对象的条目");
    }
    if (role == JsonRole::coordinates) {
        if (object) return fail("an object among coordinates", "坐标中出现对象");
        JsonLevel& parent = levels_.back();
        if (!parent.numbers.empty()) return fail("positions beside numbers", "坐标数组中混有数组");
        parent.nested = parent.role == JsonRole::coordinates;
    }
    if (role == JsonRole::property_value && levels_.back().role == JsonRole::properties)
        tell_nested(levels_.back().key);
    levels_.push_back({.role = role, .object = object});
    return true;
}

bool GeoJsonChecker::close_position(const JsonLevel& level)
{
    if (level.numbers.size() == 1) return fail("a position of one number", "坐标只有一个数字");
    if (++vertices_ > limits_.max_vertices)
        refuse_vertices(at(gate_.path) + ", the " + ordinal(features_) + " feature", vertices_,
                        limits_.max_vertices);
    JsonLevel& ring = levels_.back();
    if (ring.role != JsonRole::coordinates) return true;
    const std::array<double, 2> position = {level.numbers[0], level.numbers[1]};
    if (ring.count++ == 0) ring.first = position;
    ring.last = position;
    ring.of_positions = true;
    return true;
}

void GeoJsonChecker::close_ring(const JsonLevel& level)
{
    if (!polygon_ || level.first == level.last) return;
    of_feature_.tally({.severity = Severity::warning,
                       .code = "geometry.unclosed",
                       .where = at(gate_.path),
                       .found = {"rings whose last point is not the first", "环的末点与首点不一致"},
                       .expected = {"closed rings", "闭合的环"},
                       .remedy = {"nothing: they are closed while reading", "无需处理：读取时自动闭合"}},
                      {});
}

bool GeoJsonChecker::end_array()
{
    const JsonLevel level = std::move(levels_.back());
    levels_.pop_back();
    if (level.role != JsonRole::coordinates) return true;
    if (!level.numbers.empty()) return close_position(level);
    if (level.of_positions) close_ring(level);
    return true;
}

bool GeoJsonChecker::end_object()
{
    const JsonLevel level = std::move(levels_.back());
    levels_.pop_back();
    if (level.role != JsonRole::feature) return true;
    if (!level.typed) tell_entry_type();
    hand_over();
    return true;
}

/// What came up in the feature at hand, under the number GDAL gives it: its own if that is whole, else its
/// place, counted from 0.
void GeoJsonChecker::hand_over()
{
    if (of_feature_.empty()) return;
    const std::string fid = id_ ? std::to_string(*id_) : std::to_string(features_ - 1);
    for (Problem problem : of_feature_.all()) {
        problem.ids.clear();
        problems_.tally(std::move(problem), fid);
    }
    of_feature_ = {};
}

void GeoJsonChecker::tell_entry_type()
{
    of_feature_.tally({.severity = Severity::warning,
                       .code = "geojson.entry_type",
                       .where = at(gate_.path),
                       .found = {"an entry of features that does not call itself Feature",
                                 "features 中有条目未标明 Feature"},
                       .expected = {"\"type\": \"Feature\"", "\"type\": \"Feature\""},
                       .remedy = {"export the layer again", "请重新导出图层"}},
                      {});
}

void GeoJsonChecker::tell_nested(const std::string& field)
{
    const auto& columns = source_.columns;
    const bool wanted = std::find(columns.begin(), columns.end(), field) != columns.end();
    if (!wanted && !columns.empty()) return;
    of_feature_.tally({.severity = wanted ? Severity::error : Severity::warning,
                       .code = "table.nested",
                       .where = at(gate_.path, "", field),
                       .found = {"an object or list", "对象或列表"},
                       .expected = {"a number or a text", "数字或文本"},
                       .remedy = {"flatten the property before export", "导出前请展开该属性"}},
                      {});
}

void GeoJsonChecker::tell_repeated(const std::string& name)
{
    of_feature_.tally(
        {.severity = Severity::warning,
         .code = "geojson.repeated_key",
         .where = at(gate_.path, "", name),
         .found = {"a name that stands twice in one object", "同一对象中名称重复"},
         .expected = {"every name once", "名称不重复"},
         .remedy = {"keep one of them; the last one is read", "请只保留一个；当前读取最后一个"}},
        {});
}

}  // namespace permu::reading
