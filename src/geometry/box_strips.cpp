/// Strips of boxes.
#include "geometry/box_strips.hpp"

#include <cmath>

namespace permu {

static bool usable(const Box& box)
{
    return box.min_x <= box.max_x && box.min_y <= box.max_y && std::isfinite(box.min_y) &&
           std::isfinite(box.max_y);
}

std::size_t BoxStrips::strip_of(double y) const
{
    const double strip = (y - bottom_) * per_unit_;
    return strip <= 0                             ? 0
           : strip >= static_cast<double>(count_) ? count_ - 1
                                                  : static_cast<std::size_t>(strip);
}

BoxStrips::BoxStrips(std::span<const Box> boxes) : boxes_(boxes)
{
    double top = -HUGE_VAL, heights = 0;
    std::size_t used = 0;
    bottom_ = HUGE_VAL;
    for (const Box& box : boxes) {
        if (!usable(box)) continue;
        bottom_ = std::min(bottom_, box.min_y);
        top = std::max(top, box.max_y);
        heights += box.height();
        ++used;
    }
    if (used > 0 && top > bottom_) {
        const double wanted = 2 * heights / static_cast<double>(used);
        const double most = static_cast<double>(used) / 8 + 1;
        count_ = static_cast<std::size_t>(std::clamp((top - bottom_) / std::max(wanted, 1e-300), 1.0, most));
        per_unit_ = static_cast<double>(count_) / (top - bottom_);
    }
    starts_.assign(count_ + 1, 0);
    const auto for_strips = [&](const auto& visit) {
        for (std::uint32_t i = 0; i < boxes.size(); ++i) {
            if (!usable(boxes[i])) continue;
            for (std::size_t s = strip_of(boxes[i].min_y); s <= strip_of(boxes[i].max_y); ++s)
                visit(s, i);
        }
    };
    for_strips([&](std::size_t strip, std::uint32_t) { ++starts_[strip + 1]; });
    for (std::size_t i = 1; i < starts_.size(); ++i)
        starts_[i] += starts_[i - 1];
    indices_.resize(starts_.back());
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for_strips([&](std::size_t strip, std::uint32_t i) { indices_[next[strip]++] = i; });
}

}  // namespace permu
