/// The row of a CSV or sheet that names the columns, and where it stands below a title.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/problem.hpp"

namespace permu::reading {

/// The cells of one row.
using RowTexts = std::vector<std::string>;

/// So many rows are looked at for the one of the names.
inline constexpr std::size_t most_head_rows = 10;

/// Without blanks, also those of full width, and line ends around it.
std::string_view without_blanks(std::string_view text);

/// Whether no cell of the row holds more than blanks.
bool is_blank(std::span<const std::string> row);

/// The names of `width` columns: the cells without blanks around them. An empty cell takes the name above it
/// where the row above names columns too (a header of two rows, cells of which are joined), else it is
/// "Field2" by its place.
RowTexts column_names(std::span<const std::string> header, const RowTexts& above, std::size_t width);

/// A name that two columns have; "" where there is none.
std::string name_given_twice(RowTexts names);

/// Where the first filled row looks like a title (few cells filled of many): the row below it, counted from
/// 1, most cells of which are filled with different short texts; the second of two such rows that complete
/// each other. 0: no title, or no such row.
int row_below_title(std::span<const RowTexts> rows);

/// A warning: the names stand in that row. \param read_so  whether it is read by it already
Problem title_above(const std::string& where, int row, bool read_so);

/// Refuses a table that ends before its header. \throws InputError
[[noreturn]] void refuse_no_header(const std::string& where, int header_row);

}  // namespace permu::reading
