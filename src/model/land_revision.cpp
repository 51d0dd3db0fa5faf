/// Changes of land: parks first, then the rows of the parcels, then all that points at them.
#include "permu/model/land_revision.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "land_plan.hpp"
#include "permu/base/problem.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

template <class T>
void add(std::vector<T>& list, std::vector<T>& more)
{
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

/// The name of the park it is like, with what its own id has more: "X" and "P-2" from "P" give "X-2".
std::string name_of(const std::string& given, const std::string& like_name, const std::string& like_id,
                    const std::string& id)
{
    if (!given.empty() || like_name.empty()) return given;
    return like_name + (id.starts_with(like_id) ? id.substr(like_id.size()) : " " + id);
}

void fill_park(ParkTable& parks, ParkId park, const NewPark& made)
{
    const std::uint32_t at = park.index, like = made.like.index;
    parks.id[at] = made.id;
    parks.hash[park] = hash64(made.id);
    parks.name[at] = name_of(made.name, parks.name[like], parks.id[like], made.id);
    parks.name_en[at] = name_of(made.name_en, parks.name_en[like], parks.id[like], made.id);
    for (auto* texts : {&parks.city, &parks.kind, &parks.province})
        (*texts)[at] = (*texts)[like];
    for (auto* divisions : {&parks.leading, &parks.negative, &parks.allowed})
        (*divisions)[at] = (*divisions)[like];
    parks.level[park] = parks.level[made.like];
    parks.land_grade[park] = parks.land_grade[made.like];
    parks.approved_area[park] = made.approved_area;
    parks.city_fdi[park] = parks.city_fdi[made.like];
    parks.predecessor[park] = made.like;
    parks.status[park] = made.status;
}

/// New rows behind the others, by id. \return the row of each park the changes name, new ones by their number
std::vector<ParkId> add_parks(State& state, const LandRevision& revision)
{
    const auto before = static_cast<std::uint32_t>(state.parks.size());
    const auto count = static_cast<std::uint32_t>(revision.new_parks.size());
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t i = 0; i < count; ++i)
        order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return revision.new_parks[i].id; });
    std::vector<ParkId> rows(before + count);
    for (std::uint32_t i = 0; i < before; ++i)
        rows[i] = ParkId{i};
    if (count == 0) return rows;
    resize(state.parks, before + count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const NewPark& made = revision.new_parks[order[i]];
        const auto& ids = state.parks.id;
        if (made.like.index >= before || std::ranges::find(ids, made.id) != ids.end())
            refuse_revision(state, "new park " + made.id, "an id that is in use, or no park to be like");
        rows[before + order[i]] = ParkId{before + i};
        fill_park(state.parks, ParkId{before + i}, made);
    }
    return rows;
}

/// A takeover as moves of every parcel; the residual goes along.
void take_over(State& state, LandRevision& revision, const std::vector<ParkId>& parks)
{
    for (const ParkTakeover& one : revision.takeovers) {
        if (one.from.index >= parks.size() || one.to.index >= parks.size() || one.from == one.to)
            refuse_revision(state, "takeover", "a park without a row, or one that takes itself over");
        const ParkId from = parks[one.from.index], to = parks[one.to.index];
        for (const ParcelId parcel : state.parks.parcels(from))
            revision.moves.push_back({parcel, one.to});
        for (ParkId& park : state.sub_parks.park.values())
            if (park == from) park = to;
        const Mm2 residual = std::exchange(state.parks.residual[from], 0);
        if (residual == 0) continue;
        if (state.parks.residual[to] == 0)
            state.parks.residual_is_road[to] = state.parks.residual_is_road[from];
        state.parks.residual[to] += residual;
        state.parks.opening_land[from] -= residual, state.parks.opening_land[to] += residual;
        state.parks.flows[from].land_out += residual, state.parks.flows[to].land_in += residual;
    }
}

/// The grade is of the place, not of the park that has it now: land that goes to a park of another grade
/// keeps that of the park it leaves.
void keep_grades(State& state, const LandRevision& revision, const std::vector<ParkId>& parks)
{
    ParcelTable& p = state.parcels;
    for (const ParcelMove& move : revision.moves) {
        if (move.parcel.index >= p.size() || move.park.index >= parks.size()) continue;  // refused later
        const int from = state.parks.land_grade[p.park[move.parcel]];
        const bool own = p.grade[move.parcel] != 0;
        if (own || from == 0 || from == state.parks.land_grade[parks[move.park.index]]) continue;
        p.grade[move.parcel] = static_cast<std::uint8_t>(from);
    }
}

/// The balance of land, and what is left of the reserves.
void account(State& state, const LandRevision& revision, const LandPlan& plan)
{
    ParkTable& parks = state.parks;
    std::vector<Mm2> taken(revision.takings.size());
    for (const FreshParcel& fresh : plan.fresh) {
        if (fresh.kind == FreshParcel::Kind::moved) {
            const ParkId from = state.parcels.park[fresh.from];
            parks.opening_land[from] -= fresh.area, parks.flows[from].land_out += fresh.area;
        } else if (fresh.kind == FreshParcel::Kind::taken) {
            taken[fresh.request] += fresh.area;
            state.region.land_taken_in += fresh.area;
        } else {
            continue;
        }
        parks.opening_land[fresh.park] += fresh.area, parks.flows[fresh.park].land_in += fresh.area;
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        const std::uint32_t reserve = revision.takings[i].reserve.index;
        state.reserves.area[reserve] -= taken[i];
        state.reserves.blocks[reserve] += static_cast<int>(revision.takings[i].parcels.size());
    }
}

}  // namespace

bool LandRevision::empty() const
{
    return cuts.empty() && joins.empty() && moves.empty() && takeovers.empty() && takings.empty() &&
           new_parks.empty() && boundaries.empty() && approvals.empty();
}

bool LandRevision::redraws(ParkId park) const
{
    return std::ranges::find(boundaries, park, &NewBoundary::park) != boundaries.end() ||
           std::ranges::find(takings, park, &ReserveTaking::park) != takings.end() ||
           std::ranges::find(approvals, park, &NewApproval::park) != approvals.end();
}

void LandRevision::append(LandRevision other, std::size_t parks)
{
    const auto shift = [&](ParkId& park) {
        if (park.index >= parks) park.index += static_cast<std::uint32_t>(new_parks.size());
    };
    for (ParcelMove& move : other.moves)
        shift(move.park);
    for (ParkTakeover& takeover : other.takeovers)
        shift(takeover.from), shift(takeover.to);
    for (ReserveTaking& taking : other.takings)
        shift(taking.park);
    for (NewBoundary& boundary : other.boundaries)
        shift(boundary.park);
    for (NewApproval& approval : other.approvals)
        shift(approval.park);
    add(cuts, other.cuts), add(joins, other.joins), add(moves, other.moves), add(takeovers, other.takeovers);
    add(takings, other.takings), add(new_parks, other.new_parks), add(boundaries, other.boundaries);
    add(approvals, other.approvals);
}

void refuse_revision(const State& state, const std::string& where, const std::string& found)
{
    throw InvariantError(Problem{
        .code = "invariant.land_revision",
        .where = "year " + std::to_string(state.year) + ", " + where,
        .found = Said(found),
        .expected = {"a change of land that can be made", "可执行的土地变更"},
        .remedy = {"this is a fault of the program: report it with run.json",
                   "这是程序自身的错误，请连同 run.json 一并反馈"},
    });
}

LandMap revise_land(State& state, const LandRevision& revision)
{
    if (revision.empty()) return {};
    LandRevision all = revision;
    for (ParcelJoin& join : all.joins)
        std::ranges::sort(join.parcels);  // sums do not depend on the order they are named in
    const std::vector<ParkId> parks = add_parks(state, all);
    for (const NewApproval& one : all.approvals)
        state.parks.approved_area[parks[one.park.index]] = one.area;
    take_over(state, all, parks);
    keep_grades(state, all, parks);
    LandPlan plan = plan_land(state, all, parks);
    account(state, all, plan);
    rebuild_geography(state, all, plan, parks);
    const TextColumn<ParcelId> ids = state.parcels.id;
    rebuild_parcels(state, all, plan);
    move_references(state, plan, ids);
    state.measured.reset();
    plan.map.parks.assign(parks.end() - static_cast<std::ptrdiff_t>(all.new_parks.size()), parks.end());
    return std::move(plan.map);
}

}  // namespace permu
