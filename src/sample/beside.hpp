/// What a synthetic province has beside its lots and firms: land in reserve, zones inside parks, requests.
#pragma once

#include "cells.hpp"
#include "layout.hpp"
#include "permu/sample/province.hpp"

namespace permu {

/// Two reserves for a park, together a little larger than it, side by side with their lower left corner at
/// `place`. \return the width they take, m
double add_reserves(SampleProvince& out, Cells& reserves, std::uint32_t park, double park_area, Point place);

/// A cooperation park in every fourth park: its lower left part. The first ones are recognised.
void add_sub_park(SampleProvince& out, Cells& sub_parks, std::uint32_t park, const ParkPlan& plan,
                  Point origin);

/// Requests to convert built industrial lots or to build more on them, some of which no rule allows.
void add_requests(const SampleRequest& request, std::uint64_t key, const Table& parcels, Cells& requests);

}  // namespace permu
