/// Shapes burnt into pixels, by scanlines.
#include "permu/geometry/raster.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "permu/base/parallel.hpp"
#include "permu/base/problem.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

constexpr std::uint32_t rows_a_band = PixelRuns::band_rows;
constexpr std::size_t shapes_a_block = 16384;

/// Rows first … last − 1 of the grid.
struct Rows {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Number of pixel centres before `at`, in pixels from the origin, within 0 … count.
std::uint32_t centres_before(double at, std::uint32_t count)
{
    const double n = std::ceil(at - 0.5);
    return n > 0 ? (n < count ? static_cast<std::uint32_t>(n) : count) : 0;
}

/// The first pixel whose centre lies beyond `at`.
std::uint32_t first_beyond(double at, std::uint32_t count)
{
    const double n = std::floor(at + 0.5);
    return n > 0 ? (n < count ? static_cast<std::uint32_t>(n) : count) : 0;
}

/// Burns one shape after another into one band of rows.
class Painter {
public:
    Painter(const Grid& grid, Rows rows, std::uint32_t* pixels) : grid_(grid), rows_(rows), pixels_(pixels) {}

    void paint(const Shapes& shapes, std::uint32_t shape, Rows span)
    {
        span = {std::max(span.first, rows_.first), std::min(span.last, rows_.last)};
        if (span.first >= span.last) return;
        crossings_.clear();
        ends_.assign(span.last - span.first + 1, 0);
        const auto [first, last] = shapes.ring_range(shape);
        for (std::uint32_t r = first; r < last; ++r)
            cross(shapes.ring_at(r), span);
        for (std::size_t i = 1; i < ends_.size(); ++i)
            ends_[i] += ends_[i - 1];
        sorted_.resize(crossings_.size());
        // ends_[i] moves from the end of row i − 1 to its start while placing.
        for (auto it = crossings_.rbegin(); it != crossings_.rend(); ++it)
            sorted_[--ends_[it->row + 1]] = it->x;
        ends_.push_back(static_cast<std::uint32_t>(crossings_.size()));
        for (std::uint32_t row = span.first; row < span.last; ++row) {
            const std::uint32_t at = row - span.first + 1;
            fill(row, std::span(sorted_).subspan(ends_[at], ends_[at + 1] - ends_[at]), shape);
        }
    }

private:
    struct Crossing {
        std::uint32_t row;  ///< from the first row of the shape in this band
        double x;           ///< in pixels
    };

    /// Crossings of the ring's edges with the lines through the centres. An edge is always walked downwards,
    /// so that two neighbours find the same bits for the edge they share.
    void cross(Ring ring, Rows span)
    {
        const double per_unit = 1 / grid_.pixel;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const bool down = ring[i - 1].y >= ring[i].y;
            const Point top = down ? ring[i - 1] : ring[i], bottom = down ? ring[i] : ring[i - 1];
            const double y0 = (grid_.origin_y - top.y) * per_unit,
                         y1 = (grid_.origin_y - bottom.y) * per_unit;
            const std::uint32_t from = std::max(centres_before(y0, grid_.height), span.first);
            const std::uint32_t to = std::min(centres_before(y1, grid_.height), span.last);
            if (from >= to) continue;
            const double x0 = (top.x - grid_.origin_x) * per_unit,
                         x1 = (bottom.x - grid_.origin_x) * per_unit;
            const double slope = (x1 - x0) / (y1 - y0);
            if (!std::isfinite(slope)) continue;
            for (std::uint32_t row = from; row < to; ++row) {
                crossings_.push_back({row - span.first, x0 + (row + 0.5 - y0) * slope});
                ++ends_[row - span.first + 1];
            }
        }
    }

    void fill(std::uint32_t row, std::span<double> at, std::uint32_t shape)
    {
        if (at.size() == 2) {
            if (at[1] < at[0]) std::swap(at[0], at[1]);
        } else {
            std::sort(at.begin(), at.end());
        }
        std::uint32_t* line = pixels_ + std::size_t{row - rows_.first} * grid_.width;
        for (std::size_t i = 0; i + 1 < at.size(); i += 2) {
            std::fill(line + first_beyond(at[i], grid_.width), line + first_beyond(at[i + 1], grid_.width),
                      shape);
        }
    }

    const Grid& grid_;
    Rows rows_;
    std::uint32_t* pixels_;
    std::vector<Crossing> crossings_;
    std::vector<double> sorted_;
    std::vector<std::uint32_t> ends_;
};

/// The rows whose centres lie within each shape's height.
std::vector<Rows> rows_of(const Shapes& shapes, const Grid& grid, unsigned threads)
{
    std::vector<Rows> rows(shapes.size());
    parallel_blocks((shapes.size() + shapes_a_block - 1) / shapes_a_block, threads, [&](std::size_t block) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t i = block * shapes_a_block; i < last; ++i) {
            double low = HUGE_VAL, high = -HUGE_VAL;
            for (const Point p : shapes.points(i)) {
                low = std::min(low, p.y);
                high = std::max(high, p.y);
            }
            if (!(low <= high)) continue;
            const double per_unit = 1 / grid.pixel;
            rows[i] = {centres_before((grid.origin_y - high) * per_unit, grid.height),
                       centres_before((grid.origin_y - low) * per_unit, grid.height)};
        }
    });
    return rows;
}

/// Which shapes reach into each band of rows.
class Bands {
public:
    Bands(const Shapes& shapes, const Grid& grid, unsigned threads)
        : shapes_(shapes), grid_(grid), rows_(rows_of(shapes, grid, threads))
    {
        members_.resize((grid.height + rows_a_band - 1) / rows_a_band);
        for (std::uint32_t i = 0; i < shapes.size(); ++i) {
            const auto [from, to] = rows_[i];
            if (from >= to) continue;
            for (std::uint32_t b = from / rows_a_band; b <= (to - 1) / rows_a_band; ++b)
                members_[b].push_back(i);
        }
    }
    std::size_t count() const { return members_.size(); }
    bool empty(std::size_t band) const { return members_[band].empty(); }
    Rows rows(std::size_t band) const
    {
        const auto first = static_cast<std::uint32_t>(band) * rows_a_band;
        return {first, std::min(first + rows_a_band, grid_.height)};
    }
    /// \param pixels  of the rows of the band, holding no_shape
    void burn(std::size_t band, std::uint32_t* pixels) const
    {
        Painter painter(grid_, rows(band), pixels);
        // From the last to the first, so that the lowest index stays on top.
        for (auto it = members_[band].rbegin(); it != members_[band].rend(); ++it)
            painter.paint(shapes_, *it, rows_[*it]);
    }

private:
    const Shapes& shapes_;
    const Grid& grid_;
    std::vector<Rows> rows_;                           ///< by shape
    std::vector<std::vector<std::uint32_t>> members_;  ///< by band
};

void add_runs(PixelRuns::Band& out, std::span<const std::uint32_t> row)
{
    const std::size_t before = out.runs.size();
    std::uint32_t last = no_shape;
    for (std::uint32_t column = 0; column < row.size(); ++column) {
        if (row[column] == last) continue;
        if (out.runs.size() == before && column > 0) out.runs.push_back({0, no_shape});
        out.runs.push_back({column, last = row[column]});
    }
    out.first.push_back(static_cast<std::uint32_t>(out.runs.size()));
}

}  // namespace

Grid grid_for(const Box& box, double pixel)
{
    const double left = std::floor(box.min_x / pixel), right = std::ceil(box.max_x / pixel);
    const double top = std::ceil(box.max_y / pixel), bottom = std::floor(box.min_y / pixel);
    constexpr double most = 2147483648.0;
    if (!(pixel > 0 && right - left < most && top - bottom < most)) {
        throw InputError(Problem{
            .code = "raster.pixel",
            .where = "pixel",
            .found = Said(std::to_string(pixel)),
            .expected = {"a size above 0 that gives fewer than 2^31 columns and rows",
                         "大于 0 的像元大小，且行数和列数均小于 2^31"},
            .remedy = {"give the pixel size in units of the layer, e.g. 10",
                       "请按图层单位给出像元大小，例如 10"},
        });
    }
    return {left * pixel, top * pixel, pixel, static_cast<std::uint32_t>(std::max(1.0, right - left)),
            static_cast<std::uint32_t>(std::max(1.0, top - bottom))};
}

std::vector<std::uint32_t> burn(const Shapes& shapes, const Grid& grid, unsigned threads)
{
    std::vector<std::uint32_t> pixels(grid.cells(), no_shape);
    const Bands bands(shapes, grid, threads);
    parallel_blocks(bands.count(), threads, [&](std::size_t band) {
        bands.burn(band, pixels.data() + std::size_t{bands.rows(band).first} * grid.width);
    });
    return pixels;
}

PixelRuns burn_runs(const Shapes& shapes, const Grid& grid, unsigned threads)
{
    const Bands bands(shapes, grid, threads);
    PixelRuns out{grid, std::vector<PixelRuns::Band>(bands.count())};
    parallel_blocks(bands.count(), threads, [&](std::size_t at) {
        if (bands.empty(at)) return;
        const auto [first, last] = bands.rows(at);
        std::vector<std::uint32_t> pixels(std::size_t{last - first} * grid.width, no_shape);
        bands.burn(at, pixels.data());
        PixelRuns::Band& band = out.bands[at];
        band.first.push_back(0);
        for (std::uint32_t row = 0; row < last - first; ++row)
            add_runs(band, std::span(pixels).subspan(std::size_t{row} * grid.width, grid.width));
        band.runs.shrink_to_fit();
    });
    return out;
}

}  // namespace permu
