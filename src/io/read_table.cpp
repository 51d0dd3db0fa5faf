/// Reads a table without geometry: CSV, a spreadsheet, or a table of a GeoPackage.
#include "permu/io/read_table.hpp"

#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <filesystem>

#include "io/csv_bytes.hpp"
#include "io/csv_delimiter.hpp"
#include "io/csv_scan.hpp"
#include "io/geopackage_check.hpp"
#include "io/open.hpp"
#include "io/read_features.hpp"
#include "io/refuse.hpp"

namespace permu {

namespace {

using namespace reading;

/// A text that GDAL sees as a file: in memory, so that no file beside the user's (.csvt, .prj) has a say.
class MemoryFile {
public:
    MemoryFile(std::string text, const std::string& name) : text_(std::move(text))
    {
        static std::atomic<unsigned> number{0};
        folder_ = "/vsimem/permu_table_" + std::to_string(number++);
        path_ = folder_ + "/" + name;
        VSIFCloseL(
            VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(text_.data()), text_.size(), 0));
    }
    ~MemoryFile() { VSIRmdirRecursive(folder_.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string text_;
    std::string folder_;
    std::string path_;
};

/// Takes the guard before a spreadsheet formula off again: '=1+1 → =1+1.
std::string_view without_guard(std::string_view cell)
{
    using namespace std::string_view_literals;
    const bool guarded =
        cell.size() > 1 && cell[0] == '\'' && "=+-@\t\r\n"sv.find(cell[1]) != std::string_view::npos;
    return guarded ? cell.substr(1) : cell;
}

Table without_guards(Table table)
{
    for (TableColumn& column : table.columns) {
        auto* cells = std::get_if<TextCells>(&column.cells);
        if (cells == nullptr) continue;
        TextCells plain;
        for (const AnyRow row : cells->texts.rows()) {
            if (cells->null[row.index]) {
                plain.push_back(std::nullopt);
            } else {
                plain.push_back(without_guard(cells->texts[row]));
            }
        }
        *cells = std::move(plain);
    }
    return table;
}

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

Table read_csv(const Gate& gate, const FileSource& source, const ReadLimits& limits, Problems& problems)
{
    std::string text = csv_text(gate, source, problems);
    Problems faults;
    const char delimiter = find_delimiter(text, source, problems);
    const CsvShape shape = scan_csv(text, delimiter, source, limits, faults);
    // Cells would stand in the wrong columns: nothing is read from such a file.
    if (faults.has_errors()) throw InputError(faults);
    // GDAL guesses by a rule of its own; with commas there is nothing to guess.
    if (delimiter != ',') text = with_commas(text, delimiter);
    const std::string stem = std::filesystem::path(gate.open_path).stem().string();
    const MemoryFile file(std::move(text), "table.csv");
    Gate memory = gate;
    memory.open_path = file.path();
    GdalErrors errors;
    const GDALDatasetUniquePtr dataset = open_dataset(memory, "", errors);
    OGRLayer& layer = *dataset->GetLayer(0);
    Table table = read_rows(layer, source, false, limits, problems);
    settle(errors, at(gate.path), problems);
    table.name = stem;
    const auto fields = static_cast<std::size_t>(layer.GetLayerDefn()->GetFieldCount());
    if (fields != shape.header.size() || (!table.columns.empty() && table.rows() != shape.rows)) {
        refuse_damaged(at(gate.path),
                       {"rows or columns that are read differently each way", "行列数两次读取不一致"});
    }
    return without_guards(std::move(table));
}

}  // namespace

Table read_table(const FileSource& source, const ReadLimits& limits, Problems& problems)
{
    start_gdal();
    GdalErrors errors;
    const Gate gate = pass_gate(source.path, Wanted::table, limits);
    if (gate.format == Format::csv) return read_csv(gate, source, limits, problems);
    const GDALDatasetUniquePtr dataset = open_dataset(gate, "", errors);
    const bool packaged = gate.format == Format::geopackage;
    if (packaged) check_geopackage(*dataset, gate, problems);
    OGRLayer& layer = choose_layer(*dataset, source, gate, false);
    if (packaged) check_cells(*dataset, layer, gate, problems);
    // With a geometry column among the fields the columns are laid out differently.
    Table table = read_rows(layer, source, packaged && layer.GetGeomType() == wkbNone, limits, problems);
    settle(errors, at(source.path, layer.GetName()), problems);
    return table;
}

}  // namespace permu
