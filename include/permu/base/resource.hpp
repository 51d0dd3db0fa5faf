/// Files that are built into the program: tables of the law, the sample, styles.
#pragma once

#include <span>
#include <string_view>

namespace permu {

struct Resource {
    std::string_view name;  ///< path in the source tree: "scenarios/tables/land_price_floor.csv"
    std::string_view bytes;
};

/// All built-in files, ordered by name.
std::span<const Resource> resources();

/// The bytes of a built-in file. \throws InvariantError when there is none of that name
std::string_view resource(std::string_view name);

}  // namespace permu
