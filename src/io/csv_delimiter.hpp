/// What stands between the cells of a CSV.
#pragma once

#include <string>
#include <string_view>

#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// The one that the source names, else one of , ; tab |. The rule: the one that stands most often in the
/// first line that is not blank, quoted cells not counted; of equals the earlier in that list; a comma where
/// there is none. Another than the comma is a warning, an error where the source is strict: csv.separator.
char find_delimiter(std::string_view text, const FileSource& source, Problems& problems);

}  // namespace permu::reading
