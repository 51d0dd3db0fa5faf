/// Reads a long table of a run directory row by row: millions of rows in the memory of one.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "permu/base/problem.hpp"

namespace permu {

/// The cells of one row; views that hold until the next row.
using CsvCells = std::span<const std::string_view>;

/// Reads a table as the program writes them (RFC 4180, UTF-8, a header line) from its first row to its last.
/// The guard before a spreadsheet formula is taken off, as in read_table.
///
/// \param columns  that must be in the header; `on_row` gets their cells in this order, others are passed
///                 over
/// \param any_of   rows that hold none of these texts anywhere are passed over, quickly; empty: every row
/// \throws InputError   no regular file, a column that is not there, a row with another number of cells, an
///                      open quote; rows before that have been given
/// \throws SystemError  when it may not be read
void read_csv_rows(const std::string& path, std::span<const std::string_view> columns,
                   const std::function<void(CsvCells)>& on_row, std::span<const std::string> any_of = {});

}  // namespace permu
