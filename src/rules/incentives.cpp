/// Incentives: one pass over the firms, sums in fen by park.
#include "permu/rules/incentives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "incentive_events.hpp"

namespace permu {
namespace {

constexpr std::string_view class_names = "ABCD";
constexpr ClassIncentives neutral{};

double number_in(const Table& table, std::string_view column, std::size_t row)
{
    const TableColumn* cells = table.find(column);
    const std::string text = cells ? cell_text(*cells, row) : std::string{};
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && !text.empty();
    return whole ? value : std::numeric_limits<double>::quiet_NaN();
}

/// What a firm owes the public side, by reason, in 万元; what it gets is negative.
struct Dues {
    Fen tax = 0, relief = 0, surcharge = 0;
};

Fen fen_of(double wan)
{
    return std::isnan(wan) ? 0 : to_fen({wan});
}

/// One year of the rule.
class IncentiveYear {
public:
    IncentiveYear(State& state, const Incentives& rule)
        : state_(state), f_(state.enterprises), rule_(rule), dues_(state.parks.size())
    {
        for (const ParkId park : state.parks.rows())
            covered_.push_back(rule.scope.covers(state.parks, park) && is_member(state.parks.status[park]));
        for (const bool rewarded : {false, true}) {
            auto& paid = paid_[rewarded ? 1 : 0];
            paid[0] = rule.land_use_tax;
            for (std::size_t grade = 1; grade < paid.size(); ++grade)
                paid[grade] = paid_level(wanted_level(grade, rewarded));
        }
    }

    /// What classes mean for firms that expand in the next year.
    void set_terms()
    {
        for (const EnterpriseId firm : f_.rows()) {
            const auto grade = static_cast<std::size_t>(f_.grade[firm]);
            const bool has = grade != 0 && f_.park[firm].valid() && covered(f_.park[firm]);
            const ClassIncentives terms = has ? rule_.by_class[grade - 1] : neutral;
            f_.quota_multiplier[firm] = static_cast<float>(terms.quota_multiplier);
            f_.land_discount[firm] = static_cast<float>(terms.price_discount);
        }
    }

    void run()
    {
        set_terms();
        for (const EnterpriseId firm : f_.rows()) {
            if (!f_.park[firm].valid()) continue;
            const auto grade = static_cast<std::size_t>(f_.grade[firm]);
            const bool rewarded = is_rewarded(f_.park[firm]);
            ++firms_[rewarded ? 1 : 0][grade];
            add_dues(firm);
            const bool wants_relief = grade != 0 && covered(f_.park[firm]);
            if (wants_relief && paid_[rewarded ? 1 : 0][grade] != wanted_level(grade, rewarded))
                ++state_.parks.flows[f_.park[firm]].preferences_refused;
            if (f_.rd_reserve[firm] && covered(f_.park[firm])) subsidise(firm);
        }
        tell_refused();
        tell_unknown();
        for (const ParkId park : state_.parks.rows()) {
            const Dues& dues = dues_[park.index];
            book_sum(IncentiveEvent::land_use_tax, Reason::land_use_tax, dues.tax, park);
            book_sum(IncentiveEvent::relief, Reason::tax_relief, dues.relief, park);
            book_sum(IncentiveEvent::surcharge, Reason::power_surcharge, dues.surcharge, park);
        }
    }

private:
    bool covered(ParkId park) const { return covered_[park.index] != 0; }

    /// The level that a class really pays.
    double paid_level(double wanted) const
    {
        const TaxBand band = tax_band(rule_);
        if (wanted < band.min && !rule_.relief_below_band) return band.min;
        return wanted > band.max ? band.max : wanted;
    }

    bool is_rewarded(ParkId park) const { return state_.parks.rewarded[park] != 0; }

    double wanted_level(std::size_t grade, bool rewarded) const
    {
        const double factor = rule_.by_class[grade - 1].land_use_tax_factor;
        return (rewarded ? factor * rule_.rewarded_factor : factor) * rule_.land_use_tax;
    }

    void add_dues(EnterpriseId firm)
    {
        const auto grade = static_cast<std::size_t>(f_.grade[firm]);
        const double surcharge = grade == 0 ? 0 : rule_.by_class[grade - 1].power_surcharge;
        Fen cost = 0;
        const auto add = [&](ParkId park, double share) {
            if (!covered(park)) return;
            Dues& dues = dues_[park.index];
            const double land = share * f_.land[firm];
            const Fen tax = fen_of(rule_.land_use_tax * land);
            dues.tax += tax;
            const Fen paid = fen_of(paid_[is_rewarded(park) ? 1 : 0][grade] * land);
            const Fen more = fen_of(surcharge * f_.power[firm] * share);
            dues.relief -= tax - paid;
            dues.surcharge += more;
            cost += paid - tax + more;
        };
        const auto holdings = f_.of(firm);
        for (const Holding& holding : holdings)
            add(state_.parcels.park[holding.parcel], holding.share);
        if (holdings.empty()) add(f_.park[firm], 1);
        f_.policy_cost[firm] = from_fen(cost).value;
    }

    void subsidise(EnterpriseId firm)
    {
        const double current = f_.rd[firm], previous = f_.rd_previous[firm];
        if (!(current >= rule_.rd_min)) return;
        if (std::isnan(previous)) {
            ++unknown_;
            return;
        }
        const double amount = rd_subsidy(rule_, current, previous);
        if (fen_of(amount) == 0) return;
        Event event = event_of(IncentiveEvent::rd_subsidy, f_.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index, event.threshold = rule_.rd_min;
        book(state_, {event, Reason::rd_subsidy, WanYuan{-amount}, f_.park[firm]},
             fmt::format("rd_wan={}; rd_previous_wan={}", current, previous));
    }

    void tell_refused()
    {
        constexpr double yuan_per_wan = 1e4;
        for (const bool rewarded : {false, true}) {
            for (std::size_t grade = 1; grade <= class_names.size(); ++grade) {
                const double wanted = wanted_level(grade, rewarded);
                const double paid = paid_[rewarded ? 1 : 0][grade];
                const std::size_t firms = firms_[rewarded ? 1 : 0][grade];
                if (firms == 0 || paid == wanted) continue;
                Event event = event_of(IncentiveEvent::refused, ParkId::none());
                event.unit = Unit::yuan_per_square_metre;
                event.value = wanted * yuan_per_wan, event.threshold = paid * yuan_per_wan;
                state_.events.add(event,
                                  fmt::format("class={}; factor={}; firms={}; city_class={}{}",
                                              class_names[grade - 1], wanted / rule_.land_use_tax, firms,
                                              rule_.city_class, rewarded ? "; rewarded parks" : ""));
            }
        }
    }

    void tell_unknown()
    {
        if (unknown_ == 0) return;
        Event event = event_of(IncentiveEvent::rd_previous_unknown, ParkId::none());
        event.unit = Unit::count, event.value = static_cast<double>(unknown_);
        state_.events.add(event);
    }

    void book_sum(IncentiveEvent kind, Reason reason, Fen fen, ParkId park)
    {
        if (fen != 0) book(state_, {event_of(kind, park), reason, from_fen(fen), park});
    }

    Event event_of(IncentiveEvent kind, ParkId park) const
    {
        return rule_event(state_, Incentives::record(), rule_.scope, static_cast<std::size_t>(kind), park);
    }

    State& state_;
    EnterpriseTable& f_;
    const Incentives& rule_;
    std::vector<std::uint8_t> covered_;            ///< by park
    std::vector<Dues> dues_;                       ///< by park
    std::array<std::array<double, 5>, 2> paid_{};  ///< level by reward of the park and Grade, 万元/m²
    std::array<std::array<std::size_t, 5>, 2> firms_{};  ///< by reward of the park and Grade
    std::size_t unknown_ = 0;
};

}  // namespace

TaxBand tax_band(const Incentives& rule)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double wan_per_yuan = 1e-4;
    const Table& table = rule.land_use_tax_bands.table;
    const TableColumn* names = table.find("city_class");
    for (std::size_t row = 0; names && row < table.rows(); ++row) {
        if (cell_text(*names, row) != rule.city_class) continue;
        const double factor = rule.poor_area ? number_in(table, "poor_area_min_factor", row) : 1.0;
        return {number_in(table, "min_yuan_per_m2_year", row) * factor * wan_per_yuan,
                number_in(table, "max_yuan_per_m2_year", row) * wan_per_yuan};
    }
    return {nan, nan};
}

double rd_subsidy(const Incentives& rule, double current, double previous)
{
    if (!(current >= rule.rd_min)) return 0;
    const double stock = rule.rd_stock == "min" ? std::min(current, previous) : previous;
    return rule.rd_stock_rate * stock + rule.rd_increment_rate * std::max(0.0, current - previous);
}

void assess(State& state, const Incentives& rule, Year)
{
    IncentiveYear(state, rule).set_terms();
}

void apply(State& state, const Incentives& rule, Year)
{
    IncentiveYear(state, rule).run();
}

}  // namespace permu
