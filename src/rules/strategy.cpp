/// The list of strategies.
#include "strategy.hpp"

#include <algorithm>

namespace permu {

std::span<const Strategy> strategies()
{
    static constexpr Strategy all[] = {
        {"priority", allot_by_priority},
        {"optimal", allot_optimally},
        {"chain", allot_by_chain},
    };
    return all;
}

const Strategy* find_strategy(std::string_view name)
{
    const std::span<const Strategy> all = strategies();
    const auto at = std::ranges::find(all, name, &Strategy::name);
    return at == all.end() ? nullptr : &*at;
}

}  // namespace permu
