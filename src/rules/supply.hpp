/// What happens to a parcel when it is supplied.
#pragma once

#include "permu/model/state.hpp"

namespace permu {

/// Years after approval from which unsupplied land is 批而未供 (approved for two full years).
/// Source: the ministry's notices on disposing of approved and unsupplied land; knowledge, verify.
inline constexpr int unsupplied_after_years = 2;

/// The parcel is supplied in `year` with the use of its plan: a fresh contract without tenure, which is for
/// the rule tenure to set, to be started in the year after. Land that was 批而未供 counts as disposed stock,
/// once. \param build_years  of the project or the use; no_year: as the rule construction has it
void supply_parcel(State& state, ParcelId parcel, Year year, int build_years);

}  // namespace permu
