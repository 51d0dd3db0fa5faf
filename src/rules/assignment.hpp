/// The assignment problem: the least total cost of giving each of many at most one place of its own.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace permu {

/// One may have place `right`, at this cost.
struct AssignmentPair {
    std::uint32_t left, right;
    std::int64_t cost;
};

inline constexpr std::uint32_t unassigned = std::numeric_limits<std::uint32_t>::max();

struct Assignment {
    std::vector<std::uint32_t> pair_of;  ///< by left: number of its pair, or unassigned
    std::vector<std::int64_t> value;     ///< by left: the least of cost + price over its pairs, and `alone`
    std::vector<std::int64_t> price;     ///< by right, ≥ 0; 0 where nobody has it
    std::int64_t cost = 0;
    std::int64_t bound = 0;  ///< of the dual, from the prices of the places: Σ value − Σ price ≤ any cost
    std::size_t searches = 0;  ///< for a chain of moves: whoever simple bids did not settle
};

/// Exact. Same pairs in the same order, same answer.
/// \param pairs  each (left, right) once, ordered by left
/// \param alone  by left: the cost of staying without a place
/// \pre   costs and sums of costs along a chain of all lefts fit 62 bits
Assignment assign(std::span<const AssignmentPair> pairs, std::span<const std::int64_t> alone);

}  // namespace permu
