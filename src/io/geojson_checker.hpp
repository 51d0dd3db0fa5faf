/// Follows the events of a JSON parser through a FeatureCollection.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

using Json = nlohmann::json;

/// Where in a collection the reader stands.
enum class JsonRole {
    root,
    features,
    feature,
    properties,
    property_value,
    geometry,
    coordinates,
    crs,
    other
};

/// An object or array that is open.
struct JsonLevel {
    JsonRole role{};
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

/// "1st", "2nd", "3rd", "4th", …
std::string ordinal(std::uint64_t number);

/// Gets the events of the parser; a false return ends the parse with `fault` set.
class GeoJsonChecker {
public:
    /// \param at_feature  is called where a feature begins
    GeoJsonChecker(const Gate& gate, const FileSource& source, const ReadLimits& limits, Problems& problems,
                   std::function<void()> at_feature)
        : gate_(gate),
          source_(source),
          limits_(limits),
          problems_(problems),
          at_feature_(std::move(at_feature))
    {
    }

    // NOLINTBEGIN(readability-identifier-naming): the names the parser calls
    bool null() { return value(false) && (!in_position() || fail("null in a position", "坐标中出现 null")); }
    bool boolean(bool) { return scalar(); }
    bool number_integer(Json::number_integer_t number)
    {
        take_id(number);
        return coordinate(static_cast<double>(number));
    }
    bool number_unsigned(Json::number_unsigned_t number)
    {
        if (number > static_cast<Json::number_unsigned_t>(INT64_MAX)) return too_long();
        take_id(static_cast<Json::number_integer_t>(number));
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
            fault_ = error.id == 406 ? Said{"a number out of range", "数值超出范围"}
                                     : Said{"no valid JSON", "不是合法的 JSON"};
        }
        return false;
    }
    // NOLINTEND(readability-identifier-naming)

    std::uint64_t features() const { return features_; }
    const Said& fault() const { return fault_; }
    /// The fault is a coordinate system that is not named by a code.
    bool is_crs_fault() const { return crs_fault_; }
    std::size_t position() const { return position_; }
    bool complete() const { return has_type_ && has_features_; }

private:
    bool fail(const std::string& en, const std::string& zh);
    bool fail_crs(const char* en, const char* zh);
    bool too_long() { return fail("a whole number beyond 64 bits", "整数超出 64 位"); }
    bool in_position() const { return !levels_.empty() && levels_.back().role == JsonRole::coordinates; }
    bool scalar()
    {
        return value(false) && (!in_position() || fail("a position that is no numbers", "坐标不是数字"));
    }
    void take_id(std::int64_t number)
    {
        if (!levels_.empty() && levels_.back().role == JsonRole::feature && levels_.back().key == "id")
            id_ = number;
    }
    void hand_over();
    void tell_entry_type();
    bool value(bool opens);
    bool coordinate(double number);
    bool open(bool object);
    bool close_position(const JsonLevel& level);
    void close_ring(const JsonLevel& level);
    JsonRole role_of_child(bool object) const;
    void tell_nested(const std::string& field);
    void tell_repeated(const std::string& key);

    const Gate& gate_;
    const FileSource& source_;
    const ReadLimits& limits_;
    Problems& problems_;
    std::function<void()> at_feature_;
    std::vector<JsonLevel> levels_;
    Problems of_feature_;  ///< what came up in the feature at hand, before its number is known
    std::optional<std::int64_t> id_;
    std::uint64_t features_ = 0;
    std::uint64_t vertices_ = 0;  ///< of the feature at hand
    bool has_type_ = false;
    bool has_features_ = false;
    bool polygon_ = false;
    bool crs_fault_ = false;
    Said fault_;
    std::size_t position_ = 0;
};

}  // namespace permu::reading
