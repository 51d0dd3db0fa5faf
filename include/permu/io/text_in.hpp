/// Reads a small text file of the user's: a scenario, a method, a manifest.
#pragma once

#include <cstddef>
#include <string>

#include "permu/base/problem.hpp"

namespace permu {

/// The bytes of a regular local file.
/// \throws InputError for a missing file, a folder, a device, or more than `max_bytes`; SystemError without
/// permission
std::string read_text_file(const std::string& path, std::size_t max_bytes);

}  // namespace permu
