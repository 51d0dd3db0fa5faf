/// Shapes and neighbours after a change of land; neighbours are looked for around what changed only.
#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "land_plan.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

using Kind = FreshParcel::Kind;
using Link = std::pair<std::uint32_t, float>;  ///< a neighbour's row and the length of the border

/// One change of land on its way into a new Geography; reads the tables as they were.
class Redrawing {
public:
    Redrawing(const State& state, const LandRevision& revision, const LandPlan& plan)
        : state_(state), old_(*state.geography), revision_(revision), plan_(plan)
    {
        drawn_ = old_.parcels.size() == plan.leaves.size();
        snap_ = default_snap / old_.metres_per_unit;
    }

    /// One a fresh parcel; empty where nothing is drawn.
    Shapes fresh_shapes() const
    {
        Shapes out;
        for (const FreshParcel& fresh : plan_.fresh) {
            if (fresh.kind == Kind::piece)
                out.append(revision_.cuts[fresh.request].pieces, fresh.part);
            else if (fresh.kind == Kind::taken)
                out.append(revision_.takings[fresh.request].parcels, fresh.part);
            else if (!drawn_)
                out.end_shape();
            else if (fresh.kind == Kind::moved)
                out.append(old_.parcels, fresh.from.index);
            else
                out.append(joined(fresh), 0);
        }
        return out;
    }

    Shapes parcels(const Shapes& fresh) const
    {
        Shapes out;
        if (!drawn_) return out;
        out.reserve(plan_.rows, old_.parcels.total_points() + fresh.total_points());
        for (const LandRun& run : plan_.runs) {
            if (run.fresh == LandRun::none)
                out.append(old_.parcels, run.first, run.first + run.count);
            else
                out.append(fresh, run.fresh);
        }
        return out;
    }

    ParcelGraph graph(const Shapes& fresh) const
    {
        if (old_.graph.size() != plan_.leaves.size()) return {};
        const std::vector<std::vector<Link>> news = new_links(fresh);
        ParcelGraph::Rows rows;
        rows.ends.reserve(plan_.rows);
        const std::size_t about = 2 * (old_.graph.borders() + 8 * plan_.fresh.size());
        rows.neighbours.reserve(about), rows.lengths.reserve(about);
        std::vector<Link> links;
        for (const LandRun& run : plan_.runs) {
            for (std::uint32_t i = 0; i < run.count; ++i) {
                links.clear();
                add_old_links(run, i, links);
                if (const auto at = more_.find(row_of(run, i)); at != more_.end())
                    links.insert(links.end(), news[at->second].begin(), news[at->second].end());
                if (!std::ranges::is_sorted(links)) std::ranges::sort(links);
                for (const auto& [row, length] : links) {
                    rows.neighbours.push_back(row);
                    rows.lengths.push_back(length);
                }
                rows.ends.push_back(rows.neighbours.size());
            }
        }
        return ParcelGraph(std::move(rows));
    }

private:
    Shapes joined(const FreshParcel& fresh) const
    {
        std::vector<std::uint32_t> rows;
        for (const ParcelId member : revision_.joins[fresh.request].parcels)
            rows.push_back(member.index);
        return union_all(select(old_.parcels, rows));
    }

    std::uint32_t row_of(const LandRun& run, std::uint32_t i) const
    {
        return run.fresh == LandRun::none ? plan_.map.row[run.first + i].index
                                          : plan_.fresh[run.fresh].row.index;
    }

    /// Links among old parcels that both live on.
    void add_old_links(const LandRun& run, std::uint32_t i, std::vector<Link>& links) const
    {
        ParcelId old{run.first + i};
        if (run.fresh != LandRun::none) {
            if (plan_.fresh[run.fresh].kind != Kind::moved) return;
            old = plan_.fresh[run.fresh].from;
        }
        const auto rows = old_.graph.neighbours(old);
        const auto lengths = old_.graph.lengths(old);
        for (std::size_t n = 0; n < rows.size(); ++n)
            if (plan_.leaves[rows[n]] != 2) links.emplace_back(plan_.map.row[rows[n]].index, lengths[n]);
    }

    /// Old rows that live on and may touch a fresh parcel, ascending.
    std::vector<std::uint32_t> around(const Shapes& fresh) const
    {
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < plan_.leaves.size(); ++row) {
            if (plan_.leaves[row] != 2) continue;
            for (const std::uint32_t other : old_.graph.neighbours(ParcelId{row}))
                if (plan_.leaves[other] != 2) rows.push_back(other);
        }
        if (drawn_) add_near(fresh, rows);
        std::ranges::sort(rows);
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        return rows;
    }

    /// Rows near land that was taken in.
    void add_near(const Shapes& fresh, std::vector<std::uint32_t>& rows) const
    {
        std::vector<Box> boxes;
        for (std::size_t i = 0; i < plan_.fresh.size(); ++i)
            if (plan_.fresh[i].kind == Kind::taken) boxes.push_back(bounds(fresh, i));
        if (boxes.empty()) return;
        Box all = no_box;
        for (const Box& box : boxes)
            all = permu::joined(all, box);
        for (std::uint32_t row = 0; row < plan_.leaves.size(); ++row) {
            if (plan_.leaves[row] == 2) continue;
            const Box box = bounds(old_.parcels, row);
            if (!meet(all, box, snap_)) continue;
            if (std::ranges::any_of(boxes, [&](const Box& b) { return meet(b, box, snap_); }))
                rows.push_back(row);
        }
    }

    /// Links of fresh parcels with each other and with old ones; `more_` says where those of a row are.
    std::vector<std::vector<Link>> new_links(const Shapes& fresh) const
    {
        std::vector<std::uint32_t> row_of_shape;
        Shapes local;
        for (std::size_t i = 0; i < plan_.fresh.size(); ++i) {
            if (plan_.fresh[i].kind == Kind::moved) continue;
            row_of_shape.push_back(plan_.fresh[i].row.index);
            local.append(fresh, i);
        }
        const std::size_t fresh_shapes = local.size();
        std::vector<std::vector<Link>> links;
        const auto link = [&](std::uint32_t from, std::uint32_t to, double length) {
            const auto at = more_.emplace(from, links.size());
            if (at.second) links.emplace_back();
            links[at.first->second].emplace_back(to, static_cast<float>(length));
        };
        if (!drawn_) add_links_of_joins(link);
        if (drawn_) {
            for (const std::uint32_t row : around(fresh)) {
                row_of_shape.push_back(plan_.map.row[row].index);
                local.append(old_.parcels, row);
            }
        }
        for (const SharedEdge& edge : shared_edges(local, state_.threads, snap_)) {
            if (edge.a >= fresh_shapes) continue;  // a < b: two old ones
            const std::uint32_t a = row_of_shape[edge.a], b = row_of_shape[edge.b];
            link(a, b, edge.length), link(b, a, edge.length);
        }
        return links;
    }

    /// Where nothing is drawn a joined parcel has the borders of its members.
    void add_links_of_joins(const auto& link) const
    {
        for (const FreshParcel& fresh : plan_.fresh) {
            if (fresh.kind != Kind::joined) continue;
            std::map<std::uint32_t, double> lengths;
            for (const ParcelId member : revision_.joins[fresh.request].parcels) {
                const auto rows = old_.graph.neighbours(member);
                for (std::size_t n = 0; n < rows.size(); ++n)
                    lengths[plan_.map.row[rows[n]].index] += old_.graph.lengths(member)[n];
            }
            lengths.erase(fresh.row.index);
            for (const auto& [to, length] : lengths) {
                const std::uint32_t row = to;
                link(fresh.row.index, row, length);
                const bool other_is_joined = std::ranges::any_of(plan_.fresh, [&](const FreshParcel& f) {
                    return f.kind == Kind::joined && f.row.index == row;
                });
                if (!other_is_joined) link(row, fresh.row.index, length);
            }
        }
    }

    const State& state_;
    const Geography& old_;
    const LandRevision& revision_;
    const LandPlan& plan_;
    bool drawn_;
    double snap_;
    mutable std::map<std::uint32_t, std::size_t> more_;  ///< by new row: number of its list of new links
};

/// Boundaries that change: given ones, and those of parks that are taken over.
std::map<std::uint32_t, Shapes> changed_boundaries(const Geography& old, const LandRevision& revision,
                                                   const std::vector<ParkId>& parks)
{
    std::map<std::uint32_t, Shapes> changed;
    const auto now = [&](std::uint32_t park) {
        Shapes shape;
        if (const auto at = changed.find(park); at != changed.end())
            shape = at->second;
        else if (park < old.parks.size())
            shape.append(old.parks, park);
        else
            shape.end_shape();
        return shape;
    };
    if (!old.parks.empty()) {
        for (const ParkTakeover& one : revision.takeovers) {
            const std::uint32_t from = parks[one.from.index].index, to = parks[one.to.index].index;
            Shapes both = now(to);
            both.append(now(from), 0);
            changed[to] = union_all(both);
            Shapes nothing;
            nothing.end_shape();
            changed[from] = nothing;
        }
    }
    for (const NewBoundary& one : revision.boundaries)
        changed[parks[one.park.index].index] = one.shape;
    return changed;
}

double ground_area(const Shapes& shape, const Geography& geography)
{
    if (shape.points(0).empty()) return std::numeric_limits<double>::quiet_NaN();
    return geography.crs_wkt.empty() ? planar_area(shape, 0)
                                     : ellipsoidal_areas(shape, geography.crs_wkt, 1)[0];
}

void redraw_parks(State& state, Geography& out, const LandRevision& revision,
                  const std::vector<ParkId>& parks)
{
    const auto changed = changed_boundaries(*state.geography, revision, parks);
    const Shapes& old = state.geography->parks;
    if (changed.empty() && (old.empty() || old.size() == state.parks.size())) {
        out.parks = old;
        return;
    }
    for (const ParkId park : state.parks.rows()) {
        const auto at = changed.find(park.index);
        if (at != changed.end()) {
            out.parks.append(at->second, 0);
            state.parks.boundary_area[park] = ground_area(at->second, out);
        } else if (park.index < old.size()) {
            out.parks.append(old, park.index);
        } else {
            out.parks.end_shape();
        }
    }
}

Shapes redraw_reserves(const Shapes& old, const LandRevision& revision)
{
    if (old.empty() || revision.takings.empty()) return old;
    Shapes out;
    for (std::uint32_t row = 0; row < old.size(); ++row) {
        const auto at = std::ranges::find(revision.takings, ReserveId{row}, &ReserveTaking::reserve);
        if (at == revision.takings.end())
            out.append(old, row);
        else if (at->rest.empty())
            out.end_shape();
        else
            out.append(at->rest, 0);
    }
    return out;
}

}  // namespace

void rebuild_geography(State& state, const LandRevision& revision, const LandPlan& plan,
                       const std::vector<ParkId>& parks)
{
    if (state.geography == nullptr) return;
    auto geography = std::make_shared<Geography>();
    geography->crs_wkt = state.geography->crs_wkt;
    geography->crs_name = state.geography->crs_name;
    geography->geographic = state.geography->geographic;
    geography->metres_per_unit = state.geography->metres_per_unit;
    geography->sub_parks = state.geography->sub_parks;
    const Redrawing redrawing(state, revision, plan);
    const Shapes fresh = redrawing.fresh_shapes();
    geography->parcels = redrawing.parcels(fresh);
    geography->graph = redrawing.graph(fresh);
    redraw_parks(state, *geography, revision, parks);
    geography->reserves = redraw_reserves(state.geography->reserves, revision);
    state.geography = std::move(geography);
}

}  // namespace permu
