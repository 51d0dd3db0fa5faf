/// What a conversion that is allowed does to the parcel, and what it costs.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "m0_land.hpp"

namespace permu {

/// What land of a use costs and pays on conversion.
class ConversionPrices {
public:
    explicit ConversionPrices(const Conversion& rule) : rule_(rule) {}

    /// 万元/m² for 50 years, mixed uses by their shares; NaN where one has no price.
    double of(const std::vector<UseShare>& uses) const;
    /// K of the years that are left.
    double factor(int years) const;

private:
    const Conversion& rule_;
};

/// Gives a parcel its uses: current and, where it has one, planned; mixed shares; the year its industry went.
/// \param uses  as in ConversionRequest, not empty
void set_uses(State& state, ParcelId parcel, const std::vector<UseShare>& uses, Year year);

/// Books what the change from `before` to the parcel's present uses costs its holder.
void settle_price(State& state, const Conversion& rule, ParcelId parcel, const std::vector<UseShare>& before,
                  Year year);

}  // namespace permu
