/// Projects of a synthetic province: candidate investments with promised values.
#pragma once

#include <cstdint>

#include "cells.hpp"
#include "permu/sample/province.hpp"

namespace permu {

void add_projects(const SampleRequest& request, std::uint64_t key, Cells& projects);

}  // namespace permu
