/// Reads a table without geometry: CSV, a spreadsheet, or a table of a GeoPackage.
#pragma once

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/io/source.hpp"

namespace permu {

/// Columns of CSV and spreadsheets are all text: what is a number is for the caller to say. Columns of a
/// GeoPackage keep their types, as in read_layer. Empty cells are null. The header of a CSV or sheet is the
/// first filled row at or below `source.header_row`, its cells without blanks around them; a column without a
/// name is "Field2" by its place, or has the name above it where two rows name the columns. The rows follow
/// it; blank lines of a CSV do not count. A title where the header should be is a warning: table.header_row.
///
/// CSV is comma-separated as in RFC 4180, UTF-8 or GB18030 (found out and noted, or as `source.encoding`
/// says); a `'` before = + - @ tab or a line break is the guard of a spreadsheet formula and taken off again.
/// \throws InputError   for what makes the whole unreadable: missing file, rows of unequal length, open
/// quotes,
///                      NUL bytes, an empty header or a repeated name, several sheets and none named
/// \throws LimitError   when a bound of `limits` is met
/// \throws SystemError  when the file may not be read
Table read_table(const FileSource& source, const ReadLimits& limits, Problems& problems);

/// The same, but where a title stands in the first row the header that is found below it is taken, and set in
/// `source`.
Table read_table_below_title(FileSource& source, const ReadLimits& limits, Problems& problems);

}  // namespace permu
