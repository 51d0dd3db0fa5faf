/// Reads a table without geometry: CSV, a spreadsheet, or a table of a GeoPackage.
#pragma once

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/io/source.hpp"

namespace permu {

/// Columns of CSV and spreadsheets are all text: what is a number is for the caller to say. Columns of a
/// GeoPackage keep their types, as in read_layer. Empty cells are null. Row i is record i + 2 of a CSV or
/// sheet (record 1 is the header; blank lines do not count).
///
/// CSV is comma-separated as in RFC 4180, UTF-8 or GB18030 (found out and noted, or as `source.encoding`
/// says); a `'` before = + - @ tab or a line break is the guard of a spreadsheet formula and taken off again.
/// \throws InputError   for what makes the whole unreadable: missing file, rows of unequal length, open
/// quotes,
///                      NUL bytes, an empty or repeated header, several sheets and none named
/// \throws LimitError   when a bound of `limits` is met
/// \throws SystemError  when the file may not be read
Table read_table(const FileSource& source, const ReadLimits& limits, Problems& problems);

}  // namespace permu
