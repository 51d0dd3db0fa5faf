/// Names of the rules, in the order they run.
#include "permu/model/rule_id.hpp"

#include <array>

namespace permu {
namespace {

constexpr std::array<std::string_view, rule_count + 1> names{
    "",
    "demand",
    "quota",
    "preparation",
    "admission",
    "standard_land",
    "tenure",
    "construction",
    "idle_land",
    "operation",
    "review",
    "per_mu",
    "incentives",
    "exit",
    "conversion",
    "transition",
    "rezoning",
    "merger",
    "cooperation_parks",
    "evaluation",
};

}  // namespace

std::string_view rule_name(RuleId rule)
{
    return names[static_cast<std::size_t>(rule)];
}

std::optional<RuleId> find_rule(std::string_view name)
{
    for (std::size_t i = 1; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<RuleId>(i);
    }
    return std::nullopt;
}

}  // namespace permu
