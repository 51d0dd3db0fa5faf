/// What stands between the cells of a CSV, found by counting.
#include "io/csv_delimiter.hpp"

#include <algorithm>
#include <array>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

struct Delimiter {
    char sign;
    const char* en;
    const char* zh;
};

/// In the order in which they win when they are equally many.
constexpr std::array<Delimiter, 4> delimiters = {{{',', "commas", "逗号"},
                                                  {';', "semicolons", "分号"},
                                                  {'\t', "tabs", "制表符"},
                                                  {'|', "bars (|)", "竖线"}}};

/// How often each of them stands in the first line, outside quotes.
std::array<std::size_t, delimiters.size()> counts_in_header(std::string_view text)
{
    std::array<std::size_t, delimiters.size()> counts{};
    bool quoted = false;
    for (std::size_t i = std::min(text.find_first_not_of("\r\n"), text.size()); i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (text[i] == '\n' || text[i] == '\r') break;
        for (std::size_t d = 0; d < delimiters.size(); ++d) {
            if (text[i] == delimiters[d].sign) ++counts[d];
        }
    }
    return counts;
}

/// Counting cannot tell: none stands there, or two stand equally often.
void tell_unsure(const FileSource& source, bool none, Problems& problems)
{
    problems.add(
        {.severity = Severity::warning,
         .code = "csv.separator_unsure",
         .where = at(source.path),
         .found = none ? Said{"no comma, semicolon, tab or bar (|) in the header: a single column",
                              "表头中没有逗号、分号、制表符或竖线（|）：只有一列"}
                       : Said{"two separators equally often in the header", "表头中两种分隔符出现次数相同"},
         .expected = {"one separator between the names of the columns", "列名之间使用同一种分隔符"},
         .remedy =
             none ? Said{"save the table as comma-separated CSV; where the header stands in another row, "
                         "set header_row",
                         "请另存为逗号分隔的 CSV；若表头在其他行，请设置 header_row"}
                  : Said{"say which it is in the [data.*] table: delimiter = \"comma\", \"semicolon\", "
                         "\"tab\" or \"bar\"",
                         "请在 [data.*] 表中注明：delimiter = \"comma\"、\"semicolon\"、\"tab\" 或 "
                         "\"bar\""}});
}

}  // namespace

char find_delimiter(std::string_view text, const FileSource& source, Problems& problems)
{
    if (source.delimiter != '\0') return source.delimiter;
    const auto counts = counts_in_header(text);
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    const Delimiter& found = delimiters[most];
    if (const auto alike = std::ranges::count(counts, counts[most]); counts[most] == 0 || alike > 1)
        tell_unsure(source, counts[most] == 0, problems);
    if (found.sign == ',') return ',';
    problems.add(
        {.severity = source.strict ? Severity::error : Severity::warning,
         .code = "csv.separator",
         .where = at(source.path),
         .found = {std::string("cells separated by ") + found.en,
                   std::string("单元格以") + found.zh + "分隔"},
         .expected = {"commas", "逗号"},
         .remedy = {"see that the columns are right; delimiter = \"semicolon\" (comma, tab, bar) in the "
                    "[data.*] table says it, or save the table as comma-separated CSV",
                    "请检查各列是否正确；可在 [data.*] 表中用 delimiter = \"semicolon\"（comma、"
                    "tab、bar）注明，或另存为逗号分隔的 CSV"}});
    return found.sign;
}

}  // namespace permu::reading
