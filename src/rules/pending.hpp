/// Rules of the year that say what they are and refuse to be switched on.
#pragma once

#include <memory>

#include "permu/rules/rule.hpp"

namespace permu {

/// The rule `id` as a record without effect: `available` is false, `enabled` is false by default, and
/// `validate` refuses `enabled = true` by name. Made for review and exit.
template <RuleId id>
std::unique_ptr<Rule> make_pending();

}  // namespace permu
