/// Reads a number with its unit, and says exactly what is wrong with one.
#include "permu/scenario/quantity.hpp"

#include <fmt/format.h>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "permu/base/table.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// Blanks of both widths at the front taken away.
std::string_view without_blanks(std::string_view text)
{
    constexpr std::string_view wide[] = {"\u3000", "\u00a0", " ", "\t"};
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view blank : wide) {
            if (!text.starts_with(blank)) continue;
            text.remove_prefix(blank.size());
            more = true;
        }
    }
    return text;
}

/// "1,200" → "1200" where every comma parts three digits; nothing where one does not.
std::optional<std::string> without_commas(std::string_view number)
{
    const std::size_t point = std::min(number.find_first_of(".eE"), number.size());
    const std::string_view whole = number.substr(0, point);
    std::string digits;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        if (whole[at] != ',') {
            digits += whole[at];
            continue;
        }
        const std::size_t left = whole.size() - at;
        if (digits.empty() || !is_digit(digits.back()) || left % 4 != 0) return std::nullopt;
    }
    const std::size_t first = whole.find(',');
    if (first != std::string_view::npos && first > (whole.starts_with('-') ? 4U : 3U)) return std::nullopt;
    if (number.substr(point).find(',') != std::string_view::npos) return std::nullopt;
    return digits + std::string(number.substr(point));
}

/// Length of the number at the front, commas included; the e of an exponent only before a digit or sign.
std::size_t number_bytes(std::string_view text)
{
    std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto is = [&](std::size_t i, std::string_view any) {
        return i < text.size() && any.find(text[i]) != std::string_view::npos;
    };
    while (is(at, "0123456789.,"))
        ++at;
    if (is(at, "eE") && (is(at + 1, "0123456789") || (is(at + 1, "+-") && is(at + 2, "0123456789"))))
        for (at += 2; is(at, "0123456789");)
            ++at;
    return at;
}

std::optional<double> number_of(std::string_view text)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::optional<std::string> plain = without_commas(text);
    if (!plain || plain->empty()) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), value);
    if (error != std::errc() || end != plain->data() + plain->size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::vector<std::string_view> symbols_like(Unit due)
{
    std::vector<std::string_view> symbols;
    for (const UnitInfo& unit : all_units())
        if (!is_bare(unit.unit) && unit.dimension == info(due).dimension) symbols.push_back(unit.symbol);
    return symbols;
}

Said example_of(Unit due)
{
    if (due == Unit::ratio) return Said("0.3 or \"30%\"", "0.3 或 \"30%\"");
    return Said(fmt::format("\"5 {}\"", info(due).symbol));
}

Said expected_of(Unit due)
{
    if (due == Unit::ratio) return {"a ratio such as 0.3 or \"30%\"", "比率，例如 0.3 或 \"30%\""};
    const Said units = listing(symbols_like(due));
    return {fmt::format("a number with a unit: {}", units.en), fmt::format("带单位的数：{}", units.zh)};
}

QuantityFault fault(std::string code, std::string_view text, Unit due, Said remedy)
{
    const std::string shown = printable(text, 60);
    return {std::move(code), Said(fmt::format("\"{}\"", shown), fmt::format("“{}”", shown)), expected_of(due),
            std::move(remedy)};
}

Said write_like(Unit due)
{
    const Said example = example_of(due);
    return {"write it like " + example.en, "请写作 " + example.zh};
}

/// Every spelling of every unit that takes a text, those of the due dimension first.
std::vector<std::string_view> spellings_for(Unit due)
{
    std::vector<std::string_view> near;
    std::vector<std::string_view> far;
    for (const UnitInfo& unit : all_units()) {
        if (is_bare(unit.unit)) continue;
        auto& names = unit.dimension == info(due).dimension ? near : far;
        names.push_back(unit.symbol);
        names.insert(names.end(), unit.spellings.begin(), unit.spellings.end());
    }
    near.insert(near.end(), far.begin(), far.end());
    return near;
}

/// "30%" and "5‰" of a ratio; the power of ten by which the sign divides.
std::optional<double> ratio_divisor(std::string_view sign)
{
    if (sign.empty()) return 1;
    if (sign == "%" || sign == "％") return 100;
    if (sign == "‰") return 1000;
    return std::nullopt;
}

}  // namespace

std::variant<double, QuantityFault> parse_quantity(std::string_view text, Unit due)
{
    const std::string_view rest = without_blanks(text);
    const std::size_t length = number_bytes(rest);
    const std::optional<double> number = number_of(rest.substr(0, length));
    if (!number) return fault("quantity.number", text, due, write_like(due));
    const std::string_view unit = trimmed(without_blanks(rest.substr(length)));
    if (due == Unit::ratio) {
        if (const auto divisor = ratio_divisor(unit)) return *number / *divisor;
        return fault("quantity.dimension", text, due, write_like(due));
    }
    if (unit.empty()) {
        const std::string example = fmt::format("\"{} {}\"", shortest(*number), info(due).symbol);
        return fault("quantity.no_unit", text, due, Said("write it like " + example, "请写作 " + example));
    }
    const std::optional<Unit> written = find_unit(unit);
    if (!written)
        return fault("quantity.unknown_unit", text, due,
                     did_you_mean(unit, spellings_for(due), write_like(due)));
    if (info(*written).dimension != info(due).dimension || is_bare(*written))
        return fault("quantity.dimension", text, due, write_like(due));
    const double value = *number * info(*written).factor;
    if (!std::isfinite(value)) return fault("quantity.number", text, due, write_like(due));
    return value;
}

double in_unit(double inner, Unit unit)
{
    const double value = inner / info(unit).factor;
    if (!std::isfinite(value)) return value;
    const std::string digits = fmt::format("{:.12g}", value);
    double rounded = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
    return rounded;
}

std::string written_quantity(double inner, Unit unit)
{
    const std::string number =
        std::isinf(inner) ? (inner > 0 ? "inf" : "-inf") : shortest(in_unit(inner, unit));
    return is_bare(unit) ? number : fmt::format("{} {}", number, info(unit).symbol);
}

Said unit_name(Unit unit)
{
    switch (unit) {
        case Unit::none:
            return {"no unit", "无量纲"};
        case Unit::ratio:
            return {"ratio", "比率"};
        case Unit::count:
            return {"count", "个数"};
        case Unit::points:
            return {"points", "分"};
        case Unit::year:
            return {"year", "年份"};
        case Unit::years:
            return {"years", "年"};
        default:
            return Said(std::string(info(unit).symbol));
    }
}

}  // namespace permu
