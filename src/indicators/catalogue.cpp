/// All indicators: one line a family.
#include <algorithm>
#include <set>

#include "permu/indicators/indicator.hpp"

namespace permu {

const std::vector<Indicator>& indicator_catalogue()
{
    static const std::vector<Indicator> all = [] {
        std::vector<Indicator> out;
        for (const auto family :
             {supply_indicators(), structure_indicators(), intensity_indicators(), benefit_indicators(),
              policy_indicators(), tenure_indicators(), fiscal_indicators(), demand_indicators(),
              score_indicators(), conversion_indicators(), energy_indicators(), agglomeration_indicators(),
              growth_indicators(), integration_indicators(), potential_indicators(), refusals_indicators()}) {
            out.insert(out.end(), family.begin(), family.end());
        }
        return out;
    }();
    return all;
}

const Indicator* find_indicator(std::string_view id)
{
    const auto& all = indicator_catalogue();
    const auto at = std::ranges::find(all, id, &Indicator::id);
    return at == all.end() ? nullptr : &*at;
}

bool told_of_sub_parks(std::string_view id)
{
    static const std::set<std::string_view> told = [] {
        std::set<std::string_view> ids;
        for (const auto family :
             {supply_indicators(), structure_indicators(), intensity_indicators(), benefit_indicators()})
            for (const Indicator& indicator : family)
                ids.insert(indicator.id);
        return ids;
    }();
    return told.contains(id);
}

}  // namespace permu
