/// Which layer or sheet of a file `permu init` takes for a table, and whether a study can be made of it.
#include "init_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace permu {
namespace {

bool needs_polygons(InputTable table)
{
    return table == InputTable::parks || table == InputTable::parcels;
}

/// The layer that fits better is the larger one.
auto fitness(const Inspection& in, InputTable table)
{
    const bool shaped = !needs_polygons(table) || (in.polygons && in.total_area > 0);
    return std::tuple(shaped, in.guess.points, in.rows * in.columns.size());
}

bool has_sure(const TableGuess& guess, std::string_view field)
{
    const auto at = std::ranges::find(guess.fields, field, &Proposal::field);
    return at != guess.fields.end() && at->sure();
}

bool has_all_needed(const TableGuess& guess)
{
    return std::ranges::all_of(fields_of(*guess.table), [&](const InputField& field) {
        return !field.needed || has_sure(guess, field.name);
    });
}

Said why_chosen(const Inspection& best, std::span<const Inspection> all, InputTable table)
{
    std::string others;
    for (const Inspection& in : all)
        if (in.layer != best.layer) others += (others.empty() ? "" : ", ") + printable(in.layer);
    const std::string_view name = table_name(table);
    const auto sure = std::ranges::count_if(best.guess.fields, &Proposal::sure);
    return {fmt::format("{}: layer {} of {} is taken, {} of its columns are fields of {}; not taken: {}",
                        name, printable(best.layer), printable(best.file, 200), sure, name, others),
            fmt::format("{}：采用 {} 的图层 {}，其 {} 列为 {} 的字段；未采用：{}", name,
                        printable(best.file, 200), printable(best.layer), sure, name, others)};
}

Problem refused(const Inspection& in, const char* code, Said found, Said expected, Said remedy)
{
    return {.code = code,
            .where = printable(in.file, 200) + (in.layer.empty() ? "" : ", layer " + printable(in.layer)),
            .found = std::move(found),
            .expected = std::move(expected),
            .remedy = std::move(remedy)};
}

/// Reserves and sub-parks are often drawn with the columns of parcels or parks: that is a question only.
bool is_plain(InputTable table)
{
    using enum InputTable;
    constexpr InputTable plain[] = {parks, parcels, enterprises, projects, quota};
    return std::ranges::find(plain, table) != std::end(plain);
}

Problem exchanged(const Inspection& in, InputTable table, InputTable seen)
{
    const std::string_view asked = table_name(table), other = table_name(seen),
                           key = fields_of(table).front().name;
    Problem problem =
        refused(in, "file.another_table",
                {fmt::format("a file given by --{} that is one of {}", asked, other),
                 fmt::format("--{} 给出的文件是 {} 的文件", asked, other)},
                {fmt::format("a file with a column of {}, without two equal", key),
                 fmt::format("含有 {} 列且无重复的文件", key)},
                {fmt::format("give it by --{}: are files exchanged? Else name the column {}", other, key),
                 fmt::format("请用 --{} 给出：文件是否颠倒？否则请把该列命名为 {}", other, key)});
    if (is_plain(table) && is_plain(seen)) return problem;
    problem.severity = Severity::warning;
    problem.remedy = {fmt::format("are files exchanged? Else map the column of {} in the scenario", key),
                      fmt::format("文件是否颠倒？否则请在情景中映射 {} 的列", key)};
    return problem;
}

}  // namespace

LayerChoice choose_layer(const std::string& path, InputTable table, unsigned threads)
{
    const std::vector<Inspection> guessed = inspect_file(path, "", {}, threads);
    std::vector<Inspection> fitting;
    if (guessed.size() > 1)
        std::ranges::copy_if(guessed, std::back_inserter(fitting),
                             [&](const Inspection& in) { return in.guess.table == table; });
    if (fitting.empty()) fitting = inspect_file(path, "", table, threads);
    LayerChoice choice{.layer = *std::ranges::max_element(
                           fitting, {}, [&](const Inspection& in) { return fitness(in, table); })};
    const auto itself = std::ranges::find(guessed, choice.layer.layer, &Inspection::layer);
    choice.looks_like = itself->guess.table;
    choice.whole = choice.looks_like && has_all_needed(itself->guess);
    if (guessed.size() > 1) choice.why = why_chosen(choice.layer, guessed, table);
    return choice;
}

Problems unusable(const LayerChoice& choice, InputTable table)
{
    const Inspection& in = choice.layer;
    Problems out;
    if (in.crs.swapped) {
        out.add(refused(in, "layer.axes_swapped", {in.crs.reason.en, in.crs.reason.zh},
                        {"eastings or longitudes first", "横坐标或经度在前"},
                        {"export the layer again with its axes in the usual order; no setting turns them",
                         "请按常规坐标轴顺序重新导出该图层；没有设置可以交换坐标轴"}));
    } else if (in.rows == 0) {
        out.add(refused(
            in, "layer.empty", {"no rows", "没有行"},
            {fmt::format("{} in it", table_name(table)), fmt::format("含有 {} 的行", table_name(table))},
            {"choose another file, or export it again", "请换文件或重新导出"}));
    } else if (needs_polygons(table) && (!in.polygons || in.total_area <= 0)) {
        out.add(refused(
            in, "layer.no_polygons",
            {geometry_name(in.geometry, Language::en) + ", no polygon with an area",
             geometry_name(in.geometry, Language::zh) + "，没有有面积的面"},
            {fmt::format("polygons of {}", table_name(table)), fmt::format("{} 的面图层", table_name(table))},
            {"build polygons of the lines or choose another layer", "请由线构面，或换用面图层"}));
    } else if (choice.whole && *choice.looks_like != table &&
               !has_sure(in.guess, fields_of(table).front().name)) {
        out.add(exchanged(in, table, *choice.looks_like));
    }
    return out;
}

}  // namespace permu
