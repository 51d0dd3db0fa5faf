/// A plain table: named columns of numbers or texts. What io moves without knowing what it means.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/text.hpp"

namespace permu {

/// Row of a Table that has no type of its own.
using AnyRow = Row<struct AnyRowTag>;

/// Texts with empty cells told apart from empty texts.
struct TextCells {
    TextColumn<AnyRow> texts;
    std::vector<bool> null;  ///< one flag a row
    void push_back(std::optional<std::string_view> text)
    {
        texts.push_back(text.value_or(std::string_view{}));
        null.push_back(!text);
    }
    std::size_t size() const { return texts.size(); }
};

/// Numbers; an empty cell is NaN.
using NumberCells = std::vector<double>;
/// Whole numbers that a double cannot hold: 64-bit ids. An empty cell is `null_integer`.
using IntegerCells = std::vector<std::int64_t>;
inline constexpr std::int64_t null_integer = INT64_MIN;

struct TableColumn {
    std::string name;
    std::variant<NumberCells, IntegerCells, TextCells> cells;
    std::string unit = {};  ///< for headers; empty where there is none
    Said label = {};        ///< alias a person reads
};

/// Columns of equal length. Column names are unique.
struct Table {
    std::string name;
    std::vector<TableColumn> columns;
    std::vector<std::string> left_out = {};  ///< columns of the source that nobody asked for

    const TableColumn* find(std::string_view column) const;
    std::size_t rows() const;
};

/// The cell as text: numbers in their shortest form, "" for an empty cell.
std::string cell_text(const TableColumn& column, std::size_t row);

/// Shortest text that reads back as the same double; "" for NaN.
std::string shortest(double value);

}  // namespace permu
