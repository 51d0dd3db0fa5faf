/// Sums of firms' figures by park.
#include "model/measure_firms.hpp"

#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// What part of a firm stands in a park.
struct Stake {
    EnterpriseId firm;
    ParkId park;
    double share;
};

struct Stakes {
    std::vector<Stake> all, industrial;  ///< ordered by firm
};

Stakes find_stakes(const State& state)
{
    const EnterpriseTable& firms = state.enterprises;
    Stakes stakes;
    stakes.all.reserve(firms.holdings.size());
    for (const EnterpriseId firm : firms.rows()) {
        if (!firms.park[firm].valid()) continue;
        const bool industrial = is_industrial_division(firms.division[firm]);
        for (const Holding& holding : firms.of(firm)) {
            const Stake stake{firm, state.parcels.park[holding.parcel], holding.share};
            stakes.all.push_back(stake);
            if (industrial) stakes.industrial.push_back(stake);
        }
    }
    return stakes;
}

void count_firms(std::vector<Measures>& parks, const EnterpriseTable& firms)
{
    for (const EnterpriseId firm : firms.rows()) {
        if (!firms.park[firm].valid()) continue;
        Measures& home = parks[firms.park[firm].index];
        const auto grade = static_cast<std::size_t>(firms.grade[firm]);
        home.enterprises += 1;
        home.grade_count[grade] += 1;
        home.grade_land[grade] += or_zero(firms.land[firm]);
    }
}

}  // namespace

void measure_firms(std::vector<Measures>& parks, const State& state)
{
    const Stakes stakes = find_stakes(state);
    // Figure by figure: the sums of all parks stay in the cache, and one thread adds one figure in the order
    // of the firms, so that the number of threads cannot change a sum.
    parallel_blocks(figures.size(), state.threads, [&](std::size_t i) {
        const Figure& figure = figures[i];
        const auto& column = state.enterprises.*figure.column;
        std::vector<KnownSum> sums(parks.size());
        for (const Stake& stake : figure.industrial ? stakes.industrial : stakes.all) {
            KnownSum& sum = sums[stake.park.index];
            add_known(sum.sum, sum.known, column[stake.firm], stake.share);
        }
        for (std::size_t park = 0; park < parks.size(); ++park)
            parks[park].*figure.sum = sums[park];
    });
    count_firms(parks, state.enterprises);
}

}  // namespace permu
