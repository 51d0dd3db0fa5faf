/// A strict reading of a CSV: what would shift cells is refused.
#pragma once

#include <cstdint>
#include <string_view>

#include "io/text_table.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// A CSV from its header on.
struct CsvText {
    std::string_view text;  ///< UTF-8
    char delimiter = ',';
    std::uint64_t first_line = 1;  ///< of the file
    RowTexts above = {};           ///< the row before the header
};

/// RFC 4180: cells apart by `delimiter`, quotes doubled inside quotes, LF or CRLF, as many cells in every row
/// as names in the header; blank lines do not count. The rows go to `out`; faults go to `problems` with their
/// line, at most a few of a kind are listed. \throws LimitError for too many columns or rows
void scan_csv(const CsvText& csv, const FileSource& source, const ReadLimits& limits, TextTable& out,
              Problems& problems);

}  // namespace permu::reading
