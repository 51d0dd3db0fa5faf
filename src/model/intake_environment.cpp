/// Environmental units on their way in: which unit each parcel lies in, by a point of its inside.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "intake_steps.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

/// Parcels name their unit in 16 bits, 0 being none.
constexpr std::size_t most_units = std::numeric_limits<std::uint16_t>::max();

void refuse_flaws(Draft& draft, Cells& cells)
{
    const Shapes& shapes = draft.raw.environment.shapes;
    const std::vector<Flaw> flaws = find_flaws(shapes, draft.options.threads);
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (flaws[row] == Flaw::none) continue;
        cells.fault({.code = "environment.invalid",
                     .found = Said(flaw_reason(shapes, row)),
                     .expected = {"a valid polygon", "有效多边形"},
                     .remedy = {"repair the boundary of the unit", "请修复管控单元边界"}},
                    row, {});
    }
}

void fill_units(EnvironmentTable& units, Cells& cells, const std::vector<std::uint32_t>& order,
                const std::vector<std::string>& ids)
{
    const auto names = cells.texts("name"), allowed = cells.texts("allowed_divisions"),
               negative = cells.texts("negative_divisions");
    const auto divisions = [&](const std::vector<std::string>& texts, std::uint32_t row,
                               std::string_view field) {
        return texts.empty() ? std::vector<int>{} : divisions_of(cells, texts[row], row, field);
    };
    for (const std::uint32_t row : order) {
        units.id.push_back(ids[row]);
        units.name.push_back(names.empty() || names[row].empty() ? ids[row] : names[row]);
        units.allowed.push_back(divisions(allowed, row, "allowed_divisions"));
        units.negative.push_back(divisions(negative, row, "negative_divisions"));
    }
}

/// Parcels for which nothing is known are counted: nothing is forbidden there.
void tell_outside(Draft& draft, std::int64_t outside)
{
    if (outside == 0) return;
    draft.out.problems.add(
        {.severity = Severity::warning,
         .code = "environment.outside",
         .where = draft.raw.environment.source,
         .found = {fmt::format("{} parcels in no unit", outside),
                   fmt::format("{} 个地块不在任何管控单元内", outside)},
         .expected = {"units that cover the parks", "管控单元覆盖各园区"},
         .remedy = {"nothing is forbidden there; check the layer", "这些地块按无准入限制处理，请核对图层"}});
}

}  // namespace

void take_environment(Draft& draft)
{
    if (!draft.raw.environment.given() || !draft.raw.parcels.given()) return;
    Cells cells(draft.raw.environment, draft.options.data.environment, InputTable::environment,
                draft.out.problems, draft.log());
    const auto ids = cells.ids("unit_id");
    if (ids.empty()) return;
    if (ids.size() > most_units) {
        throw LimitError(Problem{
            .code = "environment.too_many",
            .where = draft.raw.environment.source,
            .found = {fmt::format("{} units", ids.size()), fmt::format("{} 个管控单元", ids.size())},
            .expected = {fmt::format("at most {}", most_units), fmt::format("不超过 {} 个", most_units)},
            .remedy = {"cut the layer to the parks", "请将图层裁剪到园区范围"}});
    }
    refuse_flaws(draft, cells);
    if (draft.out.problems.has_errors()) return;
    const auto order = ordered_once(cells, ids, "unit_id", "environment.duplicate_id",
                                    {"join the polygons of one unit into one multipolygon",
                                     "请将同一管控单元的多个图形合并为一个多部件图形"});
    fill_units(draft.out.state.environment, cells, order, ids);
    const Shapes units = select(draft.raw.environment.shapes, order);
    const auto points = interior_points(draft.out.state.geography->parcels, draft.options.threads);
    const auto at = locate(points, units, draft.options.threads);
    ParcelTable& parcels = draft.out.state.parcels;
    std::int64_t outside = 0;
    for (const ParcelId parcel : parcels.rows()) {
        const std::uint32_t unit = at[parcel.index];
        outside += unit == no_shape;
        parcels.environment[parcel] = unit == no_shape ? 0 : static_cast<std::uint16_t>(unit + 1);
    }
    tell_outside(draft, outside);
}

}  // namespace permu
