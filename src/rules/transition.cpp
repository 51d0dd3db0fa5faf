/// Transition: the three conditions, and what follows from them in each mode.
#include "permu/rules/transition.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <tuple>

#include "exact_share.hpp"
#include "land.hpp"
#include "permu/base/math.hpp"
#include "permu/model/measures.hpp"
#include "permu/model/merging.hpp"
#include "relocation.hpp"
#include "transition_events.hpp"
#include "two_numbers.hpp"

namespace permu {
namespace {

double ratio_of(Mm2 part, Mm2 whole)
{
    return ratio(static_cast<double>(part), static_cast<double>(whole));
}

/// Six decimals are enough for a reader; the judgement is not made with these.
std::string shown(double share)
{
    return std::isnan(share) ? "unknown" : fmt::format("{:.6g}", share);
}

std::string_view yes(bool met)
{
    return met ? "yes" : "no";
}

/// Whether part/whole is at least, or at most, a limit; false where whole is zero.
bool at_least(Mm2 part, Mm2 whole, double limit)
{
    return whole > 0 && compare_share(part, whole, limit) >= 0;
}
bool at_most(Mm2 part, Mm2 whole, double limit)
{
    return whole > 0 && compare_share(part, whole, limit) <= 0;
}

/// The three conditions for one park, with the numbers behind them.
class Judgement {
public:
    Judgement(const Transition& rule, const Measures& measures, double approved_area)
        : rule_(rule), l_(measures.ledger)
    {
        judged_ = static_cast<double>(l_.a) >= rule.min_built * 1e6;  // mm² of m²
        built_ = at_least(l_.a, l_.developable(), rule.task_built_share_min);
        supplied_ = at_least(l_.d, l_.a + l_.b21, rule.task_supply_rate_min);
        idle_ = at_most(l_.g, l_.d, rule.task_idle_rate_max);
        literal_ = l_.a_industrial + l_.a_m0;
        const bool ministry = rule.numerator == "ministry";
        part_ = (ministry ? l_.a2 : literal_) - (rule.split_m0_support ? measures.m0_support : 0);
        whole_ = denominator(approved_area);
        below_ = whole_ > 0 && compare_share(part_, whole_, rule.industrial_share_below) < 0;
        undone_ = ratio_of(literal_ + measures.converted_recent, l_.a);
        integrate(measures);
    }

    bool judged() const { return judged_; }
    bool below() const { return judged_ && below_; }
    /// Conditions 1 and 3.
    bool done_and_integrated() const { return judged_ && built_ && supplied_ && idle_ && integrated_; }
    double literal_share() const { return ratio_of(literal_, l_.a); }

    std::string detail(int years_below) const
    {
        std::string text =
            fmt::format("judged={}; task_completed={}: built_share={}, supply_rate={}, idle_rate={}",
                        yes(judged_), yes(built_ && supplied_ && idle_),
                        against(ratio_of(l_.a, l_.developable()), ">=", rule_.task_built_share_min),
                        against(ratio_of(l_.d, l_.a + l_.b21), ">=", rule_.task_supply_rate_min),
                        against(ratio_of(l_.g, l_.d), "<=", rule_.task_idle_rate_max));
        text += fmt::format("; integrated={}: {}={}", yes(integrated_), rule_.integration,
                            against(integration_, ">=", minimum_));
        text += fmt::format("; ministry_rate={}; share_conversions_undone={}", shown(ratio_of(l_.a2, l_.a)),
                            shown(undone_));
        text += fmt::format("; share_judged={} ({}/{}, below={}, years={} of {}); built_km2={}",
                            shown(ratio_of(part_, whole_)), rule_.numerator, rule_.denominator, yes(below_),
                            years_below, rule_.years_in_row, shown(from_mm2(l_.a).value / 1e6));
        return text;
    }

private:
    /// "0.2501 (>=0.25)": with more digits where the two would look the same though they differ.
    static std::string against(double value, const char* sign, double limit)
    {
        std::string text = shown(value), bound = fmt::format("{:g}", limit);
        if (text == bound && value != limit) std::tie(text, bound) = two_numbers(value, limit);
        return fmt::format("{} ({}{})", text, sign, bound);
    }

    Mm2 denominator(double approved_area) const
    {
        if (rule_.denominator == "supplied") return l_.d;
        if (rule_.denominator == "planned") return l_.developable();
        if (rule_.denominator == "approved") return std::isnan(approved_area) ? 0 : to_mm2({approved_area});
        return l_.a;
    }

    void integrate(const Measures& measures)
    {
        constexpr double share_min = 0.25, index_min = 0.70;
        const bool by_share = rule_.integration == "residential_share";
        minimum_ = rule_.integration_min;
        if (std::isnan(minimum_)) minimum_ = by_share ? share_min : index_min;
        integration_ = by_share ? ratio_of(l_.a1, l_.a) : city_integration(measures).index;
        integrated_ = by_share ? at_least(l_.a1, l_.a, minimum_) : integration_ >= minimum_;
    }

    const Transition& rule_;
    const Ledger& l_;
    bool judged_, built_, supplied_, idle_, below_, integrated_ = false;
    Mm2 literal_, part_, whole_;
    double undone_, integration_ = 0, minimum_ = 0;
};

/// One year of the rule.
class TransitionYear {
public:
    TransitionYear(State& state, const Transition& rule, Year year)
        : state_(state), parks_(state.parks), rule_(rule), year_(year)
    {
    }

    void run(bool act)
    {
        if (act) let_firms_go(state_, rule_, year_);
        const MeasureSet& set = judged(state_);
        const std::vector<bool> merging = merging_parks(parks_);
        for (const ParkId park : parks_.rows()) {
            if (!rule_.scope.covers(parks_, park) || !is_member(parks_.status[park])) continue;
            const Judgement judgement(rule_, set.parks[park.index], parks_.approved_area[park]);
            if (act) parks_.years_below[park] = judgement.below() ? parks_.years_below[park] + 1 : 0;
            Event event = event_of(TransitionEvent::assessed, park, judgement);
            state_.events.add(event, judgement.detail(parks_.years_below[park]));
            if (!act || merging[park.index]) continue;
            if (decide(park, judgement)) tell_what_follows(park, set.parks[park.index]);
        }
    }

private:
    /// \return whether the park turns on the next 1 January
    bool decide(ParkId park, const Judgement& judgement)
    {
        const bool met = judgement.done_and_integrated() && parks_.years_below[park] >= rule_.years_in_row;
        const bool was = parks_.status[park] == ParkStatus::eligible;
        parks_.status[park] = met ? ParkStatus::eligible : ParkStatus::developing;
        if (was && !met) {
            parks_.eligible_since[park] = no_year;
            state_.events.add(event_of(TransitionEvent::no_longer_eligible, park, judgement));
        }
        if (!met) return false;
        // Also for a park that the data calls eligible.
        if (parks_.eligible_since[park] == no_year)
            parks_.eligible_since[park] = static_cast<std::int16_t>(year_);
        if (!was) state_.events.add(event_of(TransitionEvent::eligible, park, judgement));
        if (!goes(park)) return false;
        parks_.transition_pending[park] = rule_.transfer == "built" ? Transfer::built : Transfer::park;
        state_.events.add(event_of(TransitionEvent::transitioned, park, judgement),
                          fmt::format("from {}-01-01", year_ + 1));
        return true;
    }

    void tell_what_follows(ParkId park, const Measures& measures)
    {
        parks_.kept_in_statistics[park] = rule_.keep_old_in_stats ? 1 : 0;
        const bool ends = rule_.contracts == "end";
        parks_.terms_end[park] = ends ? 1 : 0;
        std::int64_t contracts = 0;
        Mm2 closed = 0;
        for (const ParcelId parcel : parks_.parcels(park)) {
            const Stage stage = state_.parcels.stage[parcel];
            contracts += stage >= Stage::supplied && state_.parcels.tenure[parcel] != Tenure::none ? 1 : 0;
            const bool open = stage == Stage::planned || is_offered(stage);
            if (open && is_productive(intended_use(state_.parcels, parcel)))
                closed += state_.parcels.area[parcel];
        }
        Event event = rule_event(state_, Transition::record(), rule_.scope,
                                 static_cast<std::size_t>(TransitionEvent::leaves), park);
        event.unit = Unit::mu, event.value = mm2_to_mu(measures.ledger.total());
        state_.events.add(
            event,
            fmt::format("from {}-01-01; firms that stay={}; contracts that {}={}; planned and ready "
                        "land closed to industrial projects={:.10g} 亩; {}{}",
                        year_ + 1, measures.enterprises, ends ? "end with their terms" : "run on", contracts,
                        mm2_to_mu(closed),
                        rule_.keep_old_in_stats ? "stays in scope region (keep_old_in_stats)"
                                                : "leaves scope region, told in region_all (our assumption)",
                        rule_.transfer == "built" ? "; land not built goes to a park that follows" : ""));
    }

    bool goes(ParkId park) const
    {
        if (rule_.mode == "mandatory") return true;
        if (rule_.mode != "encouraged") return false;
        if (year_ - parks_.eligible_since[park] < rule_.lag_years) return false;
        return state_.draw(RuleId::transition, parks_.hash[park]).uniform(0) < rule_.probability;
    }

    Event event_of(TransitionEvent kind, ParkId park, const Judgement& judgement) const
    {
        Event event =
            rule_event(state_, Transition::record(), rule_.scope, static_cast<std::size_t>(kind), park);
        event.unit = Unit::ratio;
        event.value = judgement.literal_share(), event.threshold = rule_.industrial_share_below;
        return event;
    }

    State& state_;
    ParkTable& parks_;
    const Transition& rule_;
    Year year_;
};

}  // namespace

void apply(State& state, const Transition& rule, Year year)
{
    TransitionYear(state, rule, year).run(true);
}

void assess(State& state, const Transition& rule, Year year)
{
    if (rule.firms_leave > 0) {
        Event event = rule_event(state, Transition::record(), rule.scope,
                                 static_cast<std::size_t>(TransitionEvent::assumed_response), ParkId::none());
        event.unit = Unit::ratio, event.value = rule.firms_leave;
        state.events.add(event);
    }
    TransitionYear(state, rule, year).run(false);
}

}  // namespace permu
