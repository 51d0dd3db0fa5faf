/// The row of a CSV or sheet that names the columns, and where it stands below a title.
#include "io/table_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::size_t longest_name = 120;  // bytes: 40 Chinese characters
constexpr std::string_view wide_blank = "\xe3\x80\x80", hard_blank = "\xc2\xa0";

bool is_number(std::string_view text)
{
    double value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

RowTexts filled_cells(std::span<const std::string> row)
{
    RowTexts filled;
    for (const std::string& cell : row)
        if (const auto text = without_blanks(cell); !text.empty()) filled.emplace_back(text);
    return filled;
}

bool are_short_texts(const RowTexts& cells)
{
    return std::ranges::all_of(
        cells, [](const std::string& cell) { return cell.size() <= longest_name && !is_number(cell); });
}

bool names_columns(std::span<const std::string> row, std::size_t width)
{
    const RowTexts filled = filled_cells(row);
    return filled.size() * 2 > width && are_short_texts(filled) && name_given_twice(filled).empty();
}

/// Whether the row names what the header above it leaves empty.
bool completes(const RowTexts& header, const RowTexts& row)
{
    const RowTexts filled = filled_cells(row);
    if (filled.empty() || !are_short_texts(filled)) return false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool below_nothing = i >= header.size() || without_blanks(header[i]).empty();
        if (below_nothing && !without_blanks(row[i]).empty()) return true;
    }
    return false;
}

}  // namespace

std::string_view without_blanks(std::string_view text)
{
    const auto is_blank_byte = [](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
    };
    for (bool more = true; more && !text.empty();) {
        more = false;
        for (const std::string_view blank : {wide_blank, hard_blank}) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), more = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), more = true;
        }
        if (!text.empty() && is_blank_byte(text.front())) text.remove_prefix(1), more = true;
        if (!text.empty() && is_blank_byte(text.back())) text.remove_suffix(1), more = true;
    }
    return text;
}

bool is_blank(std::span<const std::string> row)
{
    return std::ranges::all_of(row, [](const std::string& cell) { return without_blanks(cell).empty(); });
}

RowTexts column_names(std::span<const std::string> header, const RowTexts& above, std::size_t width)
{
    const bool two_rows = names_columns(above, width);
    RowTexts names;
    for (std::size_t i = 0; i < width; ++i) {
        std::string_view name = i < header.size() ? without_blanks(header[i]) : std::string_view{};
        if (name.empty() && two_rows && i < above.size()) name = without_blanks(above[i]);
        names.push_back(name.empty() ? fmt::format("Field{}", i + 1) : std::string(name));
    }
    return names;
}

std::string name_given_twice(RowTexts names)
{
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    return twice == names.end() ? "" : *twice;
}

int row_below_title(std::span<const RowTexts> rows)
{
    constexpr std::size_t fewest_columns = 3;
    std::size_t width = 0;
    for (const RowTexts& row : rows)
        width = std::max(width, row.size());
    const auto title = std::ranges::find_if_not(rows, [](const RowTexts& row) { return is_blank(row); });
    if (width < fewest_columns || title == rows.end()) return 0;
    if (const std::size_t filled = filled_cells(*title).size(); filled > 1 && filled * 3 > width) return 0;
    const auto names =
        std::find_if(title + 1, rows.end(), [&](const RowTexts& row) { return names_columns(row, width); });
    if (names == rows.end()) return 0;
    const bool two_rows = names + 1 != rows.end() && completes(*names, *(names + 1));
    return static_cast<int>(names - rows.begin()) + (two_rows ? 2 : 1);
}

Problem title_above(const std::string& where, int row, bool read_so)
{
    return {.severity = Severity::warning,
            .code = "table.header_row",
            .where = where,
            .found = {fmt::format("a title in the first row, and names of columns in row {}", row),
                      fmt::format("首行是标题，列名在第 {} 行", row)},
            .expected = {"names of columns in the first row", "首行为列名"},
            .remedy = read_so
                          ? Said{fmt::format("read so; a scenario says it with header_row = {} in the "
                                             "[data.*] table",
                                             row),
                                 fmt::format("已按此读取；情景中须在 [data.*] 表中写明 header_row = {}", row)}
                          : Said{fmt::format("set header_row = {} in the [data.*] table (--header-row {} "
                                             "of permu score)",
                                             row, row),
                                 fmt::format("请在 [data.*] 表中设置 header_row = {}（permu score "
                                             "用 --header-row {}）",
                                             row, row)}};
}

void refuse_no_header(const std::string& where, int header_row)
{
    const bool first = header_row == 1;
    refuse({.code = "table.no_header",
            .where = where,
            .found = first ? Said{"blank rows only", "全为空行"}
                           : Said{fmt::format("nothing in row {} or below it", header_row),
                                  fmt::format("第 {} 行及以下没有内容", header_row)},
            .expected = {"a row of column names", "一行列名"},
            .remedy = first ? Said{"export the table again", "请重新导出表格"}
                            : Said{"correct header_row in the [data.*] table",
                                   "请更正 [data.*] 表中的 header_row"}});
}

}  // namespace permu::reading
