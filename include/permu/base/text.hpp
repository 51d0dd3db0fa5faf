/// Text in English and Chinese, side by side: every sentence a user may read has both.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace permu {

enum class Language { en, zh };

/// A literal sentence or name in both languages.
struct Text {
    std::string_view en;
    std::string_view zh;
    constexpr std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

/// A sentence with values filled in, in both languages.
struct Said {
    std::string en;
    std::string zh;
    Said() = default;
    Said(std::string english, std::string chinese) : en(std::move(english)), zh(std::move(chinese)) {}
    Said(Text text) : en(text.en), zh(text.zh) {}
    /// The same in both languages: names, numbers, paths.
    explicit Said(const std::string& both) : en(both), zh(both) {}
    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
    bool empty() const { return en.empty(); }
};

/// Columns that `text` takes on a terminal: two for a wide East Asian character, none for a combining mark,
/// one else, also for a byte that is not UTF-8.
std::size_t display_width(std::string_view text);

/// The text cut to `limit` characters with an ellipsis. Control characters, signs that turn the direction of
/// text and bytes that are not UTF-8 are shown as `\xNN`: a hostile name cannot drive the terminal.
std::string printable(std::string_view text, std::size_t limit = 80);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Edits that make `b` of `a`: insertion, deletion, substitution and transposition of neighbours, by byte
/// (optimal string alignment: no part is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace permu
