/// What GDAL takes in silence in a damaged GeoJSON file.
#include "io/geojson_check.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_depth = 64;

constexpr std::array<std::string_view, 7> geometry_types = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"};

/// Where in a collection the reader stands.
enum class Role { root, features, feature, properties, property_value, geometry, coordinates, crs, other };

/// An object or array that is open.
struct Level {
    Role role{};
    bool object{};
    std::string key = {};                ///< of an object: the one whose value comes next
    std::vector<std::string> keys = {};  ///< of an object: all so far
    std::vector<double> numbers = {};    ///< of an array of coordinates: the position
    bool typed = false;                  ///< of a feature: it says so
    bool nested = false;                 ///< of an array of coordinates: it holds arrays
    bool of_positions = false;           ///< its arrays are positions: a ring or line
    std::array<double, 2> first = {};
    std::array<double, 2> last = {};
    std::size_t count = 0;
};

/// "urn:ogc:def:crs:EPSG::4547", "EPSG:4547": a name in a register, not a path, a URL or a definition.
bool is_register_name(std::string_view name)
{
    return name.find(':') != std::string_view::npos && name.size() < 64 &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ':' ||
                      c == '.' || c == '_' || c == '-';
           });
}

/// Gets the events of the parser; a false return ends the parse with `fault` set.
class Checker {
public:
    Checker(const Gate& gate, const FileSource& source, Problems& problems)
        : gate_(gate), source_(source), problems_(problems)
    {
    }

    // NOLINTBEGIN(readability-identifier-naming): the names the parser calls
    bool null() { return value(false) && (!in_position() || fail("null in a position", "坐标中出现 null")); }
    bool boolean(bool) { return scalar(); }
    bool number_integer(Json::number_integer_t number) { return coordinate(static_cast<double>(number)); }
    bool number_unsigned(Json::number_unsigned_t number)
    {
        if (number > static_cast<Json::number_unsigned_t>(INT64_MAX)) return too_long();
        return coordinate(static_cast<double>(number));
    }
    bool number_float(Json::number_float_t number, const std::string& text)
    {
        if (text.find_first_of(".eE") == std::string::npos) return too_long();
        return coordinate(number);
    }
    bool string(std::string& text);
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(true); }
    bool key(std::string& name);
    bool end_object();
    bool start_array(std::size_t) { return open(false); }
    bool end_array();
    bool parse_error(std::size_t position, const std::string&, const Json::exception& error)
    {
        position_ = position;
        // 406: a number that no double holds.
        if (fault_.empty()) {
            fault_ = error.id == 406 ? Said{"a number out of range", "数值超出范围"} : Said{"no valid JSON", "不是合法的 JSON"};
        }
        return false;
    }
    // NOLINTEND(readability-identifier-naming)

    std::uint64_t features() const { return features_; }
    const Said& fault() const { return fault_; }
    std::size_t position() const { return position_; }
    bool complete() const { return has_type_ && has_features_; }

private:
    bool fail(const std::string& en, const std::string& zh)
    {
        const std::string number = std::to_string(features_);
        fault_ = features_ == 0 ? Said{en, zh} : Said{"feature " + number + ": " + en, "第 " + number + " 个要素：" + zh};
        return false;
    }
    bool too_long() { return fail("a whole number beyond 64 bits", "整数超出 64 位"); }
    bool in_position() const { return !levels_.empty() && levels_.back().role == Role::coordinates; }
    bool scalar() { return value(false) && (!in_position() || fail("a position that is no numbers", "坐标不是数字")); }
    bool value(bool opens);
    bool coordinate(double number);
    bool open(bool object);
    bool close_position(const Level& level);
    void close_ring(const Level& level);
    Role role_of_child(bool object) const;
    void tell_nested(const std::string& field);
    void tell_repeated(const std::string& key);

    const Gate& gate_;
    const FileSource& source_;
    Problems& problems_;
    std::vector<Level> levels_;
    std::uint64_t features_ = 0;
    bool has_type_ = false;
    bool has_features_ = false;
    bool polygon_ = false;
    Said fault_;
    std::size_t position_ = 0;
};

/// What holds for any value, before it is looked at.
bool Checker::value(bool opens)
{
    if (levels_.empty()) return opens || fail("no object at the top", "顶层不是对象");
    const Level& level = levels_.back();
    if (opens) return true;
    if (level.role == Role::features) return fail("an entry of features that is no object", "features 中有非对象的条目");
    if (level.role == Role::root && level.key == "features") return fail("features that are no array", "features 不是数组");
    return true;
}

bool Checker::coordinate(double number)
{
    if (!value(false)) return false;
    if (!in_position()) return true;
    Level& level = levels_.back();
    if (level.nested) return fail("numbers beside positions", "坐标数组中混有数字");
    level.numbers.push_back(number);
    return true;
}

bool Checker::string(std::string& text)
{
    if (!scalar()) return false;
    if (text.find('\0') != std::string::npos) return fail("a NUL character in a text", "文本中有 NUL 字符");
    const Level& level = levels_.back();
    if (level.key != "type" && !(level.role == Role::crs && level.key == "name")) return true;
    switch (level.role) {
        case Role::root:
            has_type_ = text == "FeatureCollection";
            return has_type_ || fail("an object of type " + printable(text), "顶层对象类型为 " + printable(text));
        case Role::feature: levels_.back().typed = text == "Feature"; return true;
        case Role::geometry:
            if (std::find(geometry_types.begin(), geometry_types.end(), text) == geometry_types.end()) {
                return fail("geometry of type " + printable(text), "几何类型为 " + printable(text));
            }
            polygon_ = text == "Polygon" || text == "MultiPolygon";
            return true;
        case Role::crs:
            if (level.key == "type") return text == "name" || text == "EPSG" || fail("a linked crs", "crs 为外部链接");
            return is_register_name(text) || fail("a crs that is no code such as EPSG:4547", "crs 不是 EPSG:4547 之类的代码");
        default: return true;
    }
}

bool Checker::key(std::string& name)
{
    Level& level = levels_.back();
    if (name.find('\0') != std::string::npos) return fail("a NUL character in a name", "名称中有 NUL 字符");
    if (std::find(level.keys.begin(), level.keys.end(), name) != level.keys.end()) tell_repeated(name);
    level.keys.push_back(name);
    level.key = name;
    return true;
}

Role Checker::role_of_child(bool object) const
{
    if (levels_.empty()) return Role::root;
    const Level& parent = levels_.back();
    switch (parent.role) {
        case Role::root:
            if (parent.key == "features") return Role::features;
            return parent.key == "crs" ? Role::crs : Role::other;
        case Role::features: return Role::feature;
        case Role::feature:
            if (parent.key == "properties" && object) return Role::properties;
            return parent.key == "geometry" ? Role::geometry : Role::other;
        case Role::properties:
        case Role::property_value: return Role::property_value;
        case Role::geometry:
            if (parent.key == "coordinates") return Role::coordinates;
            return parent.key == "geometries" || !parent.object ? Role::geometry : Role::other;
        case Role::coordinates: return Role::coordinates;
        case Role::crs: return Role::crs;
        case Role::other: return Role::other;
    }
    return Role::other;
}

bool Checker::open(bool object)
{
    if (levels_.size() == max_depth) return fail("nesting deeper than 64", "嵌套超过 64 层");
    if (!value(true)) return false;
    const Role role = role_of_child(object);
    if (role == Role::root && !object) return fail("no object at the top", "顶层不是对象");
    if (role == Role::features) {
        if (levels_.back().role == Role::root && object) return fail("features that are no array", "features 不是数组");
        has_features_ = true;
    }
    if (role == Role::feature) {
        ++features_;
        polygon_ = false;
        if (!object) return fail("an entry of features that is no object", "features 中有非对象的条目");
    }
    if (role == Role::coordinates) {
        if (object) return fail("an object among coordinates", "坐标中出现对象");
        Level& parent = levels_.back();
        if (!parent.numbers.empty()) return fail("positions beside numbers", "坐标数组中混有数组");
        parent.nested = parent.role == Role::coordinates;
    }
    if (role == Role::property_value && levels_.back().role == Role::properties) tell_nested(levels_.back().key);
    levels_.push_back({.role = role, .object = object});
    return true;
}

bool Checker::close_position(const Level& level)
{
    if (level.numbers.size() == 1) return fail("a position of one number", "坐标只有一个数字");
    Level& ring = levels_.back();
    if (ring.role != Role::coordinates) return true;
    const std::array<double, 2> position = {level.numbers[0], level.numbers[1]};
    if (ring.count++ == 0) ring.first = position;
    ring.last = position;
    ring.of_positions = true;
    return true;
}

void Checker::close_ring(const Level& level)
{
    if (!polygon_ || level.first == level.last) return;
    problems_.tally({.severity = Severity::warning,
                     .code = "geometry.unclosed",
                     .where = at(gate_.path),
                     .found = {"rings whose last point is not the first", "环的末点与首点不一致"},
                     .expected = {"closed rings", "闭合的环"},
                     .remedy = {"nothing: they are closed while reading", "无需处理：读取时自动闭合"}},
                    std::to_string(features_));
}

bool Checker::end_array()
{
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.role != Role::coordinates) return true;
    if (!level.numbers.empty()) return close_position(level);
    if (level.of_positions) close_ring(level);
    return true;
}

bool Checker::end_object()
{
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.role != Role::feature || level.typed) return true;
    problems_.tally({.severity = Severity::warning,
                     .code = "geojson.entry_type",
                     .where = at(gate_.path),
                     .found = {"an entry of features that does not call itself Feature", "features 中有条目未标明 Feature"},
                     .expected = {"\"type\": \"Feature\"", "\"type\": \"Feature\""},
                     .remedy = {"export the layer again", "请重新导出图层"}},
                    std::to_string(features_));
    return true;
}

void Checker::tell_nested(const std::string& field)
{
    const auto& columns = source_.columns;
    const bool wanted = std::find(columns.begin(), columns.end(), field) != columns.end();
    if (!wanted && !columns.empty()) return;
    problems_.tally({.severity = wanted ? Severity::error : Severity::warning,
                     .code = "table.nested",
                     .where = at(gate_.path, "", field),
                     .found = {"an object or list", "对象或列表"},
                     .expected = {"a number or a text", "数字或文本"},
                     .remedy = {"flatten the property before export", "导出前请展开该属性"}},
                    std::to_string(features_));
}

void Checker::tell_repeated(const std::string& name)
{
    problems_.tally({.severity = Severity::warning,
                     .code = "geojson.repeated_key",
                     .where = at(gate_.path, "", name),
                     .found = {"a name that stands twice in one object", "同一对象中名称重复"},
                     .expected = {"every name once", "名称不重复"},
                     .remedy = {"keep one of them; the last one is read", "请只保留一个；当前读取最后一个"}},
                    std::to_string(features_));
}

/// "12:7", counted from 1, of a byte of the file.
std::string line_and_column(const std::string& path, std::size_t position)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 1; i < position && file; ++i) {
        const int c = std::getc(file.get());
        if (c == EOF) break;
        column = c == '\n' ? 1 : column + 1;
        if (c == '\n') ++line;
    }
    return std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace

std::uint64_t check_geojson(const Gate& gate, const FileSource& source, Problems& problems)
{
    Checker checker(gate, source, problems);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(gate.open_path.c_str(), "rb"), std::fclose);
    if (!file) refuse_damaged(at(gate.path), {"cannot be opened", "无法打开"});
    if (!Json::sax_parse(file.get(), &checker)) {
        const std::string place =
            checker.position() == 0 ? "" : ":" + line_and_column(gate.open_path, checker.position());
        refuse_damaged(at(gate.path) + place, checker.fault());
    }
    if (!checker.complete()) {
        refuse_damaged(at(gate.path), {"no FeatureCollection with features", "不是带有 features 的 FeatureCollection"});
    }
    return checker.features();
}

}  // namespace permu::reading
