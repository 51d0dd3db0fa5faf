/// The choice of reserves for land that leaves a park.
#include "reserve_choice.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/model/land_shapes.hpp"

namespace permu {

ReserveChoice::ReserveChoice(const State& state, const Rezoning& rule)
    : state_(state), r_(state.reserves), rule_(rule), used_(state.reserves.size())
{
    for (const ReserveTaking& earlier : state.next_land.takings)
        used_[earlier.reserve.index] = true;
}

bool ReserveChoice::is_free(ReserveId reserve) const
{
    const bool drawn = state_.geography != nullptr && shapes().size() == r_.size();
    return drawn && !used_[reserve.index] && r_.area[reserve.index] > 0 &&
           !shapes().points(reserve.index).empty();
}

/// By reserve, whether it shares a boundary with the park.
std::vector<bool> ReserveChoice::adjoining(ParkId park) const
{
    std::vector<bool> adjoins(r_.size(), false);
    const Geography& g = *state_.geography;
    if (park.index >= g.parks.size()) return adjoins;
    Shapes together;
    together.append(g.parks, park.index);
    together.append(g.reserves, 0, g.reserves.size());
    const double snap = default_snap / g.metres_per_unit;
    for (const SharedEdge& edge : shared_edges(together, state_.threads, snap))
        if (edge.a == 0) adjoins[edge.b - 1] = true;
    return adjoins;
}

/// Reserves that the park may take, best first.
std::vector<std::uint32_t> ReserveChoice::rows_for(ParkId park) const
{
    std::vector<std::uint32_t> rows;
    if (state_.geography == nullptr || shapes().size() != r_.size() || r_.size() == 0) return rows;
    const std::vector<bool> adjoins = adjoining(park);
    const std::string& city = state_.parks.city[park.index];
    for (std::uint32_t row = 0; row < r_.size(); ++row) {
        if (!is_free(ReserveId{row})) continue;
        const bool same_place = !city.empty() && (r_.city[row] == city || r_.county[row] == city);
        if (r_.park[row] == park || (!r_.park[row].valid() && (adjoins[row] || same_place)))
            rows.push_back(row);
    }
    const auto key = [&](std::uint32_t row) {
        const double fit = std::isnan(r_.suitability[row]) ? -1.0 : r_.suitability[row];
        return std::tuple(r_.park[row] != park, -fit, !adjoins[row], std::string_view(r_.id[row]));
    };
    std::ranges::sort(rows, {}, key);
    return rows;
}

std::vector<TakenReserve> ReserveChoice::choose(ParkId park, double out,
                                                std::span<const ReserveId> named) const
{
    std::vector<std::uint32_t> rows;
    for (const ReserveId one : named)
        if (is_free(one)) rows.push_back(one.index);
    if (named.empty()) rows = rows_for(park);
    std::vector<TakenReserve> taken;
    double in = 0;
    for (const std::uint32_t row : rows) {
        if (in >= out * (1 - rule_.area_tolerance)) break;
        const double area = from_mm2(r_.area[row]).value;
        if (rule_.expansion || in + area <= out * (1 + rule_.area_tolerance)) {
            TakenReserve whole{ReserveId{row}, area, {}, {}};
            whole.shape.append(shapes(), row);
            taken.push_back(std::move(whole));
        } else if (auto part = part_of(row, out - in)) {
            taken.push_back(std::move(*part));
        } else {
            continue;
        }
        in += taken.back().area;
    }
    return taken;
}

/// So much of a reserve, cut off by a straight line.
std::optional<TakenReserve> ReserveChoice::part_of(std::uint32_t row, double wanted) const
{
    const double area = from_mm2(r_.area[row]).value;
    const GroundScale scale = ground_scale(*state_.geography, bounds(shapes(), row));
    const double drawn = planar_area(shapes(), row) * scale.area();
    auto parts = cut_lot(shapes(), row, wanted / area * drawn, limits(), scale);
    if (!parts) return std::nullopt;
    return TakenReserve{ReserveId{row}, wanted, std::move(parts->cut), std::move(parts->rest)};
}

Shapes ReserveChoice::blocks_of(const TakenReserve& taken) const
{
    const GroundScale scale = ground_scale(*state_.geography, bounds(taken.shape, 0));
    const double own = r_.block[taken.reserve.index];
    const double block = own > 0 ? own : rule_.block;
    // Areas on the ground against those of the drawing.
    const double drawn = block * planar_area(taken.shape, 0) * scale.area() / taken.area;
    Shapes blocks;
    for (std::size_t part = 0; part < taken.shape.parts(0); ++part) {
        Shapes one;
        one.begin_part();
        for (std::size_t ring = 0; ring < taken.shape.rings(0, part); ++ring)
            one.add_ring(taken.shape.ring(0, part, ring));
        one.end_shape();
        const Shapes cut = cut_into_blocks(one, 0, drawn, limits(), scale);
        blocks.append(cut, 0, cut.size());
    }
    return blocks;
}

}  // namespace permu
