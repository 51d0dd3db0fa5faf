/// The table of units and the reader of what users write.
#include "permu/base/unit.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "permu/base/units.hpp"

namespace permu {
namespace {

template <std::size_t N>
using Names = std::array<std::string_view, N>;

// Spellings beside symbol and id. ASCII letters may be written large or small, and blanks are ignored.
constexpr Names<1> ratio_names{"share"};
constexpr Names<3> count_names{"宗", "家", "项"};
constexpr Names<1> points_names{"point"};
constexpr Names<1> years_names{"a"};
constexpr Names<6> square_metre_names{"m2", "㎡", "平方米", "平米", "sqm", "m^2"};
constexpr Names<2> mu_names{"市亩", "畝"};
constexpr Names<4> wan_mu_names{"10k_mu", "萬畝", "万市亩", "萬亩"};
constexpr Names<3> hectare_names{"公顷", "公頃", "hectares"};
constexpr Names<6> square_kilometre_names{"km2", "㎢", "平方公里", "平方千米", "sqkm", "km^2"};
constexpr Names<3> metre_names{"米", "公尺", "meter"};
constexpr Names<3> kilometre_names{"公里", "千米", "kilometer"};
constexpr Names<3> wan_yuan_names{"萬元", "10k_yuan", "10kyuan"};
constexpr Names<4> yuan_names{"cny", "rmb", "人民币元", "圆"};
constexpr Names<3> yi_yuan_names{"億元", "100m_yuan", "亿"};
constexpr Names<2> tce_names{"吨标准煤", "吨标煤"};
constexpr Names<3> tonne_names{"吨", "ton", "tonnes"};
constexpr Names<3> kwh_names{"千瓦时", "度", "kw·h"};
constexpr Names<2> person_names{"people", "persons"};
constexpr Names<1> kilobyte_names{"kib"};
constexpr Names<2> megabyte_names{"mib", "兆"};
constexpr Names<1> gigabyte_names{"gib"};
constexpr std::span<const std::string_view> no_names{};

constexpr Dimension bare{};
constexpr Dimension area{.length = 2};
constexpr Dimension money{.money = 1};
constexpr Dimension money_per_area{.money = 1, .length = -2};
constexpr Dimension money_per_area_year{.money = 1, .length = -2, .time = -1};
constexpr double mu = square_metres_per_mu;
constexpr double ha = square_metres_per_hectare;

constexpr std::array units{
    UnitInfo{Unit::none, "", "none", no_names, bare, 1},
    UnitInfo{Unit::ratio, "", "ratio", ratio_names, bare, 1},
    UnitInfo{Unit::count, "个", "count", count_names, bare, 1},
    UnitInfo{Unit::points, "分", "points", points_names, bare, 1},
    UnitInfo{Unit::year, "", "year", no_names, {.time = 1}, 1},
    UnitInfo{Unit::years, "年", "years", years_names, {.time = 1}, 1},
    UnitInfo{Unit::square_metre, "m²", "square_metre", square_metre_names, area, 1},
    UnitInfo{Unit::mu, "亩", "mu", mu_names, area, mu},
    UnitInfo{Unit::hectare, "ha", "hectare", hectare_names, area, ha},
    UnitInfo{Unit::square_kilometre, "km²", "square_kilometre", square_kilometre_names, area, 1e6},
    UnitInfo{Unit::metre, "m", "metre", metre_names, {.length = 1}, 1},
    UnitInfo{Unit::wan_yuan, "万元", "wan_yuan", wan_yuan_names, money, 1},
    UnitInfo{Unit::yuan, "元", "yuan", yuan_names, money, 1e-4},
    UnitInfo{Unit::yi_yuan, "亿元", "yi_yuan", yi_yuan_names, money, 1e4},
    UnitInfo{Unit::wan_yuan_per_mu, "万元/亩", "wan_yuan_per_mu", no_names, money_per_area, 1 / mu},
    UnitInfo{Unit::wan_yuan_per_hectare, "万元/ha", "wan_yuan_per_hectare", no_names, money_per_area, 1 / ha},
    UnitInfo{Unit::yuan_per_square_metre, "元/m²", "yuan_per_square_metre", no_names, money_per_area, 1e-4},
    UnitInfo{Unit::wan_yuan_per_year, "万元/年", "wan_yuan_per_year", no_names, {.money = 1, .time = -1}, 1},
    UnitInfo{Unit::wan_yuan_per_mu_year, "万元/亩/年", "wan_yuan_per_mu_year", no_names, money_per_area_year,
             1 / mu},
    UnitInfo{Unit::tce, "tce", "tce", tce_names, {.energy = 1}, 1},
    UnitInfo{Unit::tce_per_wan_yuan, "tce/万元", "tce_per_wan_yuan", no_names, {.money = -1, .energy = 1}, 1},
    UnitInfo{Unit::wan_yuan_per_tce, "万元/tce", "wan_yuan_per_tce", no_names, {.money = 1, .energy = -1}, 1},
    UnitInfo{Unit::tonne, "t", "tonne", tonne_names, {.mass = 1}, 1},
    UnitInfo{Unit::tonne_per_wan_yuan, "t/万元", "tonne_per_wan_yuan", no_names, {.money = -1, .mass = 1}, 1},
    UnitInfo{Unit::wan_yuan_per_tonne, "万元/t", "wan_yuan_per_tonne", no_names, {.money = 1, .mass = -1}, 1},
    UnitInfo{Unit::tonne_per_tce, "t/tce", "tonne_per_tce", no_names, {.mass = 1, .energy = -1}, 1},
    UnitInfo{Unit::kwh, "kWh", "kwh", kwh_names, {.power = 1}, 1},
    UnitInfo{Unit::yuan_per_kwh, "元/kWh", "yuan_per_kwh", no_names, {.money = 1, .power = -1}, 1e-4},
    UnitInfo{Unit::wan_yuan_per_kwh, "万元/kWh", "wan_yuan_per_kwh", no_names, {.money = 1, .power = -1}, 1},
    UnitInfo{Unit::person, "人", "person", person_names, {.people = 1}, 1},
    UnitInfo{
        Unit::wan_yuan_per_person, "万元/人", "wan_yuan_per_person", no_names, {.money = 1, .people = -1}, 1},
    UnitInfo{Unit::person_per_hectare,
             "人/ha",
             "person_per_hectare",
             no_names,
             {.length = -2, .people = 1},
             1 / ha},
    UnitInfo{Unit::wan_mu, "万亩", "wan_mu", wan_mu_names, area, 1e4 * mu},
    UnitInfo{Unit::kilometre, "km", "kilometre", kilometre_names, {.length = 1}, 1000},
    UnitInfo{Unit::yi_yuan_per_square_kilometre, "亿元/km²", "yi_yuan_per_square_kilometre", no_names,
             money_per_area, 1e-2},
    UnitInfo{Unit::tonne_per_mwh, "t/MWh", "tonne_per_mwh", no_names, {.mass = 1, .power = -1}, 1e-3},
    UnitInfo{Unit::kwh_per_square_metre,
             "kWh/m²",
             "kwh_per_square_metre",
             no_names,
             {.length = -2, .power = 1},
             1},
    UnitInfo{Unit::kilobyte, "KB", "kilobyte", kilobyte_names, {.bytes = 1}, 1024},
    UnitInfo{Unit::megabyte, "MB", "megabyte", megabyte_names, {.bytes = 1}, 1024.0 * 1024},
    UnitInfo{Unit::gigabyte, "GB", "gigabyte", gigabyte_names, {.bytes = 1}, 1024.0 * 1024 * 1024},
};

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

/// Without blanks, ASCII letters small, "²" and the full-width "／" as ASCII.
std::string folded(std::string_view spelling)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> alike{
        {{" ", ""}, {"\t", ""}, {"\u3000", ""}, {"\u00a0", ""}, {"／", "/"}, {"²", "2"}}};
    std::string text(spelling);
    for (const auto& [from, to] : alike)
        text = replaced(std::move(text), from, to);
    const auto small = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    std::ranges::transform(text, text.begin(), small);
    return text;
}

const UnitInfo* find_folded(std::string_view text)
{
    const auto is = [&](const UnitInfo& unit) {
        const auto equal = [&](std::string_view name) { return folded(name) == text; };
        return equal(unit.symbol) || equal(unit.id) || std::ranges::any_of(unit.spellings, equal);
    };
    const auto at = std::ranges::find_if(units, is);
    return text.empty() || at == units.end() ? nullptr : &*at;
}

/// "a/b/c", each part in any spelling, as the id "a_per_b_c"; empty when a part is unknown.
std::string composite_id(std::string_view text)
{
    std::string id;
    for (int part = 0;; ++part) {
        const std::size_t end = std::min(text.find('/'), text.size());
        const UnitInfo* unit = find_folded(text.substr(0, end));
        if (!unit) return {};
        id += part == 0 ? "" : part == 1 ? "_per_" : "_";
        id += unit->unit == Unit::years ? "year" : unit->id;
        if (end == text.size()) return id;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::span<const UnitInfo> all_units()
{
    return units;
}

const UnitInfo& info(Unit unit)
{
    return units[static_cast<std::size_t>(unit)];
}

std::optional<Unit> find_unit(std::string_view spelling)
{
    const std::string text = folded(spelling);
    const UnitInfo* unit = find_folded(text);
    if (!unit) unit = find_folded(composite_id(replaced(text, "_per_", "/")));
    return unit ? std::optional(unit->unit) : std::nullopt;
}

bool is_bare(Unit unit)
{
    switch (unit) {
        case Unit::none:
        case Unit::ratio:
        case Unit::count:
        case Unit::points:
        case Unit::year:
        case Unit::years:
            return true;
        default:
            return false;
    }
}

}  // namespace permu
