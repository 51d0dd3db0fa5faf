/// Pairs of boxes that touch, found strip by strip.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "permu/base/parallel.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// Horizontal strips twice as high as the mean box, each swept from left to right. Total work stays near
/// n log n for boxes of very different sizes, because a box enters only the strips of its own height.
class BoxStrips {
public:
    /// \param boxes  kept by reference; boxes with min_x > max_x (or NaN) meet nothing
    explicit BoxStrips(std::span<const Box> boxes);

    std::size_t strips() const { return starts_.size() - 1; }

    /// Calls `visit(i, j)`, i < j, for the pairs of this strip; over all strips, once for every pair of boxes
    /// that overlap or touch. Strips may be asked by different threads; the order in a strip is fixed.
    template <class Visit>
    void pairs(std::size_t strip, const Visit& visit) const
    {
        struct Entry {
            Box box;
            std::uint32_t index;
        };
        std::vector<Entry> entries;
        entries.reserve(starts_[strip + 1] - starts_[strip]);
        for (std::size_t i = starts_[strip]; i < starts_[strip + 1]; ++i) {
            entries.push_back({boxes_[indices_[i]], indices_[i]});
        }
        std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
            return a.box.min_x != b.box.min_x ? a.box.min_x < b.box.min_x : a.index < b.index;
        });
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const Entry a = entries[i];
            for (std::size_t j = i + 1; j < entries.size() && entries[j].box.min_x <= a.box.max_x; ++j) {
                const Box& b = entries[j].box;
                if (b.min_y > a.box.max_y || b.max_y < a.box.min_y) continue;
                // Boxes meet in several strips; the strip of the lower side of what they share reports them.
                if (strip_of(std::max(a.box.min_y, b.min_y)) != strip) continue;
                visit(std::min(a.index, entries[j].index), std::max(a.index, entries[j].index));
            }
        }
    }

    /// What `visit(i, j)` finds of the pairs of all strips, an optional each; the same in number and order
    /// for any number of threads.
    template <class Found, class Visit>
    std::vector<Found> gather(unsigned threads, const Visit& visit) const
    {
        constexpr std::size_t strips_a_block = 8;
        std::vector<std::vector<Found>> found((strips() + strips_a_block - 1) / strips_a_block);
        parallel_blocks(found.size(), threads, [&](std::size_t block) {
            const std::size_t last = std::min(strips(), (block + 1) * strips_a_block);
            for (std::size_t strip = block * strips_a_block; strip < last; ++strip) {
                pairs(strip, [&](std::uint32_t i, std::uint32_t j) {
                    if (const std::optional<Found> one = visit(i, j)) found[block].push_back(*one);
                });
            }
        });
        std::vector<Found> all;
        for (const auto& one : found)
            all.insert(all.end(), one.begin(), one.end());
        return all;
    }

private:
    std::size_t strip_of(double y) const;

    std::span<const Box> boxes_;
    double bottom_ = 0;
    double per_unit_ = 0;
    std::size_t count_ = 1;
    std::vector<std::size_t> starts_;
    std::vector<std::uint32_t> indices_;
};

}  // namespace permu
