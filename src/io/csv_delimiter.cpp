/// What stands between the cells of a CSV: found by counting, and brought to commas.
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

}  // namespace

char find_delimiter(std::string_view text, const FileSource& source, Problems& problems)
{
    if (source.delimiter != '\0') return source.delimiter;
    const auto counts = counts_in_header(text);
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    const Delimiter& found = delimiters[most];
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

std::string with_commas(std::string_view text, char delimiter)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == delimiter || c == '\n' || c == '\r') {
            out += c == delimiter ? ',' : c;
            ++at;
            continue;
        }
        std::size_t end = at;
        if (c == '"') {
            // A doubled quote opens the next part of the same cell at once.
            while (end < text.size() && text[end] == '"') {
                end = std::min(text.find('"', end + 1), text.size() - 1) + 1;
            }
            out += text.substr(at, end - at);
        } else {
            const char ends[] = {delimiter, '\n', '\r', '\0'};
            end = std::min(text.find_first_of(ends, at), text.size());
            const std::string_view cell = text.substr(at, end - at);
            const bool quote = cell.find(',') != std::string_view::npos;
            if (quote) out += '"';
            out += cell;
            if (quote) out += '"';
        }
        at = end;
    }
    return out;
}

}  // namespace permu::reading
