/// Encodings of texts: decoding that fails rather than guesses, and guessing that says so.
#pragma once

#include <iconv.h>

#include <optional>
#include <string>
#include <string_view>

#include "permu/base/problem.hpp"

namespace permu::reading {

/// Strict conversion to UTF-8.
class Decoder {
public:
    explicit Decoder(const std::string& encoding);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// Whether the encoding's name is known.
    bool known() const;
    /// The text in UTF-8, or nothing when a byte sequence is none of the encoding.
    std::optional<std::string> decode(std::string_view bytes);

private:
    iconv_t handle_;
};

/// The usual name of an encoding for the many spellings in use ("936", "ANSI 936", "gb2312" → "GBK");
/// "" for names that say nothing ("OEM", "ANSI") and for unknown ones.
std::string encoding_by_name(std::string_view name);

bool is_ascii(std::string_view bytes);

/// The text without a character that was cut off at its end, if it is UTF-8 but for that.
std::string_view without_cut_character(std::string_view text);

/// Finds the encoding of texts that nobody declared: UTF-8, or GB18030 (which holds GBK and GB2312).
class EncodingGuess {
public:
    void see(std::string_view text);
    bool only_ascii() const { return ascii_; }
    /// "UTF-8", "GB18030", or "" when it is neither. Plain ASCII is UTF-8.
    std::string result() const { return utf8_ ? "UTF-8" : gb_ ? "GB18030" : ""; }

private:
    bool ascii_ = true;
    bool utf8_ = true;
    bool gb_ = true;
    Decoder decoder_{"GB18030"};
};

/// Texts of another encoding are hardly ever whole in UTF-8: read as declared they are other characters.
Problem looks_like_utf8(const std::string& where, const std::string& declared);

}  // namespace permu::reading
