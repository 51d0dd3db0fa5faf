/// Standard land: which project gets which lot.
#include "permu/rules/standard_land.hpp"

#include "market.hpp"
#include "placement.hpp"
#include "strategy.hpp"

namespace permu {

void apply(State& state, const StandardLand& rule, Year year)
{
    Market market(state, rule, year);
    const Strategy* strategy = find_strategy(rule.strategy);
    carry_out(state, market, strategy->allot(market), year);
}

}  // namespace permu
