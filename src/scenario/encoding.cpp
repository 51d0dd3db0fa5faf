/// Bytes that are no text of ours: too many, another encoding, control characters.
#include "scenario/encoding.hpp"

#include <fmt/format.h>

#include "scenario/utf8.hpp"

namespace permu {
namespace {

constexpr auto byte_at = [](std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
};

/// Line and column of a byte; a byte that is no UTF-8 counts as one column.
Position position_of(const SourceText& source, std::size_t offset)
{
    Position position{std::make_shared<const SourceText>(source), 1, 1};
    for (std::size_t at = 0; at < offset;) {
        const bool line_end = source.text[at] == '\n';
        position.line += line_end ? 1 : 0;
        position.column = line_end ? 1 : position.column + 1;
        const std::size_t length = code_point_bytes(source.text, at);
        const bool whole = is_utf8(std::string_view(source.text).substr(at, length));
        at += whole ? length : 1;
    }
    return position;
}

Position whole_file(const SourceText& source)
{
    return {std::make_shared<const SourceText>(SourceText{source.name, {}, false, source.is_file}), 0, 0};
}

void check_size(const SourceText& source)
{
    if (source.text.size() <= most_text_bytes) return;
    throw InputError(problem_at(
        whole_file(source), "toml.size",
        Said(fmt::format("{} bytes", source.text.size()), fmt::format("{} 字节", source.text.size())),
        Said(fmt::format("at most {} bytes", most_text_bytes), fmt::format("最多 {} 字节", most_text_bytes)),
        Said("put tables into CSV files and name those", "把表格放进 CSV 文件，在此处写文件名")));
}

std::size_t first_bad_byte(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = code_point_bytes(text, at);
        if (!is_utf8(text.substr(at, length))) return at;
        at += length;
    }
    return text.size();
}

void check_utf8(const SourceText& source)
{
    const std::string_view text = source.text;
    const Said utf8("text in UTF-8", "UTF-8 编码的文本");
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        throw InputError(
            problem_at(whole_file(source), "toml.utf16", Said("text in UTF-16", "UTF-16 编码的文本"), utf8,
                       Said("file is UTF-16, save as UTF-8", "文件是 UTF-16 编码，请另存为 UTF-8")));
    if (is_utf8(text)) return;
    const Position place = position_of(source, first_bad_byte(text));
    if (looks_like_gb18030(text))
        throw InputError(problem_at(place, "toml.gbk", Said("text in GBK", "GBK 编码的文本"), utf8,
                                    Said("file is GBK, save as UTF-8", "文件是 GBK 编码，请另存为 UTF-8")));
    throw InputError(problem_at(place, "toml.utf8", Said("bytes that are not UTF-8", "不是 UTF-8 的字节"),
                                utf8,
                                Said("save the file as UTF-8; a file that was text may be damaged",
                                     "请将文件另存为 UTF-8；若原本是文本，文件可能已损坏")));
}

/// TOML allows tab and line ends, nothing else below space; a carriage return only before a line feed.
void check_controls(const SourceText& source)
{
    const std::string_view text = source.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const unsigned char byte = byte_at(text, at);
        if (byte >= 0x20 && byte != 0x7f) continue;
        const bool line_end = byte == '\n' || (byte == '\r' && text.substr(at + 1).starts_with('\n'));
        if (byte == '\t' || line_end) continue;
        throw InputError(problem_at(
            position_of(source, at), "toml.control",
            Said(fmt::format("control byte 0x{:02x}", byte), fmt::format("控制字节 0x{:02x}", byte)),
            Said("text with tabs and line ends only", "除制表符和换行外不含控制字符的文本"),
            Said("delete the byte; inside quotes write \\u00xx", "请删除该字节；引号内可写作 \\u00xx")));
    }
}

/// Bytes of the GB18030 character at `at`; 0 when there is none.
std::size_t gb18030_bytes(std::string_view text, std::size_t at)
{
    const auto within = [&](std::size_t i, int low, int high) {
        return i < text.size() && low <= byte_at(text, i) && byte_at(text, i) <= high;
    };
    if (!within(at, 0x81, 0xfe)) return 0;
    if (within(at + 1, 0x40, 0x7e) || within(at + 1, 0x80, 0xfe)) return 2;
    const bool four = within(at + 1, 0x30, 0x39) && within(at + 2, 0x81, 0xfe) && within(at + 3, 0x30, 0x39);
    return four ? 4 : 0;
}

}  // namespace

bool looks_like_gb18030(std::string_view text)
{
    std::size_t characters = 0;
    std::size_t common = 0;  // the rows of GB 2312: symbols a1–a9, characters b0–f7
    for (std::size_t at = 0; at < text.size();) {
        if (is_ascii(text[at])) {
            ++at;
            continue;
        }
        const std::size_t length = gb18030_bytes(text, at);
        if (length == 0) return false;
        const unsigned char row = byte_at(text, at);
        const bool in_rows = (0xa1 <= row && row <= 0xa9) || (0xb0 <= row && row <= 0xf7);
        common += in_rows && byte_at(text, at + 1) >= 0xa1 ? 1 : 0;
        ++characters;
        at += length;
    }
    return characters > 0 && common * 2 > characters;
}

void check_bytes(const SourceText& source)
{
    check_size(source);
    check_utf8(source);
    check_controls(source);
}

}  // namespace permu
