/// Re-zoning: the park that follows one that turns.
#include "permu/rules/rezoning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "permu/geometry/overlay.hpp"
#include "permu/model/ledger.hpp"
#include "rezoning_work.hpp"

namespace permu {
namespace {

double mu(double square_metres)
{
    return to_mu({square_metres});
}

class Following {
public:
    explicit Following(RezoningWork& work)
        : work_(work), state_(work.state()), parks_(state_.parks), rule_(work.rule())
    {
    }

    /// A park whose transition was decided.
    void follow(ParkId park)
    {
        const double whole = whole_area(park);
        const std::vector<ParcelId> kept = kept_land(park);
        const double out = whole * transferred_share(park, kept);
        const std::vector<TakenReserve> taken = work_.reserves().choose(park, out);
        const double in = area_of(taken);
        const double least = out * (1 - rule_.area_tolerance);
        if (taken.empty() || (in < least && !rule_.accept_less)) {
            Event event = work_.event_of(RezoningEvent::no_successor, park);
            event.value = mu(in), event.threshold = mu(least);
            state_.events.add(event,
                              fmt::format("area out={:.10g} 亩; reserves it may take={}{}", mu(out),
                                          work_.reserves().candidates(park),
                                          kept.empty() ? "" : "; land that is not built stays with it"));
            return;
        }
        found(park, kept, {whole, out, in}, taken);
    }

private:
    struct Areas {
        double whole, out, in;  ///< of the park before, that leaves, that is taken in; m²
    };

    double whole_area(ParkId park) const
    {
        if (parks_.approved_area[park] > 0) return parks_.approved_area[park];
        if (parks_.boundary_area[park] > 0) return parks_.boundary_area[park];
        return from_mm2(park_land(parks_, state_.parcels, park)).value;
    }

    /// Land that is not transferred to the city: what is on its way to be built.
    std::vector<ParcelId> kept_land(ParkId park) const
    {
        std::vector<ParcelId> kept;
        if (parks_.transition_pending[park] != Transfer::built) return kept;
        for (const ParcelId parcel : parks_.parcels(park)) {
            const Stage stage = state_.parcels.stage[parcel];
            if (stage != Stage::built && stage != Stage::unbuildable) kept.push_back(parcel);
        }
        return kept;
    }

    double transferred_share(ParkId park, const std::vector<ParcelId>& kept) const
    {
        if (kept.empty()) return 1;
        const auto all = static_cast<double>(park_land(parks_, state_.parcels, park));
        return (all - static_cast<double>(work_.land_of(kept))) / all;
    }

    /// The new park, with what was taken and with what is kept of the old one.
    void found(ParkId park, const std::vector<ParcelId>& kept, const Areas& areas,
               const std::vector<TakenReserve>& taken)
    {
        const ParkId made{static_cast<std::uint32_t>(parks_.size())};
        const std::string id = work_.new_id(parks_.id[park.index], true);
        const double stays = areas.whole - areas.out;
        const double approved = rule_.expansion ? std::max(areas.whole, areas.in + stays) : areas.whole;
        LandRevision change;
        change.new_parks.push_back({id, park, approved, {}, {}});
        Shapes all;
        const std::size_t blocks = work_.take_all(change, taken, made, all);
        for (const ParcelId parcel : kept)
            change.moves.push_back({parcel, made});
        if (!kept.empty()) {
            change.approvals.push_back({park, areas.out});
            if (work_.drawn(park)) {
                change.boundaries.push_back({park, work_.without(park, kept)});
                all.append(work_.outline(kept), 0);
            }
        }
        change.boundaries.push_back({made, union_all(all)});
        Event event = work_.event_of(RezoningEvent::rezoned, park);
        event.value = mu(areas.in), event.threshold = mu(areas.out);
        std::string detail = fmt::format(
            "new park {} from {}-01-01; area in={:.10g} 亩; area out={:.10g} 亩; approved={:.10g} "
            "亩; reserves={}; parcels={}",
            id, work_.year() + 1, mu(areas.in), mu(areas.out), mu(approved), taken.size(), blocks);
        if (!kept.empty())
            detail += fmt::format("; land kept={:.10g} 亩 in {} parcels", mm2_to_mu(work_.land_of(kept)),
                                  kept.size());
        state_.events.add(event, detail);
        work_.finish(park, taken, std::move(change));
    }

    RezoningWork& work_;
    State& state_;
    const ParkTable& parks_;
    const Rezoning& rule_;
};

}  // namespace

void apply(State& state, const Rezoning& rule, Year year)
{
    std::optional<RezoningWork> work;
    for (const ParkId park : state.parks.rows()) {
        const bool turns = state.parks.transition_pending[park] != Transfer::none;
        if (!turns || !rule.scope.covers(state.parks, park)) continue;
        if (!work) work.emplace(state, rule, year);
        Following(*work).follow(park);
    }
    Problems told;  // with the scenario
    for (const BoundaryRequest& request : read_boundary_requests(rule.requests.table, {}, told)) {
        if (request.year != year) continue;
        if (!work) work.emplace(state, rule, year);
        grant_request(*work, request);
    }
}

void validate(const Rezoning& rule, const std::string& where, Problems& problems)
{
    const std::string table = rule.requests.path.empty() ? where + ".requests" : rule.requests.path;
    read_boundary_requests(rule.requests.table, table, problems);
}

}  // namespace permu
