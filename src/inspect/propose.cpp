/// Which column is which canonical field.
#include "permu/inspect/propose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "inspect/fit.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"

namespace permu {
namespace {

struct Alias {
    std::string table, field, name, source, source_zh;
};

const std::vector<Alias>& aliases()
{
    static const std::vector<Alias> all = [] {
        const Table table = parse_csv(resource("scenarios/tables/field_aliases.csv"), "field_aliases.csv");
        std::vector<Alias> out;
        for (std::uint32_t i = 0; i < table.rows(); ++i) {
            const auto cell = [&](std::string_view column) {
                return std::string(text_column(table, column).texts[AnyRow{i}]);
            };
            out.push_back({cell("table"), cell("field"), cell("alias"), cell("source"), cell("source_zh")});
        }
        return out;
    }();
    return all;
}

struct NameFit {
    double score = 0;
    Said reason = {};
};

/// A shapefile keeps ten bytes of a name; a Chinese character takes three of them in UTF-8, two in GBK.
bool is_cut_of(std::string_view name, std::string_view whole)
{
    constexpr std::size_t shortest_cut = 8, most = 10;
    if (whole.size() <= name.size() || !whole.starts_with(name)) return false;
    const auto ascii = static_cast<std::size_t>(
        std::ranges::count_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    const std::size_t in_gbk = ascii + (name.size() - ascii) / 3 * 2;
    const auto cut = [](std::size_t bytes) { return bytes >= shortest_cut && bytes <= most; };
    return cut(name.size()) || (cut(in_gbk) && in_gbk >= most - 1);
}

NameFit fit_of_alias(std::string_view name, const Alias& alias, std::size_t rank)
{
    constexpr double exact = 0.98, step = 0.004, cut = 0.85, part = 0.62;
    constexpr std::size_t least_part = 6;  // two Chinese characters
    const std::string whole = folded_name(alias.name);
    const Said from{alias.name + " (" + alias.source + ")", alias.name + "（" + alias.source_zh + "）"};
    if (name == whole)
        return {exact - step * static_cast<double>(std::min<std::size_t>(rank, 40)),
                {"named " + from.en, "名称为 " + from.zh}};
    if (is_cut_of(name, whole)) return {cut, {"a cut of the name " + from.en, "名称截断自 " + from.zh}};
    // Contracts, sites and files have a 编号, too.
    const bool inside =
        whole.size() >= least_part && whole != "编号" && name.find(whole) != std::string_view::npos;
    if (inside) return {part, {"the name holds " + from.en, "名称中含 " + from.zh}};
    return {};
}

NameFit fit_of_name(const InputField& field, const std::string& column)
{
    const ColumnWords words = column_words(column);
    const std::string name = folded_name(words.name);
    if (name == field.name) return {1.0, {"the canonical name", "即标准字段名"}};
    if (is_cut_of(name, field.name)) return {0.9, {"a cut of the canonical name", "截断的标准字段名"}};
    NameFit best;
    std::size_t rank = 0;
    for (const Alias& alias : aliases()) {
        if (alias.table != table_name(field.table) || alias.field != field.name) continue;
        NameFit fit = fit_of_alias(name, alias, rank++);
        if (fit.score > best.score) best = std::move(fit);
    }
    if (words.cut && best.score > 0) {
        constexpr double without_unit = 0.87;
        best.score *= without_unit;
        best.reason.en += "; the unit in brackets is cut off";
        best.reason.zh += "；括号中的单位被截断";
    }
    return best;
}

/// The better the earlier; each field and each column once.
std::vector<Proposal> best_of(std::vector<Proposal> all)
{
    std::ranges::stable_sort(all, std::greater{}, &Proposal::score);
    std::vector<Proposal> chosen;
    for (Proposal& one : all) {
        const bool taken = std::ranges::any_of(
            chosen, [&](const Proposal& c) { return c.field == one.field || c.column == one.column; });
        if (!taken) chosen.push_back(std::move(one));
    }
    return chosen;
}

double points_of_fields(const TableGuess& guess)
{
    double points = 0;
    for (const InputField& field : fields_of(*guess.table)) {
        const auto at = std::ranges::find(guess.fields, field.name, &Proposal::field);
        const bool there = at != guess.fields.end() && at->sure();
        if (there) points += at->score * (field.needed ? 3 : 1);
        if (!there && field.needed) points -= 1;
    }
    return points;
}

/// Words of layers' and files' names that tell the table.
double points_of_name(std::string_view name, InputTable table)
{
    struct Word {
        InputTable table;
        std::string_view word;
    };
    using enum InputTable;
    constexpr Word words[] = {{parks, "park"},
                              {parks, "园区"},
                              {parks, "开发区"},
                              {parks, "kfq"},
                              {parks, "zone"},
                              {parcels, "parcel"},
                              {parcels, "地块"},
                              {parcels, "宗地"},
                              {parcels, "zd"},
                              {parcels, "dk"},
                              {reserves, "reserve"},
                              {reserves, "储备"},
                              {reserves, "备选"},
                              {enterprises, "enterpr"},
                              {enterprises, "firm"},
                              {enterprises, "企业"},
                              {projects, "project"},
                              {projects, "项目"},
                              {quota, "quota"},
                              {quota, "指标"},
                              {sub_parks, "sub_park"},
                              {sub_parks, "区中园"},
                              {conversions, "conversion"},
                              {conversions, "改造"},
                              {environment, "管控"}};
    constexpr double worth = 2;
    const std::string folded = folded_name(name);
    // A layer of sub-parks has the word of parks in it.
    if (table == parks && points_of_name(name, sub_parks) > 0) return 0;
    return std::ranges::any_of(
               words,
               [&](const Word& w) { return w.table == table && folded.find(w.word) != std::string::npos; })
               ? worth
               : 0;
}

/// Parks are large, parcels small: 72 ha is a small park, 55 ha the largest lot.
double points_of_size(double mean_area, InputTable table)
{
    constexpr double small_park = 6e5;
    if (mean_area <= 0 || (table != InputTable::parks && table != InputTable::parcels)) return 0;
    return (mean_area >= small_park) == (table == InputTable::parks) ? 1 : -1;
}

}  // namespace

std::vector<Proposal> propose_fields(InputTable table, std::span<const ColumnProfile> columns,
                                     const ColumnUnits& units, const Table& crosswalk)
{
    std::vector<Proposal> all;
    for (const InputField& field : fields_of(table)) {
        for (const ColumnProfile& column : columns) {
            const NameFit name = fit_of_name(field, column.name);
            if (name.score <= 0) continue;
            const auto unit = units.find(column.name);
            const ValueFit values =
                fit_of_values(field, column, unit == units.end() ? "" : unit->second, crosswalk);
            const double score =
                name.score * (values.hindrance ? std::min(0.5, values.score) : 0.5 + values.score / 2);
            all.push_back(
                {std::string(field.name),
                 column.name,
                 score,
                 {name.reason.en + "; " + values.reason.en, name.reason.zh + "；" + values.reason.zh},
                 values.unit});
        }
    }
    std::vector<Proposal> chosen = best_of(std::move(all));
    const auto place = [&](const Proposal& p) {
        const auto fields = fields_of(table);
        return std::ranges::find(fields, p.field, &InputField::name) - fields.begin();
    };
    std::ranges::sort(chosen, {}, place);
    return chosen;
}

double points_of_table(const TableGuess& guess, std::string_view name, double mean_area)
{
    return points_of_fields(guess) + points_of_name(name, *guess.table) +
           points_of_size(mean_area, *guess.table);
}

TableGuess guess_table(std::string_view name, bool polygons, double mean_area,
                       std::span<const ColumnProfile> columns, const ColumnUnits& units,
                       const Table& crosswalk)
{
    using enum InputTable;
    constexpr double least_points = 2;
    const std::vector<InputTable> candidates =
        polygons ? std::vector{parks, parcels, reserves, sub_parks, environment}
                 : std::vector{enterprises, projects, quota, conversions};
    TableGuess best;
    double most = least_points;
    for (const InputTable table : candidates) {
        TableGuess guess{.table = table, .fields = propose_fields(table, columns, units, crosswalk)};
        const double called = points_of_name(name, table);
        guess.points = points_of_table(guess, name, mean_area);
        const auto sure = std::ranges::count_if(guess.fields, &Proposal::sure);
        guess.reason = {
            fmt::format("{} of its columns are fields of {}{}", sure, table_name(table),
                        called > 0 ? ", and its name says so" : ""),
            fmt::format("有 {} 列是 {} 的字段{}", sure, table_name(table), called > 0 ? "，名称也相符" : "")};
        if (guess.points <= most) continue;
        most = guess.points;
        best = std::move(guess);
    }
    if (!best.table) best.reason = {"too few columns are known fields", "已知字段太少"};
    return best;
}

}  // namespace permu
