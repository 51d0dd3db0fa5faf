/// The city–industry integration index.
#include <algorithm>
#include <array>
#include <cmath>

#include "permu/base/math.hpp"
#include "permu/model/measures.hpp"

namespace permu {
namespace {

/// Shannon entropy of the groups' shares over its maximum ln k; an empty group adds nothing.
double mix_of(const Ledger& l)
{
    const std::array<Mm2, 6> groups{l.a2, l.a1, l.a4, l.a51 + l.a52, l.a31 + l.a32, l.a6};
    double entropy = 0;
    for (const Mm2 group : groups) {
        if (group <= 0) continue;
        const double share = static_cast<double>(group) / static_cast<double>(l.a);
        entropy -= share * exact_log(share);
    }
    return entropy / exact_log(static_cast<double>(groups.size()));
}

/// At most 1; NaN stays NaN.
double capped(double value)
{
    return value > 1 ? 1 : value;
}

double balance_of(const Measures& m, const IntegrationDesign& design)
{
    const double per_resident = ratio(m.jobs, design.jobs_per_resident * m.employed_residents);
    if (std::isnan(per_resident)) return per_resident;
    if (per_resident <= 0) return 0;
    const double off = std::abs(exact_log(per_resident)) / exact_log(design.largest_imbalance);
    return std::max(0.0, 1 - off);
}

}  // namespace

Integration city_integration(const Measures& measures, const IntegrationDesign& design)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const Ledger& l = measures.ledger;
    const double a = static_cast<double>(l.a);
    const double services = static_cast<double>(l.a4 + l.a51 + l.a52);
    const double hectares = to_hectares(from_mm2(l.a));
    Integration i{};
    i.residential = capped(ratio(static_cast<double>(l.a1), a) / design.residential_share);
    i.services = capped(ratio(services, a) / design.services_share);
    i.balance = balance_of(measures, design);
    i.mix = l.a > 0 ? mix_of(l) : nan;
    i.density = capped(ratio(measures.population, hectares) / design.people_per_hectare);
    i.index = design.residential * i.residential + design.balance * i.balance + design.services * i.services +
              design.mix * i.mix + design.density * i.density;
    return i;
}

}  // namespace permu
