/// The kinds of events of the rule tenure, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class TenureEvent : std::size_t {
    granted,
    leased,
    allocated,
    rent,
    renewed,
    expired,
    vacated,
    converted,
    relet,
    discount_refused,
    base_price_parity,
    floor_unknown,
};

}  // namespace permu
