/// One value of the scenario into one slot.
#pragma once

#include <string>
#include <string_view>

#include "permu/base/parameter.hpp"
#include "permu/scenario/document.hpp"

namespace permu {

/// \param key  as written, for examples in messages
/// Leaves the slot alone where the value is wrong.
void bind_value(const Node& value, std::string_view key, const Parameter& parameter, Problems& problems);

/// What a parameter takes, with unit and range: "a ratio from 0 to 1".
Said expected_value(const Parameter& parameter);

/// The present value as TOML: `0.2`, `"5 万元/亩"`, `[0.5, 0.5]`.
std::string example_value(const Parameter& parameter);

/// Why a text is no path of a local file: control bytes, a URL, a connection string, /vsi…; empty when it may
/// be one.
Said path_fault(std::string_view path);

}  // namespace permu
