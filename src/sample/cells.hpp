/// Rows written cell by cell into columns that come into being as they are named.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "permu/base/table.hpp"

namespace permu {

/// Each row must name the same columns in the same order.
class Cells {
public:
    void text(std::string_view column, std::string_view cell) { cells<TextCells>(column).push_back(cell); }
    void empty_text(std::string_view column) { cells<TextCells>(column).push_back(std::nullopt); }
    void number(std::string_view column, double cell) { cells<NumberCells>(column).push_back(cell); }
    void whole(std::string_view column, std::int64_t cell) { cells<IntegerCells>(column).push_back(cell); }
    /// A year, or an empty cell for 0.
    void year(std::string_view column, int cell) { whole(column, cell == 0 ? null_integer : cell); }

    Table table(std::string name) &&
    {
        table_.name = std::move(name);
        return std::move(table_);
    }

private:
    template <class Kind>
    Kind& cells(std::string_view column)
    {
        // Rows come in one order, so that the next column is nearly always the one asked for.
        if (table_.columns.empty() || table_.columns[next_ % table_.columns.size()].name != column) {
            const auto at = std::ranges::find(table_.columns, column, &TableColumn::name);
            next_ = static_cast<std::size_t>(at - table_.columns.begin());
            if (at == table_.columns.end()) table_.columns.push_back({std::string(column), Kind{}});
        }
        const std::size_t here = next_ % table_.columns.size();
        next_ = here + 1;
        return std::get<Kind>(table_.columns[here].cells);
    }

    Table table_;
    std::size_t next_ = 0;
};

}  // namespace permu
