/// A small reader of RFC 4180 for the tables that are built in.
#include "permu/base/csv.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "permu/base/problem.hpp"

namespace permu {
namespace {

Problem broken(std::string code, std::string where, const std::string& found, const std::string& expected)
{
    return {.code = std::move(code),
            .where = std::move(where),
            .found = Said(found),
            .expected = Said(expected),
            .remedy = {"this table is part of the program: please report it",
                       "此表内置于程序中，请向开发者报告"}};
}

/// Takes cells and lines off the front of the text.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text)
    {
        constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
        if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
    }

    bool at_end() const { return rest_.empty(); }

    /// The cells of the next line. A line ends with LF or CR LF; quoted cells may hold both.
    std::vector<std::string> line()
    {
        std::vector<std::string> cells{cell()};
        while (rest_.starts_with(',')) {
            rest_.remove_prefix(1);
            cells.push_back(cell());
        }
        if (rest_.starts_with('\r')) rest_.remove_prefix(1);
        if (rest_.starts_with('\n')) rest_.remove_prefix(1);
        return cells;
    }

private:
    std::string cell()
    {
        std::string text;
        if (!rest_.starts_with('"')) {
            const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
            text = rest_.substr(0, end);
            rest_.remove_prefix(end);
            return text;
        }
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            const std::size_t end = std::min(rest_.find('"'), rest_.size());
            text += rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            if (!rest_.starts_with('"')) break;
            text += '"';  // two quotes stand for one
            rest_.remove_prefix(1);
        }
        return text;
    }

    std::string_view rest_;
};

}  // namespace

Table parse_csv(std::string_view bytes, std::string_view name)
{
    Reader reader(bytes);
    const std::vector<std::string> header = reader.line();
    std::vector<TextCells> columns(header.size());
    for (std::size_t row = 1; !reader.at_end(); ++row) {
        const std::vector<std::string> cells = reader.line();
        if (cells.size() != header.size())
            throw InvariantError(broken("csv.cells", fmt::format("{}, row {}", name, row),
                                        fmt::format("{} cells", cells.size()),
                                        fmt::format("{} cells", header.size())));
        for (std::size_t i = 0; i < cells.size(); ++i)
            columns[i].push_back(cells[i].empty() ? std::nullopt : std::optional<std::string_view>(cells[i]));
    }
    Table table{.name = std::string(name), .columns = {}};
    for (std::size_t i = 0; i < header.size(); ++i)
        table.columns.push_back({.name = header[i], .cells = std::move(columns[i])});
    return table;
}

const TextCells& text_column(const Table& table, std::string_view column)
{
    const TableColumn* found = table.find(column);
    const TextCells* cells = found ? std::get_if<TextCells>(&found->cells) : nullptr;
    if (!cells)
        throw InvariantError(
            broken("csv.column", table.name, "no such text column", fmt::format("column {}", column)));
    return *cells;
}

double number_at(const TextCells& cells, std::size_t row)
{
    const std::string_view text = cells.texts[{static_cast<std::uint32_t>(row)}];
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
    return whole ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace permu
