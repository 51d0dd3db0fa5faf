/// Columns of the parcels after a change of land, and what points at their rows.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include "land_plan.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

using Kind = FreshParcel::Kind;

constexpr std::array extensive{&ParcelTable::floor_area, &ParcelTable::far_floor_area,
                               &ParcelTable::footprint,  &ParcelTable::yard,
                               &ParcelTable::price,      &ParcelTable::rent};
constexpr std::array promised{&ParcelTable::promised_investment, &ParcelTable::promised_tax,
                              &ParcelTable::promised_energy};

/// One column in the new order; a fresh row begins as the row it comes from, or as `unknown`.
template <class T>
Column<ParcelId, T> gather(const Column<ParcelId, T>& old, const LandPlan& plan, const T& unknown)
{
    std::vector<T> values;
    values.reserve(plan.rows);
    const std::span<const T> from = old.values();
    for (const LandRun& run : plan.runs) {
        if (run.fresh == LandRun::none) {
            const auto some = from.subspan(run.first, run.count);
            values.insert(values.end(), some.begin(), some.end());
        } else {
            const ParcelId parent = plan.fresh[run.fresh].from;
            values.push_back(parent.valid() ? old[parent] : unknown);
        }
    }
    return Column<ParcelId, T>(std::move(values));
}

void gather_columns(ParcelTable& parcels, const LandPlan& plan)
{
    ParcelTable blank;
    resize(blank, 1);
    std::vector<const void*> blanks;
    for_each_parcel_column(blank, [&](std::string_view, const auto& column) { blanks.push_back(&column); });
    std::size_t at = 0;
    for_each_parcel_column(parcels, [&]<class C>(std::string_view, C& column) {
        const auto& unknown = *static_cast<const C*>(blanks[at++]);
        column = gather(column, plan, unknown[ParcelId{0}]);
    });
}

void gather_ids(ParcelTable& parcels, const LandPlan& plan)
{
    TextColumn<ParcelId> ids;
    ids.reserve(plan.rows, parcels.id.bytes() + 32 * plan.fresh.size());
    for (const LandRun& run : plan.runs) {
        if (run.fresh == LandRun::none)
            ids.append(parcels.id, run.first, run.first + run.count);
        else
            ids.push_back(plan.fresh[run.fresh].id);
    }
    parcels.id = std::move(ids);
}

/// Sums and marks of a joined parcel; its other columns are the largest member's. Read from the old table.
struct JoinedValues {
    ParcelId row;
    std::array<double, extensive.size()> sums{};
    std::array<float, promised.size()> promises{};
    std::uint8_t constrained = 0, assumed = 0, approved = 1;
    ProjectId project;
};

JoinedValues joined_values(const ParcelTable& p, const std::vector<ParcelId>& members,
                           const FreshParcel& fresh)
{
    JoinedValues out{.row = fresh.row, .project = p.project[fresh.from]};
    for (const ParcelId member : members) {
        for (std::size_t i = 0; i < extensive.size(); ++i)
            out.sums[i] += (p.*extensive[i])[member];
        for (std::size_t i = 0; i < promised.size(); ++i)
            out.promises[i] += (p.*promised[i])[member];
        out.constrained |= p.constrained[member];
        out.assumed |= p.assumed[member];
        out.approved &= p.approved[member];
        if (!out.project.valid()) out.project = p.project[member];
    }
    return out;
}

void fill_joined(ParcelTable& p, const JoinedValues& values)
{
    for (std::size_t i = 0; i < extensive.size(); ++i)
        (p.*extensive[i])[values.row] = values.sums[i];
    for (std::size_t i = 0; i < promised.size(); ++i)
        (p.*promised[i])[values.row] = values.promises[i];
    p.constrained[values.row] = values.constrained;
    p.assumed[values.row] = values.assumed;
    p.approved[values.row] = values.approved;
    p.project[values.row] = values.project;
}

void fill_piece(ParcelTable& p, const FreshParcel& fresh)
{
    for (const auto column : extensive)
        (p.*column)[fresh.row] *= fresh.share;
    for (const auto column : promised)
        (p.*column)[fresh.row] *= static_cast<float>(fresh.share);
    if (fresh.part > 0) p.project[fresh.row] = ProjectId::none();
}

void fill_taken(State& state, const FreshParcel& fresh, ReserveId reserve)
{
    ParcelTable& p = state.parcels;
    const LandUse use = state.reserves.use[reserve.index];
    const bool known = use != LandUse::none && use != LandUse::reserve,
               natural = known && is_non_construction(use);
    p.use[fresh.row] = natural ? use : LandUse::farmland;
    p.plan_use[fresh.row] = natural || !known ? LandUse::industrial : use;
    p.stage[fresh.row] = Stage::planned;
    p.floor_area[fresh.row] = p.far_floor_area[fresh.row] = p.footprint[fresh.row] = 0;
    p.suitability[fresh.row] = static_cast<float>(state.reserves.suitability[reserve.index]);
}

/// Shares of mixed land: pieces have those of the parcel they are cut from, joined land those of its largest.
void gather_mixed(ParcelTable& parcels, const LandPlan& plan)
{
    if (parcels.mixed.empty()) return;
    std::vector<MixedShare> mixed;
    for (const MixedShare& share : parcels.mixed) {
        if (plan.leaves[share.parcel.index] != 0) continue;
        mixed.push_back({plan.map.row[share.parcel.index], share.use, share.share});
    }
    for (const FreshParcel& fresh : plan.fresh) {
        if (!fresh.from.valid()) continue;
        auto old = std::ranges::lower_bound(parcels.mixed, fresh.from, {}, &MixedShare::parcel);
        for (; old != parcels.mixed.end() && old->parcel == fresh.from; ++old)
            mixed.push_back({fresh.row, old->use, old->share});
    }
    std::ranges::stable_sort(mixed, {}, &MixedShare::parcel);
    parcels.mixed = std::move(mixed);
}

void gather_ancestry(ParcelTable& parcels, LandPlan& plan)
{
    std::vector<Ancestry> all;
    all.reserve(parcels.ancestry.size() + plan.fresh.size());
    for (Ancestry& one : parcels.ancestry) {
        const ParcelId old = one.parcel;
        if (plan.leaves[old.index] == 0) all.push_back({plan.map.row[old.index], std::move(one.parents)});
    }
    for (FreshParcel& fresh : plan.fresh) {
        if (fresh.kind != Kind::moved) {
            all.push_back({fresh.row, std::move(fresh.parents)});
            continue;
        }
        const auto at = std::ranges::lower_bound(parcels.ancestry, fresh.from, {}, &Ancestry::parcel);
        if (at != parcels.ancestry.end() && at->parcel == fresh.from) all.push_back({fresh.row, at->parents});
    }
    std::ranges::sort(all, {}, &Ancestry::parcel);
    parcels.ancestry = std::move(all);
}

/// Adds a share of a firm's land, to the holding on that parcel where there is one.
void hold(std::vector<Holding>& holdings, std::size_t first, Holding more)
{
    for (std::size_t i = first; i < holdings.size(); ++i) {
        if (holdings[i].parcel != more.parcel) continue;
        holdings[i].share += more.share;
        return;
    }
    holdings.push_back(more);
}

void move_holdings(State& state, const LandPlan& plan)
{
    EnterpriseTable& firms = state.enterprises;
    // Pieces of cut parcels, by old row and piece.
    std::vector<const FreshParcel*> pieces;
    for (const FreshParcel& fresh : plan.fresh)
        if (fresh.kind == Kind::piece) pieces.push_back(&fresh);
    const auto parent = [](const FreshParcel* piece) { return piece->from; };
    std::ranges::sort(pieces, {}, [](const FreshParcel* f) { return std::pair(f->from, f->part); });
    std::vector<Holding> holdings;
    holdings.reserve(firms.holdings.size() + pieces.size());
    for (const EnterpriseId firm : firms.rows()) {
        const std::size_t first = holdings.size();
        for (const Holding& holding : firms.of(firm)) {
            auto piece = std::ranges::lower_bound(pieces, holding.parcel, {}, parent);
            if (piece == pieces.end() || (*piece)->from != holding.parcel) {
                hold(holdings, first, {plan.map.row[holding.parcel.index], holding.share});
                continue;
            }
            for (; piece != pieces.end() && (*piece)->from == holding.parcel; ++piece)
                hold(holdings, first, {(*piece)->row, holding.share * (*piece)->share});
        }
        firms.first_holding[firm] = static_cast<std::uint32_t>(first);
        if (firms.park[firm].valid() && first < holdings.size())
            firms.park[firm] = state.parcels.park[holdings[first].parcel];
    }
    if (firms.size() > 0)
        firms.first_holding[EnterpriseId{static_cast<std::uint32_t>(firms.size())}] =
            static_cast<std::uint32_t>(holdings.size());
    firms.holdings = std::move(holdings);
}

}  // namespace

void rebuild_parcels(State& state, const LandRevision& revision, LandPlan& plan)
{
    ParcelTable& p = state.parcels;
    std::vector<JoinedValues> joined;
    for (const FreshParcel& fresh : plan.fresh)
        if (fresh.kind == Kind::joined)
            joined.push_back(joined_values(p, revision.joins[fresh.request].parcels, fresh));
    gather_columns(p, plan);
    gather_ids(p, plan);
    for (const FreshParcel& fresh : plan.fresh) {
        p.hash[fresh.row] = hash64(fresh.id);
        p.park[fresh.row] = fresh.park;
        p.area[fresh.row] = fresh.area;
        if (fresh.kind == Kind::piece) fill_piece(p, fresh);
        if (fresh.kind == Kind::taken) fill_taken(state, fresh, revision.takings[fresh.request].reserve);
    }
    for (const JoinedValues& values : joined)
        fill_joined(p, values);
    gather_mixed(p, plan);
    gather_ancestry(p, plan);
    for (const ParkId park : state.parks.rows())
        state.parks.first_parcel[park] = plan.first_parcel[park.index];
    state.parks.first_parcel[ParkId{static_cast<std::uint32_t>(state.parks.size())}] =
        plan.first_parcel.back();
}

void move_references(State& state, const LandPlan& plan, const TextColumn<ParcelId>& ids)
{
    move_holdings(state, plan);
    for (const ProjectId project : state.projects.rows()) {
        ParcelId& parcel = state.projects.parcel[project];
        if (parcel.valid()) parcel = plan.map.row[parcel.index];
    }
    for (ConversionRequest& request : state.conversions)
        request.parcel = plan.map.row[request.parcel.index];
    std::ranges::sort(state.conversions, {}, [](const ConversionRequest& one) {
        return std::tuple(one.year, one.parcel, std::string_view(one.id));
    });
    for (WhyNot& why : state.why_not)
        if (why.parcel.valid()) why.parcel = plan.map.row[why.parcel.index];
    if (state.events.size() == 0) return;
    // What was said of a parcel that is gone was said of it by its own id.
    std::vector<std::uint32_t> row_of(plan.map.row.size());
    for (std::size_t i = 0; i < row_of.size(); ++i)
        row_of[i] = plan.leaves[i] == 2 ? UINT32_MAX : plan.map.row[i].index;
    state.events.move_rows(EntityKind::parcel, row_of,
                           [&](std::uint32_t row) { return std::string(ids[ParcelId{row}]); });
}

}  // namespace permu
