/// The text of a CSV in UTF-8, whatever it was saved in.
#include "io/csv_bytes.hpp"

#include <algorithm>
#include <fstream>

#include "io/encoding.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

std::string bytes_of(const Gate& gate)
{
    std::string bytes(gate.bytes, '\0');
    std::ifstream file(gate.open_path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::uint64_t>(file.gcount()) != gate.bytes) {
        refuse_damaged(at(gate.path), {"a file that changes while it is read", "文件在读取过程中发生变化"});
    }
    return bytes;
}

[[noreturn]] void refuse_encoding(const std::string& path, Said found)
{
    refuse({.code = "file.encoding",
            .where = at(path),
            .found = std::move(found),
            .expected = {"text in UTF-8 or GBK", "UTF-8 或 GBK 文本"},
            .remedy = {"save the table as CSV UTF-8, or set encoding in the [data.*] table",
                       "请另存为 CSV UTF-8，或在 [data.*] 表中设置 encoding"}});
}

std::string place_of_byte(const std::string& path, std::string_view bytes, std::size_t position)
{
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(position), '\n');
    return path + ":" + std::to_string(line);
}

}  // namespace

std::string csv_text(const Gate& gate, const FileSource& source, Problems& problems)
{
    std::string bytes = bytes_of(gate);
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
        refuse_encoding(gate.path, {"text in UTF-16", "UTF-16 文本"});
    }
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string::npos) {
        refuse_encoding(place_of_byte(gate.path, bytes, nul), {"a NUL byte", "NUL 字节"});
    }
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.erase(0, 3);
        if (is_utf8(bytes)) return bytes;
        refuse_encoding(gate.path,
                        {"a UTF-8 mark, and bytes that are not UTF-8", "有 UTF-8 标记，但内容不是 UTF-8"});
    }
    const bool declared = !source.encoding.empty();
    const std::string encoding = declared ? encoding_by_name(source.encoding) : "GB18030";
    if (encoding.empty()) {
        refuse_encoding(gate.path, {"encoding \"" + printable(source.encoding) + "\"",
                                    "编码“" + printable(source.encoding) + "”"});
    }
    if ((!declared || encoding == "UTF-8") && is_utf8(bytes)) return bytes;
    std::optional<std::string> text = encoding == "UTF-8" ? std::nullopt : Decoder(encoding).decode(bytes);
    if (!text) {
        refuse_encoding(gate.path, {"bytes that are not " + (declared ? encoding : "UTF-8 or GBK"),
                                    "内容不是 " + (declared ? encoding : "UTF-8 或 GBK")});
    }
    if (!declared) {
        problems.add({.severity = source.strict ? Severity::error : Severity::warning,
                      .code = "file.encoding_assumed",
                      .where = at(gate.path),
                      .found = {"bytes that are not UTF-8; read as GBK (GB18030)",
                                "不是 UTF-8；按 GBK（GB18030）读取"},
                      .expected = {"UTF-8", "UTF-8"},
                      .remedy = {"set encoding = \"GBK\" in the [data.*] table, or save as CSV UTF-8",
                                 "请在 [data.*] 表中设置 encoding = \"GBK\"，或另存为 CSV UTF-8"}});
    }
    return *text;
}

}  // namespace permu::reading
