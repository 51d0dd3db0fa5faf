/// The kinds of events of the rule evaluation, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class EvaluationEvent : std::size_t {
    ranked,
    not_ranked,
    missing_item,
    intensive_use,
    warned,
    downgrade_candidate,
    delisted,
    rewarded,
    reward_paid,
    scored_outside,
};

}  // namespace permu
