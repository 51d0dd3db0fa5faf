/// Polygons on their way in: ids, duplicates, broken and empty ones; every square metre is accounted for.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

/// A ring repair may change the area of a parcel by this share.
constexpr double repair_tolerance = 0.001;

bool beyond_repair(Flaw flaw)
{
    return flaw == Flaw::none || flaw == Flaw::empty || flaw == Flaw::too_few_points ||
           flaw == Flaw::non_finite || flaw == Flaw::zero_area;
}

void refuse_flaw(Draft& draft, Cells& cells, std::uint32_t row)
{
    const bool drop = draft.options.data.on_invalid == FaultPolicy::drop;
    cells.fault(
        {.severity = drop ? Severity::warning : Severity::error,
         .code = "parcel.invalid",
         .found = Said(flaw_reason(draft.raw.parcels.shapes, row)),
         .expected = {"a valid polygon with an area", "有面积的有效多边形"},
         .remedy = {"repair the polygon, or leave such parcels out with on_invalid = \"drop\" in [data]",
                    "请修复图形，或在 [data] 中设 on_invalid = \"drop\" 略去此类地块"}},
        row, {});
    drop ? drop_parcel(draft, row) : set_aside(draft, row);
}

void repair_flaws(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& rows)
{
    const Repaired repaired = repair(draft.raw.parcels.shapes, rows);
    std::map<std::uint32_t, Shapes> mended;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t row = rows[i];
        const double change = (repaired.after[i] - repaired.before[i]) * draft.scale(row);
        if (!(repaired.after[i] > 0) ||
            std::abs(change) > repair_tolerance * repaired.after[i] * draft.scale(row)) {
            refuse_flaw(draft, cells, row);
            continue;
        }
        cells.fault(
            {.severity = Severity::warning,
             .code = "parcel.repaired",
             .found = Said(flaw_reason(draft.raw.parcels.shapes, row)),
             .expected = {"a valid polygon", "有效多边形"},
             .remedy = {"repaired; the area changes by less than 0.1 %", "已修复，面积变化小于 0.1 %"},
             .area = std::abs(change)},
            row, {});
        draft.out.accounting.area_repaired += change;
        draft.changes[row].repaired = repaired.after[i] * draft.scale(row) - draft.area_read[row];
        ++draft.out.accounting.parcels_repaired;
        mended.emplace(row, select(repaired.shapes, std::array{i}));
    }
    replace_shapes(draft.raw.parcels.shapes, mended);
}

void drop_duplicates(Draft& draft, Cells& cells)
{
    const FaultPolicy policy = draft.options.data.on_duplicate;
    const std::vector<std::uint32_t> rows = ordered_by_text(draft.ids);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (draft.ids[rows[i]].empty() || draft.ids[rows[i]] != draft.ids[rows[i - 1]]) continue;
        const auto a = draft.raw.parcels.shapes.points(rows[i - 1]),
                   b = draft.raw.parcels.shapes.points(rows[i]);
        const bool same = std::ranges::equal(a, b);
        const bool leave_out = policy == FaultPolicy::drop || (policy == FaultPolicy::repair && same);
        cells.fault(
            {.severity = leave_out ? Severity::warning : Severity::error,
             .code = "parcel.duplicate_id",
             .found = Said("\"" + printable(draft.ids[rows[i]]) + "\""),
             .expected = {"a unique id", "唯一编号"},
             .remedy =
                 {"give each parcel its own id, or keep the first with on_duplicate = \"drop\" in [data]",
                  "请为每个地块设唯一编号，或在 [data] 中设 on_duplicate = \"drop\" 保留第一个"}},
            rows[i], "parcel_id");
        leave_out ? drop_parcel(draft, rows[i]) : set_aside(draft, rows[i]);
    }
}

}  // namespace

void drop_parcel(Draft& draft, std::uint32_t row)
{
    if (draft.dropped[row] != 0) return;
    draft.dropped[row] = 1;
    ++draft.out.accounting.parcels_dropped;
    if (!draft.area.empty()) {
        draft.out.accounting.area_dropped += draft.area[row];
        return;
    }
    const auto change = draft.changes.find(row);
    const double lost = change == draft.changes.end() ? 0 : change->second.overlap;
    const double area = planar_area(draft.raw.parcels.shapes, row) * draft.scale(row) - lost;
    if (std::isfinite(area)) draft.out.accounting.area_dropped += area;
}

void set_aside(Draft& draft, std::uint32_t row)
{
    if (draft.options.examine) draft.dropped[row] = 1;
}

std::pair<const Shapes*, std::size_t> as_mended(const Shapes& shapes,
                                                const std::map<std::uint32_t, Shapes>& mended,
                                                std::uint32_t row)
{
    const auto at = mended.find(row);
    return at == mended.end() ? std::pair(&shapes, std::size_t{row}) : std::pair(&at->second, std::size_t{0});
}

void replace_shapes(Shapes& shapes, const std::map<std::uint32_t, Shapes>& mended)
{
    if (mended.empty()) return;
    Shapes out;
    out.reserve(shapes.size(), shapes.total_points());
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        const auto at = mended.find(row);
        at == mended.end() ? out.append(shapes, row) : out.append(at->second, 0);
    }
    shapes = std::move(out);
}

void mend_parcels(Draft& draft, Cells& cells)
{
    Shapes& shapes = draft.raw.parcels.shapes;
    draft.ids = cells.ids("parcel_id");
    draft.ids.resize(shapes.size());
    draft.dropped.assign(shapes.size(), 0);
    draft.area_read.assign(shapes.size(), 0);
    draft.out.accounting.parcels_read = static_cast<std::int64_t>(shapes.size());
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        const double area = planar_area(shapes, row) * draft.scale(row);
        draft.area_read[row] = std::isfinite(area) ? area : 0;
        draft.out.accounting.area_read += draft.area_read[row];
    }
    drop_duplicates(draft, cells);
    const std::vector<Flaw> flaws = find_flaws(shapes, draft.options.threads);
    std::vector<std::uint32_t> repairable;
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (flaws[row] == Flaw::none || draft.dropped[row] != 0) continue;
        if (beyond_repair(flaws[row]) || draft.options.data.on_invalid != FaultPolicy::repair) {
            refuse_flaw(draft, cells, row);
        } else {
            repairable.push_back(row);
        }
    }
    repair_flaws(draft, cells, repairable);
}

}  // namespace permu
