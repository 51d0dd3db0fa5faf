/// Cells that are no plain numbers: what they mean where they mean one thing, and why they are refused.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "intake_cells.hpp"
#include "permu/base/normalised.hpp"
#include "permu/base/unit.hpp"
#include "permu/model/number_texts.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Said quoted(std::string_view text)
{
    return Said("\"" + printable(text) + "\"");
}

bool is_floor_area_ratio(const InputField& field)
{
    return field.name.find("far") != std::string_view::npos;
}

/// Ranges of several numbers are usual in floor area ratios only.
Said remedy_for_text(InputTable table, const InputField& field)
{
    if (!is_floor_area_ratio(field)) return {"repair the cell", "请修正该单元格"};
    return {fmt::format("add far_text = \"range-max\" to [data.{}] or repair the field", table_name(table)),
            fmt::format("在 [data.{}] 中加入 far_text = \"range-max\"，或修正该字段", table_name(table))};
}

}  // namespace

void Cells::tell_mended(const char* code, std::string_view text, Said meaning, std::size_t row,
                        const InputField& field)
{
    fault({.severity = Severity::warning,
           .code = fmt::format("field.{}.{}", code, field.name),
           .found = quoted(text),
           .expected = std::move(meaning),
           .remedy = {"read as that; better make the column plain numbers", "按此读取；建议改为纯数字列"}},
          row, field.name);
}

std::optional<double> Cells::mended_unit(std::string_view text, std::size_t row, const InputField& field)
{
    const auto found = number_and_word(text);
    if (found && found->word == "%" && field.unit == Unit::ratio && !is_floor_area_ratio(field)) {
        tell_mended("per_cent", text, Said(shortest(found->number / 100)), row, field);
        return found->number / 100 / factor_of(field);
    }
    const auto unit = found ? find_unit(found->word) : std::nullopt;
    if (!unit) return {};
    if (info(*unit).dimension == info(field.unit).dimension) {
        const double value = found->number * info(*unit).factor / info(field.unit).factor;
        tell_mended("unit", text, Said(fmt::format("{} {}", shortest(value), info(field.unit).symbol)), row,
                    field);
        return value / factor_of(field);
    }
    fault({.code = fmt::format("field.unit_of_another_kind.{}", field.name),
           .found = quoted(text),
           .expected = {fmt::format("a number in {}", info(field.unit).symbol),
                        fmt::format("以{}为单位的数", info(field.unit).symbol)},
           .remedy = {"repair the cell, or map another column", "请修正该单元格，或映射其他列"}},
          row, field.name);
    return nan;
}

std::optional<double> Cells::mended(std::string_view text, std::size_t row, const InputField& field)
{
    if (means_nothing(text)) {
        tell_mended("placeholder", text, {"an empty cell", "空单元格"}, row, field);
        return nan;
    }
    if (const auto value = number_of_text(narrowed(text))) {
        tell_mended("full_width", text, Said(shortest(*value)), row, field);
        return value;
    }
    if (const auto value = mended_unit(text, row, field)) return value;
    const auto groups = grouped_number(text);
    if (!groups || !groups->sure) return {};
    tell_mended("separators", text, Said(groups->digits), row, field);
    return number_of_text(groups->digits);
}

double Cells::refuse_text(std::string_view text, std::size_t row, const InputField& field)
{
    if (const auto groups = grouped_number(text)) {
        refuse_groups(text, *groups, row, field);
        return nan;
    }
    fault({.code = fmt::format("field.not_a_number.{}", field.name),
           .found = quoted(text),
           .expected = {"a number", "数字"},
           .remedy = remedy_for_text(table_, field)},
          row, field.name);
    return nan;
}

void Cells::refuse_groups(std::string_view text, const GroupedNumber& number, std::size_t row,
                          const InputField& field)
{
    const bool sure = number.sure;
    fault({.code = fmt::format("field.separators.{}", field.name),
           .found = quoted(text),
           .expected = {"a number without thousands separators", "不含千分位逗号的数字"},
           .remedy = {sure ? "it looks like " + number.digits + ": format the column without separators"
                           : "a comma may stand for thousands or for the decimal point: format the column "
                             "without separators, or repair the cell",
                      sure ? "似为 " + number.digits + "：请把该列设为不带千分位的数字格式"
                           : "逗号可能是千分位或小数点：请把该列设为不带千分位的数字格式，或修正该单元格"}},
          row, field.name);
}

double Cells::number_in_text(std::string_view text, std::size_t row, const InputField& field)
{
    const std::string_view clean = trimmed(text);
    if (clean.empty()) return nan;
    if (const auto value = number_of_text(clean)) return *value;
    if (spec_.on_text == FaultPolicy::repair)
        if (const auto value = mended(clean, row, field)) return *value;
    if (spec_.far_text != NumberText::range_max) return refuse_text(clean, row, field);
    if (const auto value = upper_end(clean)) return *value;
    fault(
        {.severity = Severity::warning,
         .code = fmt::format("field.no_number.{}", field.name),
         .found = quoted(clean),
         .expected = {"a number, a range or an upper limit", "数字、区间或上限"},
         .remedy = {"it is taken as not stated: a lower limit sets no upper one; repair the cell to have it "
                    "read",
                    "按未填写处理：下限不作上限；修正该单元格后方可读取"}},
        row, field.name);
    return nan;
}

std::optional<double> Cells::year_in_text(const TableColumn& column, std::size_t row, const InputField& field)
{
    if (spec_.on_text != FaultPolicy::repair) return {};
    const std::string text = cell_text(column, row);
    const auto year = year_of_date(text);
    if (year) tell_mended("date", text, Said(std::to_string(*year)), row, field);
    return year;
}

std::vector<std::int16_t> Cells::years(std::string_view name)
{
    constexpr double first = 1900, last = 2200;
    const TableColumn* from = column(name);
    if (from == nullptr) return {};
    const InputField& field = *std::ranges::find(fields_of(table_), name, &InputField::name);
    std::vector<std::int16_t> out(rows(), no_year);
    const auto is_year = [](double v) { return v >= first && v <= last && v == std::floor(v); };
    for (std::size_t row = 0; row < out.size(); ++row) {
        const bool text = std::holds_alternative<TextCells>(from->cells);
        double value = nan;
        if (const auto of_date = text ? year_in_text(*from, row, field) : std::nullopt)
            value = *of_date;
        else
            value = number(*from, row, field);
        if (!text && !std::isnan(value) && !is_year(value))
            value = year_in_text(*from, row, field).value_or(value);
        if (std::isnan(value)) continue;
        if (is_year(value)) {
            out[row] = static_cast<std::int16_t>(value);
            continue;
        }
        fault({.code = fmt::format("field.year.{}", name),
               .found = Said(shortest(value)),
               .expected = {"a year from 1900 to 2200", "1900 至 2200 之间的年份"},
               .remedy = {"repair the cell or leave it empty", "请修正该单元格或留空"}},
              row, name);
    }
    return out;
}

}  // namespace permu
