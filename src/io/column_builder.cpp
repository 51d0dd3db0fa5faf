/// Collects the cells of one column and checks each as it comes.
#include "io/column_builder.hpp"

#include <fmt/format.h>
#include <ogr_feature.h>

#include <chrono>
#include <cmath>
#include <cstring>

#include "io/big_memory.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

/// What kinds of bytes a text has.
struct Bytes {
    bool high = false;     ///< beyond ASCII
    bool control = false;  ///< below 32 (but tab and line ends), or 127 to 159 (U+009B drives terminals)
};

Bytes bytes_of(std::string_view text)
{
    unsigned char all = 0;
    bool control = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        all = static_cast<unsigned char>(all | byte);
        control |= (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
    }
    const bool high = all >= 0x80;
    for (std::size_t i = 1; high && i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i - 1]), byte = static_cast<unsigned char>(text[i]);
        control |=
            static_cast<bool>(static_cast<int>(lead == 0xC2) & static_cast<int>((byte & 0xE0) == 0x80));
    }
    return {high, control};
}

}  // namespace

CellKind kind_of(const OGRFieldDefn& field)
{
    switch (field.GetType()) {
        case OFTInteger:
        case OFTInteger64:
            return CellKind::integer;
        case OFTReal:
            return CellKind::number;
        case OFTString:
        case OFTDate:
        case OFTTime:
        case OFTDateTime:
            return CellKind::text;
        default:
            return CellKind::unreadable;
    }
}

ColumnBuilder::ColumnBuilder(std::string name, CellKind kind, std::string where, bool named,
                             std::uint64_t max_text, Problems& problems)
    : kind_(kind), where_(std::move(where)), named_(named), max_text_(max_text), problems_(problems)
{
    where_ += ", field " + printable(name);
    column_.name = std::move(name);
    if (kind == CellKind::number) column_.cells = NumberCells{};
    if (kind == CellKind::integer) column_.cells = IntegerCells{};
    if (kind == CellKind::text) column_.cells = TextCells{};
}

void ColumnBuilder::reserve(std::size_t rows)
{
    if (auto* numbers = std::get_if<NumberCells>(&column_.cells)) {
        numbers->reserve(rows);
        use_large_pages(*numbers);
    } else if (auto* integers = std::get_if<IntegerCells>(&column_.cells)) {
        integers->reserve(rows);
        use_large_pages(*integers);
    } else {
        std::get<TextCells>(column_.cells).null.reserve(rows);
    }
}

void ColumnBuilder::add_null()
{
    switch (kind_) {
        case CellKind::number:
            std::get<NumberCells>(column_.cells).push_back(NAN);
            break;
        case CellKind::integer:
            std::get<IntegerCells>(column_.cells).push_back(null_integer);
            break;
        case CellKind::text:
            std::get<TextCells>(column_.cells).push_back(std::nullopt);
            break;
        case CellKind::unreadable:
            break;
    }
}

void ColumnBuilder::add_number(double value, std::int64_t row_id)
{
    if (!std::isfinite(value)) {
        tell("table.non_finite", {"NaN or infinity", "NaN 或无穷大"},
             {"a finite number, or no value", "有限的数值，或空值"}, row_id);
        value = NAN;
    }
    std::get<NumberCells>(column_.cells).push_back(value);
}

bool ColumnBuilder::is_good_block(std::string_view block) const
{
    const Bytes bytes = bytes_of(block);
    return !bytes.control && (!bytes.high || is_utf8(block));
}

TextFault ColumnBuilder::fault_of(std::string_view text) const
{
    const Bytes bytes = bytes_of(text);
    if (bytes.high && !is_utf8(text)) return TextFault::not_utf8;
    if (named_ && text.size() > max_text_) return TextFault::too_long;
    if (!bytes.control) return TextFault::none;
    if (text.find('\0') != std::string_view::npos) return TextFault::nul;
    return named_ ? TextFault::control : TextFault::none;
}

void ColumnBuilder::add_text(std::string_view text, std::int64_t row_id)
{
    switch (fault_of(text)) {
        case TextFault::none:
            return add_good_text(text);
        case TextFault::not_utf8:
            tell("table.not_utf8", {"text that is not valid in its encoding", "文本不符合其编码"},
                 {"text in the encoding of the file", "与文件编码一致的文本"}, row_id);
            break;
        case TextFault::nul:
        case TextFault::control:
            tell("table.control", {"control characters in a text", "文本中有控制字符"},
                 {"printable text", "可打印的文本"}, row_id);
            break;
        case TextFault::too_long: {
            const std::string bound = std::to_string(max_text_);
            tell("table.text_length",
                 {fmt::format("a text of {} bytes", text.size()), fmt::format("文本长 {} 字节", text.size())},
                 {"at most " + bound + " bytes", "不超过 " + bound + " 字节"}, row_id);
            break;
        }
    }
    add_null();
}

void ColumnBuilder::tell(const char* code, Said found, Said expected, std::int64_t row_id)
{
    problems_.tally(
        {.code = code,
         .where = where_,
         .found = std::move(found),
         .expected = std::move(expected),
         .remedy = {"repair these cells; for texts set encoding in the [data.*] table if it is wrong",
                    "请修正这些单元格；若编码有误，请在 [data.*] 表中设置 encoding"}},
        std::to_string(row_id));
}

void ColumnBuilder::tell_unreadable()
{
    problems_.add({.severity = named_ ? Severity::error : Severity::note,
                   .code = "table.binary",
                   .where = where_,
                   .found = {"a column of binary values or lists", "二进制或列表类型的列"},
                   .expected = {"numbers, texts or dates", "数值、文本或日期"},
                   .remedy = {"leave the column out, or convert it to text", "请去掉该列，或转换为文本"}});
}

std::string iso_date(std::int64_t days_since_1970)
{
    // Days beyond ± 10 000 years are no dates; they are shown as they are.
    if (days_since_1970 < -4'000'000 || days_since_1970 > 4'000'000) return std::to_string(days_since_1970);
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days_since_1970}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string iso_time(std::int64_t milliseconds_of_day)
{
    const std::int64_t ms = milliseconds_of_day;
    std::string text = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
    if (ms % 1000 != 0) text += fmt::format(".{:03}", ms % 1000);
    return text;
}

std::string iso_date_time(std::int64_t milliseconds_since_1970)
{
    std::int64_t days = milliseconds_since_1970 / day_ms;
    std::int64_t rest = milliseconds_since_1970 % day_ms;
    if (rest < 0) {
        rest += day_ms;
        --days;
    }
    return iso_date(days) + "T" + iso_time(rest);
}

}  // namespace permu::reading
