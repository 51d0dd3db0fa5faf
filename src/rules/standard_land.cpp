/// Standard land: which project gets which lot.
#include "permu/rules/standard_land.hpp"

#include "market.hpp"
#include "placement.hpp"
#include "strategy.hpp"
#include "why_not.hpp"

namespace permu {

void apply(State& state, const StandardLand& rule, Year year)
{
    Market market(state, rule, year);
    const Strategy* strategy = find_strategy(rule.strategy);
    const Allotment allotment = allot(market, *strategy);
    explain(state, market, allotment);
    carry_out(state, market, allotment, year);
}

}  // namespace permu
