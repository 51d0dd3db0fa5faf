/// Checks the bytes of a text before anything reads them.
#pragma once

#include <string_view>

#include "permu/scenario/document.hpp"

namespace permu {

/// \throws InputError  when the text is too large, not UTF-8 (names GBK and UTF-16 where it is that), or
/// holds
///                     a control character that TOML forbids
void check_bytes(const SourceText& source);

/// Whether every byte above 0x7f is part of a GB18030 character, and most of those are in common use.
bool looks_like_gb18030(std::string_view text);

}  // namespace permu
