/// Reads requests for changes of boundaries.
#include "boundary_requests.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "refuse.hpp"

namespace permu {
namespace {

constexpr std::string_view needed[] = {"park_id", "year", "out"};

std::string cell(const Table& table, std::string_view column, std::size_t row)
{
    const TableColumn* found = table.find(column);
    return found == nullptr ? std::string{} : cell_text(*found, row);
}

std::vector<std::string> ids_in(std::string_view text)
{
    std::vector<std::string> ids;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        std::string_view id = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (id.starts_with(' '))
            id.remove_prefix(1);
        while (id.ends_with(' '))
            id.remove_suffix(1);
        if (!id.empty()) ids.emplace_back(id);
    }
    return ids;
}

}  // namespace

std::vector<BoundaryRequest> read_boundary_requests(const Table& table, const std::string& where,
                                                    Problems& problems)
{
    std::vector<BoundaryRequest> requests;
    if (table.columns.empty()) return requests;
    for (const std::string_view column : needed) {
        if (table.find(column) != nullptr) continue;
        refuse(problems, {"rezoning.requests", where},
               {fmt::format("no column {}", column), fmt::format("缺少列 {}", column)},
               Text{"columns park_id, year, out, and if wanted in", "列 park_id、year、out，及可选的 in"},
               Text{"add the column; out holds parcels and in reserves, between \";\"",
                    "请补充该列；out 填地块编号，in 填备选区编号，以 \";\" 分隔"});
        return requests;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string text = cell(table, "year", row);
        BoundaryRequest request{cell(table, "park_id", row), 0, ids_in(cell(table, "out", row)),
                                ids_in(cell(table, "in", row))};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), request.year);
        const bool is_year = error == std::errc{} && end == text.data() + text.size() && request.year > 0;
        if (is_year && !request.park.empty()) {
            requests.push_back(std::move(request));
            continue;
        }
        refuse(problems,
               {"rezoning.requests",
                fmt::format("{}, row {}, column {}", where, row + 1, is_year ? "park_id" : "year")},
               Said("\"" + printable(is_year ? request.park : text) + "\""),
               Text{"the id of a park and a year, e.g. 2027", "园区编号与年份，如 2027"},
               Text{"repair the cell", "请修正该单元格"});
    }
    return requests;
}

}  // namespace permu
