/// The change itself, and its price.
#include "convert_land.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "conversion_events.hpp"
#include "may_convert.hpp"
#include "permu/rules/tenure.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Statutory term of industrial-type land, 工业用地 fifty years.
constexpr int full_term = 50;
/// Of mixed tenure where neither the data nor the rule of tenures says it.
constexpr double unknown_leased_share = 0.5;
/// As the measures count recent conversions.
constexpr int recent_years = 3;

double price_of(const NamedNumbers& prices, LandUse use)
{
    const std::string_view id = info(use).id;
    auto at = prices.find(id);
    if (at == prices.end()) at = prices.find(id.substr(0, id.rfind('_')));
    return at == prices.end() ? nan : at->second;
}

double industrial_share(const std::vector<UseShare>& uses)
{
    double share = 0;
    for (const UseShare& one : uses)
        if (is_industrial(one.use)) share += one.share;
    return share;
}

/// Remembers industry that goes, for the share with conversions undone, and forgets it when it comes back.
void remember_industry(ParcelTable& p, ParcelId parcel, const std::vector<UseShare>& before,
                       const std::vector<UseShare>& after, Year year)
{
    const double had = industrial_share(before), has = industrial_share(after);
    const double recent = year - p.converted_year[parcel] < recent_years ? p.converted_share[parcel] : 0.0;
    if (has < had) {
        p.converted_year[parcel] = static_cast<std::int16_t>(year);
        p.converted_share[parcel] = static_cast<float>(std::max(had, recent));
    } else if (p.converted_year[parcel] != no_year && has >= p.converted_share[parcel]) {
        p.converted_year[parcel] = no_year;
        p.converted_share[parcel] = std::numeric_limits<float>::quiet_NaN();
    }
}

/// The shares of the parcel in the ordered list; none for a single use.
void set_mixed(ParcelTable& p, ParcelId parcel, const std::vector<UseShare>& uses)
{
    const auto lower = [](const MixedShare& m, ParcelId at) { return m.parcel < at; };
    auto at = std::lower_bound(p.mixed.begin(), p.mixed.end(), parcel, lower);
    auto last = at;
    while (last != p.mixed.end() && last->parcel == parcel)
        ++last;
    at = p.mixed.erase(at, last);
    if (uses.size() < 2) return;
    std::vector<MixedShare> shares;
    for (const UseShare& one : uses)
        shares.push_back({parcel, one.use, one.share});
    p.mixed.insert(at, shares.begin(), shares.end());
}

class Settlement {
public:
    Settlement(State& state, const Conversion& rule, ParcelId parcel, Year year)
        : state_(state), p_(state.parcels), rule_(rule), parcel_(parcel), year_(year), prices_(rule)
    {
    }

    void run(const std::vector<UseShare>& before)
    {
        const std::vector<UseShare> now = uses_of(p_, parcel_);
        old_ = prices_.of(before), new_ = prices_.of(now);
        const Tenure tenure = p_.tenure[parcel_];
        const bool all_research = now.size() == 1 && now[0].use == LandUse::research;
        if (tenure == Tenure::allocated && all_research) return;
        if (std::isnan(new_) || (tenure != Tenure::allocated && std::isnan(old_))) {
            state_.events.add(conversion_event(state_, rule_, ConversionEvent::top_up_unknown, parcel_));
        } else if (tenure == Tenure::allocated) {
            grant();
        } else if (new_ > old_) {
            const double granted = 1 - leased_share(tenure);
            if (granted < 1) raise_rent();
            pay(granted * (new_ - old_) * prices_.factor(years_left()), years_left());
        }
    }

private:
    double area() const { return from_mm2(p_.area[parcel_]).value; }

    /// Of the land: what is leased pays by its rent. Land in the lease stage before a grant is leased.
    double leased_share(Tenure tenure) const
    {
        if (tenure == Tenure::lease || tenure == Tenure::lease_then_grant) return 1;
        if (tenure != Tenure::mixed) return 0;
        const float share = p_.leased_share[parcel_];
        return std::isnan(share) ? unknown_leased_share : static_cast<double>(share);
    }

    int years_left() const
    {
        const std::int16_t expiry = p_.expiry_year[parcel_];
        return expiry == no_year ? full_term : std::clamp(expiry - year_, 0, full_term);
    }

    void pay(double per_square_metre, int years)
    {
        const double amount = per_square_metre * area();
        if (amount <= 0) return;
        p_.price[parcel_] += amount;  // an unknown price stays unknown
        book(state_,
             {conversion_event(state_, rule_, ConversionEvent::top_up, parcel_), Reason::price_top_up,
              WanYuan{amount}, p_.park[parcel_]},
             fmt::format("p_old={}; p_new={:.6g}; years={}",
                         std::isnan(old_) ? "none" : fmt::format("{:.6g}", old_ * square_metres_per_mu),
                         new_ * square_metres_per_mu, years));
    }

    /// Allocated land that becomes paid land.
    void grant()
    {
        p_.tenure[parcel_] = Tenure::grant;
        p_.term_years[parcel_] = full_term;
        p_.expiry_year[parcel_] = static_cast<std::int16_t>(year_ + full_term);
        p_.price[parcel_] = 0;
        old_ = nan;
        pay(new_, full_term);
    }

    void raise_rent()
    {
        if (!(old_ > 0) || std::isnan(p_.rent[parcel_])) return;
        Event event = conversion_event(state_, rule_, ConversionEvent::rent_changed, parcel_);
        event.unit = Unit::wan_yuan_per_year, event.threshold = p_.rent[parcel_];
        p_.rent[parcel_] *= new_ / old_;
        event.value = p_.rent[parcel_];
        state_.events.add(event);
    }

    State& state_;
    ParcelTable& p_;
    const Conversion& rule_;
    ParcelId parcel_;
    Year year_;
    ConversionPrices prices_;
    double old_ = nan, new_ = nan;
};

}  // namespace

double ConversionPrices::of(const std::vector<UseShare>& uses) const
{
    double price = 0;
    for (const UseShare& one : uses)
        price += one.share * price_of(rule_.price, one.use);
    return price;
}

double ConversionPrices::factor(int years) const
{
    return term_factor(rule_.discount_rate, years, full_term);
}

void set_uses(State& state, ParcelId parcel, const std::vector<UseShare>& uses, Year year)
{
    ParcelTable& p = state.parcels;
    remember_industry(p, parcel, uses_of(p, parcel), uses, year);
    // The largest share names the parcel; of equal ones the first.
    const auto main = std::ranges::max_element(
        uses, [](const UseShare& a, const UseShare& b) { return a.share < b.share; });
    p.use[parcel] = main->use;
    if (p.plan_use[parcel] != LandUse::none) p.plan_use[parcel] = main->use;
    set_mixed(p, parcel, uses);
}

void settle_price(State& state, const Conversion& rule, ParcelId parcel, const std::vector<UseShare>& before,
                  Year year)
{
    Settlement(state, rule, parcel, year).run(before);
}

}  // namespace permu
