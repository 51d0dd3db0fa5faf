/// Ids that are read as they are and may not look, or work elsewhere, as one thinks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace permu {

class Cells;

/// Whether an id holds what a screen does not show, what may be written in two ways, or what paths, pages and
/// tables give a meaning: control characters, marks of direction and joiners, combining accents, < > " \ and
/// "..".
bool is_unusual_id(std::string_view id);

/// Warns of such ids (id.unusual), and of ids in a column of decimal numbers (id.real).
void warn_of_unusual_ids(Cells& cells, const std::vector<std::string>& ids, std::string_view field);

}  // namespace permu
