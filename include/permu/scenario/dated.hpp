/// Tables whose rows are in force from one year to another: law as data, of which a year has one version.
#pragma once

#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/base/units.hpp"

namespace permu {

/// Columns of such a table: first and last year (or date) in force; an empty cell: always, or still. A year
/// is judged by its end: what came into force during it holds, what ended during it was its last year.
inline constexpr std::string_view from_column = "from", to_column = "to";

/// Whether the table has one of the two columns.
bool is_dated(const Table& table);

/// Years in which the rows in force differ from those of the year before, ascending.
std::vector<Year> change_years(const Table& table);

/// The table with the rows that are in force in the year, in their order; the table itself where it has no
/// dates.
Table in_force(const Table& table, Year year);

/// Adds an error for each cell that is no year and each row that ends before it begins.
/// \param where  for messages: the path of the table
void check_dates(const Table& table, const std::string& where, Problems& problems);

/// Rows that came into force and ended together.
struct TableVersion {
    Year from = 0, to = 0;  ///< 0: always, still
    std::size_t rows = 0;
    std::vector<std::string> sources;  ///< of the column `source`, each once, in the order of the rows
};
/// The versions of a dated table by date; empty for one without dates.
std::vector<TableVersion> versions_of(const Table& table);

}  // namespace permu
