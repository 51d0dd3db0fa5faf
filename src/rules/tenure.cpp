/// Tenure: new supply, rents and expired terms.
#include "permu/rules/tenure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "land_prices.hpp"
#include "release.hpp"
#include "tenure_events.hpp"

namespace permu {
namespace {

using Kind = TenureEvent;

class TenureYear {
public:
    TenureYear(State& state, const TenureRule& rule, Year year)
        : state_(state),
          p_(state.parcels),
          rule_(rule),
          year_(year),
          prices_(rule, year - (rule.price_year ? rule.price_year : base_year(state)))
    {
    }

    /// In this order, so that a renewed lease pays and a vacated one does not.
    void run(RowRange<ParkId> parks)
    {
        for (const ParkId park : parks) {
            const bool covered = rule_.scope.covers(state_.parks, park);
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                // Data does not say which share of mixed land is leased.
                if (covered && p_.tenure[parcel] == Tenure::mixed)
                    p_.leased_share[parcel] = static_cast<float>(leased_share(parcel));
                if (covered && has_expired(parcel)) expire(parcel);
                if (p_.tenure[parcel] >= Tenure::lease) collect_rent(parcel);
                if (p_.stage[parcel] == Stage::supplied && p_.supply_year[parcel] == year_ &&
                    p_.tenure[parcel] == Tenure::none)
                    supply(parcel, covered);
            }
        }
        if (any_vacated_) remove_firms(state_, vacated_);
        tell_unknown_floors();
    }

private:
    bool has_expired(ParcelId parcel) const
    {
        const std::int16_t expiry = p_.expiry_year[parcel];
        return expiry != no_year && expiry < year_ && p_.stage[parcel] >= Stage::supplied &&
               p_.tenure[parcel] != Tenure::allocated;
    }

    void expire(ParcelId parcel)
    {
        // Land of the city whose contracts end with their terms.
        const ParkId park = p_.park[parcel];
        const bool over =
            state_.parks.terms_end[park] != 0 && state_.parks.status[park] == ParkStatus::transitioned;
        if (!over && market_of(intended_use(p_, parcel)) == LandMarket::residential)
            return renew_housing(parcel);
        if (!over && convertible(parcel)) return convert(parcel);
        if (!over && renewable(parcel)) return renew(parcel);
        Event event = event_of(Kind::expired, parcel);
        event.unit = Unit::year, event.value = p_.expiry_year[parcel];
        if (p_.expiry_year[parcel] == year_ - 1) {
            state_.events.add(event);
            return;
        }
        event = event_of(Kind::vacated, parcel);
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
        state_.events.add(event, fmt::format("expiry={}", p_.expiry_year[parcel]));
        state_.parks.flows[p_.park[parcel]].vacated += p_.area[parcel];
        return_land(state_, parcel, Stage::planned);
        vacated_.resize(p_.size(), 0);
        vacated_[parcel.index] = 1;
        any_vacated_ = true;
    }

    /// A failed review, or one that is not over, stands against a renewal; one that was never due does not.
    bool review_stands_against(ParcelId parcel) const { return p_.review[parcel] > Review::passed; }

    /// Years of the grant that follows the lease stage.
    int years_after_stage(ParcelId parcel) const
    {
        const int stage = p_.term_years[parcel] > 0 ? p_.term_years[parcel] : rule_.lease_stage_years;
        return prices_.statutory_years(intended_use(p_, parcel)) - stage;
    }

    bool convertible(ParcelId parcel) const
    {
        return p_.tenure[parcel] == Tenure::lease_then_grant && p_.stage[parcel] == Stage::built &&
               !review_stands_against(parcel) && years_after_stage(parcel) > 0;
    }

    void convert(ParcelId parcel)
    {
        const int years = years_after_stage(parcel);
        const Quote quote = prices_.quote(state_, parcel, false);
        p_.tenure[parcel] = Tenure::grant;
        set_term(parcel, quote, years, p_.expiry_year[parcel]);
        Event event = event_of(Kind::converted, parcel);
        event.threshold = quote.floor * factor_;
        book(state_, {event, Reason::land_price, WanYuan{p_.price[parcel]}, p_.park[parcel]},
             fmt::format("years={}", years));
    }

    /// Whether a firm on the parcel is of a class that is renewed. The table is made when the first term runs
    /// out.
    bool renewable(ParcelId parcel)
    {
        if (review_stands_against(parcel)) return false;
        if (!best_known_) {
            best_.assign(p_.size(), Grade::none);
            const EnterpriseTable& firms = state_.enterprises;
            for (const EnterpriseId firm : firms.rows())
                for (const Holding& holding : firms.of(firm)) {
                    Grade& best = best_[holding.parcel.index];
                    const Grade grade = firms.grade[firm];
                    const bool better = grade != Grade::none && (best == Grade::none || grade < best);
                    if (holding.share > 0 && better) best = grade;
                }
            best_known_ = true;
        }
        const Grade grade = best_[parcel.index];
        const std::string_view name = grade == Grade::none ? "none" : info(grade).id;
        return std::find(rule_.renew_classes.begin(), rule_.renew_classes.end(), name) !=
               rule_.renew_classes.end();
    }

    void renew(ParcelId parcel)
    {
        const int full = prices_.statutory_years(intended_use(p_, parcel));
        const int years = p_.term_years[parcel] > 0 ? p_.term_years[parcel] : full;
        const Quote quote = prices_.quote(state_, parcel, false);
        set_term(parcel, quote, years, year_ - 1);
        state_.parks.flows[p_.park[parcel]].renewed += p_.area[parcel];
        Event event = event_of(Kind::renewed, parcel);
        event.threshold = quote.floor * factor_;
        if (is_lease(parcel)) {
            // Not money yet: each year's rent is booked when it is due.
            event.unit = Unit::wan_yuan_per_year, event.value = p_.rent[parcel];
            state_.events.add(event, fmt::format("rent; years={}", years));
            return;
        }
        book(state_, {event, Reason::land_price, WanYuan{p_.price[parcel]}, p_.park[parcel]},
             fmt::format("years={}", years));
    }

    /// Housing is renewed by law (民法典 第三百五十九条); no law says what is due, and nothing is charged.
    void renew_housing(ParcelId parcel)
    {
        const int full = prices_.statutory_years(intended_use(p_, parcel));
        const int years = p_.term_years[parcel] > 0 ? p_.term_years[parcel] : full;
        p_.expiry_year[parcel] = static_cast<std::int16_t>(year_ - 1 + years);
        state_.parks.flows[p_.park[parcel]].renewed += p_.area[parcel];
        state_.events.add(event_of(Kind::renewed, parcel), fmt::format("housing; years={}", years));
    }

    /// The n payments of a lease fall in the years after it began; what the data leases pays while it runs.
    void collect_rent(ParcelId parcel)
    {
        const bool running = p_.expiry_year[parcel] == no_year || year_ <= p_.expiry_year[parcel];
        if (running && p_.rent_end[parcel] != no_year && year_ > p_.rent_end[parcel]) let_again(parcel);
        const bool due = p_.supply_year[parcel] == no_year || p_.supply_year[parcel] < year_;
        if (!running || !due || p_.stage[parcel] < Stage::supplied || !(p_.rent[parcel] > 0)) return;
        book(state_,
             {event_of(Kind::rent, parcel), Reason::land_rent, WanYuan{p_.rent[parcel]}, p_.park[parcel]});
    }

    /// The leased part of mixed tenure, from last year on.
    void let_again(ParcelId parcel)
    {
        const Quote quote = prices_.quote(state_, parcel, false);
        let_part(parcel, quote, p_.expiry_year[parcel] - (year_ - 1), year_ - 1);
        Event event = event_of(Kind::relet, parcel);
        event.unit = Unit::wan_yuan_per_year, event.value = p_.rent[parcel];
        state_.events.add(event, fmt::format("years={}", p_.rent_end[parcel] - (year_ - 1)));
    }

    bool is_lease(ParcelId parcel) const
    {
        return p_.tenure[parcel] == Tenure::lease || p_.tenure[parcel] == Tenure::lease_then_grant;
    }

    int first_term(Tenure tenure, int full) const
    {
        if (tenure == Tenure::flexible) return std::min(rule_.flexible_years, full);
        if (tenure == Tenure::lease) return std::min(rule_.lease_years, full);
        return tenure == Tenure::lease_then_grant ? std::min(rule_.lease_stage_years, full) : full;
    }

    void supply(ParcelId parcel, bool covered)
    {
        const LandUse use = intended_use(p_, parcel);
        const LandMarket market = market_of(use);
        if (market == LandMarket::none) {
            p_.tenure[parcel] = Tenure::allocated;
            p_.price[parcel] = 0;
            state_.events.add(event_of(Kind::allocated, parcel));
            return;
        }
        const bool chosen = covered && market == LandMarket::industrial;
        const Tenure tenure = chosen ? draw_tenure(parcel) : Tenure::grant;
        const int full = prices_.statutory_years(use);
        const Quote quote = prices_.quote(state_, parcel, true);
        p_.tenure[parcel] = tenure;
        set_term(parcel, quote, first_term(tenure, full), year_);
        tell_quote(parcel, quote);
        Event event = event_of(is_lease(parcel) ? Kind::leased : Kind::granted, parcel);
        event.threshold = quote.floor * factor_;
        std::string detail = fmt::format("{}; years={}", info(tenure).id, p_.term_years[parcel]);
        if (tenure == Tenure::mixed)
            detail += fmt::format("; leased_share={}; rent={:.6f}; rent_end={}", rule_.mixed_lease_share,
                                  p_.rent[parcel], p_.rent_end[parcel]);
        if (quote.class_discount > 0) detail += fmt::format("; class_discount={:.4g}", quote.class_discount);
        if (is_lease(parcel)) {
            event.unit = Unit::wan_yuan_per_year, event.value = p_.rent[parcel];
            state_.events.add(event, detail + fmt::format("; value_wan={:.6f}", p_.price[parcel]));
            return;
        }
        book(state_, {event, Reason::land_price, WanYuan{p_.price[parcel]}, p_.park[parcel]}, detail);
    }

    /// One draw a parcel. Grant comes first and lease last: more lease in another scenario moves the fewest
    /// parcels.
    Tenure draw_tenure(ParcelId parcel) const
    {
        const double uniform = state_.draw(RuleId::tenure, p_.hash[parcel]).uniform(0);
        double below = 0;
        Tenure last = Tenure::grant;  // the sum of shares may be 1 − 1e-10
        for (const Tenure kind :
             {Tenure::grant, Tenure::flexible, Tenure::mixed, Tenure::lease_then_grant, Tenure::lease}) {
            const double part = share(info(kind).id);
            below += part;
            if (part > 0) last = kind;
            if (uniform < below) return kind;
        }
        return last;
    }

    double share(std::string_view kind) const
    {
        const auto at = rule_.mix.find(kind);
        return at == rule_.mix.end() ? 0.0 : at->second;
    }

    /// Price, rent and years of a term that begins at the end of `from`.
    void set_term(ParcelId parcel, const Quote& quote, int years, Year from)
    {
        const int full = prices_.statutory_years(intended_use(p_, parcel));
        factor_ = term_factor(rule_.discount_rate, years, full) * from_mm2(p_.area[parcel]).value;
        p_.price[parcel] = quote.price * factor_;
        p_.rent[parcel] =
            is_lease(parcel) ? yearly_rent(p_.price[parcel], rule_.discount_rate, years) : std::nan("");
        p_.rent_end[parcel] = no_year;
        if (p_.tenure[parcel] == Tenure::mixed) {
            if (std::isnan(p_.leased_share[parcel]))
                p_.leased_share[parcel] = static_cast<float>(rule_.mixed_lease_share);
            p_.price[parcel] *= 1 - leased_share(parcel);
            let_part(parcel, quote, years, from);
        }
        p_.term_years[parcel] = static_cast<std::int16_t>(years);
        p_.expiry_year[parcel] = static_cast<std::int16_t>(from + years);
    }

    double leased_share(ParcelId parcel) const
    {
        const float share = p_.leased_share[parcel];
        return std::isnan(share) ? rule_.mixed_lease_share : share;
    }

    /// Rent of the leased part for `lease_years`, at most `longest`, after the end of `from`.
    void let_part(ParcelId parcel, const Quote& quote, int longest, Year from)
    {
        const int years = std::min(rule_.lease_years, longest);
        const int full = prices_.statutory_years(intended_use(p_, parcel));
        const double value = quote.price * term_factor(rule_.discount_rate, years, full) *
                             from_mm2(p_.area[parcel]).value * leased_share(parcel);
        p_.rent[parcel] = yearly_rent(value, rule_.discount_rate, years);
        p_.rent_end[parcel] = static_cast<std::int16_t>(from + years);
    }

    void tell_quote(ParcelId parcel, const Quote& quote)
    {
        unknown_floors_ += quote.grade_missing;
        const auto tell = [&](Kind kind, double value, double threshold) {
            Event event = event_of(kind, parcel);
            event.unit = Unit::wan_yuan, event.value = value * factor_, event.threshold = threshold * factor_;
            state_.events.add(event);
        };
        if (quote.parity) tell(Kind::base_price_parity, quote.price, quote.floor);
        if (quote.refused) {
            tell(Kind::discount_refused, quote.wanted, quote.lowest);
            ++state_.parks.flows[p_.park[parcel]].preferences_refused;
        }
    }

    void tell_unknown_floors()
    {
        if (!unknown_floors_) return;
        Event event = rule_event(state_, TenureRule::record(), rule_.scope,
                                 static_cast<std::size_t>(Kind::floor_unknown), ParkId::none());
        event.unit = Unit::count, event.value = unknown_floors_;
        state_.events.add(event);
    }

    Event event_of(Kind kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, TenureRule::record(), rule_.scope, static_cast<std::size_t>(kind),
                                 p_.park[parcel]);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        return event;
    }

    State& state_;
    ParcelTable& p_;
    const TenureRule& rule_;
    Year year_;
    LandPrices prices_;
    double factor_ = 1;  ///< K(n) · area of the parcel at hand: 万元/m² → 万元
    int unknown_floors_ = 0;
    bool any_vacated_ = false, best_known_ = false;
    std::vector<std::uint8_t> vacated_;
    std::vector<Grade> best_;  ///< of the firms on a parcel
};

}  // namespace

void apply(State& state, const TenureRule& rule, Year year)
{
    TenureYear(state, rule, year).run(state.parks.rows());
}

}  // namespace permu
