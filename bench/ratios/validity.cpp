/// Validity of polygons against GEOS on all of them.
#include "permu/geometry/validity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ratios/arena.hpp"
#include "ratios/contests.hpp"
#include "ratios/geos_shapes.hpp"

namespace permu::bench {
namespace {

/// 1 for a shape that GEOS refuses or cannot build.
std::vector<std::uint8_t> invalid_for_geos(const GeosShapes& shapes)
{
    std::vector<std::uint8_t> invalid(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i)
        invalid[i] = shapes[i] == nullptr || GEOSisValid_r(shapes.context(), shapes[i]) != 1;
    return invalid;
}

}  // namespace

std::vector<Row> validity(Arena& arena)
{
    Row row{.goal = {"P3", "find invalid polygons vs GEOS isValid on all", Bound::at_least, 15, 30, "x"}};
    const Shapes shapes = make_province(request_of(arena.settings().parcels, true)).parcel_shapes;
    const GeosShapes geometries(shapes);
    std::vector<Flaw> flaws;
    std::vector<std::uint8_t> invalid;
    const Contestant contestants[] = {
        [&] { return seconds(Clock::processor, [&] { flaws = find_flaws(shapes, 1); }); },
        [&] { return seconds(Clock::processor, [&] { invalid = invalid_for_geos(geometries); }); },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[1] / medians[0];
    std::size_t found = 0;
    for (std::size_t i = 0; i < flaws.size(); ++i) {
        const bool flawed = flaws[i] != Flaw::none && flaws[i] != Flaw::empty;
        found += flawed;
        row.same_answer = row.same_answer && flawed == (invalid[i] != 0);
    }
    row.note = fmt::format("{}; {} invalid",
                           medians_text(std::array<std::string_view, 2>{"permu", "GEOS"}, medians), found);
    return {row};
}

}  // namespace permu::bench
