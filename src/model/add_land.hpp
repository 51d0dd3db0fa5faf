/// How one piece of land enters the ledger: a table over stage and use instead of branches.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "permu/model/ledger.hpp"

namespace permu {

/// Where land of one stage and use stands. Masks are 0 or −1 (all bits), to be and-ed with an area.
struct Standing {
    Mm2 Ledger::*part;      ///< one of a1 … a6, b11 … b22; c for land that cannot be built
    Mm2 Ledger::*detail;    ///< a_industrial … a_research; null for none
    Mm2 a, b, d, e, ready;  ///< `d`: supplied whatever the record says
};

/// The standing of every stage and use.
class Standings {
public:
    Standings();
    const Standing& of(Stage stage, LandUse use) const
    {
        return table_[static_cast<std::size_t>(stage)][static_cast<std::size_t>(use)];
    }

private:
    std::array<std::array<Standing, land_use_count>, stage_count> table_{};
};
const Standings& standings();

/// What else of a parcel decides where it counts; masks as above.
struct Marks {
    Mm2 recorded, allocated, expired, idle;
};

inline Mm2 mask(bool condition)
{
    return -static_cast<Mm2>(condition);
}

inline Marks marks_of(const ParcelTable& parcels, ParcelId parcel, Year year)
{
    // The term runs through its expiry year; a parcel without one (no_year) has none that could run out.
    const Year expiry = parcels.expiry_year[parcel];
    return {mask(parcels.supply_record[parcel] != 0), mask(parcels.tenure[parcel] == Tenure::allocated),
            mask(expiry != no_year && expiry < year), mask(parcels.idle[parcel] != 0)};
}

/// A, B and D each get the area by a mask of their own: that they agree with their parts is a check, not a
/// definition.
inline void add_land(Ledger& ledger, const Standing& at, const Marks& marks, Mm2 area)
{
    ledger.*at.part += area;
    if (at.detail != nullptr) ledger.*at.detail += area;
    ledger.a += area & at.a;
    ledger.b += area & at.b;
    ledger.e += area & at.e;
    ledger.ready += area & at.ready;
    ledger.g += area & marks.idle;
    const Mm2 supplied = area & (at.d | (at.a & marks.recorded));
    ledger.d += supplied;
    ledger.d1 += supplied & marks.allocated;
    ledger.d21 += supplied & ~marks.allocated & ~marks.expired;
    ledger.d22 += supplied & ~marks.allocated & marks.expired;
    ledger.unrecorded += area & at.a & ~marks.recorded;
}

/// Walks the shares of mixed parcels along with a walk over parcels in ascending order.
class MixedCursor {
public:
    MixedCursor(const ParcelTable& parcels, ParcelId first);

    /// The shares of this parcel, empty when it is not mixed. \pre parcels are asked for in ascending order
    std::span<const MixedShare> shares(ParcelId parcel)
    {
        if (at_ == end_ || parcel < at_->parcel) return {};
        return run(parcel);
    }

private:
    std::span<const MixedShare> run(ParcelId parcel);

    const MixedShare* at_;
    const MixedShare* end_;
};

/// Splits an area by shares: each part is rounded once and the last one takes what is left, so that the parts
/// add up to the whole. Calls `visit(share, part)` for each.
template <class Visitor>
void split_area(Mm2 area, std::span<const MixedShare> shares, Visitor&& visit)
{
    Mm2 left = area;
    for (const MixedShare& share : shares) {
        const bool last = &share == &shares.back();
        const Mm2 rounded = std::llround(static_cast<double>(area) * share.share);
        const Mm2 part = last ? left : std::min(rounded, left);
        left -= part;
        visit(share, part);
    }
}

/// Adds a mixed parcel use by use.
void add_mixed(Ledger& ledger, const ParcelTable& parcels, ParcelId parcel, const Marks& marks,
               std::span<const MixedShare> shares);

}  // namespace permu
