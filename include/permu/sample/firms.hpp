/// Synthetic firms on built industrial land, from documented distributions.
#pragma once

#include <cstdint>
#include <span>

#include "permu/base/random.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// Yearly figures of one synthetic firm. Money in 万元.
struct FirmFigures {
    int division;
    double revenue, value_added, tax, rd, rd_previous, fixed_investment, foreign;
    double energy, power, emission;  ///< tce, kWh, t
    double staff;
    bool large;
};

/// \param mu        land of the firm
/// \param leading   divisions that lead in its park; drawn more often
FirmFigures draw_firm(const Draw& draw, double mu, std::span<const int> leading);

/// Puts one synthetic firm on each built industrial, logistics and research parcel that has none (some stay
/// without). \return how many were added; each is marked synthetic
std::int64_t add_synthetic_firms(State& state);

}  // namespace permu
