/// The fiscal account: whole fen by reason, so that every sum is exact.
#pragma once

#include <array>
#include <cstdint>

#include "permu/base/text.hpp"
#include "permu/base/units.hpp"

namespace permu {

/// Why money moved. Income of the public side is positive, cost negative.
enum class Reason : std::uint8_t {
    none,
    land_price,
    land_rent,
    idle_fee,
    damages,
    land_use_tax,
    tax_relief,
    power_surcharge,
    rd_subsidy,
    preparation_cost,
    compensation,
    price_top_up,
    benefit_share,
    evaluation_reward,
};
inline constexpr std::size_t reason_count = 14;

Text reason_name(Reason reason);

/// Totals by reason.
struct Account {
    std::array<Fen, reason_count> fen{};

    void add(Reason reason, Fen amount) { fen[static_cast<std::size_t>(reason)] += amount; }
    Fen of(Reason reason) const { return fen[static_cast<std::size_t>(reason)]; }
    Fen total() const;
    Account& operator+=(const Account& other);
    friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace permu
