/// Land of partners' zones goes to their projects before others are asked.
#include <algorithm>
#include <utility>

#include "strategy.hpp"

namespace permu {
namespace {

std::vector<Decision> placed_of(const Allotment& allotment, const std::vector<std::size_t>& applicants)
{
    std::vector<Decision> out;
    for (const Decision& one : allotment.decisions)
        if (one.verdict == Verdict::placed)
            out.push_back({applicants[one.applicant], one.verdict, one.option});
    return out;
}

}  // namespace

Allotment allot(Market& market, const Strategy& strategy)
{
    const std::vector<std::size_t> partners = market.with_zones();
    if (partners.empty()) return strategy.allot(market);
    Market zones = market;
    zones.open_zones_only(partners);
    Allotment first = strategy.allot(zones);
    std::vector<Decision> placed = placed_of(first, partners);
    if (placed.empty()) return strategy.allot(market);

    Market others = market;
    others.go_on_after(placed);
    std::vector<std::uint8_t> has(market.applicants().size());
    for (const Decision& one : placed)
        has[one.applicant] = 1;
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < has.size(); ++i)
        if (!has[i]) left.push_back(i);
    Allotment then = strategy.allot(others);

    Allotment out{std::move(placed), std::move(first.certificates)};
    for (Certificate& one : out.certificates)
        one.effort = "zones of partners; " + one.effort;
    for (Decision& one : then.decisions) {
        one.applicant = left[one.applicant];
        out.decisions.push_back(std::move(one));
    }
    out.certificates.insert(out.certificates.end(), then.certificates.begin(), then.certificates.end());
    return out;
}

}  // namespace permu
