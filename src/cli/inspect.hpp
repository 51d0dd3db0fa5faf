/// Files of users looked at, and what is written of it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "permu/inspect/inspection.hpp"

namespace permu {

/// Reads every layer or sheet of a file, through the same gate as a run.
/// \param layer  only this one; empty: all \param as  the table it is known to be
/// \param header_row  of sheets and CSV; 0: the first, or the one that is found below a title
/// \throws InputError, LimitError, SystemError  as read_layer and read_table
std::vector<Inspection> inspect_file(const std::string& path, const std::string& layer,
                                     std::optional<InputTable> as, unsigned threads, int header_row = 0);

/// The report for people.
std::string inspection_text(std::span<const Inspection> inspections, Language language);
std::string inspection_json(std::span<const Inspection> inspections, Language language);

/// The `[data.…]` tables of a scenario that lies in `folder`: what is sure is written, what is unsure stands
/// as a comment. Of several layers of one kind the first is taken.
std::string data_toml(std::span<const Inspection> inspections, const std::filesystem::path& folder);

}  // namespace permu
