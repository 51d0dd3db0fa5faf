/// A new firm on land that another has left.
#include "land_transfer.hpp"

#include <fmt/format.h>

#include <string>

namespace permu {
namespace {

using Figure = Column<EnterpriseId, double> EnterpriseTable::*;
using E = EnterpriseTable;
constexpr Figure figures[] = {&E::revenue,         &E::value_added, &E::tax,          &E::rd,
                              &E::rd_previous,     &E::energy,      &E::export_value, &E::power,
                              &E::carbon,          &E::green_power, &E::staff,        &E::emission,
                              &E::fixed_investment};

}  // namespace

Succession::Succession(const State& state, EnterpriseId firm, std::vector<ParcelId> parcels)
    : old_(firm), parcels_(std::move(parcels))
{
    const EnterpriseTable& firms = state.enterprises;
    for (const ParcelId parcel : parcels_)
        for (const Holding& holding : firms.of(firm))
            if (holding.parcel == parcel) shares_.push_back(holding.share), share_ += holding.share;
    for (const Figure figure : figures)
        figures_.push_back((firms.*figure)[firm] * share_);
    land_ = firms.land[firm] * share_;
}

EnterpriseId Succession::move_in(State& state, double factor, Year year) const
{
    EnterpriseTable& firms = state.enterprises;
    const std::string id = fmt::format("{}-T{}", firms.id[old_], year);
    const EnterpriseId firm = add_enterprise(firms, id, parcels_[0], state.parcels.park[parcels_[0]]);
    // The new firm is the last row, so its holdings are the end of the list.
    firms.holdings.resize(firms.first_holding[firm]);
    for (std::size_t i = 0; i < parcels_.size(); ++i)
        firms.holdings.push_back({parcels_[i], shares_[i] / share_});
    firms.first_holding[{firm.index + 1}] = static_cast<std::uint32_t>(firms.holdings.size());
    for (std::size_t i = 0; i < std::size(figures); ++i)
        (firms.*figures[i])[firm] = figures_[i] * factor;
    firms.land[firm] = land_;
    firms.division[firm] = firms.division[old_];
    firms.large[firm] = firms.large[old_];
    firms.synthetic[firm] = firms.synthetic[old_];
    firms.start_year[firm] = static_cast<std::int16_t>(year);
    return firm;
}

}  // namespace permu
