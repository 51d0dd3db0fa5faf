/// Reads a table of control indicators, in long or wide form.
#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "controls.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

/// Cells of one table as text and number; says what cannot be read.
class Cells {
public:
    Cells(const Table& table, const std::string& where, Problems& problems)
        : table_(table), where_(where), problems_(problems)
    {
    }

    bool has(std::string_view column) const { return table_.find(column) != nullptr; }
    std::string text(std::string_view column, std::size_t row) const
    {
        const TableColumn* found = table_.find(column);
        return found ? cell_text(*found, row) : std::string{};
    }
    /// NaN for an empty cell; a problem for what is not a number.
    double number(std::string_view column, std::size_t row)
    {
        const std::string cell = text(column, row);
        if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
        double value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(value)) return value;
        wrong(column, row, cell, {"a number", "数字"}, {"repair the cell", "请修正该单元格"});
        return std::numeric_limits<double>::quiet_NaN();
    }
    /// A whole number in a range; `otherwise` for an empty cell.
    int whole(std::string_view column, std::size_t row, int otherwise, int most)
    {
        const double value = number(column, row);
        if (std::isnan(value)) return otherwise;
        if (value == std::floor(value) && value >= 0 && value <= most) return static_cast<int>(value);
        wrong(column, row, text(column, row),
              {fmt::format("a whole number up to {}", most), fmt::format("不大于 {} 的整数", most)},
              {"repair the cell", "请修正该单元格"});
        return otherwise;
    }
    void wrong(std::string_view column, std::size_t row, const std::string& found, Said expected, Said remedy)
    {
        refuse(problems_,
               {"standard_land.table", fmt::format("{}, row {}, column {}", where_, row + 1, column)},
               Said("\"" + printable(found) + "\""), std::move(expected), std::move(remedy));
    }

private:
    const Table& table_;
    const std::string& where_;
    Problems& problems_;
};

std::optional<Control> find_control(std::string_view name)
{
    for (std::size_t i = 0; i < control_count; ++i)
        if (info(static_cast<Control>(i)).name == name) return static_cast<Control>(i);
    return std::nullopt;
}

std::string control_names()
{
    std::string all;
    for (std::size_t i = 0; i < control_count; ++i)
        all += (i ? ", " : "") + std::string(info(static_cast<Control>(i)).name);
    return all;
}

/// The unit of a threshold; the indicator's own where the row names none.
std::optional<Unit> unit_of(Cells& cells, std::size_t row, Control control)
{
    const std::string text = cells.text("unit", row);
    if (text.empty()) return info(control).unit;
    const std::optional<Unit> unit = find_unit(text);
    Dimension wanted = info(info(control).unit).dimension;
    if (unit) {
        // "万元/亩" is how many tables write 万元/亩 a year.
        Dimension got = info(*unit).dimension;
        got.time = wanted.time;
        if (got == wanted) return unit;
    }
    const std::string expected(info(info(control).unit).symbol);
    cells.wrong("unit", row, text, {"a unit like " + expected, "如 " + expected + " 的单位"},
                {"write the unit of the threshold", "请写明阈值的单位"});
    return std::nullopt;
}

void read_long(Cells& cells, std::size_t row, ControlRow base, std::vector<ControlRow>& rows)
{
    const std::string name = cells.text("indicator", row);
    const std::optional<Control> control = find_control(name);
    if (!control) {
        cells.wrong("indicator", row, name, Said(control_names()),
                    {"use one of these names", "请使用其中一个名称"});
        return;
    }
    const double threshold = cells.number("threshold", row);
    const std::optional<Unit> unit = unit_of(cells, row, *control);
    if (std::isnan(threshold) || !unit) return;
    base.control = *control, base.threshold = threshold * info(*unit).factor;
    rows.push_back(std::move(base));
}

void read_wide(Cells& cells, std::size_t row, const ControlRow& base, std::vector<ControlRow>& rows)
{
    for (std::size_t i = 0; i < control_count; ++i) {
        const ControlInfo& control = info(static_cast<Control>(i));
        const double threshold = cells.number(control.name, row);
        if (std::isnan(threshold)) continue;
        rows.push_back(base);
        rows.back().control = static_cast<Control>(i),
        rows.back().threshold = threshold * info(control.unit).factor;
    }
}

}  // namespace

std::vector<ControlRow> read_controls(const Table& table, const std::string& where, Problems& problems)
{
    std::vector<ControlRow> rows;
    Cells cells(table, where, problems);
    const bool is_long = cells.has("indicator") && cells.has("threshold");
    bool is_wide = false;
    for (std::size_t i = 0; i < control_count; ++i)
        is_wide = is_wide || cells.has(info(static_cast<Control>(i)).name);
    if (!is_long && !is_wide) {
        refuse(problems, {"standard_land.table", where}, {"no such column", "没有这些列"},
               {"the columns indicator and threshold, or one of " + control_names(),
                "列 indicator 和 threshold，或 " + control_names() + " 中的列"},
               {"name the columns so", "请按此命名各列"});
        return rows;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ControlRow base;
        base.park = cells.text("park_id", row);
        base.division = cells.whole("division", row, 0, 97);
        base.grade_min = cells.whole("grade_min", row, 1, 15);
        base.grade_max = cells.whole("grade_max", row, 15, 15);
        if (is_long)
            read_long(cells, row, base, rows);
        else
            read_wide(cells, row, base, rows);
    }
    return rows;
}

}  // namespace permu
