/// Polygons on their way in: broken ones, overlaps, land outside the park; every square metre is accounted
/// for.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include "intake_join.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

/// A ring repair may change the area of a parcel by this share.
constexpr double repair_tolerance = 0.001;
/// Overhang below this share of the parcel is left as it is.
constexpr double sliver_share = 0.001;

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

namespace {

/// Boundaries that were drawn or projected apart differ by so much, in units of the coordinates.
double drawing_tolerance(const Draft& draft)
{
    constexpr double metres = 0.05, sides = 4;
    return sides * metres / draft.metres_per_unit;
}

/// The part of the parcel inside its park, or nothing to do when all of it is.
void clip_to_park(Draft& draft, Cells& cells, std::uint32_t row, std::map<std::uint32_t, Shapes>& mended)
{
    const Shapes& shapes = draft.raw.parcels.shapes;
    const double whole = planar_area(shapes, row);
    Shapes inside = intersection(shapes, row, draft.park_shapes, draft.park[row]);
    const double outside = whole - planar_area(inside, 0), lost = outside * draft.scale(row);
    if (outside <= sliver_share * whole || outside <= drawing_tolerance(draft) * std::sqrt(whole)) return;
    const bool refuse = draft.options.data.on_outside == FaultPolicy::refuse;
    cells.fault(
        {.severity = refuse ? Severity::error : Severity::warning,
         .code = "parcel.outside",
         .found = {fmt::format("{:.2f} m² outside park {}", lost, draft.out.state.parks.id[draft.park[row]]),
                   fmt::format("有 {:.2f} m² 位于园区 {} 之外", lost,
                               draft.out.state.parks.id[draft.park[row]])},
         .expected = {"land inside its park's boundary", "地块位于园区四至范围内"},
         .remedy = {"move the boundary or the parcel; on_outside = \"repair\" in [data] clips it",
                    "请调整边界或地块；[data] 中 on_outside = \"repair\" 会裁去界外部分"},
         .area = lost},
        row, {});
    if (refuse) return;
    if (draft.options.data.on_outside == FaultPolicy::drop ||
        planar_area(inside, 0) * draft.scale(row) < smallest_parcel) {
        drop_parcel(draft, row);
        return;
    }
    draft.out.accounting.area_clipped += lost;
    draft.changes[row].clipped = lost;
    mended.emplace(row, std::move(inside));
}

/// Rows with a vertex that is not in their park: the only ones a clip can change.
std::vector<std::uint32_t> rows_that_reach_out(const Draft& draft)
{
    constexpr std::uint32_t chunk = 65536;
    const Shapes& shapes = draft.raw.parcels.shapes;
    std::vector<std::uint32_t> out;
    for (std::uint32_t first = 0; first < shapes.size(); first += chunk) {
        const auto last = std::min<std::uint32_t>(first + chunk, static_cast<std::uint32_t>(shapes.size()));
        std::vector<Point> points;
        for (std::uint32_t row = first; row < last; ++row) {
            const auto of_row = shapes.points(row);
            points.insert(points.end(), of_row.begin(), of_row.end());
        }
        const auto parks = locate(points, draft.park_shapes, draft.options.threads);
        std::size_t at = 0;
        for (std::uint32_t row = first; row < last; ++row) {
            const std::size_t count = shapes.points(row).size();
            const auto own = std::span(parks).subspan(at, count);
            at += count;
            if (draft.dropped[row] != 0 || draft.park[row] == UINT32_MAX) continue;
            if (std::ranges::any_of(own, [&](std::uint32_t p) { return p != draft.park[row]; }))
                out.push_back(row);
        }
    }
    return out;
}

void place_nowhere(Draft& draft, Cells& cells, std::uint32_t row)
{
    const bool refuse = draft.options.data.on_outside == FaultPolicy::refuse;
    const double area = planar_area(draft.raw.parcels.shapes, row) * draft.scale(row);
    cells.fault(
        {.severity = refuse ? Severity::error : Severity::warning,
         .code = "parcel.no_park",
         .found = {"a parcel in no park", "不在任何园区内的地块"},
         .expected = {"a parcel inside one of the parks", "位于某一园区内的地块"},
         .remedy =
             {"give it a park_id or check the boundaries; unless on_outside = \"refuse\" it is left out",
              "请填写 park_id 或核对边界；除非 on_outside = \"refuse\"，否则略去"},
         .area = area},
        row, {});
    if (!refuse) drop_parcel(draft, row);
}

/// Rows of parks by the id that parcels name; unknown names are faults.
void park_by_id(Draft& draft, Cells& cells)
{
    const std::vector<std::string>& ids = draft.out.state.parks.id;
    NameIndex index({ids.begin(), ids.end()});
    const std::vector<std::string> names = cells.texts("park_id");
    for (std::uint32_t row = 0; row < names.size(); ++row) {
        if (names[row].empty() || draft.dropped[row] != 0) continue;
        const auto found = index.find(names[row]);
        if (found.how == NameIndex::How::exact || found.how == NameIndex::How::normalised) {
            draft.park[row] = found.row;
            if (found.how == NameIndex::How::normalised)
                note_normalised(cells, names[row], ids[found.row], row, "park_id");
            continue;
        }
        cells.fault({.code = "parcel.unknown_park",
                     .found = Said("\"" + printable(names[row]) + "\""),
                     .expected = {"the park_id of a park", "已有园区的 park_id"},
                     .remedy = {"correct it, or leave it empty to find the park by location",
                                "请更正，或留空以按位置判定"}},
                    row, "park_id");
    }
}

}  // namespace

void place_parcels(Draft& draft, Cells& cells)
{
    Shapes& shapes = draft.raw.parcels.shapes;
    const bool parks = draft.raw.parks.given();
    draft.park.assign(shapes.size(), parks ? UINT32_MAX : 0);
    if (!parks) return;
    park_by_id(draft, cells);
    const std::vector<Point> inner = interior_points(shapes, draft.options.threads);
    const std::vector<std::uint32_t> at = locate(inner, draft.park_shapes, draft.options.threads);
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (draft.dropped[row] != 0 || draft.park[row] != UINT32_MAX) continue;
        draft.park[row] = at[row];
        if (at[row] == UINT32_MAX) place_nowhere(draft, cells, row);
    }
    std::map<std::uint32_t, Shapes> mended;
    for (const std::uint32_t row : rows_that_reach_out(draft))
        clip_to_park(draft, cells, row, mended);
    replace_shapes(shapes, mended);
}

}  // namespace permu
