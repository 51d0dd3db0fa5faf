/// Per-mu evaluation of a table of enterprises alone.
#include "permu/study/score_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "permu/model/doubtful_id.hpp"
#include "permu/model/enterprises.hpp"
#include "permu/model/fields.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Columns of the table as numbers and flags; cells that are neither are problems.
class FirmColumns {
public:
    FirmColumns(const Table& firms, const std::string& where, Problems& problems)
        : firms_(firms), where_(where), problems_(problems)
    {
    }

    std::vector<double> numbers(std::string_view name)
    {
        const TableColumn* column = firms_.find(name);
        std::vector<double> out(firms_.rows(), nan);
        const double least = least_of(name);
        for (std::size_t row = 0; row < out.size() && column != nullptr; ++row) {
            const std::string text = cell_text(*column, row);
            if (text.empty()) continue;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out[row]);
            const bool number =
                error == std::errc{} && end == text.data() + text.size() && std::isfinite(out[row]);
            if (number && out[row] >= least) continue;
            refuse(row, name, text,
                   number ? Text{"a number ≥ 0", "不小于 0 的数"} : Text{"a number", "数字"});
            out[row] = nan;
        }
        return out;
    }
    /// 1 where the cell is 1, 0 where it is 0 or empty.
    std::vector<std::uint8_t> flags(std::string_view name)
    {
        const TableColumn* column = firms_.find(name);
        std::vector<std::uint8_t> out(firms_.rows(), 0);
        for (std::size_t row = 0; row < out.size() && column != nullptr; ++row) {
            const std::string text = cell_text(*column, row);
            out[row] = text == "1";
            if (!text.empty() && text != "0" && text != "1") refuse(row, name, text, {"1 or 0", "1 或 0"});
        }
        return out;
    }
    bool has(std::string_view name) const { return firms_.find(name) != nullptr; }
    std::string text(std::string_view name, std::size_t row) const
    {
        const TableColumn* column = firms_.find(name);
        return column == nullptr ? std::string{} : cell_text(*column, row);
    }
    void refuse_without_ids()
    {
        std::string names;
        for (const TableColumn& column : firms_.columns)
            names += (names.empty() ? "" : ", ") + printable(column.name);
        problems_.add({.code = "score.no_ids",
                       .where = where_,
                       .found = {"fields " + names, "字段 " + names},
                       .expected = {"a field enterprise_id", "字段 enterprise_id"},
                       .remedy = {"name the column of ids enterprise_id in its header",
                                  "请把表头中的编号列改名为 enterprise_id"}});
    }
    void refuse(std::size_t row, std::string_view name, const std::string& found, Text expected)
    {
        problems_.tally({.code = fmt::format("score.{}", name),
                         .where = place(row, name),
                         .found = Said(fmt::format("\"{}\"", printable(found))),
                         .expected = expected,
                         .remedy = {"repair the cell or leave it empty", "请修正该单元格或留空"}},
                        std::to_string(row + 1));
    }
    void warn(std::size_t row, std::string_view name, Problem problem)
    {
        problem.where = place(row, name);
        problems_.tally(std::move(problem), text("enterprise_id", row));
    }

private:
    std::string place(std::size_t row, std::string_view name) const
    {
        return fmt::format("{}, row {}, field {}", where_, row + 1, name);
    }
    /// 0 for what cannot be negative, as in the tables of a scenario.
    static double least_of(std::string_view name)
    {
        const auto fields = fields_of(InputTable::enterprises);
        const auto field = std::ranges::find(fields, name, &InputField::name);
        return field != fields.end() && field->min >= 0 ? 0 : -std::numeric_limits<double>::infinity();
    }

    const Table& firms_;
    const std::string& where_;
    Problems& problems_;
};

void check_ids(FirmColumns& columns, std::size_t rows)
{
    if (!columns.has("enterprise_id")) return columns.refuse_without_ids();
    std::set<std::string> seen;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string id = columns.text("enterprise_id", row);
        if (id.empty() || !seen.insert(id).second) {
            columns.refuse(row, "enterprise_id", id, {"a unique id", "唯一编号"});
        }
        for (std::optional<Problem> doubt : {unusual_id(id), formula_id(id)})
            if (doubt) columns.warn(row, "enterprise_id", std::move(*doubt));
    }
}

}  // namespace

Table score_table(const Table& firms, const ScoreMethod& method, const std::string& where, Language language,
                  Problems& problems)
{
    FirmColumns columns(firms, where, problems);
    const std::size_t rows = firms.rows();
    check_ids(columns, rows);
    const auto tax = columns.numbers("tax_wan"), land = columns.numbers("land_mu");
    const auto value_added = columns.numbers("value_added_wan"), energy = columns.numbers("energy_tce");
    const auto emission = columns.numbers("emission_t"), staff = columns.numbers("staff"),
               rd = columns.numbers("rd_wan");
    const auto revenue = columns.numbers("revenue_wan"), power = columns.numbers("power_kwh");
    auto large = columns.flags("large");
    const auto veto = columns.flags("veto");
    std::vector<std::uint8_t> exempt(rows, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        if (columns.text("large", row).empty()) large[row] = revenue[row] >= large_revenue_wan;
        exempt[row] = !columns.text("exempt_reason", row).empty();
    }
    const ScoreInput input{rows, tax,     land,  value_added, energy, emission, staff,
                           rd,   revenue, power, large,       veto,   exempt};
    const ScoreResult result = score_firms(method, input, ScoreDetail::all);
    TextCells id, grade, reason;
    IntegerCells rank;
    for (std::size_t row = 0; row < rows; ++row) {
        id.push_back(columns.text("enterprise_id", row));
        const bool graded = result.grade[row] != Grade::none;
        graded ? grade.push_back(info(result.grade[row]).id) : grade.push_back(std::nullopt);
        reason.push_back(score_reason(result.notes[row]).in(language));
        rank.push_back(result.rank[row] == 0 ? null_integer : result.rank[row]);
    }
    Table out{"scores", {}};
    out.columns.push_back({"enterprise_id", std::move(id)});
    for (std::size_t i = 0; i < result.kinds.size(); ++i) {
        out.columns.push_back({fmt::format("item_{}", info(result.kinds[i]).id), result.items[i]});
    }
    out.columns.push_back({"score", result.score});
    out.columns.push_back({"rank", std::move(rank)});
    out.columns.push_back({"class", std::move(grade)});
    out.columns.push_back({"reason", std::move(reason)});
    return out;
}

}  // namespace permu
