/// Slices of parcels: the cuts at either end of what is left.
#include "slices.hpp"

#include "permu/model/land_shapes.hpp"

namespace permu {

const Slices::Cuts& Slices::cuts(const Leftover& left, Mm2 wanted, Mm2 least, Mm2 most)
{
    const auto [at, fresh] = known_.try_emplace({left.parcel, left.cut.get(), wanted, least, most});
    if (fresh) at->second = find(left, wanted, least, most);
    return at->second;
}

Slices::Cuts Slices::find(const Leftover& left, Mm2 wanted, Mm2 least, Mm2 most) const
{
    const Shapes& parcels = state_.geography->parcels;
    const std::uint32_t row = left.parcel.index;
    if (row >= parcels.size()) return {};
    const Shapes& shapes = left.cut ? left.cut->rest : parcels;
    const std::size_t shape = left.cut ? 0 : row;
    if (left.cut && left.cut->rest.empty()) return {};
    if (left.cut && left.area >= least && left.area <= most) {
        LotCut all;
        all.cut = left.cut->rest;
        return {std::make_shared<const LotCut>(std::move(all))};
    }
    if (left.area - wanted < remainder_) return {};
    const GroundScale scale = ground_scale(*state_.geography, bounds(parcels, row));
    const double drawn = planar_area(parcels, row) * scale.area();
    const double share = static_cast<double>(wanted) / static_cast<double>(state_.parcels.area[left.parcel]);
    Cuts out;
    for (LotCut& cut : lot_cuts(shapes, shape, share * drawn, limits_, scale))
        out.push_back(std::make_shared<const LotCut>(std::move(cut)));
    return out;
}

}  // namespace permu
