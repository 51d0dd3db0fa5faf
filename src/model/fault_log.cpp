/// Faults and their polygons, copied before anything is mended.
#include "fault_log.hpp"

#include <algorithm>
#include <cmath>

namespace permu {
namespace {

PlacedFault placed(const Problem& problem, InputTable table, std::string id)
{
    return {problem.severity,
            problem.code,
            std::string(table_name(table)),
            std::move(id),
            {},
            std::abs(problem.area),
            problem.found,
            problem.remedy};
}

/// Whether a desktop program can draw it.
bool drawable(const Shapes& shapes, std::size_t shape)
{
    const auto points = shapes.points(shape);
    return points.size() >= 3 &&
           std::ranges::all_of(points, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

}  // namespace

bool FaultLog::draw(Entry& entry, const Shapes& shapes, std::size_t shape)
{
    if (shape >= shapes.size() || !drawable(shapes, shape)) return false;
    entry.shape = static_cast<std::uint32_t>(shapes_.size());
    shapes_.append(shapes, shape);
    return entry.drawn = true;
}

void FaultLog::add(const Problem& problem, InputTable table, std::uint32_t row, std::string id,
                   const Shapes& shapes, std::size_t shape)
{
    Entry entry{placed(problem, table, std::move(id)), table, row, 0, false};
    if (draw(entry, shapes, shape))
        entries_.push_back(std::move(entry));
    else
        ++map_.elsewhere;
}

void FaultLog::add_later(const Problem& problem, InputTable table, std::uint32_t row, std::string id)
{
    entries_.push_back({placed(problem, table, std::move(id)), table, row, 0, false});
}

}  // namespace permu
