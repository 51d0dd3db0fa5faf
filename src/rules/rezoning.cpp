/// Re-zoning: which reserves are taken, how they are cut, and the park they become.
#include "permu/rules/rezoning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/model/land_shapes.hpp"
#include "permu/model/ledger.hpp"
#include "rezoning_events.hpp"

namespace permu {
namespace {

double mu(double square_metres)
{
    return to_mu({square_metres});
}

/// What of a reserve is taken; areas in m².
struct Taken {
    ReserveId reserve;
    double area;
    Shapes shape;
    Shapes rest;  ///< none: all of it is taken
};

/// One year of the rule.
class RezoningYear {
public:
    RezoningYear(State& state, const Rezoning& rule, Year year)
        : state_(state), r_(state.reserves), rule_(rule), year_(year), used_(state.reserves.size())
    {
        for (const ReserveTaking& earlier : state.next_land.takings)
            used_[earlier.reserve.index] = true;
    }

    void visit(ParkId park)
    {
        const double out = area_that_leaves(park);
        const std::vector<Taken> taken = choose(park, out);
        double in = 0;
        for (const Taken& one : taken)
            in += one.area;
        const double least = out * (1 - rule_.area_tolerance);
        if (taken.empty() || (in < least && !rule_.accept_less)) {
            Event event = event_of(RezoningEvent::no_successor, park);
            event.value = mu(in), event.threshold = mu(least);
            state_.events.add(event, fmt::format("area out={:.10g} 亩; reserves it may take={}", mu(out),
                                                 candidates(park).size()));
            return;
        }
        decide(park, out, in, taken);
    }

private:
    LotLimits limits() const { return {rule_.block_width_min, rule_.block_fill_min}; }
    const Shapes& shapes() const { return state_.geography->reserves; }

    double area_that_leaves(ParkId park) const
    {
        const ParkTable& parks = state_.parks;
        if (parks.approved_area[park] > 0) return parks.approved_area[park];
        if (parks.boundary_area[park] > 0) return parks.boundary_area[park];
        return from_mm2(park_land(parks, state_.parcels, park)).value;
    }

    /// By reserve, whether it shares a boundary with the park.
    std::vector<bool> adjoining(ParkId park) const
    {
        std::vector<bool> adjoins(r_.size(), false);
        const Geography& g = *state_.geography;
        if (park.index >= g.parks.size()) return adjoins;
        Shapes together;
        together.append(g.parks, park.index);
        together.append(g.reserves, 0, g.reserves.size());
        const double snap = default_snap / g.metres_per_unit;
        for (const SharedEdge& edge : shared_edges(together, state_.threads, snap))
            if (edge.a == 0) adjoins[edge.b - 1] = true;
        return adjoins;
    }

    /// Reserves that the park may take, best first.
    std::vector<std::uint32_t> candidates(ParkId park) const
    {
        std::vector<std::uint32_t> rows;
        if (state_.geography == nullptr || shapes().size() != r_.size() || r_.size() == 0) return rows;
        const std::vector<bool> adjoins = adjoining(park);
        const std::string& city = state_.parks.city[park.index];
        for (std::uint32_t row = 0; row < r_.size(); ++row) {
            if (used_[row] || r_.area[row] <= 0 || shapes().points(row).empty()) continue;
            const bool same_place = !city.empty() && (r_.city[row] == city || r_.county[row] == city);
            if (r_.park[row] == park || (!r_.park[row].valid() && (adjoins[row] || same_place)))
                rows.push_back(row);
        }
        const auto key = [&](std::uint32_t row) {
            const double fit = std::isnan(r_.suitability[row]) ? -1.0 : r_.suitability[row];
            return std::tuple(r_.park[row] != park, -fit, !adjoins[row], std::string_view(r_.id[row]));
        };
        std::ranges::sort(rows, {}, key);
        return rows;
    }

    std::vector<Taken> choose(ParkId park, double out) const
    {
        std::vector<Taken> taken;
        double in = 0;
        for (const std::uint32_t row : candidates(park)) {
            if (in >= out * (1 - rule_.area_tolerance)) break;
            const double area = from_mm2(r_.area[row]).value;
            if (rule_.expansion || in + area <= out * (1 + rule_.area_tolerance)) {
                Taken whole{ReserveId{row}, area, {}, {}};
                whole.shape.append(shapes(), row);
                taken.push_back(std::move(whole));
            } else if (auto part = part_of(row, out - in)) {
                taken.push_back(std::move(*part));
            } else {
                continue;
            }
            in += taken.back().area;
        }
        return taken;
    }

    /// So much of a reserve, cut off by a straight line.
    std::optional<Taken> part_of(std::uint32_t row, double wanted) const
    {
        const double area = from_mm2(r_.area[row]).value;
        const GroundScale scale = ground_scale(*state_.geography, bounds(shapes(), row));
        const double drawn = planar_area(shapes(), row) * scale.area();
        auto parts = cut_lot(shapes(), row, wanted / area * drawn, limits(), scale);
        if (!parts) return std::nullopt;
        return Taken{ReserveId{row}, wanted, std::move(parts->cut), std::move(parts->rest)};
    }

    /// Parcels of a reserve; each part of a multipolygon is cut by itself.
    Shapes blocks_of(const Taken& taken) const
    {
        const GroundScale scale = ground_scale(*state_.geography, bounds(taken.shape, 0));
        const double own = r_.block[taken.reserve.index];
        const double block = own > 0 ? own : rule_.block;
        // Areas on the ground against those of the drawing.
        const double drawn = block * planar_area(taken.shape, 0) * scale.area() / taken.area;
        Shapes blocks;
        for (std::size_t part = 0; part < taken.shape.parts(0); ++part) {
            Shapes one;
            one.begin_part();
            for (std::size_t ring = 0; ring < taken.shape.rings(0, part); ++ring)
                one.add_ring(taken.shape.ring(0, part, ring));
            one.end_shape();
            const Shapes cut = cut_into_blocks(one, 0, drawn, limits(), scale);
            blocks.append(cut, 0, cut.size());
        }
        return blocks;
    }

    /// `<id>-2`, or the next number that no park has.
    std::string new_id(ParkId park) const
    {
        const auto taken = [&](const std::string& id) {
            const auto& ids = state_.parks.id;
            const auto& news = state_.next_land.new_parks;
            return std::ranges::find(ids, id) != ids.end() ||
                   std::ranges::find(news, id, &NewPark::id) != news.end();
        };
        for (int number = 2;; ++number) {
            std::string id = fmt::format("{}-{}", state_.parks.id[park.index], number);
            if (!taken(id)) return id;
        }
    }

    void decide(ParkId park, double out, double in, const std::vector<Taken>& taken)
    {
        const ParkId made{static_cast<std::uint32_t>(state_.parks.size())};
        const std::string id = new_id(park);
        const double approved = rule_.expansion ? std::max(out, in) : out;
        LandRevision change;
        change.new_parks.push_back({id, park, approved, {}, {}});
        Shapes all;
        std::size_t blocks = 0;
        for (const Taken& one : taken) {
            used_[one.reserve.index] = true;
            change.takings.push_back({one.reserve, made, blocks_of(one), one.rest});
            all.append(one.shape, 0);
            blocks += change.takings.back().parcels.size();
        }
        change.boundaries.push_back({made, union_all(all)});
        Event event = event_of(RezoningEvent::rezoned, park);
        event.value = mu(in), event.threshold = mu(out);
        state_.events.add(event,
                          fmt::format("new park {} from {}-01-01; area in={:.10g} 亩; area out={:.10g} "
                                      "亩; approved={:.10g} 亩; reserves={}; parcels={}",
                                      id, year_ + 1, mu(in), mu(out), mu(approved), taken.size(), blocks));
        for (std::size_t i = 0; i < taken.size(); ++i)
            tell_taken(park, taken[i], change.takings[i].parcels.size());
        state_.next_land.append(std::move(change), state_.parks.size());
    }

    void tell_taken(ParkId park, const Taken& taken, std::size_t blocks)
    {
        const std::uint32_t row = taken.reserve.index;
        Event event = event_of(RezoningEvent::reserve_taken, park);
        event.value = mu(taken.area);
        state_.events.add(
            event, fmt::format("reserve {}{}; suitability={}; parcels={}", r_.id[row],
                               taken.rest.empty() ? "" : ", a part of it",
                               std::isnan(r_.suitability[row]) ? std::string("unknown")
                                                               : fmt::format("{:.6g}", r_.suitability[row]),
                               blocks));
    }

    Event event_of(RezoningEvent kind, ParkId park) const
    {
        Event event =
            rule_event(state_, Rezoning::record(), rule_.scope, static_cast<std::size_t>(kind), park);
        event.unit = Unit::mu;
        return event;
    }

    State& state_;
    const ReserveTable& r_;
    const Rezoning& rule_;
    Year year_;
    std::vector<bool> used_;  ///< by reserve, taken this year
};

}  // namespace

void apply(State& state, const Rezoning& rule, Year year)
{
    std::optional<RezoningYear> work;
    for (const ParkId park : state.parks.rows()) {
        if (state.parks.transition_pending[park] == 0 || !rule.scope.covers(state.parks, park)) continue;
        if (!work) work.emplace(state, rule, year);
        work->visit(park);
    }
}

}  // namespace permu
