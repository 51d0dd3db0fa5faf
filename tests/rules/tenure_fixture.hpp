/// What the tests of tenure share: a year of the rule, prices by the mu, a rule with a market price.
#pragma once

#include <string_view>

#include "permu/rules/tenure.hpp"
#include "rules/fixture.hpp"

namespace permu::test {

inline void run(State& state, const TenureRule& rule, Year year)
{
    start_year(state, year);
    apply(state, rule, year);
}

inline double price_per_mu(const State& state, std::string_view id)
{
    return state.parcels.price[parcel(state, id)] / mu_of(state, id);
}

inline TenureRule priced(double wan_per_mu)
{
    TenureRule rule;
    rule.price["industrial"] = wan_per_mu / square_metres_per_mu;
    return rule;
}

}  // namespace permu::test
