/// How well the values of a column fit a canonical field.
#include "inspect/fit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "permu/inspect/guess.hpp"

namespace permu {
namespace {

double share(std::size_t part, std::size_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string per_cent(double part)
{
    return fmt::format("{:.0f} %", 100 * part);
}

ValueFit fit_of_id(const InputField& field, const ColumnProfile& column)
{
    if (!field.needed) return {0.9, {"texts that can be ids", "可作编号"}};
    // Firms may stand on one parcel: only the key of the table itself must be unique.
    const bool key = fields_of(field.table).front().name == field.name;
    if (!key || column.unique()) return {1, {key ? "unique" : "ids", key ? "唯一" : "编号"}};
    const double distinct = share(column.distinct, column.rows);
    return {distinct < 0.9 ? 0 : 0.4,
            {fmt::format("not unique: {} different in {} rows", column.distinct, column.rows),
             fmt::format("不唯一：{} 行中有 {} 个不同值", column.rows, column.distinct)}};
}

/// Fields that are often written in per cent or in another unit: what is larger is.
struct Plausible {
    std::string_view field;
    double largest;
};
constexpr Plausible plausible[] = {{"plan_far", 15},
                                   {"far", 15},
                                   {"promised_far", 15},
                                   {"plan_density", 1},
                                   {"building_coefficient", 1},
                                   {"admin_share", 1},
                                   {"approved_area_mu", 1e6}};

/// Whether numbers in that unit can be brought to the field's.
bool is_convertible(const InputField& field, std::string_view unit)
{
    const auto known = find_unit(unit);
    return known && !is_bare(*known) && info(*known).dimension == info(field.unit).dimension;
}

bool is_too_large(const InputField& field, const ColumnProfile& column)
{
    const auto* limit = std::ranges::find(plausible, field.name, &Plausible::field);
    return limit != std::end(plausible) && column.numbers > 0 && column.max > limit->largest;
}

ValueFit fit_of_number(const InputField& field, const ColumnProfile& column, std::string_view unit)
{
    const std::string_view wanted = info(field.unit).symbol;
    const bool dimension = field.unit != Unit::none && field.unit != Unit::count && field.unit != Unit::ratio;
    const bool other =
        dimension && !unit.empty() && find_unit(unit) != field.unit && !wanted.starts_with(unit);
    if (other && is_convertible(field, unit)) {
        const std::string symbol(info(*find_unit(unit)).symbol);
        return {share(column.numbers, column.filled()) + 0.9 * share(column.nearly, column.filled()),
                {fmt::format("its numbers are in {}, which units says", symbol),
                 fmt::format("数值单位为 {}，由 units 注明", symbol)},
                false,
                symbol};
    }
    if (other) {
        return {0.3,
                {fmt::format("its numbers are in {}, the field takes {}", unit, wanted),
                 fmt::format("数值单位为 {}，字段需要 {}", unit, wanted)},
                true};
    }
    if (is_too_large(field, column)) {
        return {0.3,
                {fmt::format("its numbers go up to {:.6g}: per cent, another unit or quantity", column.max),
                 fmt::format("数值高达 {:.6g}：应是百分数、其他单位或其他量", column.max)},
                true};
    }
    const double numbers = share(column.numbers, column.filled()),
                 near = share(column.nearly, column.filled());
    const bool outside = column.numbers > 0 && (column.min < field.min || column.max > field.max);
    return {
        outside ? numbers / 2 : numbers + 0.9 * near,
        {fmt::format("{} numbers{}{}", per_cent(numbers), near > 0 ? ", " + per_cent(near) + " nearly" : "",
                     outside ? ", some out of range" : ""),
         fmt::format("数值占 {}{}{}", per_cent(numbers), near > 0 ? "，近似数值占 " + per_cent(near) : "",
                     outside ? "，有超出范围者" : "")}};
}

ValueFit fit_of_year(const ColumnProfile& column)
{
    constexpr double first = 1900, last = 2200;
    const bool years = column.kind == CellKind::whole && column.min >= first && column.max <= last;
    if (years) return {1, {"years", "年份"}};
    const double dates = share(column.dates, column.filled());
    if (dates >= 0.5)
        return {0.95 * dates,
                {per_cent(dates) + " are dates, of which the year is read",
                 per_cent(dates) + " 为日期，取其年份"}};
    return {0, {"not years", "不是年份"}, true};
}

/// The share of rows whose value is one of the words, or stands for one.
double share_in(const ColumnProfile& column, std::string_view words, std::string_view field)
{
    std::size_t rows = 0;
    for (const ValueCount& value : column.values) {
        const std::string padded = ", " + std::string(words) + ",";
        const std::string word(choice_named(field, value.text));
        if (padded.find(", " + word + ",") != std::string::npos) rows += value.count;
    }
    return share(rows, column.filled());
}

ValueFit fit_of_code(const ColumnProfile& column, const Table& crosswalk)
{
    const auto shares = code_shares(column.values, crosswalk);
    const double codes = shares.front().told(), names = named_uses(column.values, crosswalk).share;
    if (names > codes) {
        return {names * 0.8, {per_cent(names) + " are names of land uses", per_cent(names) + " 为用地名称"}};
    }
    const std::string& system = shares.front().system;
    const CodeTie tie = code_tie(column.values, shares, crosswalk);
    if (tie.open() && !names_its_system(column.name)) {
        // The column is the use; what its codes mean is open.
        return {
            codes / 3,
            {fmt::format("{} are codes of {} and of {}: which one must be said", per_cent(codes), tie.first,
                         tie.second),
             fmt::format("{} 既为 {} 又为 {} 的代码：须由人指明", per_cent(codes), tie.first, tie.second)}};
    }
    Said reason{per_cent(codes) + " are codes of " + system, per_cent(codes) + " 为 " + system + " 代码"};
    if (const double lost = shares.front().zero_lost; lost > 0) {
        reason.en += ", of " + per_cent(lost) + " the leading zero was lost";
        reason.zh += "，其中 " + per_cent(lost) + " 丢失前导零";
    }
    return {codes, reason};
}

}  // namespace

bool names_its_system(std::string_view column)
{
    const std::string name = folded_name(column);
    return name.starts_with("ydyhfl") || name.find("用地用海") != std::string::npos;
}

std::string folded_name(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == ' ' || c == '\t') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

ColumnWords column_words(std::string_view column)
{
    constexpr std::pair<std::string_view, std::string_view> brackets[] = {
        {"(", ")"}, {"（", "）"}, {"_(", ")"}};
    for (const auto& [open, close] : brackets) {
        const auto at = column.find(open);
        if (at == std::string_view::npos || at == 0) continue;
        // A shapefile cuts names, and the unit with them.
        if (column.find(close, at) == std::string_view::npos)
            return {std::string(column.substr(0, at)), {}, true};
        if (!column.ends_with(close)) continue;
        const auto from = at + open.size();
        return {std::string(column.substr(0, at)),
                std::string(column.substr(from, column.size() - close.size() - from))};
    }
    return {std::string(column), {}};
}

ValueFit fit_of_values(const InputField& field, const ColumnProfile& column, std::string_view unit,
                       const Table& crosswalk)
{
    if (column.filled() == 0) return {0, {"empty", "全空"}, true};
    switch (field.type) {
        case FieldType::id:
            return fit_of_id(field, column);
        case FieldType::number:
            return fit_of_number(field, column, unit);
        case FieldType::year:
            return fit_of_year(column);
        case FieldType::flag: {
            const double flags = share_in(column, "0, 1", field.name);
            return {flags, {per_cent(flags) + " are 0 or 1", per_cent(flags) + " 为 0 或 1"}, flags < 1};
        }
        case FieldType::choice: {
            const double known = share_in(column, choices_of(field.name), field.name);
            return {known, {per_cent(known) + " are its words", per_cent(known) + " 为其取值"}, known < 1};
        }
        case FieldType::code:
            return fit_of_code(column, crosswalk);
        case FieldType::text:
            break;
    }
    return {0.9, {"texts", "文本"}};
}

}  // namespace permu
