/// What of the reserves is free: land of a park, of a parcel or of an earlier reserve is counted there.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

class FreeLand {
public:
    FreeLand(Draft& draft, Cells& cells, const std::vector<std::string>& ids,
             std::vector<std::uint32_t>& order)
        : draft_(draft),
          cells_(cells),
          order_(order),
          shapes_(draft.reserve_shapes),
          dropped_(order.size()),
          areas_(ellipsoidal_areas(draft.reserve_shapes, draft.raw.crs_wkt, draft.options.threads))
    {
        for (std::uint32_t i = 0; i < order.size(); ++i)
            if (!shapes_.points(i).empty()) boxes_.push_back(bounds(shapes_, i));
        for (const std::uint32_t row : order)
            owners_.push_back(both("reserve", "备用地块", ids[row]));
        for (std::uint32_t park = 0; park < draft.park_shapes.size(); ++park)
            add(draft.park_shapes, park, "park", "园区", draft.out.state.parks.id[park]);
        for (const std::uint32_t row : draft.order)
            add(draft.raw.parcels.shapes, row, "parcel", "地块", draft.ids[row]);
    }

    /// Reserves come first, in the order of their ids: of two the later one loses.
    void settle()
    {
        const auto reserves = static_cast<std::uint32_t>(order_.size());
        for (const Overlap& overlap : overlaps_of(draft_, shapes_, draft_.raw.reserves.source))
            if (overlap.a < reserves)
                overlap.b < reserves ? take_off(overlap.b, overlap.a) : take_off(overlap.a, overlap.b);
        std::vector<std::uint32_t> rows, at;
        for (std::uint32_t i = 0; i < reserves; ++i) {
            if (dropped_[i]) continue;
            rows.push_back(order_[i]), at.push_back(i);
        }
        replace_shapes(shapes_, mended_);
        draft_.reserve_shapes = select(shapes_, at);
        order_ = std::move(rows);
    }

private:
    static Said both(const char* en, const char* zh, const std::string& id)
    {
        return {fmt::format("{} {}", en, printable(id)), fmt::format("{} {}", zh, printable(id))};
    }

    void add(const Shapes& shapes, std::uint32_t row, const char* en, const char* zh, const std::string& id)
    {
        if (shapes.points(row).empty()) return;
        const Box box = bounds(shapes, row);
        if (std::ranges::none_of(boxes_, [&](const Box& own) { return meet(own, box); })) return;
        shapes_.append(shapes, row);
        owners_.push_back(both(en, zh, id));
    }

    void take_off(std::uint32_t loser, std::uint32_t winner)
    {
        if (dropped_[loser] || (winner < dropped_.size() && dropped_[winner])) return;
        const auto [from, from_row] = as_mended(shapes_, mended_, loser);
        const auto [taken, taken_row] = as_mended(shapes_, mended_, winner);
        Shapes rest;
        try {
            rest = difference(*from, from_row, *taken, taken_row);
        } catch (const InvariantError& failure) {
            return cannot(loser, winner, failure);
        }
        const double whole = planar_area(shapes_, loser), after = planar_area(rest, 0);
        const double share = (planar_area(*from, from_row) - after) / whole;
        const double lost = share * areas_[loser], left = after / whole * areas_[loser];
        if (lost <= smallest_parcel) return;  // taken off before, as land of another
        const FaultPolicy policy = draft_.options.data.on_overlap;
        const bool refuse = policy == FaultPolicy::refuse && share >= refused_share;
        tell(loser, winner, lost, share, refuse);
        dropped_[loser] = policy == FaultPolicy::drop && share > thin_share;
        if (left <= smallest_parcel) dropped_[loser] = 1;
        mended_.insert_or_assign(loser, std::move(rest));  // also where refused: nothing is told twice
    }

    void tell(std::uint32_t loser, std::uint32_t winner, double lost, double share, bool refuse)
    {
        const Said& whose = owners_[winner];
        Severity severity = share > thin_share ? Severity::warning : Severity::note;
        if (refuse) severity = Severity::error;
        cells_.fault({.severity = severity,
                      .code = share > thin_share ? "reserve.overlap" : "reserve.overlap_thin",
                      .found = {fmt::format("{:.2f} m² that are land of {}", lost, whose.en),
                                fmt::format("有 {:.2f} m² 已属于{}", lost, whose.zh)},
                      .expected = {"reserves outside of parks, parcels and other reserves",
                                   "备用地块位于园区、地块和其他备用地块之外"},
                      .remedy = {"correct the polygon; on_overlap = \"repair\" in [data] takes such land off "
                                 "the reserve, \"drop\" leaves the reserve out",
                                 "请更正图形；[data] 中 on_overlap = \"repair\" 会从备用地块中扣除，"
                                 "\"drop\" 则不采用该备用地块"},
                      .area = lost},
                     order_[loser], {});
    }

    void cannot(std::uint32_t loser, std::uint32_t winner, const InvariantError& failure)
    {
        const Said& whose = owners_[winner];
        cells_.fault(
            {.code = "reserve.overlap_unresolved",
             .found = {fmt::format("an overlap with {} that cannot be taken off: {}", whose.en,
                                   printable(failure.what(), 200)),
                       fmt::format("与{}的重叠无法扣除：{}", whose.zh, printable(failure.what(), 200))},
             .expected = {"polygons that can be cut by each other", "可相互裁切的图形"},
             .remedy = {"repair the two polygons", "请修复这两个图形"}},
            order_[loser], {});
    }

    Draft& draft_;
    Cells& cells_;
    std::vector<std::uint32_t>& order_;
    Shapes shapes_;             ///< the reserves, then the parks and parcels near them
    std::vector<Said> owners_;  ///< of these shapes: whose land they are
    std::vector<Box> boxes_;    ///< of the reserves that have a polygon
    std::vector<std::uint8_t> dropped_;
    std::vector<double> areas_;  ///< of the reserves as read, m²
    std::map<std::uint32_t, Shapes> mended_;
};

}  // namespace

void free_reserves(Draft& draft, Cells& cells, const std::vector<std::string>& ids,
                   std::vector<std::uint32_t>& order)
{
    if (!order.empty()) FreeLand(draft, cells, ids, order).settle();
}

}  // namespace permu
