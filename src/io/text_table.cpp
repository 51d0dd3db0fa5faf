/// A table of texts in the making: the columns of a CSV or sheet that are asked for.
#include "io/text_table.hpp"

#include <algorithm>

namespace permu::reading {

namespace {

/// '=1+1 → =1+1
std::string_view without_guard(std::string_view cell)
{
    using namespace std::string_view_literals;
    const bool guarded =
        cell.size() > 1 && cell[0] == '\'' && "=+-@\t\r\n"sv.find(cell[1]) != std::string_view::npos;
    return guarded ? cell.substr(1) : cell;
}

}  // namespace

void TextTable::header(const RowTexts& names)
{
    columns_.reserve(names.size());
    for (const std::string& name : names) {
        const bool named = std::ranges::find(source_.columns, name) != source_.columns.end();
        if (named || source_.columns.empty()) {
            columns_.emplace_back(std::in_place, name, CellKind::text, where_, named, max_text_, problems_);
        } else {
            columns_.emplace_back();
            left_out_.push_back(name);
        }
    }
}

void TextTable::row(std::span<const std::string> cells)
{
    const auto number = static_cast<std::int64_t>(++rows_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!columns_[i]) continue;
        if (i >= cells.size() || cells[i].empty()) {
            columns_[i]->add_null();
        } else {
            columns_[i]->add_text(guarded_ ? without_guard(cells[i]) : cells[i], number);
        }
    }
}

Table TextTable::take(std::string name)
{
    Table table{.name = std::move(name), .columns = {}, .left_out = std::move(left_out_)};
    for (auto& column : columns_)
        if (column) table.columns.push_back(column->take());
    return table;
}

}  // namespace permu::reading
