/// Preparation: which land becomes ready, in which order, at what cost.
#include "permu/rules/preparation.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "land.hpp"
#include "land_quota.hpp"
#include "permu/model/merging.hpp"
#include "preparation_events.hpp"
#include "urban_supply.hpp"

namespace permu {
namespace {

/// Built share of the developable land of each phase of a park.
class Phases {
public:
    Phases(const State& state, ParkId park, double least) : least_(least)
    {
        for (const ParcelId parcel : state.parks.parcels(park)) {
            const Stage stage = state.parcels.stage[parcel];
            if (stage == Stage::unbuildable) continue;
            Land& land = phases_[number(state.parcels, parcel)];
            land.total += state.parcels.area[parcel];
            if (stage == Stage::built) land.built += state.parcels.area[parcel];
            if (stage != Stage::planned) land.opened = true;
        }
        double before = std::numeric_limits<double>::quiet_NaN();
        bool open = true;
        for (auto& [phase, land] : phases_) {
            // Areas are rounded to mm²: a share that is met to nine digits is met.
            if (!std::isnan(before)) open = open && before >= least_ - 1e-9;
            land.open = open, land.before = before;
            before = static_cast<double>(land.built) / static_cast<double>(std::max(Mm2{1}, land.total));
        }
    }

    static int number(const ParcelTable& parcels, ParcelId parcel)
    {
        return std::max<int>(1, parcels.phase[parcel]);
    }
    bool open(int phase) const { return phases_.at(phase).open; }

    /// Tells once that a later phase starts: when the first of its parcels is touched.
    void touch(State& state, const Preparation& rule, ParkId park, int phase)
    {
        Land& land = phases_.at(phase);
        if (!land.opened && !std::isnan(land.before)) {
            Event event = preparation_event(state, rule, PreparationEvent::phase_opened, park);
            event.unit = Unit::ratio, event.value = land.before, event.threshold = least_;
            state.events.add(event, fmt::format("phase {}", phase));
        }
        land.opened = true;
    }

private:
    struct Land {
        Mm2 total = 0, built = 0;
        double before = 0;  ///< built share of the phase before; NaN for the first
        bool open = false;
        bool opened = false;  ///< some land of it has been touched before
    };
    std::map<int, Land> phases_;
    double least_;
};

/// m of boundary that the parcel shares with built land.
float built_contact(const State& state, ParcelId parcel)
{
    if (!state.geography || state.geography->graph.size() != state.parcels.size()) return 0;
    const auto neighbours = state.geography->graph.neighbours(parcel);
    const auto lengths = state.geography->graph.lengths(parcel);
    float sum = 0;
    for (std::size_t i = 0; i < neighbours.size(); ++i)
        if (state.parcels.stage[{neighbours[i]}] == Stage::built) sum += lengths[i];
    return sum;
}

struct Candidate {
    int phase;
    float contact;
    float suitability;  ///< −1 where unknown, so that it comes last
    float slope;        ///< infinite where unknown, so that it comes last
    ParcelId parcel;
    bool operator<(const Candidate& other) const
    {
        if (phase != other.phase) return phase < other.phase;
        if (contact != other.contact) return contact > other.contact;
        if (suitability != other.suitability) return suitability > other.suitability;
        if (slope != other.slope) return slope < other.slope;
        return parcel < other.parcel;
    }
};

/// Land for projects in one park in one year.
class Readying {
public:
    Readying(State& state, const Preparation& rule, Year year, ParkId park, LandQuota& quota)
        : state_(state),
          p_(state.parcels),
          rule_(rule),
          year_(year),
          park_(park),
          quota_(quota),
          phases_(state, park, rule.phase_built_rate_min)
    {
    }

    /// \return mm² prepared
    Mm2 run()
    {
        const Mm2 capacity = to_mm2({rule_.capacity_per_park});
        Mm2 stock = std::isnan(rule_.ready_stock_max) ? 0 : ready_stock(state_, park_);
        Mm2 done = 0, without_quota = 0;
        for (const Candidate& next : candidates()) {
            const Mm2 area = p_.area[next.parcel];
            if (capacity == 0 || done >= capacity) break;
            if (!std::isnan(rule_.ready_stock_max) && stock + done >= to_mm2({rule_.ready_stock_max})) break;
            if (done > 0 && done + area > capacity) continue;
            const QuotaFrom from = quota_.use(next.parcel, year_, true);
            if (from == QuotaFrom::nowhere) {
                without_quota += area;
                continue;
            }
            make_ready(next, from);
            done += area;
            if (std::isfinite(next.slope)) sloped_ += static_cast<double>(next.slope) * from_mm2(area).value;
        }
        if (without_quota > 0) tell_short(without_quota);
        return done;
    }
    /// Slope times m², of the land prepared whose slope is known.
    double sloped() const { return sloped_; }

private:
    std::vector<Candidate> candidates() const
    {
        std::vector<Candidate> all;
        for (const ParcelId parcel : state_.parks.parcels(park_)) {
            const int phase = Phases::number(p_, parcel);
            if (p_.stage[parcel] != Stage::planned || p_.constrained[parcel] || !phases_.open(phase))
                continue;
            if (in_clean_up(p_, parcel, year_)) continue;
            if (!is_productive(planned_use(p_, parcel, rule_))) continue;
            const float suitability = p_.suitability[parcel];
            const float slope = p_.slope[parcel];
            all.push_back({phase, built_contact(state_, parcel), std::isnan(suitability) ? -1 : suitability,
                           std::isnan(slope) ? std::numeric_limits<float>::infinity() : slope, parcel});
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    void make_ready(const Candidate& next, QuotaFrom from)
    {
        phases_.touch(state_, rule_, park_, next.phase);
        p_.plan_use[next.parcel] = planned_use(p_, next.parcel, rule_);
        p_.stage[next.parcel] = Stage::ready;
        p_.assessment_year[next.parcel] = static_cast<std::int16_t>(year_);
        Event event = preparation_event(state_, rule_, PreparationEvent::prepared, park_);
        event.entity = EntityKind::parcel, event.row = next.parcel.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[next.parcel]);
        state_.events.add(event, fmt::format("phase {}; beside built land {:.0f} m; quota {}", next.phase,
                                             next.contact, quota_name(from)));
    }

    void tell_short(Mm2 area)
    {
        Event event = preparation_event(state_, rule_, PreparationEvent::quota_short, park_);
        event.unit = Unit::mu, event.value = mm2_to_mu(area);
        const ParkId budget = budget_of(state_.parks, park_, year_);
        event.threshold = mm2_to_mu(state_.parks.flows[budget].quota_given);
        state_.events.add(event);
    }

    State& state_;
    ParcelTable& p_;
    const Preparation& rule_;
    Year year_;
    ParkId park_;
    LandQuota& quota_;
    Phases phases_;
    double sloped_ = 0;
};

/// Ready land whose regional assessment has run out is assessed again; land without a date counts from now.
void renew_assessments(State& state, const Preparation& rule, Year year, ParkId park)
{
    ParcelTable& p = state.parcels;
    Mm2 renewed = 0;
    for (const ParcelId parcel : state.parks.parcels(park)) {
        if (!is_offered(p.stage[parcel])) continue;
        const bool dated = p.assessment_year[parcel] != no_year;
        if (dated && year - p.assessment_year[parcel] < rule.assessment_valid_years) continue;
        p.assessment_year[parcel] = static_cast<std::int16_t>(year);
        if (dated) renewed += p.area[parcel];
    }
    if (renewed == 0) return;
    Event event = preparation_event(state, rule, PreparationEvent::reassessed, park);
    event.unit = Unit::mu, event.value = mm2_to_mu(renewed), event.threshold = rule.assessment_valid_years;
    state.events.add(event);
}

/// Land that waiting guaranteed projects want in each park beyond what is ready; those that name no park
/// share evenly.
std::vector<Mm2> guaranteed_land(const State& state)
{
    const ProjectTable& p = state.projects;
    std::vector<double> wanted(state.parks.size(), 0);
    double anywhere = 0, members = 0;
    for (const ProjectId at : p.rows()) {
        const bool counts =
            p.guaranteed[at] && p.status[at] == ProjectStatus::waiting && !std::isnan(p.land[at]);
        if (counts) (p.wanted[at].valid() ? wanted[p.wanted[at].index] : anywhere) += p.land[at];
    }
    for (const ParkId park : state.parks.rows())
        members += is_member(state.parks.status[park]) ? 1 : 0;
    std::vector<Mm2> land(wanted.size(), 0);
    for (const ParkId park : state.parks.rows())
        if (const double sum = wanted[park.index] + (members > 0 ? anywhere / members : 0); sum > 0)
            land[park.index] = std::max(Mm2{0}, to_mm2({sum}) - ready_stock(state, park));
    return land;
}

}  // namespace

void apply(State& state, const Preparation& rule, Year year)
{
    const std::vector<Mm2> outside = guaranteed_land(state);
    for (const ParkId park : state.parks.rows()) {
        if (!is_member(state.parks.status[park]) || !rule.scope.covers(state.parks, park)) continue;
        renew_assessments(state, rule, year, park);
        LandQuota quota(state, park, outside[park.index]);
        Mm2 city = 0;
        if (!rule.industrial_first) city = supply_city(state, rule, year, park, quota);
        Readying readying(state, rule, year, park, quota);
        const Mm2 prepared = readying.run();
        if (rule.industrial_first) city = supply_city(state, rule, year, park, quota);
        const double cost = rule.cost * from_mm2(prepared + city).value + rule.slope_cost * readying.sloped();
        if (cost > 0)
            book(state,
                 {preparation_event(state, rule, PreparationEvent::cost, park), Reason::preparation_cost,
                  WanYuan{-cost}, park},
                 fmt::format("{:.10g} 亩", mm2_to_mu(prepared + city)));
    }
}

}  // namespace permu
