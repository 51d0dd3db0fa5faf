/// Parcels that overlap: who loses the land both have, and what is left as it is.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "intake_steps.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

Text rule_words(OverlapRule rule)
{
    switch (rule) {
        case OverlapRule::larger:
            return {"the larger parcel", "较大的地块"};
        case OverlapRule::smaller:
            return {"the smaller parcel", "较小的地块"};
        case OverlapRule::later_id:
            return {"the parcel with the later id", "编号靠后的地块"};
        case OverlapRule::priority:
            break;
    }
    return {"the parcel with the higher overlap_priority", "overlap_priority 较大的地块"};
}

/// Overlaps one after the other, in the order of the ids.
class Settler {
public:
    Settler(Draft& draft, Cells& cells)
        : draft_(draft), cells_(cells), shapes_(draft.raw.parcels.shapes), data_(draft.options.data)
    {
        if (data_.overlap_rule == OverlapRule::priority) priority_ = priorities();
    }

    void settle(const Overlap& overlap)
    {
        const double area_a = planar_area(shapes_, overlap.a), area_b = planar_area(shapes_, overlap.b);
        const double share = overlap.area / std::min(area_a, area_b);
        const bool a_loses = loses(overlap.a, area_a, overlap.b, area_b);
        const std::uint32_t loser = a_loses ? overlap.a : overlap.b, winner = a_loses ? overlap.b : overlap.a;
        const double area = overlap.area * draft_.scale(loser);
        if (share <= thin_share) return leave(loser, winner, area);
        const bool refuse = data_.on_overlap == FaultPolicy::refuse && share >= refused_share;
        tell(loser, winner, area, refuse);
        if (refuse) return;
        if (data_.on_overlap == FaultPolicy::drop) return drop_parcel(draft_, loser);
        take_off(loser, winner);
    }

    const std::map<std::uint32_t, Shapes>& mended() const { return mended_; }

private:
    std::vector<double> priorities()
    {
        std::vector<double> out = cells_.numbers("overlap_priority");
        if (out.empty()) {
            cells_.problems().add(
                {.code = "field.missing",
                 .where = draft_.raw.parcels.source,
                 .found = {"no field overlap_priority", "没有字段 overlap_priority"},
                 .expected = {"a field that overlap_rule = \"priority\" goes by",
                              "overlap_rule = \"priority\" 所依据的字段"},
                 .remedy = {
                     "add fields = { overlap_priority = \"their name\" } to [data.parcels], or another "
                     "overlap_rule",
                     "在 [data.parcels] 中加入 fields = { overlap_priority = \"文件中的字段名\" "
                     "}，或改用其他 "
                     "overlap_rule"}});
            out.resize(shapes_.size(), 0);
        }
        for (double& value : out)
            if (std::isnan(value)) value = std::numeric_limits<double>::infinity();
        return out;
    }

    bool loses(std::uint32_t a, double area_a, std::uint32_t b, double area_b) const
    {
        const bool later = draft_.ids[a] != draft_.ids[b] ? draft_.ids[a] > draft_.ids[b] : a > b;
        if (data_.overlap_rule == OverlapRule::later_id) return later;
        if (!priority_.empty() && priority_[a] != priority_[b]) return priority_[a] > priority_[b];
        if (area_a == area_b) return later;
        return (area_a > area_b) == (data_.overlap_rule != OverlapRule::smaller);
    }

    /// Too thin to be taken off; the land is in both parcels.
    void leave(std::uint32_t loser, std::uint32_t winner, double area)
    {
        draft_.out.accounting.area_twice += area;
        cells_.problems().tally(
            {.severity = Severity::note,
             .code = "parcel.overlap_thin",
             .where = cells_.where(loser),
             .found = {fmt::format("{:.4f} m² shared with parcel {}", area, printable(draft_.ids[winner])),
                       fmt::format("与地块 {} 重叠 {:.4f} m²", printable(draft_.ids[winner]), area)},
             .expected = {"lines that are drawn once", "同一界线只绘制一次"},
             .remedy = {"at most 0.1 % of the smaller parcel: left in both",
                        "不超过较小地块的 0.1 %：保留在两个地块中"},
             .area = area},
            printable(draft_.ids[loser]));
    }

    void tell(std::uint32_t loser, std::uint32_t winner, double area, bool refuse)
    {
        const Text who = rule_words(data_.overlap_rule);
        Problem problem{
            .severity = refuse ? Severity::error : Severity::warning,
            .code = "parcel.overlap",
            .found = {fmt::format("{:.2f} m² shared with parcel {}", area, printable(draft_.ids[winner])),
                      fmt::format("与地块 {} 重叠 {:.2f} m²", printable(draft_.ids[winner]), area)},
            .expected = {"parcels that do not overlap", "地块互不重叠"},
            .remedy = {fmt::format(
                           "repair the polygons; on_overlap = \"repair\" in [data] takes the overlap off "
                           "{}, overlap_rule says another",
                           who.en),
                       fmt::format("请修正图形；[data] 中 on_overlap = \"repair\" 会从{}中扣除重叠部分，可用 "
                                   "overlap_rule 改变",
                                   who.zh)},
            .area = area};
        if (!cells_.keeps_places()) return cells_.fault(std::move(problem), loser, {});
        Shapes common;
        try {
            common = intersection(shapes_, loser, shapes_, winner);
        } catch (const InvariantError&) {
            common.append(shapes_, loser);  // the overlay cannot be drawn: the whole parcel is
        }
        cells_.fault_at(common, std::move(problem), loser);
    }

    void take_off(std::uint32_t loser, std::uint32_t winner)
    {
        const auto [from, from_row] = as_mended(shapes_, mended_, loser);
        const auto [taken, taken_row] = as_mended(shapes_, mended_, winner);
        Shapes rest;
        try {
            rest = difference(*from, from_row, *taken, taken_row);
        } catch (const InvariantError& failure) {
            return cannot(loser, winner, failure);
        }
        const double before = planar_area(*from, from_row), after = planar_area(rest, 0);
        if (after * draft_.scale(loser) <= smallest_parcel)
            return leave_out(loser, winner, before * draft_.scale(loser));
        const double lost = (before - after) * draft_.scale(loser);
        draft_.out.accounting.area_overlap += lost;
        draft_.changes[loser].overlap += lost;
        mended_.insert_or_assign(loser, std::move(rest));
    }

    /// \param area  m² that the parcel had left
    void leave_out(std::uint32_t loser, std::uint32_t winner, double area)
    {
        const std::string other = printable(draft_.ids[winner]);
        cells_.fault({.severity = Severity::warning,
                      .code = "parcel.overlap_whole",
                      .found = {fmt::format("no land beside parcel {}: all of it is shared", other),
                                fmt::format("全部与地块 {} 重叠，没有余下的土地", other)},
                      .expected = {"land of its own", "有自己的土地"},
                      .remedy = {"it is left out; remove one of the two, or choose another overlap_rule",
                                 "已略去该地块；请删除两者之一，或改用其他 overlap_rule"},
                      .area = area},
                     loser, {});
        // Its land is the others' now: none of it is lost.
        draft_.out.accounting.area_overlap += area;
        draft_.changes[loser].overlap += area;
        drop_parcel(draft_, loser);
    }

    void cannot(std::uint32_t loser, std::uint32_t winner, const InvariantError& failure)
    {
        cells_.fault({.code = "parcel.overlap_unresolved",
                      .found = {fmt::format("an overlap with parcel {} that cannot be taken off: {}",
                                            printable(draft_.ids[winner]), printable(failure.what(), 200)),
                                fmt::format("与地块 {} 的重叠无法扣除：{}", printable(draft_.ids[winner]),
                                            printable(failure.what(), 200))},
                      .expected = {"polygons that can be cut by each other", "可相互裁切的图形"},
                      .remedy = {"repair the two polygons", "请修复这两个图形"}},
                     loser, {});
    }

    Draft& draft_;
    Cells& cells_;
    const Shapes& shapes_;
    const DataSpec& data_;
    std::vector<double> priority_;
    std::map<std::uint32_t, Shapes> mended_;
};

}  // namespace

std::vector<Overlap> overlaps_of(const Draft& draft, const Shapes& shapes, const std::string& source)
{
    // Parcels overlap a few neighbours at worst; beyond, layers were laid on each other.
    constexpr std::size_t a_parcel = 4, any = 2000;
    const std::size_t most = a_parcel * shapes.size() + any;
    std::vector<Overlap> found =
        find_overlaps(shapes, draft.options.threads, smallest_parcel / draft.plane_scale, most);
    if (found.size() <= most) return found;
    throw LimitError(Problem{
        .code = "parcels.overlap_flood",
        .where = source,
        .found = {fmt::format("more than {} pairs of overlapping polygons among {}", most, shapes.size()),
                  fmt::format("{} 个图形中重叠的超过 {} 对", shapes.size(), most)},
        .expected = {"each parcel drawn once", "每个地块只绘制一次"},
        .remedy = {"remove copies and polygons of other layers (QGIS: Delete Duplicate Geometries)",
                   "请删除重复图形和其他图层的图形（QGIS：“删除重复几何图形”）"}});
}

void resolve_overlaps(Draft& draft, Cells& cells)
{
    Shapes& shapes = draft.raw.parcels.shapes;
    std::vector<Overlap> overlaps = overlaps_of(draft, shapes, draft.raw.parcels.source);
    const auto key = [&](const Overlap& o) {
        const std::string_view a = draft.ids[o.a], b = draft.ids[o.b];
        return a < b ? std::pair(a, b) : std::pair(b, a);
    };
    std::ranges::sort(overlaps, [&](const Overlap& x, const Overlap& y) { return key(x) < key(y); });
    Settler settler(draft, cells);
    for (const Overlap& overlap : overlaps) {
        if (draft.dropped[overlap.a] != 0 || draft.dropped[overlap.b] != 0) continue;
        settler.settle(overlap);
    }
    replace_shapes(shapes, settler.mended());
}

}  // namespace permu
