/// Values without quotes: numbers, dates, true and false, by the grammar of TOML 1.0.
#pragma once

#include <optional>
#include <string_view>

#include "scenario/syntax.hpp"

namespace permu {

/// What is wrong with the form of a value without quotes; nothing when it is TOML. Whether a date is in the
/// calendar and a hexadecimal number fits 64 bits is not looked at.
/// \pre ASCII, not empty
std::optional<Syntax> word_fault(std::string_view word);

/// "2024-05-27": the only value after which a blank may be followed by more of it, a time.
bool is_date(std::string_view word);

}  // namespace permu
