/// The gate before the TOML library: keys, strings, brackets and comments are checked here, so that the
/// library sees only bounded text whose shape is TOML, and ASCII outside strings and comments.
#pragma once

#include <memory>

#include "permu/scenario/document.hpp"

namespace permu {

/// \pre check_bytes(*source) has passed
/// \throws InputError  at the first place that is no TOML or passes a bound: nesting, parts and length of
/// keys.
///                     What passes may still hold bad numbers, dates and escapes, and keys given twice.
void check_shape(const std::shared_ptr<const SourceText>& source);

}  // namespace permu
