/// Which reserves a park takes for land that leaves it, and how they are cut.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "permu/geometry/cut_lot.hpp"
#include "permu/model/state.hpp"
#include "permu/rules/rezoning.hpp"

namespace permu {

/// What of a reserve is taken; areas in m².
struct TakenReserve {
    ReserveId reserve;
    double area;
    Shapes shape;
    Shapes rest;  ///< none: all of it is taken
};

/// The reserves of one year; what was taken by earlier decisions of the year is not there any more.
class ReserveChoice {
public:
    ReserveChoice(const State& state, const Rezoning& rule);

    /// Reserves in balance with `out` m²; see `apply` of the rule. \param named  only these, in the order
    /// given; empty: all that the park may take, best first
    std::vector<TakenReserve> choose(ParkId park, double out, std::span<const ReserveId> named = {}) const;
    /// How many reserves the park may take.
    std::size_t candidates(ParkId park) const { return rows_for(park).size(); }
    bool is_free(ReserveId reserve) const;
    void take(ReserveId reserve) { used_[reserve.index] = true; }
    /// The parcels of a reserve; each part of a multipolygon is cut by itself.
    Shapes blocks_of(const TakenReserve& taken) const;

private:
    LotLimits limits() const { return {rule_.block_width_min, rule_.block_fill_min}; }
    const Shapes& shapes() const { return state_.geography->reserves; }
    std::vector<bool> adjoining(ParkId park) const;
    std::vector<std::uint32_t> rows_for(ParkId park) const;
    std::optional<TakenReserve> part_of(std::uint32_t row, double wanted) const;

    const State& state_;
    const ReserveTable& r_;
    const Rezoning& rule_;
    std::vector<bool> used_;  ///< by reserve, taken this year
};

}  // namespace permu
