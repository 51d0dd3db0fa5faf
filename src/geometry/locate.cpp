/// The polygons that points lie in.
#include "permu/geometry/locate.hpp"

#include <algorithm>

#include "geometry/cell_index.hpp"
#include "permu/base/parallel.hpp"

namespace permu {

std::vector<std::uint32_t> locate(std::span<const Point> points, const Shapes& parks, unsigned threads)
{
    constexpr std::size_t points_a_block = 32768;
    std::vector<std::uint32_t> found(points.size(), no_shape);
    if (points.empty() || parks.total_points() == 0) return found;
    const CellIndex index(parks);
    parallel_blocks((points.size() + points_a_block - 1) / points_a_block, threads, [&](std::size_t block) {
        const std::size_t last = std::min(points.size(), (block + 1) * points_a_block);
        for (std::size_t i = block * points_a_block; i < last; ++i)
            found[i] = index.find(points[i]);
    });
    return found;
}

}  // namespace permu
