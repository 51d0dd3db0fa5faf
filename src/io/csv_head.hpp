/// The first rows of a CSV, read whatever is wrong with them: a title above the header breaks all rules.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "io/table_header.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// A row and where it begins. Blank lines are rows without cells.
struct HeadRow {
    RowTexts cells = {};
    std::size_t begin = 0;   ///< in the text
    std::uint64_t line = 1;  ///< of the file
};

/// At most `most` rows; of long cells only the beginning. Line ends in quotes are part of a row.
std::vector<HeadRow> first_rows(std::string_view text, char delimiter, std::size_t most);

/// The delimiter that the source names, else the one that cuts a row of the first ten into most cells.
std::vector<HeadRow> first_rows(std::string_view text, const FileSource& source);

}  // namespace permu::reading
