/// The nineteen rules of the year, in the order they run.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace permu {

enum class RuleId : std::uint8_t {
    none,
    demand,
    quota,
    preparation,
    admission,
    standard_land,
    tenure,
    construction,
    idle_land,
    operation,
    review,
    per_mu,
    incentives,
    exit,
    conversion,
    transition,
    rezoning,
    merger,
    cooperation_parks,
    evaluation,
};
inline constexpr std::size_t rule_count = 19;

/// "demand", …, "evaluation"; "" for none.
std::string_view rule_name(RuleId rule);
std::optional<RuleId> find_rule(std::string_view name);

}  // namespace permu
