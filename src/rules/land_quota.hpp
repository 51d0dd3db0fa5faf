/// The quota of one park as it is used up during preparation.
#pragma once

#include "permu/model/state.hpp"

namespace permu {

/// Where the quota of a parcel came from.
enum class QuotaFrom { not_needed, pool, outside, nowhere };

class LandQuota {
public:
    /// \param outside  m² that waiting guaranteed projects may still use beside the pool, for land for
    /// projects only
    LandQuota(State& state, ParkId park, Mm2 outside) : state_(state), park_(park), outside_(outside) {}

    /// Uses quota for the parcel and marks it approved; leaves everything alone where there is not enough
    /// (nowhere).
    QuotaFrom use(ParcelId parcel, Year year, bool for_projects);

private:
    State& state_;
    ParkId park_;
    Mm2 outside_;
};

}  // namespace permu
