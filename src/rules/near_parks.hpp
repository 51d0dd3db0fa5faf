/// Pairs of parks, or of blocks of parks, that are near, alike in their industry, and not both large.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// What may merge: parks, or the blocks of their land.
struct LandNodes {
    std::vector<std::uint32_t> free;                 ///< nodes that may merge, ascending
    std::vector<ParkId> park;                        ///< of every node
    std::vector<Mm2> land;                           ///< of every node
    const Shapes* shapes = nullptr;                  ///< of every node; null: nobody drew them
    std::function<std::uint32_t(ParcelId)> node_of;  ///< of a parcel; UINT32_MAX: none
};

/// Two nodes of different parks, a < b.
struct NearPair {
    std::uint32_t a, b;
    double distance;    ///< m between their boundaries
    double similarity;  ///< cosine of their firms by division
};

/// Each bound is inclusive.
struct NearCriteria {
    double distance;    ///< m
    double similarity;  ///< 0 to 1
    Mm2 small;          ///< land of the smaller one
    bool by_staff;      ///< firms are compared by staff, else by revenue
};

/// Cosine of two profiles; NaN where one has no figures.
using DivisionProfile = std::array<double, 100>;
double cosine(const DivisionProfile& a, const DivisionProfile& b);

/// The pairs that meet all criteria, by a and b. Nodes that nobody drew are near where parcels of theirs
/// share a border.
std::vector<NearPair> near_pairs(const State& state, const NearCriteria& criteria, const LandNodes& nodes);

}  // namespace permu
