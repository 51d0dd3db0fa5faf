/// Evaluation: scores of all member parks, ranks and warnings.
#include "permu/rules/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "evaluation_events.hpp"
#include "park_scores.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Revenue of a park, and that of firms in its leading divisions.
struct LeadingRevenue {
    double leading = 0, all = 0;
};

std::vector<LeadingRevenue> leading_revenue(const State& state)
{
    std::vector<LeadingRevenue> out(state.parks.size());
    const EnterpriseTable& firms = state.enterprises;
    const auto add = [&](ParkId park, EnterpriseId firm, double revenue) {
        const std::vector<int>& leading = state.parks.leading[park.index];
        out[park.index].all += revenue;
        if (std::find(leading.begin(), leading.end(), firms.division[firm]) != leading.end())
            out[park.index].leading += revenue;
    };
    for (const EnterpriseId firm : firms.rows()) {
        if (!firms.park[firm].valid() || std::isnan(firms.revenue[firm])) continue;
        for (const Holding& holding : firms.of(firm))
            add(state.parcels.park[holding.parcel], firm, firms.revenue[firm] * holding.share);
        if (firms.of(firm).empty()) add(firms.park[firm], firm, firms.revenue[firm]);
    }
    return out;
}

std::string shown(double score)
{
    return std::isnan(score) ? "none" : fmt::format("{:.6g}", score);
}

/// One year of the rule.
class EvaluationYear {
public:
    EvaluationYear(State& state, const Evaluation& rule, Year year)
        : state_(state), parks_(state.parks), rule_(rule), year_(year)
    {
    }

    void run(bool base_year)
    {
        const MeasureSet& set = judged(state_);
        const std::vector<LeadingRevenue> revenue = leading_revenue(state_);
        missing_.assign(park_items().size(), 0);
        for (const ParkId park : parks_.rows()) {
            parks_.scores[park] = {nan, nan, nan, nan, nan, nan, nan, 0, nan, nan};
            const bool turned = parks_.status[park] == ParkStatus::transitioned;
            if (!rule_.scope.covers(parks_, park) || !(is_member(parks_.status[park]) || turned)) continue;
            const Measures& sums = set.parks[park.index];
            // Nobody leads where the data names no leading divisions.
            const LeadingRevenue& r = revenue[park.index];
            const double share = parks_.leading[park.index].empty() ? nan : ratio(r.leading, r.all);
            const ParkFigures figures{sums, share, parks_.last_tax[park], parks_.last_value_added[park],
                                      parks_.kind[park.index]};
            remember(park, sums);
            if (turned) {
                score_outside(park, figures);
                continue;
            }
            score(park, figures);
            types_.emplace_back(park, park_type(sums.ledger));
        }
        put_areas_together(set);
        rank();
        tell_ranks();
        tell_missing(base_year);
        if (base_year) return;
        for (const ParkId park : parks_.rows())
            parks_.rewarded[park] = 0, parks_.quota_weight[park] = 1;
        warn();
        reward();
    }

private:
    /// What growth is measured from.
    void remember(ParkId park, const Measures& sums)
    {
        parks_.tax_before[park] = std::exchange(parks_.last_tax[park], sums.tax.value());
        parks_.value_added_before[park] =
            std::exchange(parks_.last_value_added[park], sums.value_added.value());
    }

    /// Main areas with their development areas, which were scored apart so far.
    void put_areas_together(const MeasureSet& set)
    {
        std::map<ParkId, Measures> development;
        for (const auto& [park, type] : types_) {
            const ParkId main = parks_.main_area[park];
            if (!main.valid() || !is_member(parks_.status[main])) continue;
            const auto [at, fresh] = development.try_emplace(main, set.parks[park.index]);
            if (!fresh) at->second += set.parks[park.index];
        }
        for (const auto& [main, sums] : development) {
            const double own = parks_.scores[main].intensive_use;
            const double other =
                intensive_use_score(rule_, sums, AreaRole::development, parks_.kind[main.index]);
            const WeightedScore parts[] = {{rule_.main_area_weight, own},
                                           {1 - rule_.main_area_weight, other}};
            parks_.scores[main].intensive_use = weighted_score(parts);
            Event event = event_of(EvaluationEvent::intensive_use, main);
            event.unit = Unit::points, event.value = parks_.scores[main].intensive_use;
            state_.events.add(event, fmt::format("main={}; development={}; main_area_weight={:g}", shown(own),
                                                 shown(other), rule_.main_area_weight));
        }
    }

    void score(ParkId park, const ParkFigures& figures)
    {
        const ScoredPark scored = score_park(rule_, figures, parks_.area_role[park]);
        parks_.scores[park] = scored.scores;
        if (!std::isnan(scored.scores.composite)) ranked_.push_back(park);
        for (std::size_t i = 0; i < missing_.size(); ++i)
            missing_[i] += scored.missing[i];
    }

    /// A park that turned is scored beside the others, so that old and new area can be compared.
    void score_outside(ParkId park, const ParkFigures& figures)
    {
        ParkScores& scores = parks_.scores[park];
        scores = score_park(rule_, figures, parks_.area_role[park]).scores;
        Event event = event_of(EvaluationEvent::scored_outside, park);
        event.unit = Unit::points, event.value = scores.composite;
        state_.events.add(event,
                          fmt::format("per_mu={}; agglomeration={}; growth={}; green={}; intensive_use={}",
                                      shown(scores.per_mu), shown(scores.agglomeration), shown(scores.growth),
                                      shown(scores.green), shown(scores.intensive_use)));
    }

    double composite(ParkId park) const { return parks_.scores[park].composite; }

    void rank()
    {
        std::sort(ranked_.begin(), ranked_.end(), [&](ParkId a, ParkId b) {
            return composite(a) != composite(b) ? composite(a) > composite(b) : a < b;
        });
        for (std::size_t i = 0; i < ranked_.size(); ++i) {
            const bool as_before = i > 0 && composite(ranked_[i]) == composite(ranked_[i - 1]);
            parks_.scores[ranked_[i]].rank =
                as_before ? parks_.scores[ranked_[i - 1]].rank : static_cast<int>(i + 1);
        }
    }

    void tell_ranks()
    {
        for (const auto& [park, type] : types_) {
            const ParkScores& s = parks_.scores[park];
            if (s.rank == 0) {
                state_.events.add(event_of(EvaluationEvent::not_ranked, park));
                continue;
            }
            Event event = event_of(EvaluationEvent::ranked, park);
            event.unit = Unit::points, event.value = s.composite;
            state_.events.add(
                event, fmt::format("rank={} of {}; per_mu={}; agglomeration={}; growth={}; green={}; type={}",
                                   s.rank, ranked_.size(), shown(s.per_mu), shown(s.agglomeration),
                                   shown(s.growth), shown(s.green), info(type).id));
        }
    }

    /// In the base year nobody has a year before: growth is no fault of the data then.
    void tell_missing(bool base_year)
    {
        for (std::size_t i = 0; i < missing_.size(); ++i) {
            const ParkItem& item = park_items()[i];
            if (missing_[i] == 0 || (base_year && item.dimension == ScoreDimension::growth)) continue;
            Event event = event_of(EvaluationEvent::missing_item, ParkId::none());
            event.unit = Unit::count, event.value = missing_[i];
            state_.events.add(event, item.id);
        }
    }

    void warn()
    {
        const auto parks = static_cast<int>(ranked_.size());
        if (rule_.warn_bottom == 0 || parks < rule_.warn_min_parks) return;
        const int last_safe = parks - rule_.warn_bottom;
        for (const ParkId park : ranked_) {
            auto& years = parks_.bottom_years[park.index];
            const bool in_bottom = parks_.scores[park].rank > last_safe;
            if (in_bottom) years.push_back(static_cast<std::int16_t>(year_));
            const auto recent = std::count_if(
                years.begin(), years.end(), [&](int year) { return year_ - year < rule_.warn_within_years; });
            parks_.warnings[park] = static_cast<int>(recent);
            if (in_bottom) tell_warning(park, last_safe);
        }
    }

    void reward()
    {
        for (const ParkId park : ranked_) {
            if (parks_.scores[park].rank > rule_.reward_top) break;
            parks_.rewarded[park] = 1;
            parks_.quota_weight[park] += rule_.reward_quota;
            Event event = event_of(EvaluationEvent::rewarded, park);
            event.unit = Unit::count, event.value = parks_.scores[park].rank;
            event.threshold = rule_.reward_top;
            state_.events.add(event, fmt::format("quota_weight={:.6g}", parks_.quota_weight[park]));
            if (rule_.reward == 0) continue;
            book(state_, {event_of(EvaluationEvent::reward_paid, park), Reason::evaluation_reward,
                          WanYuan{-rule_.reward}, park});
            state_.measured.reset();  // the account was part of it
        }
    }

    void tell_warning(ParkId park, int last_safe)
    {
        parks_.quota_weight[park] -= rule_.warned_quota;
        const int times = parks_.warnings[park];
        Event warned = event_of(EvaluationEvent::warned, park);
        warned.unit = Unit::count, warned.value = parks_.scores[park].rank, warned.threshold = last_safe;
        state_.events.add(warned, fmt::format("times={} within {} years", times, rule_.warn_within_years));
        if (times < rule_.warn_times) return;
        Event candidate = event_of(EvaluationEvent::downgrade_candidate, park);
        candidate.unit = Unit::count, candidate.value = times, candidate.threshold = rule_.warn_times;
        state_.events.add(candidate);
        const int downgrades = ++parks_.downgrades[park];
        if (rule_.delist_times == 0 || downgrades < rule_.delist_times) return;
        if (parks_.transition_pending[park] != Transfer::none) return;  // it leaves anyway
        parks_.delisting_pending[park] = 1;
        Event delisted = event_of(EvaluationEvent::delisted, park);
        delisted.unit = Unit::count, delisted.value = downgrades, delisted.threshold = rule_.delist_times;
        state_.events.add(delisted, fmt::format("from {}-01-01", year_ + 1));
    }

    Event event_of(EvaluationEvent kind, ParkId park) const
    {
        return rule_event(state_, Evaluation::record(), rule_.scope, static_cast<std::size_t>(kind), park);
    }

    State& state_;
    ParkTable& parks_;
    const Evaluation& rule_;
    Year year_;
    std::vector<ParkId> ranked_;                      ///< best first
    std::vector<std::pair<ParkId, ParkType>> types_;  ///< of all parks evaluated
    std::vector<int> missing_;                        ///< parks by item
};

}  // namespace

void apply(State& state, const Evaluation& rule, Year year)
{
    EvaluationYear(state, rule, year).run(false);
}

void assess(State& state, const Evaluation& rule, Year year)
{
    EvaluationYear(state, rule, year).run(true);
}

}  // namespace permu
