/// Names and codes as they are looked up when they are not there letter by letter.
#pragma once

#include <string>
#include <string_view>

namespace permu {

/// Full-width letters, digits and signs (U+FF01 to U+FF5E) as the ASCII they stand for; all else as it is.
std::string narrowed(std::string_view text);

/// Full-width letters, digits and signs as ASCII, no blanks.
std::string normalised(std::string_view name);

}  // namespace permu
