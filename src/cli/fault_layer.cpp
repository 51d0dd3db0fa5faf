/// Writes the faults of the data as a GeoPackage.
#include "fault_layer.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include <filesystem>

#include "consequence.hpp"
#include "permu/io/vector_out.hpp"

namespace permu {
namespace {

namespace fs = std::filesystem;

/// Texts of one column, one a fault.
template <class Of>
void add_texts(Table& table, const std::string& name, Said label, const FaultMap& map, const Of& of)
{
    TextCells cells;
    for (const PlacedFault& fault : map.faults)
        cells.push_back(std::string_view(of(fault)));
    table.columns.push_back({name, std::move(cells), {}, std::move(label)});
}

Table table_of(const FaultMap& map)
{
    Table table;
    table.name = "faults";
    add_texts(table, "kind", {"kind", "类别"}, map, [](const PlacedFault& f) { return f.code; });
    add_texts(table, "consequence", {"consequence", "后果"}, map, [](const PlacedFault& f) {
        return std::string(consequence_name(consequence_of(f.severity, f.code)));
    });
    add_texts(table, "table", {"table", "数据表"}, map, [](const PlacedFault& f) { return f.table; });
    add_texts(table, "id", {"id", "编号"}, map, [](const PlacedFault& f) { return f.id; });
    add_texts(table, "park_id", {"park", "园区"}, map, [](const PlacedFault& f) { return f.park; });
    NumberCells areas;
    for (const PlacedFault& fault : map.faults)
        areas.push_back(fault.area);
    table.columns.push_back({"area_m2", std::move(areas), "m²", {"area at stake", "涉及面积"}});
    const auto safe = [](const std::string& text) { return printable(text, 1000); };
    add_texts(table, "message_en", {"message", "说明（英文）"}, map,
              [&](const PlacedFault& f) { return safe(f.found.en); });
    add_texts(table, "message_zh", {"message (Chinese)", "说明"}, map,
              [&](const PlacedFault& f) { return safe(f.found.zh); });
    add_texts(table, "remedy_en", {"remedy", "办法（英文）"}, map,
              [&](const PlacedFault& f) { return safe(f.remedy.en); });
    add_texts(table, "remedy_zh", {"remedy (Chinese)", "办法"}, map,
              [&](const PlacedFault& f) { return safe(f.remedy.zh); });
    return table;
}

CategoryStyle style()
{
    CategoryStyle style;
    style.field = "consequence";
    style.categories = {{"refused", {"refused", "拒绝"}, 0xd7191c},
                        {"changed", {"changed", "改动"}, 0xfdae61},
                        {"noted", {"noted", "提示"}, 0xffffbf}};
    return style;
}

}  // namespace

void protect_fault_file(const std::string& path, bool overwrite, const DataSpec& data)
{
    std::error_code none;
    if (!fs::exists(path, none)) return;
    for (const DataTableName& table : data_tables) {
        const DataTable& spec = data.*table.table;
        if (!spec.given() || !fs::equivalent(path, spec.file, none)) continue;
        throw InputError(Problem{.code = "output.is_input",
                                 .where = printable(path, 200),
                                 .found = {"a file of the data", "输入数据文件"},
                                 .expected = {"another file", "其他文件"},
                                 .remedy = {"choose another name for --faults", "请为 --faults 另选文件名"}});
    }
    if (overwrite && fs::is_regular_file(path, none)) return;
    throw InputError(
        Problem{.code = "output.exists",
                .where = printable(path, 200),
                .found = {"something of that name", "同名文件已存在"},
                .expected = {"a new file", "新文件"},
                .remedy = {"choose another name, or add --overwrite", "请换名，或加 --overwrite"}});
}

void write_fault_file(const std::string& path, const FaultMap& map, Language language)
{
    const Table table = table_of(map);
    const VectorLayer layer{"faults", &table, &map.shapes, map.crs_wkt, style()};
    const std::string temporary = fmt::format("{}.tmp-{}.gpkg", path, getpid());
    try {
        write_vector(temporary, VectorFormat::gpkg, {&layer, 1}, {language, {}});
        fs::rename(temporary, path);
    } catch (...) {
        std::error_code gone;
        fs::remove(temporary, gone);
        throw;
    }
}

}  // namespace permu
