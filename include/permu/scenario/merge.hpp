/// One tree out of a scenario, the files it extends, and what the command line sets.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "permu/scenario/document.hpp"

namespace permu {

/// Gives the text of a local file. May throw an Error; its problems are then told at the line with `extends`.
using TextLoader = std::function<std::string(const std::string& path)>;

/// Bounds of an `extends` chain and of all files of one scenario.
inline constexpr std::size_t longest_chain = 16;
inline constexpr std::size_t most_scenario_files = 64;

/// Reads `entry` and what it extends, directly and indirectly. Tables merge, scalars and lists replace; a
/// file overrules those it extends, a later one in the list an earlier one. The key `extends` is gone from
/// the result; every value remembers the file and line it came from.
///
/// \param entry  path of the scenario, as the loader takes it
/// \param load   called once for `entry` and each mention of a file, with the path joined to the folder of
/// the
///               file that names it, normalised by its letters only
/// \throws InputError  no TOML, a cycle (named in full), a chain or number of files beyond the bounds, a file
/// that
///                     is no scenario; none of its text is quoted then
/// \throws whatever `load` throws for `entry` itself
Node resolve(const std::string& entry, const TextLoader& load);

/// Whether some line opens one of the tables of a scenario or sets `extends` or `schema_version`.
bool looks_like_scenario(std::string_view text);

/// Sets one value as `--set` gives it: "rules.quota.growth=0.02".
///
/// \param root        a tree of tables
/// \param assignment  dotted key = TOML value; a word that is no TOML is a text: data.parcels.crs=EPSG:4547
/// \param index       from 1; messages say "--set #2"
/// \throws InputError  no =, no key, or a broken quote or bracket
void apply_set(Node& root, std::string_view assignment, std::size_t index);

/// Lays `over` on `base`: tables merge, everything else replaces.
void merge_over(Node& base, const Node& over);

/// A path in a file as the caller can open it: absolute as it is, else joined to the folder of the file that
/// `position` is in; to the working folder for the command line. By its letters only: nothing is looked up.
std::string joined_path(const Position& position, std::string_view path);

}  // namespace permu
