/// The ground plan of one synthetic park: blocks between roads, lots in two rows that share their vertices
/// exactly.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/base/random.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

struct Lot {
    std::uint8_t kind;    ///< number in lot_kinds
    float along;          ///< 0 = first block of the park, 1 = last: how early it is developed
    std::uint16_t phase;  ///< of rolling development, from 1
};

/// What a park has become: a zone of works, or a town in which industry is the smaller part.
enum class Character : std::uint8_t { works, town };

struct ParkPlan {
    Character character;
    Shapes lots;             ///< one shape a lot
    std::vector<Lot> about;  ///< one entry a lot
    Shapes boundary;         ///< one shape
    double width, height;    ///< m
};

/// \param lots    how many lots exactly
/// \param origin  lower left corner, m
ParkPlan plan_park(const Draw& draw, std::uint32_t lots, Character character, Point origin);

}  // namespace permu
