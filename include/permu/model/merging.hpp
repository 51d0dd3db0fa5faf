/// Steps of a merger of parks: whose figures, whose money and quota, whose land.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// How far a park has become a part of another.
enum class MergeStep : std::uint8_t { none, space, management, function };

/// The step that holds in a year; none for a park that merges into no other.
MergeStep merge_step(const ParkTable& parks, ParkId park, Year year);

/// In whose account money is booked and whose quota is given and used: the head's from the management step
/// on, else the park's own.
ParkId budget_of(const ParkTable& parks, ParkId park, Year year);

/// By park, whether it is on its way to be one with another: a head, or a park with a head, whose land is not
/// the head's yet.
std::vector<bool> merging_parks(const ParkTable& parks);

/// The level that stays when parks become one: national before provincial before unknown.
ParkLevel higher(ParkLevel a, ParkLevel b);

/// The first of January: parks whose function step begins give their land, firms and waiting projects to
/// their heads and are merged. The head keeps its lists and its grade and gets the higher level; areas,
/// people, pollutant quotas and last figures are added up; leading divisions and years at the bottom of the
/// ranking are those of both. A merger is called off when its head, or the merging park, is no member any
/// more.
void complete_mergers(State& state);

}  // namespace permu
