/// SHA-256 of files and texts: what the manifest of a run states and a resume compares.
#pragma once

#include <string>
#include <string_view>

namespace permu {

/// 64 lower-case hexadecimal digits. A `.gdb` folder is digested over its files' names and digests, by name.
/// \throws SystemError when the file cannot be read to its end
std::string sha256_file(const std::string& path);

/// 64 lower-case hexadecimal digits of the bytes.
std::string sha256_text(std::string_view bytes);

}  // namespace permu
