/// Looks for the system under which parcels would lie among the parks.
#include "place_hint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "permu/inspect/guess.hpp"
#include "permu/io/crs.hpp"

namespace permu {
namespace {

Point middle(const Box& box)
{
    return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

bool meets_any(const Box& box, const std::vector<Box>& parks)
{
    return std::ranges::any_of(parks, [&](const Box& park) { return meet(box, park); });
}

/// The middles of some `most` shapes at most, spread over all of them, as one shape.
Shapes middles(const Shapes& of, std::size_t most)
{
    std::vector<Point> points;
    for (std::size_t i = 0; i < of.size(); i += of.size() / most + 1)
        if (!of.points(i).empty()) points.push_back(middle(bounds(of, i)));
    Shapes shapes;
    shapes.begin_part();
    shapes.add_ring(points);
    shapes.end_shape();
    return shapes;
}

/// Whether any shape comes near a park: in sound data the first one does.
bool any_meets(const Shapes& shapes, const std::vector<Box>& parks)
{
    for (std::size_t i = 0; i < shapes.size(); ++i)
        if (!shapes.points(i).empty() && meets_any(bounds(shapes, i), parks)) return true;
    return false;
}

/// Corners of all boxes, ring after ring, in degrees of CGCS2000: one way through PROJ for all.
std::vector<Box> in_degrees(const std::vector<Box>& boxes, const std::string& from_wkt,
                            const std::string& degrees_wkt)
{
    Shapes corners;
    for (const Box& b : boxes) {
        if (b.min_x > b.max_x) continue;
        const Point ring[] = {{b.min_x, b.min_y}, {b.min_x, b.max_y}, {b.max_x, b.max_y}, {b.max_x, b.min_y}};
        corners.begin_part();
        corners.add_ring(ring);
        corners.end_shape();
    }
    return boxes_of(reproject(corners, from_wkt, degrees_wkt));
}

/// The systems under which most of the points lie in boxes of parks. The zones of a datum are one projection,
/// turned about the Earth's axis: the points go through it once, and the longitude is moved from zone to
/// zone.
std::vector<std::string> best_of(const std::vector<ZoneSystem>& systems, const Shapes& points,
                                 const std::vector<Box>& parks, const std::string& degrees_wkt)
{
    const Shapes first =
        reproject(points, parse_crs(systems.front().code, systems.front().code).wkt, degrees_wkt);
    std::vector<std::string> codes;
    std::ptrdiff_t best = 0;
    for (const ZoneSystem& system : systems) {
        const std::ptrdiff_t found = std::ranges::count_if(first.points(0), [&](Point p) {
            const double x = p.x + system.meridian_east;
            return meets_any({x, p.y, x, p.y}, parks);
        });
        if (found == 0 || found < best) continue;
        if (found > best) codes.clear();
        best = found;
        codes.push_back(system.code);
    }
    return codes;
}

Problem fitting(const RawData& raw, const std::vector<std::string>& codes)
{
    const std::string all = fmt::format("{}", fmt::join(codes, ", "));
    return {.code = "crs.zone",
            .where = raw.parcels.source,
            .found = {"coordinates that, as " + raw.crs_name + ", lie far from every park",
                      "按 " + raw.crs_name + " 理解，坐标远离所有园区"},
            .expected = {"parcels among the parks, as under " + all, "地块位于园区之内，如按 " + all},
            .remedy = {fmt::format("set crs = \"{}\" in [data.parcels] if that is the system they were drawn "
                                   "in, or correct that of the parks",
                                   codes.front()),
                       fmt::format("如地块确按该坐标系绘制，请在 [data.parcels] 中设置 crs = \"{}\"；"
                                   "否则请更正园区的坐标系",
                                   codes.front())}};
}

}  // namespace

void tell_fitting_systems(const RawData& raw, Problems& problems)
{
    const std::vector<Box> parks = boxes_of(raw.parks.shapes);
    if (any_meets(raw.parcels.shapes, parks)) return;
    constexpr std::size_t most_points = 50;
    const Shapes points = middles(raw.parcels.shapes, most_points);
    if (points.points(0).empty()) return;
    const std::vector<ZoneSystem> systems = systems_like(bounds(points, 0), raw.crs_name);
    if (systems.empty()) return;
    try {
        const std::string degrees = parse_crs("EPSG:4490", "EPSG:4490").wkt;
        const auto codes = best_of(systems, points, in_degrees(parks, raw.crs_wkt, degrees), degrees);
        if (!codes.empty()) problems.add(fitting(raw, codes));
    } catch (const InputError&) {
        return;  // no place on Earth: other words tell that
    }
}

}  // namespace permu
