/// Square cells over polygons.
#include "geometry/cell_index.hpp"

#include <algorithm>
#include <cmath>

#include "geometry/predicates.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

CellIndex::CellIndex(const Shapes& parks)
{
    lay_grid(parks);
    bands_.resize(parks.size());
    settled_.resize(std::size_t{columns_} * rows_);
    std::vector<Mark> marks;
    for (std::uint32_t park = 0; park < parks.size(); ++park) {
        add_bands(parks, park);
        if (bands_[park].first_row <= bands_[park].last_row) add_marks(parks, park, marks);
    }
    settled_ = {};
    sort_marks(marks);
}

void CellIndex::lay_grid(const Shapes& parks)
{
    const auto points = parks.all_points();
    if (points.empty()) return;
    extent_ = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    double size = 0;
    for (const Point p : points) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
        extent_.min_x = std::min(extent_.min_x, p.x);
        extent_.min_y = std::min(extent_.min_y, p.y);
        extent_.max_x = std::max(extent_.max_x, p.x);
        extent_.max_y = std::max(extent_.max_y, p.y);
        size = std::max({size, std::abs(p.x), std::abs(p.y)});
    }
    if (!(extent_.min_x <= extent_.max_x)) extent_ = {};
    const double wanted = std::clamp(16.0 * static_cast<double>(points.size()), 4096.0, 4194304.0);
    const double long_side = std::max(extent_.width(), extent_.height());
    // A long thin layer gets no more cells than a square one.
    cell_ = std::max(std::sqrt(extent_.width() * extent_.height() / wanted), long_side / wanted);
    if (!(cell_ > 0)) cell_ = 1;
    per_unit_ = 1 / cell_;
    slack_ = cell_ * 1e-6 + size * 1e-14;
    columns_ = static_cast<std::uint32_t>(extent_.width() * per_unit_) + 1;
    rows_ = static_cast<std::uint32_t>(extent_.height() * per_unit_) + 1;
}

void CellIndex::add_bands(const Shapes& parks, std::uint32_t park)
{
    if (parks.points(park).empty()) return;
    const Box box = bounds(parks, park);
    Bands& bands = bands_[park];
    bands = {row(box.min_y), row(box.max_y), band_starts_.size()};
    const auto [first, last] = parks.ring_range(park);
    const auto for_edges = [&, first = first, last = last](const auto& visit) {
        for (std::uint32_t r = first; r < last; ++r) {
            const Ring ring = parks.ring_at(r);
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const auto [low, high] = std::minmax(ring[i - 1].y, ring[i].y);
                for (std::uint32_t k = row(low); k <= row(high); ++k) {
                    visit(bands.start + (k - bands.first_row), Edge{ring[i - 1], ring[i]});
                }
            }
        }
    };
    band_starts_.resize(bands.start + (bands.last_row - bands.first_row) + 2, 0);
    for_edges([&](std::size_t band, Edge) { ++band_starts_[band + 1]; });
    band_starts_[bands.start] = static_cast<std::uint32_t>(edges_.size());
    for (std::size_t i = bands.start + 1; i < band_starts_.size(); ++i)
        band_starts_[i] += band_starts_[i - 1];
    edges_.resize(band_starts_.back());
    std::vector<std::uint32_t> next(band_starts_.begin() + static_cast<std::ptrdiff_t>(bands.start),
                                    band_starts_.end());
    for_edges([&](std::size_t band, Edge edge) { edges_[next[band - bands.start]++] = edge; });
}

/// Marks every cell that may hold a point of the edge. `cells` are the columns and rows of the park's own
/// grid.
void CellIndex::mark_boundary(Edge edge, const Box& cells, std::vector<std::uint8_t>& grid) const
{
    const Point low = edge.a.y <= edge.b.y ? edge.a : edge.b, high = edge.a.y <= edge.b.y ? edge.b : edge.a;
    const auto first_column = static_cast<std::uint32_t>(cells.min_x);
    const auto last_column = static_cast<std::uint32_t>(cells.max_x);
    const auto first_row = static_cast<std::uint32_t>(cells.min_y);
    const std::size_t width = last_column - first_column + 1;
    const double left = std::min(low.x, high.x), right = std::max(low.x, high.x);
    for (std::uint32_t r = row(low.y); r <= row(high.y); ++r) {
        double from = left, to = right;
        if (high.y - low.y > 2 * slack_) {
            const double slope = (high.x - low.x) / (high.y - low.y);
            const double bottom = extent_.min_y + r * cell_ - slack_, top = bottom + cell_ + 2 * slack_;
            const double x0 = low.x + (std::max(bottom, low.y) - low.y) * slope;
            const double x1 = low.x + (std::min(top, high.y) - low.y) * slope;
            from = std::max(left, std::min(x0, x1) - slack_);
            to = std::min(right, std::max(x0, x1) + slack_);
        }
        const std::uint32_t c0 = std::max(column(from), first_column), c1 = std::min(column(to), last_column);
        for (std::uint32_t c = c0; c <= c1; ++c)
            grid[(r - first_row) * width + (c - first_column)] = 1;
    }
}

void CellIndex::add_marks(const Shapes& parks, std::uint32_t park, std::vector<Mark>& marks)
{
    const Box box = bounds(parks, park);
    const std::uint32_t c0 = column(box.min_x), c1 = column(box.max_x);
    const std::uint32_t r0 = bands_[park].first_row, r1 = bands_[park].last_row;
    const std::size_t width = c1 - c0 + 1;
    std::vector<std::uint8_t> grid(width * (r1 - r0 + 1), 0);
    const Box cells{static_cast<double>(c0), static_cast<double>(r0), static_cast<double>(c1),
                    static_cast<double>(r1)};
    const auto [first, last] = parks.ring_range(park);
    for (std::uint32_t r = first; r < last; ++r) {
        const Ring ring = parks.ring_at(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            mark_boundary({ring[i - 1], ring[i]}, cells, grid);
    }
    for (std::uint32_t r = r0; r <= r1; ++r) {
        bool fresh = true, inside = false;
        for (std::uint32_t c = c0; c <= c1; ++c) {
            const std::size_t cell = std::size_t{r} * columns_ + c;
            const bool boundary = grid[(r - r0) * width + (c - c0)] != 0;
            // No boundary passes between two free cells side by side, so one test serves the whole run.
            if (!boundary && fresh) {
                inside =
                    contains(park, {extent_.min_x + (c + 0.5) * cell_, extent_.min_y + (r + 0.5) * cell_});
            }
            fresh = boundary;
            if (settled_[cell] != 0 || !(boundary || inside)) continue;
            if (!boundary) settled_[cell] = 1;  // no later park can be the lowest here
            marks.push_back({static_cast<std::uint32_t>(cell), park * 2 + (boundary ? 1U : 0U)});
        }
    }
}

/// Counting sort by cell; parks stay in order.
void CellIndex::sort_marks(const std::vector<Mark>& marks)
{
    starts_.assign(std::size_t{columns_} * rows_ + 1, 0);
    for (const Mark mark : marks)
        ++starts_[mark.cell + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i)
        starts_[i] += starts_[i - 1];
    labels_.resize(marks.size());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (const Mark mark : marks)
        labels_[next[mark.cell]++] = mark.label;
}

bool CellIndex::contains(std::uint32_t park, Point p) const
{
    const Bands& bands = bands_[park];
    const std::uint32_t r = row(p.y);
    if (r < bands.first_row || r > bands.last_row) return false;
    const std::size_t band = bands.start + (r - bands.first_row);
    bool inside = false;
    for (std::size_t i = band_starts_[band]; i < band_starts_[band + 1]; ++i) {
        const Edge& edge = edges_[i];
        if ((edge.a.y > p.y) == (edge.b.y > p.y)) {
            // The line through p does not cross it; p may still lie on it where it is flat or ends.
            if (p == edge.a || p == edge.b) return true;
            const bool flat = edge.a.y == p.y && edge.b.y == p.y;
            if (flat && std::min(edge.a.x, edge.b.x) <= p.x && p.x <= std::max(edge.a.x, edge.b.x))
                return true;
            continue;
        }
        const int side =
            edge.b.y > edge.a.y ? plane::side(edge.a, edge.b, p) : plane::side(edge.b, edge.a, p);
        if (side == 0) return true;
        inside ^= side > 0;
    }
    return inside;
}

std::uint32_t CellIndex::find(Point point) const
{
    const bool in_extent = point.x >= extent_.min_x && point.x <= extent_.max_x && point.y >= extent_.min_y &&
                           point.y <= extent_.max_y;
    if (!in_extent) return no_shape;
    const std::size_t cell = std::size_t{row(point.y)} * columns_ + column(point.x);
    for (std::size_t i = starts_[cell]; i < starts_[cell + 1]; ++i) {
        const std::uint32_t label = labels_[i];
        if ((label & 1U) == 0 || contains(label / 2, point)) return label / 2;
    }
    return no_shape;
}

bool CellIndex::surely_inside(const Box& box, std::uint32_t park) const
{
    const bool in_extent = box.min_x >= extent_.min_x && box.max_x <= extent_.max_x &&
                           box.min_y >= extent_.min_y && box.max_y <= extent_.max_y;
    if (!in_extent) return false;
    for (std::uint32_t r = row(box.min_y); r <= row(box.max_y); ++r) {
        for (std::uint32_t c = column(box.min_x); c <= column(box.max_x); ++c) {
            const std::size_t cell = std::size_t{r} * columns_ + c;
            const auto first = labels_.begin() + starts_[cell], last = labels_.begin() + starts_[cell + 1];
            if (std::find(first, last, park * 2) == last) return false;
        }
    }
    return true;
}

}  // namespace permu
