/// A strict look at the bytes of a CSV before it is read: GDAL forgives what would shift cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// What a clean CSV holds.
struct CsvShape {
    std::vector<std::string> header;
    std::uint64_t rows = 0;  ///< without the header and blank lines
};

/// RFC 4180: cells apart by `delimiter`, quotes doubled inside quotes, LF or CRLF, as many cells in every row
/// as names in the header. Faults go to `problems` with their line; at most a few of a kind are listed. \pre
/// `text` is UTF-8 \throws LimitError for too many columns or rows
CsvShape scan_csv(std::string_view text, char delimiter, const FileSource& source, const ReadLimits& limits,
                  Problems& problems);

}  // namespace permu::reading
