/// Supply of one parcel.
#include "supply.hpp"

#include <limits>

namespace permu {
namespace {

void count_disposed(State& state, ParcelId parcel, Year year)
{
    ParcelTable& p = state.parcels;
    const bool waiting = p.approved[parcel] && p.approval_year[parcel] != no_year &&
                         year - p.approval_year[parcel] >= unsupplied_after_years;
    if (!waiting || p.disposed[parcel]) return;
    p.disposed[parcel] = 1;
    state.region.disposed_unsupplied += p.area[parcel];
    state.parks.flows[p.park[parcel]].stock_disposed += p.area[parcel];
}

}  // namespace

void supply_parcel(State& state, ParcelId parcel, Year year, int build_years)
{
    ParcelTable& p = state.parcels;
    count_disposed(state, parcel, year);
    p.stage[parcel] = Stage::supplied;
    p.use[parcel] = intended_use(p, parcel);
    p.approved[parcel] = p.supply_record[parcel] = 1;
    p.tenure[parcel] = Tenure::none;
    p.supply_year[parcel] = static_cast<std::int16_t>(year);
    p.agreed_start[parcel] = static_cast<std::int16_t>(year + 1);
    p.build_years[parcel] = static_cast<std::int16_t>(build_years);
    // Nothing of an earlier grant of the same land stays.
    p.idle[parcel] = p.government_cause[parcel] = p.fee_charged[parcel] = p.standard[parcel] = 0;
    p.term_years[parcel] = p.expiry_year[parcel] = p.start_year[parcel] = p.completion_year[parcel] = no_year;
    p.suspended_since[parcel] = p.commit_year[parcel] = p.ramp_end[parcel] = no_year;
    p.rent_end[parcel] = p.review_due[parcel] = p.clean_until[parcel] = no_year;
    p.review[parcel] = Review::none, p.inefficient[parcel] = 0;
    p.standard_version[parcel] = 0;
    p.leased_share[parcel] = std::numeric_limits<float>::quiet_NaN();
    p.price[parcel] = p.rent[parcel] = std::numeric_limits<double>::quiet_NaN();
    p.developed_share[parcel] = p.invested_share[parcel] = std::numeric_limits<float>::quiet_NaN();
}

}  // namespace permu
