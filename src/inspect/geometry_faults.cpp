/// Faults of polygons that a planner wants to know of before a run.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "permu/geometry/overlay.hpp"
#include "permu/geometry/validity.hpp"
#include "permu/inspect/inspection.hpp"

namespace permu {
namespace {

constexpr std::size_t most_examples = 3;

void add(GeometryFault& fault, const std::function<std::string()>& example, double area = 0)
{
    ++fault.count;
    fault.area += area;
    if (fault.examples.size() < most_examples) fault.examples.push_back(example());
}

/// Polygons drawn twice, point for point.
GeometryFault duplicates(const Shapes& shapes, const std::function<std::string(std::size_t)>& feature)
{
    GeometryFault fault{.kind = "duplicate", .examples = {}};
    std::unordered_map<std::size_t, std::uint32_t> first;
    first.reserve(shapes.size());
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        const std::span<const Point> points = shapes.points(i);
        if (points.empty()) continue;
        const std::string_view bytes(reinterpret_cast<const char*>(points.data()), points.size_bytes());
        const auto placed = first.emplace(std::hash<std::string_view>{}(bytes), i);
        const std::uint32_t other = placed.first->second;
        if (placed.second || !std::ranges::equal(points, shapes.points(other))) continue;
        add(fault, [&] { return feature(i) + " = " + feature(other); });
    }
    return fault;
}

}  // namespace

GeometryReport find_geometry_faults(const Shapes& shapes, std::span<const double> areas,
                                    std::span<const std::int64_t> fids, double metres_a_unit,
                                    unsigned threads)
{
    const auto feature = [&](std::size_t i) {
        return fmt::format("feature {}", i < fids.size() ? fids[i] : static_cast<std::int64_t>(i));
    };
    GeometryFault invalid{.kind = "invalid", .examples = {}}, empty{.kind = "empty", .examples = {}},
        sliver{.kind = "sliver", .examples = {}}, overlap{.kind = "overlap", .examples = {}};
    const std::vector<Flaw> flaws = find_flaws(shapes, threads);
    std::vector<std::uint32_t> valid;
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        if (flaws[i] == Flaw::empty) {
            add(empty, [&] { return feature(i); });
        } else if (flaws[i] != Flaw::none) {
            add(invalid, [&] { return feature(i) + ": " + flaw_reason(shapes, i); });
        } else {
            valid.push_back(i);
            if (areas[i] < sliver_area)
                add(
                    sliver, [&] { return fmt::format("{}: {:.3f} m²", feature(i), areas[i]); }, areas[i]);
        }
    }
    GeometryReport report{.faults = {}, .overlaps_searched = valid.size() <= most_overlap_shapes};
    const double square = metres_a_unit * metres_a_unit;
    if (report.overlaps_searched) {
        const Shapes sound = select(shapes, valid);
        for (const Overlap& pair : find_overlaps(sound, threads, least_overlap / square)) {
            const double area = pair.area * square;
            add(
                overlap,
                [&] {
                    return fmt::format("{}, {}: {:.2f} m²", feature(valid[pair.a]), feature(valid[pair.b]),
                                       area);
                },
                area);
        }
    }
    for (GeometryFault* fault : {&invalid, &empty, &sliver, &overlap})
        if (fault->count > 0) report.faults.push_back(std::move(*fault));
    if (GeometryFault twice = duplicates(shapes, feature); twice.count > 0)
        report.faults.push_back(std::move(twice));
    return report;
}

}  // namespace permu
