/// Lays out the new table of parcels: which rows stay, which are new, and where each of them is.
#include "land_plan.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace permu {
namespace {

using Kind = FreshParcel::Kind;

/// Collects the fresh parcels and refuses what cannot be.
class Planner {
public:
    Planner(const State& state, const LandRevision& revision, const std::vector<ParkId>& parks)
        : state_(state), p_(state.parcels), revision_(revision), parks_(parks)
    {
        plan_.leaves.resize(p_.size());
    }

    LandPlan plan()
    {
        for (std::uint32_t i = 0; i < revision_.cuts.size(); ++i)
            cut(i);
        for (std::uint32_t i = 0; i < revision_.joins.size(); ++i)
            join(i);
        for (std::uint32_t i = 0; i < revision_.moves.size(); ++i)
            move(i);
        for (std::uint32_t i = 0; i < revision_.takings.size(); ++i)
            take(i);
        // By what they come from, so that names do not depend on the order of the changes.
        std::ranges::sort(plan_.fresh, {}, [&](const FreshParcel& f) { return origin(f); });
        name_parcels(state_, revision_, plan_.fresh);
        std::ranges::sort(plan_.fresh, [](const FreshParcel& a, const FreshParcel& b) {
            return std::tie(a.park, a.id) < std::tie(b.park, b.id);
        });
        lay_out();
        number();
        return std::move(plan_);
    }

private:
    std::tuple<Kind, std::uint32_t, std::uint32_t> origin(const FreshParcel& fresh) const
    {
        const bool taken = fresh.kind == Kind::taken;
        const auto from = taken ? revision_.takings[fresh.request].reserve.index : fresh.from.index;
        return {fresh.kind, from, fresh.part};
    }

    [[noreturn]] void refuse(ParcelId parcel, const std::string& found) const
    {
        const bool known = parcel.index < p_.size();
        refuse_revision(state_, known ? "parcel " + std::string(p_.id[parcel]) : "a parcel", found);
    }

    static constexpr std::uint8_t moves = 1, ends = 2;
    void leave(ParcelId parcel, std::uint8_t how)
    {
        if (parcel.index >= p_.size()) refuse(parcel, "no such row");
        if (plan_.leaves[parcel.index] != 0) refuse(parcel, "two changes of one parcel");
        plan_.leaves[parcel.index] = how;
    }

    ParkId park_of(ParkId named) const
    {
        if (named.index >= parks_.size()) refuse_revision(state_, "a park", "no such row");
        return parks_[named.index];
    }

    /// Adds one fresh parcel a shape, with areas that add up to `area`.
    void split(const Shapes& shapes, Mm2 area, FreshParcel one)
    {
        double drawn = 0;
        for (std::size_t i = 0; i < shapes.size(); ++i)
            drawn += planar_area(shapes, i);
        Mm2 left = area;
        one.parts = static_cast<std::uint32_t>(shapes.size());
        for (std::uint32_t i = 0; i < one.parts; ++i) {
            const double share = planar_area(shapes, i) / drawn;
            const Mm2 rounded = std::llround(static_cast<double>(area) * share);
            one.part = i;
            one.area = i + 1 == one.parts ? left : rounded;
            one.share = static_cast<double>(one.area) / static_cast<double>(area);
            if (!(one.area > 0)) refuse_revision(state_, "a piece of land", "no area");
            left -= one.area;
            plan_.fresh.push_back(one);
        }
    }

    void cut(std::uint32_t i)
    {
        const ParcelCut& one = revision_.cuts[i];
        leave(one.parcel, ends);
        if (one.pieces.size() < 2) refuse(one.parcel, "a cut into less than two pieces");
        FreshParcel piece{.kind = Kind::piece, .park = p_.park[one.parcel]};
        piece.from = one.parcel, piece.request = i;
        split(one.pieces, p_.area[one.parcel], piece);
    }

    /// Whether every member is reached from the first by way of members. \pre sorted
    bool hang_together(const std::vector<ParcelId>& members) const
    {
        const ParcelGraph& graph = state_.geography->graph;
        std::vector<std::uint8_t> seen(members.size());
        std::vector<std::size_t> next{0};
        seen[0] = 1;
        std::size_t reached = 1;
        while (!next.empty()) {
            const ParcelId at = members[next.back()];
            next.pop_back();
            for (const std::uint32_t row : graph.neighbours(at)) {
                const auto found = std::ranges::lower_bound(members, ParcelId{row});
                if (found == members.end() || found->index != row) continue;
                const auto number = static_cast<std::size_t>(found - members.begin());
                if (seen[number] != 0) continue;
                seen[number] = 1, ++reached;
                next.push_back(number);
            }
        }
        return reached == members.size();
    }

    void join(std::uint32_t i)
    {
        const std::vector<ParcelId>& members = revision_.joins[i].parcels;
        if (members.size() < 2) refuse_revision(state_, "a join", "less than two parcels");
        FreshParcel one{.kind = Kind::joined, .from = members[0], .request = i};
        for (const ParcelId member : members) {
            leave(member, ends);
            if (p_.park[member] != p_.park[members[0]] || p_.stage[member] != p_.stage[members[0]])
                refuse(member, "a join of parcels of two parks or stages");
            if (p_.area[member] > p_.area[one.from]) one.from = member;
            one.area += p_.area[member];
        }
        if (!hang_together(members)) refuse(members[0], "a join of parcels that do not hang together");
        one.park = p_.park[members[0]];
        plan_.fresh.push_back(one);
    }

    void move(std::uint32_t i)
    {
        const ParcelMove& one = revision_.moves[i];
        const ParkId park = park_of(one.park);
        leave(one.parcel, moves);
        plan_.fresh.push_back({.kind = Kind::moved,
                               .park = park,
                               .from = one.parcel,
                               .request = i,
                               .area = p_.area[one.parcel]});
    }

    void take(std::uint32_t i)
    {
        const ReserveTaking& one = revision_.takings[i];
        const std::string where = "a reserve";
        if (one.reserve.index >= state_.reserves.size()) refuse_revision(state_, where, "no such row");
        for (std::uint32_t other = 0; other < i; ++other)
            if (revision_.takings[other].reserve == one.reserve)
                refuse_revision(state_, where, "two changes of one reserve");
        if (one.parcels.empty()) refuse_revision(state_, where, "no parcels");
        Mm2 area = state_.reserves.area[one.reserve.index];
        if (!one.rest.empty()) {
            double drawn = 0;
            for (std::size_t s = 0; s < one.parcels.size(); ++s)
                drawn += planar_area(one.parcels, s);
            const double share = drawn / (drawn + planar_area(one.rest, 0));
            area = std::llround(static_cast<double>(area) * share);
        }
        split(one.parcels, area, {.kind = Kind::taken, .park = park_of(one.park), .request = i});
    }

    void lay_out()
    {
        auto next = plan_.fresh.begin();
        for (const ParkId park : state_.parks.rows()) {
            plan_.first_parcel.push_back(static_cast<std::uint32_t>(plan_.rows));
            const RowRange<ParcelId> old = state_.parks.parcels(park);
            std::uint32_t at = old.first;
            for (; next != plan_.fresh.end() && next->park == park; ++next) {
                const std::uint32_t before = first_after(at, old.last, next->id);
                keep(at, before);
                at = before;
                plan_.runs.push_back({0, 1, static_cast<std::uint32_t>(next - plan_.fresh.begin())});
                ++plan_.rows;
            }
            keep(at, old.last);
        }
        plan_.first_parcel.push_back(static_cast<std::uint32_t>(plan_.rows));
    }

    /// First of the rows whose id is not before `id`.
    std::uint32_t first_after(std::uint32_t first, std::uint32_t last, const std::string& id) const
    {
        while (first < last) {
            const std::uint32_t middle = first + (last - first) / 2;
            if (p_.id[ParcelId{middle}] < id)
                first = middle + 1;
            else
                last = middle;
        }
        return first;
    }

    /// Runs of the rows that stay.
    void keep(std::uint32_t first, std::uint32_t last)
    {
        while (first < last) {
            std::uint32_t end = first;
            while (end < last && plan_.leaves[end] == 0)
                ++end;
            if (end > first) plan_.runs.push_back({first, end - first, LandRun::none});
            plan_.rows += end - first;
            first = end + 1;
        }
    }

    void number()
    {
        LandMap& map = plan_.map;
        map.row.resize(p_.size());
        map.pieces.resize(revision_.cuts.size());
        map.joined.resize(revision_.joins.size());
        map.taken.resize(revision_.takings.size());
        std::uint32_t row = 0;
        for (const LandRun& run : plan_.runs) {
            if (run.fresh == LandRun::none) {
                for (std::uint32_t i = 0; i < run.count; ++i)
                    map.row[run.first + i] = ParcelId{row++};
                continue;
            }
            number_fresh(plan_.fresh[run.fresh], ParcelId{row++});
        }
    }

    void number_fresh(FreshParcel& fresh, ParcelId row)
    {
        LandMap& map = plan_.map;
        fresh.row = row;
        const auto place = [&](std::vector<ParcelId>& parts) {
            parts.resize(fresh.parts);
            parts[fresh.part] = row;
        };
        if (fresh.kind == Kind::piece) {
            place(map.pieces[fresh.request]);
            if (fresh.part == 0) map.row[fresh.from.index] = row;
        } else if (fresh.kind == Kind::taken) {
            place(map.taken[fresh.request]);
        } else if (fresh.kind == Kind::moved) {
            map.row[fresh.from.index] = row;
        } else {
            map.joined[fresh.request] = row;
            for (const ParcelId member : revision_.joins[fresh.request].parcels)
                map.row[member.index] = row;
        }
    }

    const State& state_;
    const ParcelTable& p_;
    const LandRevision& revision_;
    const std::vector<ParkId>& parks_;
    LandPlan plan_;
};

}  // namespace

LandPlan plan_land(const State& state, const LandRevision& revision, const std::vector<ParkId>& parks)
{
    return Planner(state, revision, parks).plan();
}

}  // namespace permu
