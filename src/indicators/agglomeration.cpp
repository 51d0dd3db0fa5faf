/// Indicators: how industries gather.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

double total(const ByDivision& revenue)
{
    double sum = 0;
    for (const double division : revenue)
        sum += division;
    return sum;
}

/// Sum of squared shares of the divisions; firms of unknown division count as one.
double concentration(const Place& p)
{
    const double all = total(p.sums.revenue_by_division);
    double sum = 0;
    for (const double revenue : p.sums.revenue_by_division)
        sum += ratio(revenue, all) * ratio(revenue, all);
    return sum;
}

/// Share of the park's leading divisions in its revenue over their share in that of the region.
double location_quotient(const Place& p)
{
    if (!p.park.valid() || p.parks.leading[p.park.index].empty()) return empty_value;
    double here = 0, region = 0;
    for (const int division : p.parks.leading[p.park.index]) {
        if (division < 1 || division > 99) continue;
        here += p.sums.revenue_by_division[static_cast<std::size_t>(division)];
        region += p.region.revenue_by_division[static_cast<std::size_t>(division)];
    }
    const double share_here = ratio(here, total(p.sums.revenue_by_division));
    return ratio(share_here, ratio(region, total(p.region.revenue_by_division)));
}

constexpr Indicator family[] = {
    {"location_quotient",
     {"location quotient of the leading industries", "主导产业区位商"},
     Unit::ratio,
     Timing::flow,
     Direction::up,
     false,
     "(leading / all revenue of the park) / (the same of the region)",
     {"晋政办发〔2024〕59号", "(二)", Confidence::seed},
     [](const Place& p) { return location_quotient(p); }},
    {"industry_hhi",
     {"concentration of industries (HHI)", "产业集中度（HHI）"},
     Unit::ratio,
     Timing::flow,
     Direction::neutral,
     true,
     "sum of squared shares of revenue by division",
     {"晋政办发〔2024〕59号", "(二)", Confidence::seed},
     [](const Place& p) { return concentration(p); }},
    {"chain_contiguity",
     {"land of chains that lies together", "产业链用地集中度"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "placed land with a chain that touches a project of the same chain / all of it",
     {"晋政办发〔2024〕59号", "(十七)", Confidence::seed},
     [](const Place& p) { return share(p.sums.chain_together, p.sums.chain_land); }},
};

}  // namespace

std::span<const Indicator> agglomeration_indicators()
{
    return family;
}

}  // namespace permu
