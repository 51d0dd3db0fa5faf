/// Use of new construction-land quota, parcel by parcel.
#include "land_quota.hpp"

#include "land.hpp"
#include "permu/model/merging.hpp"

namespace permu {

QuotaFrom LandQuota::use(ParcelId parcel, Year year, bool for_projects)
{
    ParcelTable& parcels = state_.parcels;
    if (!needs_quota(parcels, parcel)) return QuotaFrom::not_needed;
    const Mm2 area = parcels.area[parcel];
    ParkFlows& flows = state_.parks.flows[budget_of(state_.parks, park_, year)];
    QuotaFrom from = QuotaFrom::pool;
    if (for_projects && outside_ > 0) {
        outside_ -= area;  // the last parcel may be larger than what is left
        state_.region.quota_outside += area;
        from = QuotaFrom::outside;
    } else {
        if (!flows.quota_limited) {
            flows.quota_given += area;
            state_.region.quota_given += area;
        }
        if (flows.quota_used + area > flows.quota_given) return QuotaFrom::nowhere;
        flows.quota_used += area;
        state_.region.quota_used += area;
    }
    parcels.approved[parcel] = 1;
    parcels.approval_year[parcel] = static_cast<std::int16_t>(year);
    return from;
}

}  // namespace permu
