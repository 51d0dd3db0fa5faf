/// Supply of land for the city.
#include "urban_supply.hpp"

#include <cmath>
#include <vector>

#include "land.hpp"
#include "preparation_events.hpp"
#include "supply.hpp"

namespace permu {
namespace {

bool is_housing_or_commerce(LandUse use)
{
    return use == LandUse::residential || use == LandUse::commercial;
}

bool is_infrastructure(LandUse use)
{
    switch (use) {
        case LandUse::transport:
        case LandUse::street:
        case LandUse::utility:
        case LandUse::green:
        case LandUse::public_service:
        case LandUse::special:
        case LandUse::other_urban:
            return true;
        default:
            return false;
    }
}

class City {
public:
    City(State& state, const Preparation& rule, Year year, ParkId park, LandQuota& quota)
        : state_(state), p_(state.parcels), rule_(rule), year_(year), park_(park), quota_(quota)
    {
        for (const ParcelId parcel : state.parks.parcels(park))
            if (open(parcel) || supplied_by_run(parcel)) land_.push_back(parcel);
    }

    void infrastructure()
    {
        for (const ParcelId parcel : land_)
            if (open(parcel) && is_infrastructure(intended_use(p_, parcel)) && adjoins_new_industry(parcel))
                supply(parcel);
    }

    /// What was due since the run began and not supplied yet: an amount too small for a parcel is kept for
    /// later.
    void housing_and_commerce()
    {
        double planned = 0, supplied = 0;
        for (const ParcelId parcel : land_) {
            if (!is_housing_or_commerce(intended_use(p_, parcel))) continue;
            const double area = from_mm2(p_.area[parcel]).value;
            if (open(parcel)) planned += area;
            if (supplied_by_run(parcel)) supplied += area;
        }
        const double yearly = std::isnan(rule_.urban_supply_per_year)
                                  ? (planned + supplied) / rule_.urban_supply_years
                                  : rule_.urban_supply_per_year;
        const int years = state_.base_year ? year_ - state_.base_year : 1;
        constexpr double square_millimetre = 1e-6;
        for (const ParcelId parcel : land_) {
            if (!is_housing_or_commerce(intended_use(p_, parcel)) || !open(parcel)) continue;
            const double area = from_mm2(p_.area[parcel]).value;
            if (supplied + area <= yearly * years + square_millimetre && supply(parcel)) supplied += area;
        }
    }

    Mm2 prepared() const { return prepared_; }

private:
    bool open(ParcelId parcel) const
    {
        const Stage stage = p_.stage[parcel];
        if (stage != Stage::planned && !is_offered(stage)) return false;
        return !p_.constrained[parcel] && !in_clean_up(p_, parcel, year_);
    }

    /// Since the base year; in a state without one, this year and the last.
    bool supplied_by_run(ParcelId parcel) const
    {
        const Year after = state_.base_year ? state_.base_year : year_ - 2;
        return p_.stage[parcel] >= Stage::supplied && p_.supply_year[parcel] > after;
    }

    bool adjoins_new_industry(ParcelId parcel) const
    {
        if (!state_.geography || state_.geography->graph.size() != state_.parcels.size()) return false;
        for (const std::uint32_t other : state_.geography->graph.neighbours(parcel))
            if (supplied_by_run({other}) && is_productive(p_.use[{other}])) return true;
        return false;
    }

    bool supply(ParcelId parcel)
    {
        const bool planned = p_.stage[parcel] == Stage::planned;
        if (planned && quota_.use(parcel, year_, false) == QuotaFrom::nowhere) return false;
        if (planned) {
            prepared_ += p_.area[parcel];
            p_.assessment_year[parcel] = static_cast<std::int16_t>(year_);
        }
        supply_parcel(state_, parcel, year_, rule_.urban_build_years);
        Event event = preparation_event(state_, rule_, PreparationEvent::supplied_urban, park_);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
        state_.events.add(event, info(p_.use[parcel]).id);
        return true;
    }

    State& state_;
    ParcelTable& p_;
    const Preparation& rule_;
    Year year_;
    ParkId park_;
    LandQuota& quota_;
    std::vector<ParcelId> land_;  ///< that can be supplied, or was by the run
    Mm2 prepared_ = 0;
};

}  // namespace

Mm2 supply_city(State& state, const Preparation& rule, Year year, ParkId park, LandQuota& quota)
{
    City city(state, rule, year, park, quota);
    city.infrastructure();
    city.housing_and_commerce();
    return city.prepared();
}

}  // namespace permu
