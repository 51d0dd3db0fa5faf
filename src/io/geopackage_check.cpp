/// What a damaged or hostile GeoPackage may hide, asked of SQLite through GDAL.
#include "io/geopackage_check.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <algorithm>
#include <vector>

#include "io/bytes.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// The first column of the answer, as texts; nothing when the query fails (the caller's GdalErrors know why).
std::vector<std::string> first_column(GDALDataset& dataset, const std::string& query)
{
    std::vector<std::string> values;
    OGRLayer* answer = dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
    if (answer == nullptr) return values;
    for (const OGRFeatureUniquePtr& feature : *answer) {
        values.emplace_back(feature->GetFieldAsString(0));
    }
    dataset.ReleaseResultSet(answer);
    return values;
}

/// An identifier in SQL; names of a file are never pasted in raw.
std::string quoted(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

void check_mark(const Gate& gate, Problems& problems)
{
    ByteWindow file(gate.open_path);
    const auto mark = file.read(68, 4);
    const std::string_view text(reinterpret_cast<const char*>(mark.data()), mark.size());
    if (text == "GPKG" || text == "GP10" || text == "GP11") return;
    problems.add({.severity = Severity::warning,
                  .code = "gpkg.mark",
                  .where = at(gate.path),
                  .found = {"no GeoPackage mark in the file's header", "文件头没有 GeoPackage 标记"},
                  .expected = {"application id GPKG", "application_id 为 GPKG"},
                  .remedy = {"export the layer again as a GeoPackage", "请重新导出为 GeoPackage"}});
}

/// One condition on cells: how many break it, told as one problem.
struct CellRule {
    std::string condition;  ///< in SQL, true where the cell is wrong
    Severity severity;
    std::string code;
    std::string field;
    Said found;  ///< followed by the first value where that is `shown`
    Said expected;
    bool shown = false;
};

/// The whole numbers a field holds; those of 64 bits are SQLite's own, which keeps others as reals.
CellRule whole_number_rule(const OGRFieldDefn& field)
{
    const std::string cell = quoted(field.GetNameRef());
    std::int64_t least = INT64_MIN;
    std::int64_t most = INT64_MAX;
    if (field.GetType() == OFTInteger) {
        least = INT32_MIN;
        most = INT32_MAX;
    }
    if (field.GetSubType() == OFSTInt16) {
        least = INT16_MIN;
        most = INT16_MAX;
    }
    if (field.GetSubType() == OFSTBoolean) {
        least = 0;
        most = 1;
    }
    const std::string bounds = fmt::format("{} … {}", least, most);
    std::string condition = fmt::format("typeof({0}) = 'real'", cell);
    if (field.GetType() == OFTInteger || field.GetSubType() == OFSTBoolean)
        condition +=
            fmt::format(" OR (typeof({0}) = 'integer' AND {0} NOT BETWEEN {1} AND {2})", cell, least, most);
    return {.condition = condition,
            .severity = Severity::error,
            .code = "table.not_whole",
            .field = field.GetNameRef(),
            .found = {"values that the column's type does not hold, such as ", "列类型容纳不下的值，如 "},
            .expected = {"whole numbers, " + bounds, "整数，" + bounds},
            .shown = true};
}

/// Rules for every column, by its declared type.
std::vector<CellRule> rules_for(const OGRFeatureDefn& definition)
{
    std::vector<CellRule> rules;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn* field = definition.GetFieldDefn(i);
        const std::string name = field->GetNameRef();
        const OGRFieldType type = field->GetType();
        if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
            rules.push_back({fmt::format("typeof({}) IN ('text', 'blob')", quoted(name)),
                             Severity::error,
                             "table.not_a_number",
                             name,
                             {"text in a number column", "数值列中有文本"},
                             {"numbers, or NULL", "数字或 NULL"}});
            if (type != OFTReal) rules.push_back(whole_number_rule(*field));
        } else if (type == OFTString) {
            rules.push_back({fmt::format("typeof({0}) = 'blob' OR instr({0}, char(0)) > 0", quoted(name)),
                             Severity::error,
                             "table.not_utf8",
                             name,
                             {"binary content or NUL in a text column", "文本列中有二进制内容或 NUL"},
                             {"text", "文本"}});
        }
    }
    return rules;
}

/// Rules for the binary header that stands before a geometry: "GP", version, flags, system.
std::vector<CellRule> geometry_rules(const std::string& column, std::uint32_t system)
{
    const std::string cell = quoted(column);
    const std::string little = fmt::format("{:02x}{:02x}{:02x}{:02x}", system & 255, system >> 8 & 255,
                                           system >> 16 & 255, system >> 24);
    const std::string big = fmt::format("{:08x}", system);
    return {{fmt::format("{0} IS NOT NULL AND (typeof({0}) <> 'blob' OR substr({0}, 1, 2) <> x'4750')", cell),
             Severity::error,
             "geometry.damaged",
             column,
             {"no GeoPackage geometry", "不是 GeoPackage 几何"},
             {"geometry blobs", "几何二进制"}},
            {fmt::format("typeof({0}) = 'blob' AND substr({0}, 1, 2) = x'4750' AND "
                         "substr({0}, 5, 4) NOT IN (x'{1}', x'{2}')",
                         cell, little, big),
             Severity::warning,
             "geometry.other_crs",
             column,
             {"geometries that name another coordinate system than the layer", "几何所标坐标系与图层不同"},
             {"the layer's own", "与图层一致"}}};
}

/// Whether any cell breaks any rule: few passes over the table answer for the usual case that none does.
bool any_breach(GDALDataset& dataset, const std::string& table, const std::vector<CellRule>& rules)
{
    // SQLite takes no expressions of more than a thousand levels.
    constexpr std::size_t at_once = 300;
    for (std::size_t first = 0; first < rules.size(); first += at_once) {
        std::string any;
        for (std::size_t i = first; i < std::min(first + at_once, rules.size()); ++i)
            any += fmt::format("{}({})", any.empty() ? "" : " OR ", rules[i].condition);
        if (!first_column(dataset, fmt::format("SELECT CAST(rowid AS TEXT) FROM {} WHERE {} LIMIT 1",
                                               quoted(table), any))
                 .empty())
            return true;
    }
    return false;
}

/// The first value that breaks the rule.
std::string first_value(GDALDataset& dataset, const std::string& table, const CellRule& rule)
{
    const auto values = first_column(dataset, fmt::format("SELECT CAST({} AS TEXT) FROM {} WHERE {} LIMIT 1",
                                                          quoted(rule.field), quoted(table), rule.condition));
    return values.empty() ? std::string() : printable(values.front());
}

void apply_rules(GDALDataset& dataset, const std::string& table, const std::vector<CellRule>& rules,
                 const std::string& path, Problems& problems)
{
    if (!any_breach(dataset, table, rules)) return;
    for (const CellRule& rule : rules) {
        const auto rows =
            first_column(dataset, fmt::format("SELECT CAST(rowid AS TEXT) FROM {} WHERE {} LIMIT {}",
                                              quoted(table), rule.condition, max_listed_ids));
        if (rows.empty()) continue;
        Said found = rule.found;
        if (rule.shown) {
            const std::string value = first_value(dataset, table, rule);
            found = {found.en + value, found.zh + value};
        }
        problems.add(
            {.severity = rule.severity,
             .code = rule.code,
             .where = at(path, table, rule.field) + ", feature " + rows.front(),
             .found = found,
             .expected = rule.expected,
             .remedy = {"export the layer again, or repair the cells", "请重新导出图层或修正这些单元格"},
             .count = rows.size(),
             .ids = rows});
    }
}

}  // namespace

std::string table_key(std::string_view name)
{
    return lower(std::string(name));
}

std::set<std::string> computed_tables(GDALDataset& dataset)
{
    const auto names =
        first_column(dataset,
                     "SELECT lower(name) FROM sqlite_master WHERE type = 'view' OR "
                     "(type = 'table' AND (rootpage IS NULL OR rootpage = 0)) "
                     "UNION SELECT lower(m.name) FROM sqlite_master m, pragma_table_xinfo(m.name) x "
                     "WHERE m.type = 'table' AND m.rootpage > 0 AND x.hidden IN (2, 3)");
    return {names.begin(), names.end()};
}

static bool has_computed_columns(GDALDataset& dataset)
{
    return !first_column(dataset,
                         "SELECT m.name FROM sqlite_master m, pragma_table_xinfo(m.name) x "
                         "WHERE m.type = 'table' AND m.rootpage > 0 AND x.hidden IN (2, 3) LIMIT 1")
                .empty();
}

void bound_cells(GDALDataset& dataset)
{
    if (auto* const database = static_cast<sqlite3*>(dataset.GetInternalHandle("SQLITE_HANDLE")))
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, longest_cell);
}

void check_geopackage(GDALDataset& dataset, const Gate& gate, Problems& problems)
{
    check_mark(gate, problems);
    const auto missing = first_column(dataset,
                                      "SELECT table_name FROM gpkg_contents WHERE data_type IN "
                                      "('features', 'attributes') AND lower(table_name) NOT IN "
                                      "(SELECT lower(name) FROM sqlite_master)");
    if (!missing.empty()) {
        refuse_damaged(at(gate.path), {"a list of contents that names missing tables: " + listed(missing),
                                       "内容列表中的表不存在：" + listed(missing)});
    }
    // The check of pages would compute columns that are computed; layers that have some are refused later.
    if (gate.bytes > thorough_bytes || has_computed_columns(dataset)) return;
    const auto verdict = first_column(dataset, "PRAGMA quick_check(1)");
    if (verdict.size() == 1 && verdict.front() == "ok") return;
    refuse_damaged(at(gate.path), {"damaged database pages", "数据库页已损坏"});
}

void check_cells(GDALDataset& dataset, OGRLayer& layer, const Gate& gate, Problems& problems)
{
    if (gate.bytes > thorough_bytes) return;
    std::vector<CellRule> rules = rules_for(*layer.GetLayerDefn());
    const std::string geometry = layer.GetGeometryColumn();
    if (!geometry.empty()) {
        const auto systems =
            first_column(dataset, "SELECT table_name || char(31) || srs_id FROM gpkg_geometry_columns");
        const std::string prefix = std::string(layer.GetName()) + '\x1f';
        for (const std::string& entry : systems) {
            if (!entry.starts_with(prefix)) continue;
            const auto system =
                static_cast<std::uint32_t>(std::strtol(entry.c_str() + prefix.size(), nullptr, 10));
            for (CellRule& rule : geometry_rules(geometry, system)) {
                rules.push_back(std::move(rule));
            }
        }
    }
    apply_rules(dataset, layer.GetName(), rules, gate.path, problems);
}

}  // namespace permu::reading
