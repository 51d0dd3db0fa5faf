/// Which rows of a table are in force.
#include "permu/scenario/dated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace permu {
namespace {

using Cells = decltype(TableColumn::cells);

constexpr Year always = 0;

/// The year of "2008" or "2008-01-31"; `always` for an empty cell, nothing for another text.
std::optional<Year> year_in(std::string_view cell)
{
    if (cell.empty()) return always;
    constexpr std::size_t digits = 4;
    const std::string_view head = cell.substr(0, digits), rest = cell.substr(head.size());
    const bool alone = rest.empty() || (rest.size() == 6 && rest[0] == '-' && rest[3] == '-');
    Year year = 0;
    const auto [end, error] = std::from_chars(head.data(), head.data() + head.size(), year);
    const bool whole = error == std::errc{} && end == head.data() + head.size() && head.size() == digits;
    return whole && alone && year > 0 ? std::optional(year) : std::nullopt;
}

/// First and last year of a row; what cannot be read counts as always.
std::pair<Year, Year> span_of(const Table& table, std::size_t row)
{
    const auto year = [&](std::string_view name) {
        const TableColumn* column = table.find(name);
        return column == nullptr ? always : year_in(cell_text(*column, row)).value_or(always);
    };
    return {year(from_column), year(to_column)};
}

bool holds(std::pair<Year, Year> span, Year year)
{
    return (span.first == always || span.first <= year) && (span.second == always || year <= span.second);
}

template <class T>
std::vector<T> picked(const std::vector<T>& values, const std::vector<std::size_t>& rows)
{
    std::vector<T> out;
    for (const std::size_t row : rows)
        out.push_back(values[row]);
    return out;
}

TextCells picked(const TextCells& cells, const std::vector<std::size_t>& rows)
{
    TextCells out;
    for (const std::size_t row : rows) {
        if (cells.null[row]) {
            out.push_back(std::nullopt);
        } else {
            out.push_back(cells.texts[AnyRow{static_cast<std::uint32_t>(row)}]);
        }
    }
    return out;
}

}  // namespace

bool is_dated(const Table& table)
{
    return table.find(from_column) != nullptr || table.find(to_column) != nullptr;
}

std::vector<Year> change_years(const Table& table)
{
    std::set<Year> years;
    for (std::size_t row = 0; is_dated(table) && row < table.rows(); ++row) {
        const auto [from, to] = span_of(table, row);
        if (from != always) years.insert(from);
        if (to != always) years.insert(to + 1);
    }
    return {years.begin(), years.end()};
}

Table in_force(const Table& table, Year year)
{
    if (!is_dated(table)) return table;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (holds(span_of(table, row), year)) rows.push_back(row);
    Table out{table.name, {}, table.left_out};
    for (const TableColumn& column : table.columns) {
        const Cells cells =
            std::visit([&](const auto& all) -> Cells { return picked(all, rows); }, column.cells);
        out.columns.push_back({column.name, cells, column.unit, column.label});
    }
    return out;
}

void check_dates(const Table& table, const std::string& where, Problems& problems)
{
    const auto tell = [&](std::size_t row, std::string_view column, Said found, Said expected) {
        problems.add({.code = "table.dates",
                      .where = fmt::format("{}, row {}, column {}", where, row + 1, column),
                      .found = std::move(found),
                      .expected = std::move(expected),
                      .remedy = {"a new value is a new row with its dates; leave a cell empty for always",
                                 "新值应另起一行并写明起止年份；空单元格表示不限"}});
    };
    for (std::size_t row = 0; is_dated(table) && row < table.rows(); ++row) {
        for (const std::string_view name : {from_column, to_column}) {
            const TableColumn* column = table.find(name);
            const std::string cell = column == nullptr ? "" : cell_text(*column, row);
            if (!year_in(cell)) {
                tell(row, name, Said("\"" + printable(cell) + "\""),
                     {"a year or a date: 2008 or 2008-01-31", "年份或日期：2008 或 2008-01-31"});
            }
        }
        const auto [from, to] = span_of(table, row);
        if (from != always && to != always && to < from)
            tell(row, to_column, Said(fmt::format("{}", to)),
                 {fmt::format("{} or later, as `from` says", from), fmt::format("不早于 from 的 {}", from)});
    }
}

std::vector<TableVersion> versions_of(const Table& table)
{
    std::map<std::pair<Year, Year>, TableVersion> versions;
    const TableColumn* source = table.find("source");
    for (std::size_t row = 0; is_dated(table) && row < table.rows(); ++row) {
        const auto span = span_of(table, row);
        TableVersion& version = versions[span];
        version.from = span.first, version.to = span.second;
        ++version.rows;
        const std::string text = source == nullptr ? "" : cell_text(*source, row);
        if (!text.empty() && std::ranges::find(version.sources, text) == version.sources.end())
            version.sources.push_back(text);
    }
    std::vector<TableVersion> out;
    for (auto& [span, version] : versions)
        out.push_back(std::move(version));
    return out;
}

}  // namespace permu
