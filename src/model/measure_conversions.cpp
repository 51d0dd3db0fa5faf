/// Sums over converted land and M0.
#include "model/measure_conversions.hpp"

#include <cmath>

namespace permu {
namespace {

/// What part of a parcel counts as industry or M0, 0 to 1.
double industrial_share(const ParcelTable& parcels, ParcelId parcel, std::span<const MixedShare> shares)
{
    if (shares.empty()) return is_industrial(parcels.use[parcel]) ? 1.0 : 0.0;
    double industrial = 0;
    for (const MixedShare& share : shares)
        if (is_industrial(share.use)) industrial += share.share;
    return industrial;
}

}  // namespace

void add_converted(Measures& m, const ParcelTable& parcels, ParcelId parcel,
                   std::span<const MixedShare> shares)
{
    const float before = parcels.converted_share[parcel];
    const double lost = (std::isnan(before) ? 1.0 : before) - industrial_share(parcels, parcel, shares);
    if (lost > 0) m.converted_recent += std::llround(static_cast<double>(parcels.area[parcel]) * lost);
}

void add_support(Measures& m, const ParcelTable& parcels, ParcelId parcel, std::span<const MixedShare> shares)
{
    double m0 = shares.empty() ? 1 : 0;
    for (const MixedShare& share : shares)
        if (share.use == LandUse::m0) m0 += share.share;
    // Kept in single precision: six decimals are what was meant.
    const double share_of_floor = std::round(static_cast<double>(parcels.support_share[parcel]) * 1e6) / 1e6;
    const double support = m0 * share_of_floor;
    if (support > 0) m.m0_support += std::llround(static_cast<double>(parcels.area[parcel]) * support);
}

}  // namespace permu
