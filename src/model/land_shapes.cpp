/// Forms of parcels: the way from areas on the ground to those of the drawing.
#include "permu/model/land_shapes.hpp"

#include <vector>

#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {

GroundScale ground_scale(const Geography& geography, const Box& box)
{
    const double unit =
        geography.geographic ? geography.metres_per_unit / earth_radius : geography.metres_per_unit;
    CrsInfo crs;
    crs.geographic = geography.geographic;
    crs.unit = unit;
    return ground_scale(crs, box);
}

std::optional<ParcelCut> cut_parcel(const State& state, ParcelId parcel, SquareMetres wanted,
                                    const LotLimits& limits)
{
    const Shapes& shapes = state.geography->parcels;
    if (parcel.index >= shapes.size()) return std::nullopt;
    const GroundScale scale = ground_scale(*state.geography, bounds(shapes, parcel.index));
    const double share = wanted / from_mm2(state.parcels.area[parcel]);
    const double drawn = planar_area(shapes, parcel.index) * scale.area();
    const auto parts = cut_lot(shapes, parcel.index, share * drawn, limits, scale);
    if (!parts) return std::nullopt;
    ParcelCut cut{parcel, parts->cut};
    cut.pieces.append(parts->rest, 0);
    return cut;
}

bool usable_join(const State& state, std::span<const ParcelId> parcels, const LotLimits& limits)
{
    const Shapes& shapes = state.geography->parcels;
    if (shapes.size() != state.parcels.size()) return true;
    std::vector<std::uint32_t> rows;
    for (const ParcelId parcel : parcels)
        rows.push_back(parcel.index);
    const Shapes one = union_all(select(shapes, rows));
    return usable_lot(one, 0, limits, ground_scale(*state.geography, bounds(one, 0)));
}

double shared_boundary(const Geography& geography, const Shapes& a, std::size_t i, const Shapes& b,
                       std::size_t j)
{
    Shapes both;
    both.append(a, i);
    both.append(b, j);
    double metres = 0;
    for (const SharedEdge& edge : shared_edges(both, 1, default_snap / geography.metres_per_unit))
        metres += edge.length * geography.metres_per_unit;
    return metres;
}

}  // namespace permu
