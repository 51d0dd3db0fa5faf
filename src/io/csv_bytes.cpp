/// The text of a CSV in UTF-8, whatever it was saved in.
#include "io/csv_bytes.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

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

/// Files of other kinds that were named .csv.
struct OtherKind {
    std::string_view begin;  ///< of their bytes
    Text what, remedy;
};

void refuse_other_kind(const std::string& path, std::string_view bytes)
{
    using namespace std::string_view_literals;
    constexpr Text own_name{"give the file its own extension", "请恢复该文件原有的扩展名"};
    constexpr Text unpack{"unpack it, and name the CSV inside", "请解压后指定其中的 CSV"};
    constexpr Text as_utf8{"save the table as CSV UTF-8", "请另存为 CSV UTF-8"};
    constexpr OtherKind kinds[] = {
        {"SQLite format 3\0"sv,
         {"a GeoPackage or other SQLite database", "GeoPackage 或其他 SQLite 数据库"},
         own_name},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv,
         {"an Excel workbook (.xls)", "Excel 工作簿（.xls）"},
         own_name},
        {"\x1f\x8b"sv, {"a gzip archive", "gzip 压缩文件"}, unpack},
        {"Rar!"sv, {"a RAR archive", "RAR 压缩文件"}, unpack},
        {"7z\xbc\xaf"sv, {"a 7z archive", "7z 压缩文件"}, unpack},
        {"%PDF-"sv,
         {"a PDF document", "PDF 文档"},
         {"export the table as CSV or XLSX", "请导出为 CSV 或 XLSX"}},
        {"version https://git-lfs"sv,
         {"a pointer of Git LFS in place of the file", "Git LFS 指针，不是文件本身"},
         {"fetch the file with git lfs pull", "请用 git lfs pull 取得文件"}},
        {"\xff\xfe\0\0"sv, {"text in UTF-32", "UTF-32 文本"}, as_utf8},
        {"\0\0\xfe\xff"sv, {"text in UTF-32", "UTF-32 文本"}, as_utf8},
    };
    const auto* kind =
        std::ranges::find_if(kinds, [&](const OtherKind& k) { return bytes.starts_with(k.begin); });
    if (kind == std::end(kinds)) return;
    refuse({.code = "file.content",
            .where = at(path),
            .found = Said(kind->what),
            .expected = {"a text table: CSV in UTF-8 or GBK", "文本表格：UTF-8 或 GBK 的 CSV"},
            .remedy = Said(kind->remedy)});
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
    refuse_other_kind(gate.path, bytes);
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
