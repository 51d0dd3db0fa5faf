/// Ids that are read as they are and may not look, or work elsewhere, as one thinks.
#pragma once

#include <optional>
#include <string_view>

#include "permu/base/problem.hpp"

namespace permu {

/// The warning id.unusual, without a place, about an id that holds what a screen does not show, what may be
/// written in two ways, or what paths, pages and tables give a meaning: control characters, marks of
/// direction and joiners, combining accents, < > " \ and "..".
std::optional<Problem> unusual_id(std::string_view id);

/// The warning id.formula, without a place, about an id that a spreadsheet takes for a formula.
std::optional<Problem> formula_id(std::string_view id);

}  // namespace permu
