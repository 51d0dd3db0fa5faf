/// Which coordinate system would bring parcels to the parks that they miss.
#pragma once

#include "permu/base/problem.hpp"
#include "permu/model/intake.hpp"

namespace permu {

/// Where no parcel comes near any park and the numbers could be those of another Gauss–Krüger system on the
/// same datum under which parcels lie among the parks: the error crs.zone names the systems. Else nothing.
void tell_fitting_systems(const RawData& raw, Problems& problems);

}  // namespace permu
