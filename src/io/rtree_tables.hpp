/// An R-tree in the three tables in which SQLite keeps one.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "rtree_pack.hpp"
#include "sqlite_file.hpp"

namespace permu {

/// Cells in a node of SQLite, for pages of 2 kB and more.
inline constexpr std::size_t rtree_capacity = 51;

/// Puts the packed levels into the index `tree`, which is there and empty.
/// \return false when SQLite refuses something or its nodes have another size
bool fill_rtree(SqliteFile& file, const std::string& tree, std::span<const TreeLevel> levels);

}  // namespace permu
