/// The ground plan of one synthetic park.
#include "layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "distributions.hpp"
#include "log_normal.hpp"
#include "permu/base/units.hpp"

namespace permu {
namespace {

constexpr double block_width = 420, block_height = 300, road_width = 24;
constexpr double least_lot_width = 14;
/// Blocks of one kind of use lie together: this many columns share a leaning.
constexpr std::uint32_t quarter = 2;
constexpr int phases = 3;
/// About so many lots a block.
constexpr double lots_a_block = 8;

double millimetres(double metres)
{
    return std::round(metres * 1000) / 1000;
}

/// Draws of one block; the index space of the park's stream is divided among blocks.
class BlockDraw {
public:
    BlockDraw(const Draw& draw, std::uint32_t block) : draw_(draw), next_(1 + block * 4096) {}
    double uniform() { return draw_.uniform(next_++); }
    double sized(const LogNormal& about) { return log_normal(draw_, next_++, about); }

private:
    const Draw& draw_;
    std::uint32_t next_;
};

/// What lots of a part of a park are for.
struct Leaning {
    Character character;
    std::uint8_t favourite;  ///< number in lot_kinds
};

/// A kind of lot by its share of land, leaning to the favourite.
std::uint8_t draw_kind(BlockDraw& draw, Leaning leaning)
{
    if (draw.uniform() < 0.45) return leaning.favourite;
    // Small lots must come more often than large ones to reach their share of land.
    double total = 0;
    const auto weight = [&](const LotKind& kind) {
        const double share = leaning.character == Character::town ? kind.urban_share : kind.share;
        return share / (1 + 2 * std::max(0.0, kind.hectares.mean_ln));
    };
    for (const LotKind& kind : lot_kinds)
        total += weight(kind);
    double left = draw.uniform() * total;
    for (std::size_t i = 0; i < lot_kinds.size(); ++i) {
        left -= weight(lot_kinds[i]);
        if (left < 0) return static_cast<std::uint8_t>(i);
    }
    return 0;
}

/// Where the lots of one row end, from the left, in shares of the block's width.
struct RowCuts {
    std::vector<double> ends;
    std::vector<std::uint8_t> kinds;
};

RowCuts cut_row(BlockDraw& draw, double width, double depth, Leaning leaning)
{
    RowCuts row;
    double at = 0;
    while (at < width) {
        const std::uint8_t kind = draw_kind(draw, leaning);
        double lot = std::max(least_lot_width,
                              draw.sized(lot_kinds[kind].hectares) * square_metres_per_hectare / depth);
        if (width - at - lot < 2 * least_lot_width) lot = width - at;
        at = std::min(width, at + lot);
        row.ends.push_back(at / width);
        row.kinds.push_back(kind);
    }
    row.ends.back() = 1;
    return row;
}

/// A block's corners, drawn out of square, and its middle line with the cuts of both rows on it.
class Block {
public:
    Block(BlockDraw& draw, Point origin)
    {
        const double bend = 12;
        const auto corner = [&](double x, double y) {
            return Point{origin.x + x + bend * (draw.uniform() - 0.5),
                         origin.y + y + bend * (draw.uniform() - 0.5)};
        };
        const double w = block_width - road_width, h = block_height - road_width;
        low_left_ = corner(0, 0), low_right_ = corner(w, 0), high_left_ = corner(0, h),
        high_right_ = corner(w, h);
        split_ = 0.4 + 0.2 * draw.uniform();
        bulge_ = 5 * draw.uniform();
    }
    /// t along the width, s up the height: 0, 1 the sides, `split` the middle line.
    Point at(double t, double s) const
    {
        const auto mix = [](Point a, Point b, double k) {
            return Point{a.x + (b.x - a.x) * k, a.y + (b.y - a.y) * k};
        };
        Point p = mix(mix(low_left_, low_right_, t), mix(high_left_, high_right_, t), s);
        // The sides to the roads swing outwards; the middle line stays straight.
        const double side = s == 0 ? -1 : s == 1 ? 1 : 0;
        p.y += side * bulge_ * 4 * t * (1 - t);
        return {millimetres(p.x), millimetres(p.y)};
    }
    double split() const { return split_; }

private:
    Point low_left_{}, low_right_{}, high_left_{}, high_right_{};
    double split_ = 0.5, bulge_ = 0;
};

/// One lot between the cuts from and to of its row; the cuts of the other row on the middle line are its
/// vertices too.
void add_lot(Shapes& lots, const Block& block, double from, double to, double side,
             const std::vector<double>& others)
{
    constexpr int steps = 3;  // vertices on the side to the road
    lots.begin_part();
    const Point first = block.at(from, side);
    for (int i = 0; i <= steps; ++i)
        lots.add_point(block.at(from + (to - from) * i / steps, side));
    lots.add_point(block.at(to, block.split()));
    for (auto other = others.rbegin(); other != others.rend(); ++other) {
        if (*other > from && *other < to) lots.add_point(block.at(*other, block.split()));
    }
    lots.add_point(block.at(from, block.split()));
    lots.add_point(first);
    lots.end_ring();
    lots.end_shape();
}

/// The outline of full rows of blocks and a last row that may end early, with soft sides.
Shapes outline(const Draw& draw, Point origin, std::uint32_t columns, std::uint32_t blocks)
{
    constexpr double margin = 20;
    const std::uint32_t full = blocks / columns, rest = blocks % columns;
    const double w = columns * block_width, top = full * block_height;
    std::vector<Point> corners{{0, 0}, {w, 0}, {w, top}};
    if (rest > 0) {
        const double end = rest * block_width;
        if (full == 0)
            corners = {{0, 0}, {end, 0}, {end, block_height}};
        else
            corners.insert(corners.end(), {{end, top}, {end, top + block_height}});
        corners.push_back({0, top + block_height});
    } else {
        corners.push_back({0, top});
    }
    Shapes shape;
    shape.begin_part();
    Point first{};
    for (std::uint32_t i = 0; i < corners.size(); ++i) {
        const Point a = corners[i], b = corners[(i + 1) % corners.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const Point out{(b.y - a.y) / length, (a.x - b.x) / length};
        const auto steps = std::max(1, static_cast<int>(length / 700));
        for (int step = 0; step < steps; ++step) {
            const double k = static_cast<double>(step) / steps;
            const double swell =
                step == 0 ? 0 : 25 * draw.uniform(0x80000000U + i * 256 + static_cast<std::uint32_t>(step));
            // Corners move out on both sides; points between them only across.
            Point p{a.x + (b.x - a.x) * k + out.x * (margin + swell),
                    a.y + (b.y - a.y) * k + out.y * (margin + swell)};
            if (step == 0) {
                const Point z = corners[(i + corners.size() - 1) % corners.size()];
                const double before = std::hypot(a.x - z.x, a.y - z.y);
                p.x += (a.y - z.y) / before * margin;
                p.y += (z.x - a.x) / before * margin;
            }
            p = {millimetres(origin.x + p.x), millimetres(origin.y + p.y)};
            if (i == 0 && step == 0) first = p;
            shape.add_point(p);
        }
    }
    shape.add_point(first);
    shape.end_ring();
    shape.end_shape();
    return shape;
}

/// Blocks side by side in a park of so many lots.
std::uint32_t columns_for(std::uint32_t lots)
{
    return static_cast<std::uint32_t>(std::max(1.0, std::round(std::sqrt(lots / lots_a_block * 0.8))));
}

/// The kind of lot that a quarter leans to: industry more often than the rest, in a town housing.
std::uint8_t favourite_of(const Draw& draw, Character character, std::uint32_t place)
{
    constexpr std::uint8_t housing = 5;
    constexpr std::array<std::uint8_t, 10> town{housing, 0, housing, 1, 6, 8, 7, housing, 4, 8};
    const double chance = draw.uniform(0x40000000U + place) * draw.uniform(0x50000000U + place);
    const auto kind = static_cast<std::uint8_t>(std::min(9.0, 16 * chance));
    return character == Character::town ? town[kind] : kind;
}

}  // namespace

ParkPlan plan_park(const Draw& draw, std::uint32_t lots, Character character, Point origin)
{
    const std::uint32_t columns = columns_for(lots);
    ParkPlan plan{};
    plan.character = character;
    plan.lots.reserve(lots, std::size_t{lots} * 9);
    std::uint32_t block = 0;
    for (; plan.about.size() < lots; ++block) {
        const std::uint32_t row = block / columns, column = block % columns;
        BlockDraw chance(draw, block);
        const Leaning leaning{character,
                              favourite_of(draw, character, (row / quarter) * 1000 + column / quarter)};
        const Block shape(chance, {origin.x + column * block_width, origin.y + row * block_height});
        const double width = block_width - road_width, height = block_height - road_width;
        const RowCuts low = cut_row(chance, width, height * shape.split(), leaning);
        const RowCuts high = cut_row(chance, width, height * (1 - shape.split()), leaning);
        const auto add_row = [&](const RowCuts& cuts, double side, const std::vector<double>& others) {
            double from = 0;
            for (std::size_t i = 0; i < cuts.ends.size() && plan.about.size() < lots; ++i) {
                add_lot(plan.lots, shape, from, cuts.ends[i], side, others);
                plan.about.push_back({cuts.kinds[i], static_cast<float>(row), 1});
                from = cuts.ends[i];
            }
        };
        add_row(low, 0, high.ends);
        add_row(high, 1, low.ends);
    }
    const std::uint32_t full_rows = (block + columns - 1) / columns;
    const auto rows = static_cast<float>(full_rows);
    for (Lot& lot : plan.about) {
        lot.along /= rows;
        lot.phase =
            static_cast<std::uint16_t>(1 + std::min(phases - 1, static_cast<int>(lot.along * phases)));
    }
    plan.boundary = outline(draw, origin, columns, block);
    plan.width = columns * block_width;
    plan.height = static_cast<double>(rows) * block_height;
    return plan;
}

}  // namespace permu
