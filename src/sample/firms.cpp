/// Synthetic firms on built industrial land.
#include "permu/sample/firms.hpp"

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "log_normal.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

/// Half of the firms belong to a division that leads in their park.
constexpr double leading_share = 0.5;

const DivisionKind& kind_of(int division)
{
    const auto at = std::ranges::find(division_kinds, division, &DivisionKind::division);
    return at == division_kinds.end() ? division_kinds[9] : *at;
}

int draw_division(const Draw& draw, std::span<const int> leading)
{
    if (!leading.empty() && draw.uniform(0) < leading_share) {
        return leading[static_cast<std::size_t>(draw.uniform(1) * static_cast<double>(leading.size()))];
    }
    double total = 0;
    for (const DivisionKind& kind : division_kinds)
        total += kind.weight;
    double left = draw.uniform(1) * total;
    for (const DivisionKind& kind : division_kinds) {
        left -= kind.weight;
        if (left < 0) return kind.division;
    }
    return division_kinds.back().division;
}

bool takes_firms(const ParcelTable& parcels, ParcelId parcel)
{
    const LandUse use = parcels.use[parcel];
    if (use == LandUse::mining) return false;
    return parcels.stage[parcel] == Stage::built &&
           (is_industry_mining_storage(use) || use == LandUse::research);
}

void put(EnterpriseTable& firms, EnterpriseId row, const FirmFigures& figures, double land)
{
    firms.division[row] = static_cast<std::uint8_t>(figures.division);
    firms.revenue[row] = figures.revenue;
    firms.value_added[row] = figures.value_added;
    firms.tax[row] = figures.tax;
    firms.rd[row] = figures.rd;
    firms.rd_previous[row] = figures.rd_previous;
    firms.fixed_investment[row] = figures.fixed_investment;
    firms.foreign[row] = figures.foreign;
    firms.energy[row] = figures.energy;
    firms.power[row] = figures.power;
    firms.emission[row] = figures.emission;
    firms.staff[row] = figures.staff;
    firms.large[row] = figures.large ? 1 : 0;
    firms.land[row] = land;
    firms.synthetic[row] = 1;
}

}  // namespace

FirmFigures draw_firm(const Draw& draw, double mu, std::span<const int> leading)
{
    FirmFigures firm{};
    firm.division = draw_division(draw, leading);
    // One luck of the firm moves all of its figures, so that good firms are good in most of them.
    const double luck = exact_exp(0.45 * draw.normal(2));
    const auto per_mu = [&](std::uint32_t index, const LogNormal& about) {
        return std::clamp(log_normal(draw, index, about) * luck, about.least, about.most);
    };
    const auto whole = [](double value) { return std::round(value * 100) / 100; };
    firm.revenue = whole(mu * per_mu(3, revenue_per_mu));
    firm.value_added = whole(firm.revenue * (0.16 + 0.16 * draw.uniform(4)));
    firm.tax = whole(mu * per_mu(5, tax_per_mu));
    firm.fixed_investment = whole(mu * per_mu(6, investment_per_mu));
    firm.energy =
        whole(firm.value_added * kind_of(firm.division).tce_per_wan * exact_exp(0.4 * draw.normal(7)));
    firm.power =
        std::round(firm.energy * 0.45 * 8136);  // 1 tce = 8,136 kWh by heat; near half of it electricity
    firm.emission = whole(firm.energy * 0.004 * exact_exp(0.6 * draw.normal(8)));
    firm.staff = std::max(3.0, std::round(mu * 2.2 * exact_exp(0.5 * draw.normal(9))));
    const bool researches = draw.uniform(10) < 0.55;
    firm.rd = researches ? whole(firm.revenue * 0.022 * exact_exp(0.5 * draw.normal(11))) : 0;
    firm.rd_previous = whole(firm.rd * (0.80 + 0.25 * draw.uniform(12)));
    firm.foreign = draw.uniform(13) < 0.04 ? whole(firm.fixed_investment * 0.03) : 0;
    firm.large = firm.revenue >= 2000;
    return firm;
}

std::int64_t add_synthetic_firms(State& state)
{
    std::vector<bool> taken(state.parcels.size(), false);
    for (const Holding& holding : state.enterprises.holdings)
        taken[holding.parcel.index] = true;
    std::int64_t added = 0;
    for (const ParcelId parcel : state.parcels.rows()) {
        if (taken[parcel.index] || !takes_firms(state.parcels, parcel)) continue;
        const Draw draw(state.draw_key, state.parcels.hash[parcel], 0, 1);
        if (draw.uniform(20) >= occupied_share) continue;
        const ParkId park = state.parcels.park[parcel];
        const std::string id = "S-" + std::string(state.parcels.id[parcel]);
        const EnterpriseId row = add_enterprise(state.enterprises, id, parcel, park);
        const FirmFigures figures =
            draw_firm(draw, mm2_to_mu(state.parcels.area[parcel]), state.parks.leading[park.index]);
        put(state.enterprises, row, figures, from_mm2(state.parcels.area[parcel]).value);
        ++added;
    }
    return added;
}

}  // namespace permu
