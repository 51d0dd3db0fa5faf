/// Parcels too small to be any: kept, left out, refused, or joined to a neighbour.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "intake_steps.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

bool is_small(const Draft& draft, std::uint32_t row)
{
    return draft.dropped[row] == 0 && draft.area[row] < draft.options.data.sliver_area;
}

Problem told(const Draft& draft, std::uint32_t row)
{
    const SliverPolicy policy = draft.options.data.on_sliver;
    return {.severity = policy == SliverPolicy::refuse ? Severity::error : Severity::warning,
            .code = policy == SliverPolicy::keep ? "parcel.small" : "parcel.sliver",
            .found = {fmt::format("a parcel of {:.4f} m²", draft.area[row]),
                      fmt::format("面积 {:.4f} m² 的地块", draft.area[row])},
            .expected = {fmt::format("{:g} m² at least", draft.options.data.sliver_area),
                         fmt::format("至少 {:g} m²", draft.options.data.sliver_area)},
            .remedy = {"a leftover of drawing? on_sliver in [data] keeps, drops, merges or refuses such "
                       "parcels",
                       "是否为绘图残留？[data] 中 on_sliver 可保留、略去、并入相邻地块或拒绝此类地块"},
            .area = draft.area[row]};
}

/// A neighbour and the length of the boundary shared with it.
struct Side {
    std::uint32_t row;
    double length;
};

/// Finds the parcel that each sliver is joined to. A sliver among slivers waits until one of them belongs to
/// a parcel; its boundary with that one counts for the parcel then.
class Matcher {
public:
    Matcher(const Draft& draft, std::vector<std::uint32_t> slivers)
        : draft_(draft), waiting_(std::move(slivers))
    {
        for (const std::uint32_t row : waiting_)
            sides_[row] = {};
        const double snap = default_snap / draft.metres_per_unit;
        for (const SharedEdge& edge : shared_edges(draft.raw.parcels.shapes, draft.options.threads, snap)) {
            add_side(edge.a, edge.b, edge.length);
            add_side(edge.b, edge.a, edge.length);
        }
        // Sums of lengths must not depend on the order of the rows.
        for (auto& [row, sides] : sides_)
            std::ranges::sort(sides, [&](const Side& a, const Side& b) { return before(a.row, b.row); });
    }

    /// Sliver → parcel; slivers that touch no parcel of their park are not in it.
    std::map<std::uint32_t, std::uint32_t> match()
    {
        for (bool any = true; any;) {
            std::map<std::uint32_t, std::uint32_t> round;
            for (const std::uint32_t row : waiting_)
                if (const auto target = target_of(row)) round.emplace(row, *target);
            std::erase_if(waiting_, [&](std::uint32_t row) { return round.contains(row); });
            any = !round.empty();
            into_.merge(round);
        }
        return std::move(into_);
    }

private:
    bool before(std::uint32_t a, std::uint32_t b) const
    {
        return std::tie(draft_.ids[a], a) < std::tie(draft_.ids[b], b);
    }

    void add_side(std::uint32_t sliver, std::uint32_t other, double length)
    {
        const auto at = sides_.find(sliver);
        const bool counts =
            at != sides_.end() && draft_.dropped[other] == 0 && draft_.park[other] == draft_.park[sliver];
        if (counts) at->second.push_back({other, length});
    }

    std::optional<std::uint32_t> target_of(std::uint32_t sliver) const
    {
        std::map<std::uint32_t, double> lengths;
        for (const Side& side : sides_.at(sliver)) {
            const auto belongs = into_.find(side.row);
            const bool waits = belongs == into_.end() && sides_.contains(side.row);
            if (!waits) lengths[belongs == into_.end() ? side.row : belongs->second] += side.length;
        }
        std::optional<std::uint32_t> best;
        for (const auto& [row, length] : lengths) {
            if (!best || length > lengths[*best] || (length == lengths[*best] && before(row, *best)))
                best = row;
        }
        return best;
    }

    const Draft& draft_;
    std::vector<std::uint32_t> waiting_;
    std::map<std::uint32_t, std::vector<Side>> sides_;  ///< of slivers
    std::map<std::uint32_t, std::uint32_t> into_;
};

/// Joins the slivers of one parcel to it. \return its polygon now; empty where they cannot be joined
Shapes joined(const Draft& draft, std::uint32_t parcel, const std::vector<std::uint32_t>& slivers)
{
    Shapes parts;
    parts.append(draft.raw.parcels.shapes, parcel);
    for (const std::uint32_t row : slivers)
        parts.append(draft.raw.parcels.shapes, row);
    try {
        return union_all(parts);
    } catch (const InvariantError&) {
        return {};
    }
}

double area_of(const Draft& draft, const Shapes& shape)
{
    if (draft.options.data.area == AreaSource::planar) return planar_area(shape, 0);
    return ellipsoidal_areas(shape, draft.raw.crs_wkt, 1).front();
}

/// The accounts of a merge: what both parcels had, thinly, is in the parcel once.
void account(Draft& draft, std::uint32_t parcel, const std::vector<std::uint32_t>& slivers,
             const Shapes& shape)
{
    double apart = planar_area(draft.raw.parcels.shapes, parcel), sum = draft.area[parcel];
    for (const std::uint32_t row : slivers) {
        apart += planar_area(draft.raw.parcels.shapes, row);
        sum += draft.area[row];
        draft.out.accounting.area_merged += draft.area[row];
        ++draft.out.accounting.parcels_merged;
        draft.dropped[row] = 1;
        draft.merged.emplace(draft.ids[row], draft.ids[parcel]);
        draft.merged_rows.insert(row);
    }
    draft.area[parcel] = draft.options.data.area == AreaSource::field ? sum : area_of(draft, shape);
    const double twice = (apart - planar_area(shape, 0)) * draft.scale(parcel);
    if (twice <= smallest_parcel) return;
    draft.changes[parcel].overlap += twice;
    draft.out.accounting.area_overlap += twice;
    draft.out.accounting.area_twice = std::max(0.0, draft.out.accounting.area_twice - twice);
}

void tell_merged(const Draft& draft, Cells& cells, std::uint32_t row, std::uint32_t parcel)
{
    Problem problem = told(draft, row);
    const std::string id = printable(draft.ids[parcel]);
    problem.remedy = {fmt::format("merged into parcel {}, with which it shares the longest boundary", id),
                      fmt::format("已并入共用边界最长的地块 {}", id)};
    cells.fault(std::move(problem), row, {});
}

void tell_alone(const Draft& draft, Cells& cells, std::uint32_t row)
{
    Problem problem = told(draft, row);
    problem.code = "parcel.small_alone";
    problem.remedy = {"it touches no parcel of its park that it could be merged into, and is kept",
                      "在同一园区内没有可并入的相接地块，予以保留"};
    cells.fault(std::move(problem), row, {});
}

}  // namespace

bool is_sliver(Draft& draft, Cells& cells, std::uint32_t row)
{
    const SliverPolicy policy = draft.options.data.on_sliver;
    if (!is_small(draft, row)) return false;
    if (policy == SliverPolicy::merge) return true;
    cells.fault(told(draft, row), row, {});
    if (policy == SliverPolicy::drop) drop_parcel(draft, row);
    return policy == SliverPolicy::drop;
}

void merge_slivers(Draft& draft, Cells& cells)
{
    if (draft.options.data.on_sliver != SliverPolicy::merge) return;
    std::vector<std::uint32_t> slivers;
    for (const std::uint32_t row : ordered_by_text(draft.ids))
        if (is_small(draft, row) && draft.park[row] != UINT32_MAX) slivers.push_back(row);
    if (slivers.empty()) return;
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_parcel;
    const auto into = Matcher(draft, slivers).match();
    for (const std::uint32_t row : slivers) {
        const auto at = into.find(row);
        at == into.end() ? tell_alone(draft, cells, row) : by_parcel[at->second].push_back(row);
    }
    std::map<std::uint32_t, Shapes> mended;
    for (const auto& [parcel, rows] : by_parcel) {
        Shapes shape = joined(draft, parcel, rows);
        for (const std::uint32_t row : rows)
            shape.empty() ? tell_alone(draft, cells, row) : tell_merged(draft, cells, row, parcel);
        if (shape.empty()) continue;
        account(draft, parcel, rows, shape);
        mended.emplace(parcel, std::move(shape));
    }
    replace_shapes(draft.raw.parcels.shapes, mended);
}

}  // namespace permu
