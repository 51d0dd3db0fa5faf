/// The park of each parcel, and what of a parcel lies outside of its park.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "intake_join.hpp"
#include "intake_steps.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

/// Overhang below this share of the parcel is left as it is.
constexpr double sliver_share = 0.001;
/// Boundaries that were drawn or projected apart differ by so much, in units of the coordinates.
double drawing_tolerance(const Draft& draft)
{
    constexpr double metres = 0.05, sides = 4;
    return sides * metres / draft.metres_per_unit;
}

/// Cuts parcels to their parks, and counts those that lie in none.
class Placer {
public:
    Placer(Draft& draft, Cells& cells) : draft_(draft), cells_(cells), boxes_(boxes_of(draft.park_shapes)) {}

    void nowhere(std::uint32_t row)
    {
        const double area = planar_area(draft_.raw.parcels.shapes, row) * draft_.scale(row);
        ++nowhere_;
        cells_.fault(
            {.severity = severity(),
             .code = "parcel.no_park",
             .found = {"a parcel in no park", "不在任何园区内的地块"},
             .expected = {"a parcel inside one of the parks", "位于某一园区内的地块"},
             .remedy =
                 {"give it a park_id or check the boundaries; unless on_outside = \"refuse\" it is left out",
                  "请填写 park_id 或核对边界；除非 on_outside = \"refuse\"，否则略去"},
             .area = area},
            row, {});
        if (!refuses()) drop_parcel(draft_, row);
    }

    /// The part of the parcel inside its park, or nothing to do when all of it is.
    void clip(std::uint32_t row)
    {
        const Shapes& shapes = draft_.raw.parcels.shapes;
        const double whole = planar_area(shapes, row);
        Shapes inside = intersection(shapes, row, draft_.park_shapes, draft_.park[row]);
        const double kept = planar_area(inside, 0), outside = whole - kept;
        if (outside <= sliver_share * whole || outside <= drawing_tolerance(draft_) * std::sqrt(whole))
            return;
        const double lost = outside * draft_.scale(row);
        const bool gone = kept * draft_.scale(row) < smallest_parcel;
        nowhere_ += gone;
        tell(row, lost, whole);
        if (refuses()) return;
        if (draft_.options.data.on_outside == FaultPolicy::drop || gone) return drop_parcel(draft_, row);
        draft_.out.accounting.area_clipped += lost;
        draft_.changes[row].clipped = lost;
        mended_.emplace(row, std::move(inside));
    }

    /// Where all parcels miss the parks it is not the parcels that are wrong.
    void finish()
    {
        const std::size_t all = draft_.raw.parcels.shapes.size();
        replace_shapes(draft_.raw.parcels.shapes, mended_);
        const bool any = std::ranges::find(draft_.dropped, 0) != draft_.dropped.end();
        if (nowhere_ == 0 || any || draft_.options.data.on_outside == FaultPolicy::drop) return;
        cells_.problems().add(
            {.code = "parcels.elsewhere",
             .where = draft_.raw.parcels.source,
             .found = {fmt::format("none of {} parcels in any park", all),
                       fmt::format("{} 宗地块都不在任何园区内", all)},
             .expected = {"parcels and parks in one place", "地块与园区位于同一地点"},
             .remedy = {"check the coordinate system of both layers, its zone and its axes (permu inspect "
                        "FILE), or the parks; on_outside = \"drop\" in [data] leaves such parcels out",
                        "请核对两个图层的坐标系、带号和坐标轴顺序（permu inspect 文件），或核对园区；"
                        "[data] 中 on_outside = \"drop\" 会略去这些地块"},
             .count = nowhere_});
    }

private:
    bool refuses() const { return draft_.options.data.on_outside == FaultPolicy::refuse; }
    Severity severity() const { return refuses() ? Severity::error : Severity::warning; }
    const std::string& name(std::uint32_t park) const { return draft_.out.state.parks.id[park]; }

    void tell(std::uint32_t row, double lost, double whole)
    {
        const std::uint32_t own = draft_.park[row];
        const auto [other, shared] =
            largest_other(row, difference(draft_.raw.parcels.shapes, row, draft_.park_shapes, own));
        if (shared > sliver_share * whole)
            return cells_.fault(
                {.severity = severity(),
                 .code = "parcel.two_parks",
                 .found = {fmt::format("{:.2f} m² outside park {}, {:.2f} m² of it in park {}", lost,
                                       name(own), shared * draft_.scale(row), name(other)),
                           fmt::format("有 {:.2f} m² 位于园区 {} 之外，其中 {:.2f} m² 在园区 {} 内", lost,
                                       name(own), shared * draft_.scale(row), name(other))},
                 .expected = {"a parcel in one park", "地块只位于一个园区"},
                 .remedy =
                     {"cut it along the boundary of the parks, so that each has its part; on_outside = "
                      "\"repair\" in [data] keeps the first part only",
                      "请沿园区边界分割该地块；[data] 中 on_outside = \"repair\" 只保留所属园区内的部分"},
                 .area = lost},
                row, {});
        cells_.fault(
            {.severity = severity(),
             .code = "parcel.outside",
             .found = {fmt::format("{:.2f} m² outside park {}", lost, name(own)),
                       fmt::format("有 {:.2f} m² 位于园区 {} 之外", lost, name(own))},
             .expected = {"land inside its park's boundary", "地块位于园区四至范围内"},
             .remedy = {"move the boundary or the parcel; on_outside = \"repair\" in [data] clips it",
                        "请调整边界或地块；[data] 中 on_outside = \"repair\" 会裁去界外部分"},
             .area = lost},
            row, {});
    }

    /// Of the parks that are not its own, the one with most of what lies outside, and how much.
    std::pair<std::uint32_t, double> largest_other(std::uint32_t row, const Shapes& outside) const
    {
        const Box box = bounds(outside, 0);
        std::pair<std::uint32_t, double> most{0, 0};
        for (std::uint32_t park = 0; park < boxes_.size(); ++park) {
            if (park == draft_.park[row] || !meet(box, boxes_[park])) continue;
            const double area = planar_area(intersection(outside, 0, draft_.park_shapes, park), 0);
            if (area > most.second) most = {park, area};
        }
        return most;
    }

    Draft& draft_;
    Cells& cells_;
    std::vector<Box> boxes_;  ///< of the parks
    std::map<std::uint32_t, Shapes> mended_;
    std::size_t nowhere_ = 0;  ///< parcels in no park
};

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

/// Rows of parks by the id that parcels name; unknown names are faults.
void park_by_id(Draft& draft, Cells& cells)
{
    const std::vector<std::string>& ids = draft.out.state.parks.id;
    NameIndex index({ids.begin(), ids.end()});
    const std::vector<std::string> names = cells.texts("park_id");
    for (std::uint32_t row = 0; row < names.size(); ++row) {
        if (names[row].empty()) continue;
        const bool dropped = draft.dropped[row] != 0;  // its land was in the park, too
        const auto found = index.find(names[row]);
        if (found.how == NameIndex::How::exact || found.how == NameIndex::How::normalised) {
            draft.park[row] = found.row;
            if (found.how == NameIndex::How::normalised && !dropped)
                note_normalised(cells, names[row], ids[found.row], row, "park_id");
            continue;
        }
        if (dropped) continue;
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
    Placer placer(draft, cells);
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (draft.park[row] != UINT32_MAX) continue;
        draft.park[row] = at[row];
        if (at[row] == UINT32_MAX && draft.dropped[row] == 0) placer.nowhere(row);
    }
    for (const std::uint32_t row : rows_that_reach_out(draft))
        placer.clip(row);
    placer.finish();
}

}  // namespace permu
