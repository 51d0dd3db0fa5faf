/// Looks into plain tables and writes their cells as text.
#include "permu/base/table.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace permu {

const TableColumn* Table::find(std::string_view column) const
{
    const auto at = std::ranges::find(columns, column, &TableColumn::name);
    return at == columns.end() ? nullptr : &*at;
}

std::size_t Table::rows() const
{
    if (columns.empty()) return 0;
    return std::visit([](const auto& cells) { return cells.size(); }, columns.front().cells);
}

std::string cell_text(const TableColumn& column, std::size_t row)
{
    if (const auto* numbers = std::get_if<NumberCells>(&column.cells)) return shortest((*numbers)[row]);
    if (const auto* integers = std::get_if<IntegerCells>(&column.cells)) {
        const std::int64_t value = (*integers)[row];
        return value == null_integer ? std::string{} : fmt::format("{}", value);
    }
    // A null cell has an empty text, too.
    return std::string(std::get<TextCells>(column.cells).texts[{static_cast<std::uint32_t>(row)}]);
}

std::string shortest(double value)
{
    if (std::isnan(value)) return {};
    if (value == 0) return "0";  // never "-0"
    return fmt::format("{}", value);
}

}  // namespace permu
