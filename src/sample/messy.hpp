/// The faults of real files, seeded at the rates that were measured on 92,562 real zoning polygons.
#pragma once

#include <cstdint>

#include "permu/sample/province.hpp"

namespace permu {

/// Invalid rings 0.08 %, exact duplicates 0.02 %, lots under 1 m² 0.3 %, overlaps with a neighbour 2.8 %,
/// textual FAR 11 % and missing FAR 44 %, stated area off by more than 5 % 0.15 %.
void make_messy(SampleProvince& province, std::uint64_t key);

}  // namespace permu
