/// Parcels that are cut to several lots of one package, slice by slice.
#pragma once

#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "permu/geometry/cut_lot.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// What is left of a parcel; no cut: all of it.
struct Leftover {
    ParcelId parcel;
    Mm2 area = 0;
    std::shared_ptr<const LotCut> cut = {};  ///< the last one; its rest is what is left
};

/// The cuts that can be made, remembered: packages that grow from different lots ask for the same ones.
class Slices {
public:
    /// \param remainder  least that must stay of a parcel that is cut
    Slices(const State& state, const LotLimits& limits, Mm2 remainder)
        : state_(state), limits_(limits), remainder_(remainder)
    {
    }

    using Cuts = std::vector<std::shared_ptr<const LotCut>>;
    /// Ways to cut `wanted` off what is left, at either end; none where it cannot be. What is left of a
    /// parcel that was cut before is one way by itself where its area lies in [least, most].
    const Cuts& cuts(const Leftover& left, Mm2 wanted, Mm2 least, Mm2 most);
    /// Area of a slice that was given by `cuts`.
    static Mm2 area_of(const Leftover& left, const LotCut& cut, Mm2 wanted)
    {
        return cut.rest.empty() ? left.area : wanted;
    }

private:
    Cuts find(const Leftover& left, Mm2 wanted, Mm2 least, Mm2 most) const;

    const State& state_;
    LotLimits limits_;
    Mm2 remainder_;
    std::map<std::tuple<ParcelId, const LotCut*, Mm2, Mm2, Mm2>, Cuts> known_;
};

}  // namespace permu
