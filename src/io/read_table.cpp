/// Reads a table without geometry: CSV, a spreadsheet, or a table of a GeoPackage.
#include "permu/io/read_table.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>

#include "io/csv_bytes.hpp"
#include "io/csv_delimiter.hpp"
#include "io/csv_head.hpp"
#include "io/csv_scan.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/read_features.hpp"
#include "io/read_sheet.hpp"
#include "io/refuse.hpp"
#include "io/text_table.hpp"

namespace permu {

namespace {

using namespace reading;

void tell_empty(std::size_t rows, const std::string& where, Problems& problems)
{
    if (rows > 0) return;
    problems.add(
        {.code = "layer.empty",
         .where = where,
         .found = {"a table without rows", "表格没有数据行"},
         .expected = {"a header and at least one row", "表头和至少一行数据"},
         .remedy = {"fill the table, or leave it out of the scenario", "请填写表格，或从情景中去掉它"}});
}

void tell_no_header_row(const std::string& where, Problems& problems)
{
    problems.add({.severity = Severity::warning,
                  .code = "table.header_row_unused",
                  .where = where,
                  .found = {"header_row for a table whose fields have names of their own",
                            "该表的字段自带名称，却设置了 header_row"},
                  .expected = {"header_row for sheets and CSV only", "header_row 只用于工作表和 CSV"},
                  .remedy = {"take it out of the [data.*] table", "请从 [data.*] 表中删去"}});
}

Table read_rows(OGRLayer& layer, const FileSource& source, bool in_columns, const ReadLimits& limits,
                Problems& problems)
{
    Harvest harvest{.columns = make_columns(layer, source, limits, problems),
                    .shapes = nullptr,
                    .fids = {},
                    .max_features = limits.max_features,
                    .where = at(source.path, layer.GetName())};
    if (!in_columns || !read_in_columns(layer, harvest)) read_feature_by_feature(layer, harvest);
    Table table{.name = layer.GetName(), .columns = {}, .left_out = fields_left_out(layer, source)};
    for (ColumnBuilder& column : harvest.columns) {
        table.columns.push_back(column.take());
    }
    tell_empty(harvest.fids.size(), harvest.where, problems);
    return table;
}

/// The text from its header on.
CsvText find_header(std::string_view text, FileSource& source, bool below_title, Problems& problems)
{
    const std::vector<HeadRow> head = first_rows(text, source);
    std::vector<RowTexts> cells;
    for (std::size_t i = 0; i < std::min(head.size(), most_head_rows); ++i)
        cells.push_back(head[i].cells);
    if (const int row = source.header_row == 1 ? row_below_title(cells) : 0; row != 0) {
        problems.add(title_above(at(source.path), row, below_title));
        if (below_title) source.header_row = row;
    }
    const auto row = static_cast<std::size_t>(source.header_row) - 1;
    if (row >= head.size()) refuse_no_header(at(source.path), source.header_row);
    return {.text = text.substr(head[row].begin),
            .delimiter = ',',
            .first_line = head[row].line,
            .above = row == 0 ? RowTexts{} : head[row - 1].cells};
}

Table read_csv(const Gate& gate, FileSource& source, bool below_title, const ReadLimits& limits,
               Problems& problems)
{
    const std::string text = csv_text(gate, source, problems);
    Problems faults;
    CsvText csv = find_header(text, source, below_title, faults);
    csv.delimiter = find_delimiter(csv.text, source, problems);
    TextTable table(source, at(source.path), limits, true);
    scan_csv(csv, source, limits, table, faults);
    // Cells would stand in the wrong columns: nothing is read from such a file.
    if (faults.has_errors()) throw InputError(faults);
    problems.append(faults);
    problems.append(table.problems());
    tell_empty(table.rows(), at(source.path), problems);
    return table.take(std::filesystem::path(gate.open_path).stem().string());
}

Table read_any(FileSource& source, bool below_title, const ReadLimits& limits, Problems& problems)
{
    start_gdal();
    GdalErrors errors;
    const Gate gate = pass_gate(source.path, Wanted::table, limits);
    if (gate.format == Format::csv) return read_csv(gate, source, below_title, limits, problems);
    const GDALDatasetUniquePtr dataset = open_dataset(gate, "", errors);
    const bool packaged = gate.format == Format::geopackage;
    if (packaged) check_geopackage(*dataset, gate, problems);
    OGRLayer& layer = choose_layer(*dataset, source, gate, false);
    const std::string where = at(source.path, layer.GetName());
    if (packaged) check_cells(*dataset, layer, gate, problems);
    if (is_sheet(gate.format)) {
        Table table = read_sheet(layer, source, below_title, limits, problems);
        tell_empty(table.rows(), where, problems);
        settle(errors, where, problems);
        return table;
    }
    if (source.header_row != 1) tell_no_header_row(where, problems);
    source.header_row = 1;
    // With a geometry column among the fields the columns are laid out differently.
    Table table = read_rows(layer, source, packaged && layer.GetGeomType() == wkbNone, limits, problems);
    settle(errors, where, problems);
    return table;
}

}  // namespace

Table read_table(const FileSource& source, const ReadLimits& limits, Problems& problems)
{
    FileSource asked = source;
    return read_any(asked, false, limits, problems);
}

Table read_table_below_title(FileSource& source, const ReadLimits& limits, Problems& problems)
{
    return read_any(source, true, limits, problems);
}

}  // namespace permu
