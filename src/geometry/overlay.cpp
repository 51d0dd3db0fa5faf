/// Polygons cut by polygons.
#include "permu/geometry/overlay.hpp"

#include <algorithm>
#include <numeric>

#include "geometry/cell_index.hpp"
#include "geometry/geos.hpp"
#include "permu/base/parallel.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

using Operation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

Shapes overlay(Operation operation, const Shapes& a, std::size_t i, const Shapes& b, std::size_t j)
{
    const geos::Context context;
    const auto one = context.need(geos::to_geos(context, a, i).release());
    const auto two = context.need(geos::to_geos(context, b, j).release());
    const auto result = context.need(operation(context.handle(), one.get(), two.get()));
    Shapes out;
    geos::append_polygons(context, result.get(), out);
    return out;
}

struct FreePrepared {
    GEOSContextHandle_t context;
    void operator()(const GEOSPreparedGeometry* prepared) const
    {
        GEOSPreparedGeom_destroy_r(context, prepared);
    }
};

/// What clipping made of a shape that is not surely inside its container.
struct Cut {
    std::uint32_t shape;
    Shapes result;  ///< no shape at all: keep it as it is
};

/// Shapes of one container, with the container prepared once.
void clip_group(const Shapes& shapes, const Shapes& containers, std::uint32_t container, std::span<Cut> cuts)
{
    const geos::Context context;
    const auto around = context.need(geos::to_geos(context, containers, container).release());
    const std::unique_ptr<const GEOSPreparedGeometry, FreePrepared> prepared(
        GEOSPrepare_r(context.handle(), around.get()), FreePrepared{context.handle()});
    for (Cut& cut : cuts) {
        const auto shape = context.need(geos::to_geos(context, shapes, cut.shape).release());
        if (GEOSPreparedCovers_r(context.handle(), prepared.get(), shape.get()) == 1) continue;
        const auto result = context.need(GEOSIntersection_r(context.handle(), shape.get(), around.get()));
        geos::append_polygons(context, result.get(), cut.result);
    }
}

/// Shapes that the cells over the containers do not prove to lie inside, by container, then by number.
std::vector<Cut> in_doubt(const Shapes& shapes, std::span<const std::uint32_t> container_of,
                          const Shapes& containers, unsigned threads)
{
    constexpr std::size_t shapes_a_block = 16384;
    const CellIndex index(containers);
    std::vector<std::vector<Cut>> found((shapes.size() + shapes_a_block - 1) / shapes_a_block);
    parallel_blocks(found.size(), threads, [&](std::size_t block) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            if (container_of[i] == no_shape || shapes.points(i).empty()) continue;
            if (index.surely_inside(bounds(shapes, i), container_of[i])) continue;
            found[block].push_back({static_cast<std::uint32_t>(i), {}});
        }
    });
    std::vector<Cut> all;
    for (auto& one : found)
        std::move(one.begin(), one.end(), std::back_inserter(all));
    std::stable_sort(all.begin(), all.end(), [&](const Cut& a, const Cut& b) {
        return container_of[a.shape] < container_of[b.shape];
    });
    return all;
}

}  // namespace

Shapes intersection(const Shapes& a, std::size_t i, const Shapes& b, std::size_t j)
{
    return overlay(GEOSIntersection_r, a, i, b, j);
}

Shapes difference(const Shapes& a, std::size_t i, const Shapes& b, std::size_t j)
{
    return overlay(GEOSDifference_r, a, i, b, j);
}

Shapes union_all(const Shapes& shapes)
{
    const geos::Context context;
    std::vector<geos::Geometry> parts;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        parts.push_back(context.need(geos::to_geos(context, shapes, i).release()));
    }
    std::vector<GEOSGeometry*> raw;
    for (auto& part : parts)
        raw.push_back(part.release());
    const auto all = context.need(GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION,
                                                              raw.data(), static_cast<unsigned>(raw.size())));
    const auto result = context.need(GEOSUnaryUnion_r(context.handle(), all.get()));
    Shapes out;
    geos::append_polygons(context, result.get(), out);
    return out;
}

Shapes clip(const Shapes& shapes, std::span<const std::uint32_t> container_of, const Shapes& containers,
            unsigned threads)
{
    auto cuts = in_doubt(shapes, container_of, containers, threads);
    // One block a container, so that each is prepared once.
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (i == 0 || container_of[cuts[i].shape] != container_of[cuts[i - 1].shape]) starts.push_back(i);
    }
    const std::size_t groups = starts.size();
    starts.push_back(cuts.size());
    parallel_blocks(groups, threads, [&](std::size_t group) {
        const auto some = std::span(cuts).subspan(starts[group], starts[group + 1] - starts[group]);
        clip_group(shapes, containers, container_of[some[0].shape], some);
    });
    std::vector<const Cut*> cut_of(shapes.size(), nullptr);
    for (const Cut& cut : cuts) {
        if (!cut.result.empty()) cut_of[cut.shape] = &cut;
    }
    Shapes out;
    out.reserve(shapes.size(), shapes.total_points());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (container_of[i] == no_shape) {
            out.end_shape();
        } else if (cut_of[i] != nullptr) {
            out.append(cut_of[i]->result, 0);
        } else {
            out.append(shapes, i);
        }
    }
    return out;
}

}  // namespace permu
