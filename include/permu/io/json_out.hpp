/// A text, JSON or HTML file written whole, with every error said.
#pragma once

#include <string>
#include <string_view>

namespace permu {

/// Writes the bytes, brings them to the disk and closes; replaces an existing regular file.
/// \throws SystemError naming the path and the cause, e.g. "No space left on device"
void write_text_file(const std::string& path, std::string_view bytes);

}  // namespace permu
