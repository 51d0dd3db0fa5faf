/// Encodings of texts: decoding that fails rather than guesses, and guessing that says so.
#include "io/encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "permu/base/text.hpp"

namespace permu::reading {

namespace {

const iconv_t no_handle = reinterpret_cast<iconv_t>(-1);

/// Upper case, letters and digits only: "gb_2312-80" → "GB231280".
std::string plain(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c >= 'a' && c <= 'z') {
            text += static_cast<char>(c - 'a' + 'A');
        } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            text += c;
        }
    }
    return text;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> spellings = {{
    {"UTF8", "UTF-8"},      {"65001", "UTF-8"},     {"CP65001", "UTF-8"},       {"936", "GBK"},
    {"CP936", "GBK"},       {"GBK", "GBK"},         {"GB2312", "GBK"},          {"GB231280", "GBK"},
    {"EUCCN", "GBK"},       {"ANSI936", "GBK"},     {"MS936", "GBK"},           {"WINDOWS936", "GBK"},
    {"GB18030", "GB18030"}, {"54936", "GB18030"},   {"CP54936", "GB18030"},     {"950", "BIG5"},
    {"CP950", "BIG5"},      {"BIG5", "BIG5"},       {"ANSI950", "BIG5"},        {"1252", "CP1252"},
    {"CP1252", "CP1252"},   {"ANSI1252", "CP1252"}, {"ISO88591", "ISO-8859-1"}, {"88591", "ISO-8859-1"},
}};

}  // namespace

// Microsoft's variants hold what the plain ones lack: CP936 the euro sign, CP950 common Hong Kong characters.
Decoder::Decoder(const std::string& encoding)
    : handle_(iconv_open("UTF-8", encoding == "GBK"    ? "GB18030"
                                  : encoding == "BIG5" ? "CP950"
                                                       : encoding.c_str()))
{
}

Decoder::~Decoder()
{
    if (known()) iconv_close(handle_);
}

bool Decoder::known() const
{
    return handle_ != no_handle;
}

std::optional<std::string> Decoder::decode(std::string_view bytes)
{
    if (!known()) return std::nullopt;
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    std::string text(bytes.size() + bytes.size() / 2 + 16, '\0');
    std::size_t done = 0;
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
    std::size_t in_left = bytes.size();
    while (true) {
        char* out = text.data() + done;
        std::size_t out_left = text.size() - done;
        const std::size_t result = iconv(handle_, &in, &in_left, &out, &out_left);
        done = text.size() - out_left;
        if (result != static_cast<std::size_t>(-1)) break;
        if (errno != E2BIG) return std::nullopt;
        text.resize(text.size() * 2);
    }
    text.resize(done);
    return text;
}

std::string encoding_by_name(std::string_view name)
{
    const std::string key = plain(name);
    for (const auto& [spelling, encoding] : spellings) {
        if (key == spelling) return std::string(encoding);
    }
    if (key.empty() || key.size() > 32 || key == "OEM" || key == "ANSI") return {};
    std::string trimmed;
    for (const char c : name) {
        if (c > ' ') trimmed += c;
    }
    return Decoder(trimmed).known() ? trimmed : std::string();
}

bool is_ascii(std::string_view bytes)
{
    unsigned char all = 0;
    for (const char c : bytes) {
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    }
    return all < 0x80;
}

std::string_view without_cut_character(std::string_view text)
{
    if (is_utf8(text)) return text;
    // At most three bytes of a cut character stand at the end.
    for (std::size_t cut = 1; cut <= 3 && cut <= text.size(); ++cut) {
        const auto first = static_cast<unsigned char>(text[text.size() - cut]);
        if (first >= 0xC0 && is_utf8(text.substr(0, text.size() - cut)))
            return text.substr(0, text.size() - cut);
    }
    return text;
}

Problem looks_like_utf8(const std::string& where, const std::string& declared)
{
    return {
        .severity = Severity::warning,
        .code = "file.encoding_doubtful",
        .where = where,
        .found = {"texts that are all UTF-8, declared as " + declared,
                  "文本全部符合 UTF-8，却声明为 " + declared},
        .expected = {"texts in the declared encoding", "文本应符合所声明的编码"},
        .remedy = {"if names look wrong, set encoding = \"UTF-8\" in the [data.*] table, or correct the .cpg",
                   "若文字显示有误，请在 [data.*] 表中设置 encoding = \"UTF-8\"，或更正 .cpg"}};
}

void EncodingGuess::see(std::string_view text)
{
    if (is_ascii(text)) return;
    ascii_ = false;
    if (utf8_) utf8_ = is_utf8(without_cut_character(text));
    if (!gb_) return;
    // A text that filled its field may end in the middle of a character here too.
    gb_ = decoder_.decode(text).has_value() || decoder_.decode(text.substr(0, text.size() - 1)).has_value();
}

}  // namespace permu::reading
