/// All rules in the order of the year: one line a rule.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "permu/rules/rule.hpp"

namespace permu {

/// A fresh rule with its documented defaults.
using MakeRule = std::unique_ptr<Rule> (*)();

/// The nineteen rules in the order they run.
std::span<const MakeRule> rule_catalogue();

}  // namespace permu
