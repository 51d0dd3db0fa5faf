/// The lots of one synthetic park as rows: use, stage, floor, tenure, and the firms on them.
#pragma once

#include <cstdint>
#include <span>

#include "cells.hpp"
#include "layout.hpp"
#include "permu/sample/province.hpp"

namespace permu {

struct LotRequest {
    const SampleRequest& sample;
    std::uint64_t key;
    std::uint32_t park;  ///< number of the park
    const ParkPlan& plan;
    std::span<const int> leading;  ///< divisions
};

void add_lots(const LotRequest& request, Cells& parcels, Cells& firms);

}  // namespace permu
