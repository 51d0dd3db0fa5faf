/// The text of a CSV in UTF-8, whatever it was saved in.
#pragma once

#include <string>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/source.hpp"

namespace permu::reading {

/// Reads the file, takes the byte order mark off and recodes GB18030 (GBK, GB2312) or the encoding the source
/// declares to UTF-8. What was assumed is a warning, an error where the source is strict:
/// file.encoding_assumed. \throws InputError for NUL bytes, UTF-16, and bytes that are no text of the
/// encoding
std::string csv_text(const Gate& gate, const FileSource& source, Problems& problems);

}  // namespace permu::reading
