/// What the kernels are timed on: one province and one state of each size, made once.
#pragma once

#include <map>

#include "common/province.hpp"

namespace permu::bench {

inline const SampleProvince& province(std::uint32_t parcels)
{
    static std::map<std::uint32_t, SampleProvince> made;
    const auto at = made.find(parcels);
    return at != made.end() ? at->second
                            : made.emplace(parcels, make_province(request_of(parcels))).first->second;
}

inline const State& state(std::uint32_t parcels)
{
    static std::map<std::uint32_t, State> made;
    const auto at = made.find(parcels);
    return at != made.end() ? at->second : made.emplace(parcels, base_state(parcels, 1)).first->second;
}

}  // namespace permu::bench
