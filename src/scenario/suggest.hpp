/// "Did you mean": the known name nearest to what was written.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/text.hpp"

namespace permu {

/// The name nearest to `word` by edits of whole characters (a swap of neighbours is one), letter case and -
/// for _ aside. At most two edits, one for words of up to three characters; the first name wins a tie.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> names);

/// "a, b, c", at most `most` of them and how many more.
Said listing(std::span<const std::string_view> names, std::size_t most = 24);

/// "did you mean X?" when there is a nearest name, else `otherwise`.
Said did_you_mean(std::string_view word, std::span<const std::string_view> names, Said otherwise);

}  // namespace permu
