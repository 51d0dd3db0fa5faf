/// Writes a shapefile within what the format can hold: short ASCII names, 254 bytes of text, 2 GB a part.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include "feature_writer.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/json_out.hpp"
#include "vector_formats.hpp"

namespace permu {

namespace {

constexpr std::size_t max_name = 10;
constexpr std::size_t max_text = 254;
constexpr std::uint64_t max_part = 2147483647;
/// Readers take a whole number of more digits for a double.
constexpr std::int64_t largest_number = 999'999'999'999'999'999;

struct DbfField {
    std::string name;
    OGRFieldType type;
    int width;      ///< signs
    int precision;  ///< signs after the point
};

/// Letters, digits and _ of the column's name, at most ten, unlike every name used so far.
std::string short_name(const std::string& column, std::set<std::string>& used)
{
    std::string name;
    for (const char c : column) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (letter || (digit && !name.empty())) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    if (name.empty()) name = "FIELD";
    std::string tried = name.substr(0, max_name);
    for (int n = 1; !used.insert(tried).second; ++n) {
        const std::string tail = fmt::format("_{}", n);
        tried = name.substr(0, max_name - tail.size()) + tail;
    }
    return tried;
}

std::size_t longest_text(const TextCells& cells)
{
    std::size_t longest = 1;
    for (const auto row : cells.texts.rows())
        longest = std::max(longest, cells.texts[row].size());
    return longest;
}

/// Eighteen signs, one of which may be the minus.
bool fits_number(const IntegerCells& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](std::int64_t cell) {
        return cell == null_integer || (cell <= largest_number && cell >= -largest_number / 10);
    });
}

/// Widths follow from the values, because every byte of them is stored in every row.
std::vector<DbfField> plan_fields(const Table& table)
{
    std::set<std::string> used;
    std::vector<DbfField> fields;
    for (const auto& column : table.columns) {
        DbfField field{short_name(column.name, used), OFTReal, 24, 15};
        if (const auto* integers = std::get_if<IntegerCells>(&column.cells)) {
            const bool fits = fits_number(*integers);
            field = {field.name, fits ? OFTInteger64 : OFTString, fits ? 18 : 20, 0};
        } else if (const auto* texts = std::get_if<TextCells>(&column.cells)) {
            field = {field.name, OFTString, static_cast<int>(std::min(longest_text(*texts), max_text)), 0};
        }
        fields.push_back(field);
    }
    return fields;
}

/// Texts that will be cut, one warning a column with the rows.
Problems cut_texts(const std::string& path, const Table& table)
{
    Problems problems;
    for (const auto& column : table.columns) {
        const auto* cells = std::get_if<TextCells>(&column.cells);
        if (cells == nullptr || longest_text(*cells) <= max_text) continue;
        for (const auto row : cells->texts.rows()) {
            const std::size_t bytes = cells->texts[row].size();
            if (bytes <= max_text) continue;
            Problem problem;
            problem.severity = Severity::warning;
            problem.code = "output.text_cut";
            problem.where = fmt::format("{}, field {}", path, column.name);
            problem.found = {fmt::format("a text of {} bytes", bytes), fmt::format("{} 字节的文字", bytes)};
            problem.expected = {"at most 254 bytes in a shapefile", "shapefile 每格至多 254 字节"};
            problem.remedy = {"write GeoPackage to keep the whole text", "要保留全文请输出 GeoPackage"};
            problems.tally(std::move(problem), std::to_string(row.index));
        }
    }
    return problems;
}

/// Sizes follow from the format: 100 bytes, then for each shape a head of 8, a box and counts of 44, 4 a ring
/// and 16 a point; a table has 32 bytes of head, 32 a field, and its records.
void check_size(const std::string& path, const VectorLayer& layer, const std::vector<DbfField>& fields)
{
    const Shapes& shapes = *layer.shapes;
    std::uint64_t shape_bytes = 100 + 52 * shapes.size() + 16 * shapes.total_points();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto [first, last] = shapes.ring_range(i);
        shape_bytes += std::uint64_t{4} * (last - first);
    }
    std::uint64_t record = 1;
    for (const auto& field : fields)
        record += static_cast<std::uint64_t>(field.width);
    const std::uint64_t table_bytes = 33 + 32 * fields.size() + record * shapes.size();
    const std::uint64_t largest = std::max(shape_bytes, table_bytes);
    if (largest <= max_part) return;
    Problem problem;
    problem.code = "output.too_large";
    problem.where = path;
    problem.found = {fmt::format("{} bytes", largest), fmt::format("{} 字节", largest)};
    problem.expected = {"at most 2 GB in each part of a shapefile", "shapefile 每个文件至多 2 GB"};
    problem.remedy = {"write GeoPackage: [output] parcels = [\"gpkg\"]",
                      "请输出 GeoPackage：[output] parcels = [\"gpkg\"]"};
    throw LimitError(std::move(problem));
}

/// The table that tells what the short names stand for.
void write_field_names(const std::string& stem, const Table& table, const std::vector<DbfField>& fields)
{
    const std::vector<std::string> header{"field", "name", "label_en", "label_zh", "unit"};
    CsvWriter out(stem + "_fields.csv", header);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& column = table.columns[i];
        out.text(fields[i].name);
        out.text(column.name);
        out.text(column.label.en);
        out.text(column.label.zh);
        out.text(column.unit);
        out.end_row();
    }
    out.close();
}

/// The style with the short names; fields that have no label are shown by their whole name.
CategoryStyle renamed_style(const VectorLayer& layer, const std::vector<DbfField>& fields)
{
    CategoryStyle style = style_with_aliases(layer);
    const std::vector<FieldAlias> aliases = std::exchange(style.aliases, {});
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string& name = layer.attributes->columns[i].name;
        const auto known = std::find_if(aliases.begin(), aliases.end(),
                                        [&](const FieldAlias& alias) { return alias.field == name; });
        style.aliases.push_back({fields[i].name, known != aliases.end() ? known->alias : Said(name)});
        if (style.field == name) style.field = fields[i].name;
    }
    return style;
}

/// Without these options GDAL guesses an encoding that has no Chinese, and writes today's date.
OGRLayer* create_layer(GDALDataset& dataset, const VectorLayer& layer, const std::string& stem,
                       const std::vector<DbfField>& fields)
{
    CPLStringList options;
    options.SetNameValue("ENCODING", "UTF-8");
    options.SetNameValue("DBF_DATE_LAST_UPDATE", fixed_date);
    options.SetNameValue("2GB_LIMIT", "YES");
    const auto crs = reference_system(layer.crs_wkt);
    OGRLayer* made = dataset.CreateLayer(CPLGetBasename(stem.c_str()), crs.get(), wkbPolygon, options.List());
    for (const auto& field : fields) {
        if (made == nullptr) break;
        OGRFieldDefn definition(field.name.c_str(), field.type);
        definition.SetWidth(field.width);
        definition.SetPrecision(field.precision);
        if (made->CreateField(&definition) != OGRERR_NONE) made = nullptr;
    }
    return made;
}

void write_parts(const std::string& path, const VectorLayer& layer, const std::vector<DbfField>& fields,
                 const VectorOptions& options)
{
    const std::string stem = path.substr(0, path.size() - 4);
    const GdalErrors errors;
    auto dataset = create_dataset("ESRI Shapefile", path, errors);
    OGRLayer* made = create_layer(*dataset, layer, stem, fields);
    if (made == nullptr) throw not_written(path, errors);
    FeatureWriter writer(*made, *layer.attributes, layer.shapes, max_text);
    if (!writer.write_all(options.progress)) throw not_written(path, errors);
    close_checked(dataset, path, errors);
    const ExpectedLayer expected{{}, layer.shapes->size()};
    verify_vector(path, "ESRI Shapefile", {&expected, 1});
    write_field_names(stem, *layer.attributes, fields);
    if (layer.style) write_text_file(stem + ".qml", qml(renamed_style(layer, fields), options.language));
}

}  // namespace

Problems write_shapefile(const std::string& path, const VectorLayer& layer, const VectorOptions& options)
{
    if (!path.ends_with(".shp")) {
        Problem problem;
        problem.code = "output.name";
        problem.where = path;
        problem.expected = Said(std::string("*.shp"));
        throw InvariantError(std::move(problem));
    }
    const auto fields = plan_fields(*layer.attributes);
    check_size(path, layer, fields);
    try {
        write_parts(path, layer, fields, options);
    } catch (...) {
        const std::string stem = path.substr(0, path.size() - 4);
        // The .shp itself is the caller's to remove.
        for (const char* end : {".shx", ".dbf", ".prj", ".cpg", ".qml", "_fields.csv"}) {
            ::unlink((stem + end).c_str());
        }
        throw;
    }
    return cut_texts(path, *layer.attributes);
}

}  // namespace permu
