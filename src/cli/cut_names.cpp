/// Finds the only field that a cut name can mean.
#include "cut_names.hpp"

#include <algorithm>

namespace permu {
namespace {

constexpr std::size_t longest_name = 10;

bool is_shapefile(const DataTable& spec)
{
    return spec.file.ends_with(".shp") || spec.file.ends_with(".SHP") || spec.file.ends_with(".zip");
}

/// The only field whose name is cut to this one; empty: none, or several, or it is a name of its own.
std::string_view field_cut_to(std::string_view name, const DataTable& spec, InputTable table)
{
    if (name.size() != longest_name) return {};
    std::string_view found;
    for (const InputField& field : fields_of(table)) {
        if (!field.name.starts_with(name)) continue;
        if (!found.empty() || field.name == name || spec.fields.contains(field.name)) return {};
        found = field.name;
    }
    return found;
}

}  // namespace

std::vector<std::string> cut_names(const DataTable& spec, InputTable table)
{
    std::vector<std::string> names;
    if (!is_shapefile(spec)) return names;
    for (const InputField& field : fields_of(table)) {
        const std::string_view cut = field.name.substr(0, longest_name);
        if (field_cut_to(cut, spec, table) == field.name) names.emplace_back(cut);
    }
    return names;
}

void restore_names(Table& read, const DataTable& spec, InputTable table, Problems& problems)
{
    if (!is_shapefile(spec)) return;
    for (TableColumn& column : read.columns) {
        const std::string_view whole = field_cut_to(column.name, spec, table);
        if (whole.empty() || read.find(whole) != nullptr) continue;
        problems.add({.severity = Severity::note,
                      .code = "field.cut",
                      .where = printable(spec.file, 200),
                      .found = Said("\"" + printable(column.name) + "\""),
                      .expected = Said("\"" + std::string(whole) + "\""),
                      .remedy = {"read as that: shapefiles cut names to ten letters",
                                 "按该字段读取：Shapefile 将字段名截为十个字符"}});
        column.name = whole;
    }
}

}  // namespace permu
