/// Boundaries that change on request: land out, reserves in, in balance.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "permu/geometry/overlay.hpp"
#include "permu/model/merging.hpp"
#include "rezoning_work.hpp"

namespace permu {
namespace {

double mu(double square_metres)
{
    return to_mu({square_metres});
}

class Granting {
public:
    explicit Granting(RezoningWork& work)
        : work_(work), state_(work.state()), parks_(state_.parks), rule_(work.rule())
    {
    }

    /// A park that asks for another boundary.
    void grant(const BoundaryRequest& request)
    {
        const auto at = std::ranges::find(parks_.id, request.park);
        if (at == parks_.id.end()) return refuse_request(ParkId::none(), request, "no such park");
        const ParkId park{static_cast<std::uint32_t>(at - parks_.id.begin())};
        if (!rule_.scope.covers(parks_, park)) return;
        if (const std::string_view why = unfit(park); !why.empty()) return refuse_request(park, request, why);
        std::vector<ParcelId> out;
        for (const std::string& id : request.out) {
            const std::optional<ParcelId> parcel = parcel_of(park, id);
            if (!parcel) return refuse_request(park, request, "no parcel of the park: " + id);
            out.push_back(*parcel);
        }
        std::vector<ReserveId> named;
        for (const std::string& id : request.in) {
            const auto row = std::ranges::find(state_.reserves.id, id);
            const ReserveId reserve{static_cast<std::uint32_t>(row - state_.reserves.id.begin())};
            if (row == state_.reserves.id.end() || !work_.reserves().is_free(reserve))
                return refuse_request(park, request, "no free reserve: " + id);
            named.push_back(reserve);
        }
        std::ranges::sort(out);
        out.erase(std::unique(out.begin(), out.end()), out.end());
        if (out.size() == parks_.parcels(park).size())
            return refuse_request(park, request, "no land would stay");
        exchange(park, request, out, named);
    }

private:
    /// Why the park cannot change its boundary this year; empty: it can.
    std::string_view unfit(ParkId park) const
    {
        if (!is_member(parks_.status[park])) return "the park has left the zone";
        if (parks_.transition_pending[park] != Transfer::none) return "the park turns this year";
        if (parks_.delisting_pending[park] != 0) return "the park is delisted this year";
        if (merging_parks(parks_)[park.index]) return "the park is merging";
        if (state_.next_land.redraws(park)) return "its boundary changes already this year";
        return work_.drawn(park) ? std::string_view{} : "nobody drew its boundary";
    }

    std::optional<ParcelId> parcel_of(ParkId park, std::string_view id) const
    {
        for (const ParcelId parcel : parks_.parcels(park))
            if (state_.parcels.id[parcel] == id) return parcel;
        return std::nullopt;
    }

    void exchange(ParkId park, const BoundaryRequest& request, const std::vector<ParcelId>& out,
                  const std::vector<ReserveId>& named)
    {
        const double leaves = from_mm2(work_.land_of(out)).value;
        // Only an expansion takes land for nothing.
        const double wanted = leaves > 0 || !rule_.expansion ? leaves : named_area(named);
        const std::vector<TakenReserve> taken = work_.reserves().choose(park, wanted, named);
        const double in = area_of(taken);
        const double least = leaves * (1 - rule_.area_tolerance);
        if (taken.empty() || (in < least && !rule_.accept_less)) {
            Event event = work_.event_of(RezoningEvent::request_refused, park);
            event.value = mu(in), event.threshold = mu(least);
            return state_.events.add(event, describe(request) + "; no balance of areas");
        }
        LandRevision change;
        Shapes all;
        all.append(out.empty() ? boundary_of(park) : work_.without(park, out), 0);
        const std::size_t blocks = work_.take_all(change, taken, park, all);
        change.boundaries.push_back({park, union_all(all)});
        const double approved = parks_.approved_area[park] + in - leaves;
        if (!std::isnan(approved)) change.approvals.push_back({park, approved});
        std::string left = "none";
        if (!out.empty()) left = leave(change, park, out, leaves);
        Event event = work_.event_of(RezoningEvent::boundary_changed, park);
        event.value = mu(in), event.threshold = mu(leaves);
        state_.events.add(
            event, fmt::format("from {}-01-01; area in={:.10g} 亩; area out={:.10g} 亩; land out goes to={}; "
                               "reserves={}; parcels in={}; parcels out={}",
                               work_.year() + 1, mu(in), mu(leaves), left, taken.size(), blocks, out.size()));
        for (const ParcelId parcel : out)
            tell_out(park, parcel);
        work_.finish(park, taken, std::move(change));
    }

    double named_area(const std::vector<ReserveId>& named) const
    {
        double area = 0;
        for (const ReserveId reserve : named)
            area += from_mm2(state_.reserves.area[reserve.index]).value;
        return area;
    }

    Shapes boundary_of(ParkId park) const
    {
        Shapes shape;
        shape.append(state_.geography->parks, park.index);
        return shape;
    }

    /// Land that leaves is told under an id of its own, outside the zone. \return "park <id>"
    std::string leave(LandRevision& change, ParkId park, const std::vector<ParcelId>& out, double area) const
    {
        const ParkId made{static_cast<std::uint32_t>(parks_.size())};
        const std::string id = work_.new_id(parks_.id[park.index] + "-out", false);
        change.new_parks.push_back({id, park, area, {}, {}, ParkStatus::delisted});
        for (const ParcelId parcel : out)
            change.moves.push_back({parcel, made});
        change.boundaries.push_back({made, work_.outline(out)});
        return "park " + id;
    }

    static std::string describe(const BoundaryRequest& request)
    {
        std::string text = fmt::format("out={}", request.out.size());
        return text + (request.in.empty() ? "; in=by the rule" : fmt::format("; in={}", request.in.size()));
    }

    void refuse_request(ParkId park, const BoundaryRequest& request, std::string_view why)
    {
        state_.events.add(
            work_.event_of(RezoningEvent::request_refused, park),
            fmt::format("{}{}; {}", park.valid() ? "" : "park=" + printable(request.park) + "; ",
                        describe(request), why));
    }

    void tell_out(ParkId park, ParcelId parcel)
    {
        Event event = work_.event_of(RezoningEvent::parcel_leaves, park);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        event.value = mm2_to_mu(state_.parcels.area[parcel]);
        state_.events.add(
            event, fmt::format("park {}; {}", parks_.id[park.index], info(state_.parcels.stage[parcel]).id));
    }

    RezoningWork& work_;
    State& state_;
    const ParkTable& parks_;
    const Rezoning& rule_;
};

}  // namespace

void grant_request(RezoningWork& work, const BoundaryRequest& request)
{
    Granting(work).grant(request);
}

}  // namespace permu
