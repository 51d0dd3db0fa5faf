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

/// The middles of some `most` boxes at most, spread over all of them, as one shape.
Shapes middles(const std::vector<Box>& boxes, std::size_t most)
{
    std::vector<Point> points;
    const std::size_t step = boxes.size() / most + 1;
    for (std::size_t i = 0; i < boxes.size(); i += step)
        if (boxes[i].min_x <= boxes[i].max_x) points.push_back(middle(boxes[i]));
    Shapes shapes;
    shapes.begin_part();
    shapes.add_ring(points);
    shapes.end_shape();
    return shapes;
}

/// How many of the points lie in a box of a park once they are read as those of the system.
std::ptrdiff_t hits(const std::string& code, const Shapes& points, const std::string& to_wkt,
                    const std::vector<Box>& parks)
{
    try {
        const Shapes moved = reproject(points, parse_crs(code, code).wkt, to_wkt);
        return std::ranges::count_if(moved.points(0), [&](Point p) {
            return meets_any({p.x, p.y, p.x, p.y}, parks);
        });
    } catch (const InputError&) {
        return 0;  // no image there: not that system
    }
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
    const std::vector<Box> parks = boxes_of(raw.parks.shapes), parcels = boxes_of(raw.parcels.shapes);
    if (std::ranges::any_of(parcels, [&](const Box& box) { return meets_any(box, parks); })) return;
    constexpr std::size_t most_points = 50;
    const Shapes points = middles(parcels, most_points);
    if (points.points(0).empty()) return;
    std::vector<std::string> codes;
    std::ptrdiff_t best = 0;
    for (const std::string& code : systems_like(bounds(points, 0), raw.crs_name)) {
        const std::ptrdiff_t found = hits(code, points, raw.crs_wkt, parks);
        if (found == 0 || found < best) continue;
        if (found > best) codes.clear();
        best = found;
        codes.push_back(code);
    }
    if (!codes.empty()) problems.add(fitting(raw, codes));
}

}  // namespace permu
