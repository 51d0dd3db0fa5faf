/// The kinds of events of the rule review, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class ReviewEvent : std::size_t {
    passed,
    breach,
    rectified,
    failed,
    damages,
    capped,
    terminated,
    skipped,
    without_promises,
    without_date,
    damages_unknown,
};

}  // namespace permu
