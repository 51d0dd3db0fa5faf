/// Looks up the values of the small enumerations by the id that files use.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "permu/model/stages.hpp"

namespace permu {

/// The value whose entry of `table` has this id; the number of the entry is the number of the value.
/// \param first  first value that has a meaning for users: "none" and "unknown" are never found
template <class Enum>
std::optional<Enum> find_value(std::span<const ValueInfo> table, std::string_view id, std::size_t first = 0)
{
    for (std::size_t i = first; i < table.size(); ++i) {
        if (table[i].id == id) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace permu
