/// Parks whose boundary stands in several rows of the file, a polygon each.
#include <fmt/format.h>

#include <algorithm>

#include "intake_steps.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

/// The first field in which two rows differ; empty: none.
std::string_view differing_field(const Cells& cells, std::uint32_t a, std::uint32_t b)
{
    for (const InputField& field : fields_of(InputTable::parks)) {
        const TableColumn* column = cells.column(field.name);
        if (column != nullptr && cell_text(*column, a) != cell_text(*column, b)) return field.name;
    }
    return {};
}

void tell_part(Cells& cells, std::uint32_t first, std::uint32_t row, const std::string& id)
{
    const std::string_view field = differing_field(cells, first, row);
    if (field.empty()) {
        return cells.fault(
            {.severity = Severity::warning,
             .code = "park.parts",
             .found = {"another polygon of park " + printable(id), "园区 " + printable(id) + " 的又一图形"},
             .expected = {"one row a park", "每个园区一行"},
             .remedy = {"joined with the others: on_duplicate = \"repair\" in [data]",
                        "已与其余图形合并：[data] 中 on_duplicate = \"repair\""}},
            row, "park_id");
    }
    cells.fault({.code = "park.parts_differ",
                 .found = {fmt::format("rows of park {} that differ in {}", printable(id), field),
                           fmt::format("园区 {} 各行的 {} 不同", printable(id), field)},
                 .expected = {"polygons of one park with the same values", "同一园区各图形的取值相同"},
                 .remedy = {"give them the same values, or each park its own park_id",
                            "请填写相同的值，或为各园区设不同的 park_id"}},
                row, field);
}

}  // namespace

ParkParts parts_of_parks(Cells& cells, const std::vector<std::string>& ids)
{
    ParkParts parts;
    for (const std::uint32_t row : ordered_by_text(ids)) {
        const bool again = !parts.order.empty() && !ids[row].empty() && ids[row] == ids[parts.order.back()];
        if (again) {
            tell_part(cells, parts.order.back(), row, ids[row]);
            parts.rows.back().push_back(row);
        } else {
            parts.order.push_back(row);
            parts.rows.push_back({row});
        }
    }
    return parts;
}

Shapes joined_boundaries(const Shapes& shapes, const ParkParts& parts)
{
    Shapes out;
    for (const std::vector<std::uint32_t>& rows : parts.rows)
        rows.size() == 1 ? out.append(shapes, rows[0]) : out.append(union_all(select(shapes, rows)), 0);
    return out;
}

}  // namespace permu
