/// From tables and polygons as they were read to the state of the base year.
#include "permu/model/intake.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <utility>

#include "intake_steps.hpp"
#include "permu/base/memory.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/crs.hpp"
#include "permu/geometry/cut_lot.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {
namespace {

/// Coordinates may be degrees or feet; snapping and tolerances are lengths on the ground.
double metres_per_unit(const std::string& crs_wkt)
{
    const CrsInfo crs = crs_info(crs_wkt);
    return crs.geographic ? crs.unit * earth_radius : crs.unit;
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

/// Polygons in the order of the state, as they will be: work on them can begin while columns are read.
void keep_polygons(Draft& draft)
{
    draft.geography = std::make_shared<Geography>();
    Geography& geography = *draft.geography;
    geography.parcels = select(std::move(draft.raw.parcels.shapes), draft.order);
    draft.raw.parcels.shapes = Shapes();
    geography.parks = draft.park_shapes;
    geography.reserves = std::move(draft.reserve_shapes);
    geography.geographic = crs_info(draft.raw.crs_wkt).geographic;
    geography.metres_per_unit = draft.metres_per_unit;
    geography.crs_wkt = draft.raw.crs_wkt;
    geography.crs_name = draft.raw.crs_name;
    draft.out.state.geography = draft.geography;
    if (draft.options.on_geography) draft.options.on_geography(draft.geography);
}

/// What is known last. Frees what was read. \return who touches whom: found while other tables are taken in
std::future<ParcelGraph> complete_geography(Draft& draft)
{
    Geography& geography = *draft.geography;
    draft.raw.parcels.table = Table();
    geography.sub_parks = draft.sub_park_shapes;
    give_back_memory();
    const auto when = draft.options.threads > 1 ? std::launch::async : std::launch::deferred;
    return std::async(when, graph_of, std::cref(geography.parcels), draft.metres_per_unit,
                      draft.options.threads);
}

/// \return whether the state has parcels
bool take_parcels(Draft& draft, const Progress& progress)
{
    Cells cells(draft.raw.parcels, draft.options.data.parcels, InputTable::parcels, draft.out.problems,
                draft.log());
    const bool parks = !draft.raw.parks.given() || draft.out.state.parks.size() > 0;
    if (!cells.usable() || !parks || draft.stopped()) return false;
    report(progress, 0.2, {"checking polygons", "检查图形"});
    mend_parcels(draft, cells);
    place_parcels(draft, cells);
    report(progress, 0.4, {"looking for overlaps", "检查重叠"});
    resolve_overlaps(draft, cells);
    if (draft.stopped()) return false;
    find_gaps(draft, cells);
    report(progress, 0.6, {"measuring areas", "计算面积"});
    measure_parcels(draft, cells);
    if (draft.stopped()) return false;
    merge_slivers(draft, cells);
    balance_parks(draft);
    report(progress, 0.7, {"reading columns", "读取属性"});
    order_parcels(draft);
    take_reserves(draft);
    keep_polygons(draft);
    fill_parcels(draft, cells);
    assume_parcels(draft);
    return true;
}

/// m² of a square unit around the middle of the layer.
double plane_scale(const Shapes& shapes, const std::string& crs_wkt)
{
    Box all = no_box;
    for (const Point p : shapes.all_points()) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
        all = joined(all, {p.x, p.y, p.x, p.y});
    }
    const double scale = ground_scale(crs_info(crs_wkt), all).area();
    return scale > 0 && std::isfinite(scale) ? scale : 1;
}

/// m² of a square degree at each parcel. The sphere's is brought to the ellipsoid: radii along and across the
/// meridian of GRS 80, which CGCS2000 shares; those of other datums differ by less than a part in 10 000.
std::vector<double> scales_in_degrees(const Shapes& shapes, const CrsInfo& crs, double otherwise)
{
    constexpr double a = 6378137, e2 = 0.00669438002290;
    const double sphere = crs.unit * earth_radius * crs.unit * earth_radius;
    std::vector<double> scales(shapes.size(), otherwise);
    for (std::uint32_t row = 0; row < scales.size(); ++row) {
        if (shapes.points(row).empty()) continue;
        const double cosine = ground_scale(crs, bounds(shapes, row)).area() / sphere;
        const double w2 = 1 - e2 * (1 - cosine * cosine);
        const double scale = sphere * cosine * (a / earth_radius) * (a / earth_radius) * (1 - e2) / (w2 * w2);
        if (scale > 0 && std::isfinite(scale)) scales[row] = scale;
    }
    return scales;
}

/// The map of the faults: polygons of parcels are with the state by the end, those of other layers as read.
FaultMap map_of_faults(Draft& draft)
{
    std::vector<std::uint32_t> at(draft.ids.size(), no_shape);
    for (std::uint32_t i = 0; i < draft.order.size(); ++i)
        at[draft.order[i]] = i;
    const auto shape_of = [&](InputTable table, std::uint32_t row) {
        const bool there = table == InputTable::parcels && draft.geography && row < at.size();
        return std::pair<const Shapes*, std::size_t>(
            there && at[row] != no_shape ? &draft.geography->parcels : nullptr, there ? at[row] : 0);
    };
    const auto park_of = [&](InputTable table, std::uint32_t row) {
        const auto& ids = draft.out.state.parks.id;
        const bool placed = table == InputTable::parcels && row < draft.park.size();
        return placed && draft.park[row] < ids.size() ? std::string(ids[draft.park[row]]) : std::string{};
    };
    FaultMap map = draft.faults.finish(shape_of, park_of);
    map.crs_wkt = draft.raw.crs_wkt;
    return map;
}

/// Names alike but for capitals, blanks and underscores.
std::string folded(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == '_' || c == ' ' || c == '-') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

/// A column that nobody asked for is named; one that is nearly a field's name is warned of.
void tell_left_out(const RawTable& raw, InputTable table, Problems& problems)
{
    std::string unused;
    for (const std::string& name : raw.table.left_out) {
        const auto alike = [&](const InputField& f) {
            return folded(f.name) == folded(name) && raw.table.find(f.name) == nullptr;
        };
        const std::span<const InputField> fields = fields_of(table);
        const auto field = std::find_if(fields.begin(), fields.end(), alike);
        if (field == fields.end()) {
            unused += (unused.empty() ? "" : ", ") + printable(name, 40);
            continue;
        }
        problems.add(
            {.severity = Severity::warning,
             .code = "field.nearly",
             .where = raw.source,
             .found = Said("\"" + printable(name, 40) + "\""),
             .expected = Said("\"" + std::string(field->name) + "\""),
             .remedy = {fmt::format("the column is not used; add fields = {{ {} = \"{}\" }} to [data.{}]",
                                    field->name, printable(name, 40), table_name(table)),
                        fmt::format("该列未被使用；可在 [data.{}] 中加入 fields = {{ {} = \"{}\" }}",
                                    table_name(table), field->name, printable(name, 40))}});
    }
    if (unused.empty()) return;
    problems.add({.severity = Severity::note,
                  .code = "field.unused",
                  .where = raw.source,
                  .found = {"columns " + unused, "列 " + unused},
                  .expected = {"columns that are fields or are mapped", "规范字段或已映射的列"},
                  .remedy = {"they are not used", "这些列未被使用"}});
}

void tell_all_left_out(const RawData& raw, Problems& problems)
{
    tell_left_out(raw.parks, InputTable::parks, problems);
    tell_left_out(raw.parcels, InputTable::parcels, problems);
    tell_left_out(raw.enterprises, InputTable::enterprises, problems);
    tell_left_out(raw.projects, InputTable::projects, problems);
    tell_left_out(raw.reserves, InputTable::reserves, problems);
    tell_left_out(raw.quota, InputTable::quota, problems);
    tell_left_out(raw.sub_parks, InputTable::sub_parks, problems);
    tell_left_out(raw.conversions, InputTable::conversions, problems);
    tell_left_out(raw.environment, InputTable::environment, problems);
}

}  // namespace

/// Tables that are joined to the parcels, and those that stand alone.
static void take_tables(Draft& draft)
{
    take_enterprises(draft);
    take_projects(draft);
    take_commitments(draft);
    take_quota(draft);
    take_conversions(draft);
    take_environment(draft);
}

static void take_all(Draft& draft, const Progress& progress)
{
    tell_all_left_out(draft.raw, draft.out.problems);
    give_back_memory();
    take_parks(draft);
    std::future<ParcelGraph> graph;
    if (draft.raw.parcels.given()) {
        draft.metres_per_unit = metres_per_unit(draft.raw.crs_wkt);
        draft.plane_scale = plane_scale(draft.raw.parcels.shapes, draft.raw.crs_wkt);
        if (const CrsInfo crs = crs_info(draft.raw.crs_wkt); crs.geographic)
            draft.row_scale = scales_in_degrees(draft.raw.parcels.shapes, crs, draft.plane_scale);
        if (!take_parcels(draft, progress)) return take_reserves(draft);
        take_residuals(draft);
        take_sub_parks(draft);
        report(progress, 0.8, {"finding neighbours", "建立邻接关系"});
        graph = complete_geography(draft);
        assign_sub_parks(draft);
    } else {
        take_reserves(draft);
    }
    take_tables(draft);
    if (graph.valid()) draft.geography->graph = graph.get();
}

Intake take_in(RawData raw, const IntakeOptions& options, const Progress& progress)
{
    Intake out;
    out.state.year = out.state.base_year = options.base_year;
    out.state.draw_key = options.draw_key;
    out.state.threads = options.threads;
    Draft draft{.raw = std::move(raw), .options = options, .out = out};
    if (!options.examine) {
        take_all(draft, progress);
    } else {
        // What was found before a step gave up is worth as much as what it gave up for.
        try {
            take_all(draft, progress);
        } catch (const InputError& error) {
            out.problems.append(error.problems());
        }
    }
    if (options.places) out.faults = map_of_faults(draft);
    return out;
}

}  // namespace permu
