/// The park of every parcel by a point on its surface, against GEOS's tree and prepared polygons.
#include <algorithm>
#include <array>

#include "permu/geometry/locate.hpp"
#include "ratios/arena.hpp"
#include "ratios/contests.hpp"
#include "ratios/geos_shapes.hpp"

namespace permu::bench {
namespace {

/// A tree of boxes of parks and the parks prepared, as one uses GEOS from C.
class GeosJoin {
public:
    explicit GeosJoin(const GeosShapes& parks)
        : context_(parks.context()), tree_(GEOSSTRtree_create_r(context_, node_size))
    {
        entries_.reserve(parks.size());
        for (std::uint32_t park = 0; park < parks.size(); ++park) {
            entries_.push_back({park, GEOSPrepare_r(context_, parks[park])});
            GEOSSTRtree_insert_r(context_, tree_, parks[park], &entries_.back());
        }
    }
    ~GeosJoin()
    {
        for (const Entry& entry : entries_)
            GEOSPreparedGeom_destroy_r(context_, entry.prepared);
        GEOSSTRtree_destroy_r(context_, tree_);
    }
    GeosJoin(const GeosJoin&) = delete;
    GeosJoin& operator=(const GeosJoin&) = delete;

    /// The lowest park that holds the point, its boundary included.
    std::uint32_t find(const GEOSGeometry* point)
    {
        Search search{context_, point, no_shape};
        GEOSSTRtree_query_r(context_, tree_, point, visit, &search);
        return search.found;
    }

private:
    static constexpr std::size_t node_size = 10;
    struct Entry {
        std::uint32_t park;
        const GEOSPreparedGeometry* prepared;
    };
    struct Search {
        GEOSContextHandle_t context;
        const GEOSGeometry* point;
        std::uint32_t found;
    };

    static void visit(void* item, void* user)
    {
        const auto& entry = *static_cast<const Entry*>(item);
        auto& search = *static_cast<Search*>(user);
        if (entry.park < search.found &&
            GEOSPreparedIntersects_r(search.context, entry.prepared, search.point) == 1)
            search.found = entry.park;
    }

    GEOSContextHandle_t context_;
    GEOSSTRtree* tree_;
    std::vector<Entry> entries_;
};

using Found = std::vector<std::uint32_t>;

Found join_given(const GeosShapes& parks, const std::vector<GEOSGeometry*>& points)
{
    GeosJoin join(parks);
    Found found;
    found.reserve(points.size());
    for (const GEOSGeometry* point : points)
        found.push_back(join.find(point));
    return found;
}

Found join_parcels(const GeosShapes& parks, const GeosShapes& parcels)
{
    GeosJoin join(parks);
    Found found;
    found.reserve(parcels.size());
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        GEOSGeometry* point = GEOSPointOnSurface_r(parks.context(), parcels[i]);
        found.push_back(join.find(point));
        GEOSGeom_destroy_r(parks.context(), point);
    }
    return found;
}

constexpr std::array<std::string_view, 2> names{"permu", "GEOS"};

Row compare(Arena& arena, const Goal& goal, const std::function<Found()>& ours,
            const std::function<Found()>& theirs)
{
    Row row{.goal = goal};
    Found a, b;
    const Contestant contestants[] = {
        [&] { return seconds(Clock::processor, [&] { a = ours(); }); },
        [&] { return seconds(Clock::processor, [&] { b = theirs(); }); },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[1] / medians[0];
    row.same_answer = a == b;
    row.note = medians_text(names, medians);
    return row;
}

}  // namespace

std::vector<Row> point_join(Arena& arena)
{
    constexpr Goal given{
        "P4", "park by point, points given, vs GEOS tree + prepared", Bound::at_least, 1.5, 2.6, "x"};
    constexpr Goal whole{
        "P4", "point on surface and its park, vs the same in GEOS", Bound::at_least, 1.5, 2.6, "x"};
    const Shapes &parcels = arena.parcels().shapes, &parks = arena.parks().shapes;
    const GeosShapes geos_parcels(parcels), geos_parks(parks);
    const std::vector<Point> points = interior_points(parcels, 1);
    std::vector<GEOSGeometry*> geos_points;
    for (const Point& point : points)
        geos_points.push_back(GEOSGeom_createPointFromXY_r(geos_parks.context(), point.x, point.y));
    std::vector<Row> rows{
        compare(
            arena, given, [&] { return locate(points, parks, 1); },
            [&] { return join_given(geos_parks, geos_points); }),
        compare(
            arena, whole, [&] { return locate(interior_points(parcels, 1), parks, 1); },
            [&] { return join_parcels(geos_parks, geos_parcels); }),
    };
    for (GEOSGeometry* point : geos_points)
        GEOSGeom_destroy_r(geos_parks.context(), point);
    return rows;
}

}  // namespace permu::bench
