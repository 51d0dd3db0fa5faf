/// Numbers that are written as texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace permu {

/// The number that the whole text is; nothing else.
std::optional<double> number_of_text(std::string_view text);

/// The largest number in "180~200", "180(200)", "200%"; nothing when there is none.
std::optional<double> largest_number_in(std::string_view text);

/// "3,479.72", "-1,234,567": digits in groups of three.
struct GroupedNumber {
    std::string digits;  ///< without the separators
    bool sure = false;   ///< "3,479" may be 3.479 where a comma is the decimal sign
};
std::optional<GroupedNumber> grouped_number(std::string_view text);

}  // namespace permu
