/// Reads the program's built-in comma-separated tables; files of users are read by io.
#pragma once

#include <string_view>

#include "permu/base/table.hpp"

namespace permu {

/// RFC 4180 with a header line, UTF-8. Every column is text; an empty cell is null.
/// \throws InvariantError for a row with another number of cells than the header
Table parse_csv(std::string_view bytes, std::string_view name);

/// Texts of a column; empty views for null cells. \throws InvariantError when there is no such column
const TextCells& text_column(const Table& table, std::string_view column);

/// The number in a text column, NaN for an empty cell or text that is not wholly a number.
double number_at(const TextCells& cells, std::size_t row);

}  // namespace permu
