/// The events of preparation, which two sources tell, and what land is planned for.
#pragma once

#include <cstddef>
#include <string_view>

#include "land_quota.hpp"
#include "permu/rules/preparation.hpp"

namespace permu {

/// In the order of the record's list.
enum class PreparationEvent : std::size_t {
    prepared,
    supplied_urban,
    phase_opened,
    quota_short,
    reassessed,
    cost
};

inline Event preparation_event(const State& state, const Preparation& rule, PreparationEvent kind,
                               ParkId park)
{
    return rule_event(state, Preparation::record(), rule.scope, static_cast<std::size_t>(kind), park);
}

inline std::string_view quota_name(QuotaFrom from)
{
    switch (from) {
        case QuotaFrom::pool:
            return "used";
        case QuotaFrom::outside:
            return "outside the pool";
        case QuotaFrom::nowhere:
            return "lacking";
        case QuotaFrom::not_needed:
            break;
    }
    return "not needed";
}

/// The use that planned land is prepared for: its plan, else its current use, else, for non-construction
/// land, the rule's default.
inline LandUse planned_use(const ParcelTable& parcels, ParcelId parcel, const Preparation& rule)
{
    const LandUse use = intended_use(parcels, parcel);
    if (parcels.plan_use[parcel] != LandUse::none || !is_non_construction(use)) return use;
    return find_land_use(rule.plan_use_default).value_or(use);
}

}  // namespace permu
