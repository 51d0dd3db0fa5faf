/// From tables and polygons as they were read to the state of the base year.
#include "permu/model/intake.hpp"

#include <utility>

#include "intake_steps.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/crs.hpp"

namespace permu {
namespace {

/// Coordinates may be degrees or feet; snapping and tolerances are lengths on the ground.
double metres_per_unit(const std::string& crs_wkt)
{
    constexpr double metres_per_radian = 6371000;
    const CrsInfo crs = crs_info(crs_wkt);
    return crs.geographic ? crs.unit * metres_per_radian : crs.unit;
}

/// Which parcels touch, by their rows in the state.
ParcelGraph graph_of(const Shapes& parcels, double metres_per_unit, unsigned threads)
{
    const std::vector<SharedEdge> edges = shared_edges(parcels, threads, default_snap / metres_per_unit);
    std::vector<Border> borders;
    borders.reserve(edges.size());
    for (const SharedEdge& edge : edges)
        borders.push_back({ParcelId{edge.a}, ParcelId{edge.b}, edge.length});
    return {parcels.size(), borders};
}

/// Polygons in the order of the state. Frees what was read.
void keep_geography(Draft& draft)
{
    auto geography = std::make_shared<Geography>();
    geography->parcels = select(std::move(draft.raw.parcels.shapes), draft.order);
    draft.raw.parcels.shapes = Shapes();
    draft.raw.parcels.table = Table();
    geography->parks = draft.park_shapes;
    geography->crs_wkt = draft.raw.crs_wkt;
    geography->crs_name = draft.raw.crs_name;
    draft.out.state.geography = geography;
    if (draft.options.on_geography) draft.options.on_geography(geography);
    geography->graph = graph_of(geography->parcels, draft.metres_per_unit, draft.options.threads);
}

bool take_parcels(Draft& draft, const Progress& progress)
{
    Problems& problems = draft.out.problems;
    Cells cells(draft.raw.parcels, draft.options.data.parcels, InputTable::parcels, problems);
    if (problems.has_errors()) return false;
    report(progress, 0.2, {"checking polygons", "检查图形"});
    mend_parcels(draft, cells);
    place_parcels(draft, cells);
    report(progress, 0.4, {"looking for overlaps", "检查重叠"});
    resolve_overlaps(draft, cells);
    if (problems.has_errors()) return false;
    report(progress, 0.6, {"measuring areas", "计算面积"});
    measure_parcels(draft, cells);
    if (problems.has_errors()) return false;
    report(progress, 0.7, {"reading columns", "读取属性"});
    fill_parcels(draft, cells);
    assume_parcels(draft);
    return true;
}

}  // namespace

Intake take_in(RawData raw, const IntakeOptions& options, const Progress& progress)
{
    Intake out;
    out.state.year = out.state.base_year = options.base_year;
    out.state.draw_key = options.draw_key;
    out.state.threads = options.threads;
    Draft draft{.raw = std::move(raw), .options = options, .out = out};
    take_parks(draft);
    if (draft.raw.parcels.given()) {
        draft.metres_per_unit = metres_per_unit(draft.raw.crs_wkt);
        if (!take_parcels(draft, progress)) return out;
        take_residuals(draft);
        report(progress, 0.8, {"finding neighbours", "建立邻接关系"});
        keep_geography(draft);
    }
    take_enterprises(draft);
    take_projects(draft);
    take_commitments(draft);
    take_reserves(draft);
    take_quota(draft);
    return out;
}

}  // namespace permu
