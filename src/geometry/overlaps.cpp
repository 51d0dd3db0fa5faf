/// The search for overlapping polygons.
#include <algorithm>
#include <atomic>
#include <limits>
#include <optional>
#include <tuple>

#include "geometry/apart.hpp"
#include "geometry/box_strips.hpp"
#include "geometry/geos.hpp"
#include "permu/base/parallel.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {

namespace {

Box common_box(const Box& a, const Box& b)
{
    return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
            std::min(a.max_y, b.max_y)};
}

/// Area of the overlay; where GEOS refuses the shapes as they are, of the shapes made valid.
double common_area(const geos::Context& context, const Shapes& shapes, std::uint32_t a, std::uint32_t b)
{
    const auto handle = context.handle();
    const auto one = context.need(geos::to_geos(context, shapes, a).release());
    const auto two = context.need(geos::to_geos(context, shapes, b).release());
    auto common = context.own(GEOSIntersection_r(handle, one.get(), two.get()));
    if (!common) {
        const auto first = context.need(GEOSMakeValid_r(handle, one.get()));
        const auto second = context.need(GEOSMakeValid_r(handle, two.get()));
        common = context.need(GEOSIntersection_r(handle, first.get(), second.get()));
    }
    double area = 0;
    GEOSArea_r(handle, common.get(), &area);
    return area;
}

/// The pairs of some strips.
class Search {
public:
    Search(const Shapes& shapes, std::span<const Box> boxes, double min_area, std::atomic<std::size_t>& left)
        : shapes_(shapes), boxes_(boxes), min_area_(min_area), left_(left)
    {
    }

    void consider(std::uint32_t a, std::uint32_t b)
    {
        if (left_.load(std::memory_order_relaxed) == 0) return;
        const Box common = common_box(boxes_[a], boxes_[b]);
        if (common.width() * common.height() <= min_area_) return;
        const auto [a_first, a_last] = shapes_.ring_range(a);
        const auto [b_first, b_last] = shapes_.ring_range(b);
        const bool single = a_last - a_first == 1 && b_last - b_first == 1;
        if (single && apart_(shapes_.ring_at(a_first), shapes_.ring_at(b_first), common, min_area_)) return;
        if (!context_) context_.emplace();
        const double area = common_area(*context_, shapes_, a, b);
        if (area <= min_area_) return;
        found_.push_back({a, b, area});
        std::size_t left = left_.load();
        while (left > 0 && !left_.compare_exchange_weak(left, left - 1)) {
        }
    }

    std::vector<Overlap> take() { return std::move(found_); }

private:
    const Shapes& shapes_;
    std::span<const Box> boxes_;
    double min_area_;
    std::atomic<std::size_t>& left_;  ///< pairs that may still be found, by all searches
    ApartTest apart_;
    std::optional<geos::Context> context_;
    std::vector<Overlap> found_;
};

}  // namespace

std::vector<Overlap> find_overlaps(const Shapes& shapes, unsigned threads, double min_area, std::size_t most)
{
    std::atomic<std::size_t> left = most == std::numeric_limits<std::size_t>::max() ? most : most + 1;
    const auto boxes = boxes_of(shapes);
    const BoxStrips strips(boxes);
    constexpr std::size_t strips_a_block = 4;
    std::vector<std::vector<Overlap>> found((strips.strips() + strips_a_block - 1) / strips_a_block);
    parallel_blocks(found.size(), threads, [&](std::size_t block) {
        Search search(shapes, boxes, min_area, left);
        const std::size_t last = std::min(strips.strips(), (block + 1) * strips_a_block);
        for (std::size_t strip = block * strips_a_block; strip < last; ++strip) {
            strips.pairs(strip, [&](std::uint32_t a, std::uint32_t b) { search.consider(a, b); });
        }
        found[block] = search.take();
    });
    std::vector<Overlap> all;
    for (const auto& one : found)
        all.insert(all.end(), one.begin(), one.end());
    std::sort(all.begin(), all.end(),
              [](const Overlap& p, const Overlap& q) { return std::tie(p.a, p.b) < std::tie(q.a, q.b); });
    return all;
}

}  // namespace permu
