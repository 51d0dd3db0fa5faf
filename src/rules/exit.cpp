/// Exit: clean-up, breaches, negotiations with firms of class D, what is paid and who leaves.
#include "permu/rules/exit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "exit_events.hpp"
#include "inefficient_land.hpp"
#include "land_transfer.hpp"
#include "permu/base/math.hpp"
#include "release.hpp"

namespace permu {
namespace {

using Kind = ExitEvent;

/// What is drawn for a firm, by index.
enum DrawIndex : std::uint32_t { exit_draw, transfer_draw, cost_draw };

class ExitYear {
public:
    ExitYear(State& state, const LandExit& rule, Year year)
        : state_(state), p_(state.parcels), f_(state.enterprises), rule_(rule), year_(year)
    {
        for (const ParkId park : state.parks.rows())
            covered_.push_back(rule.scope.covers(state.parks, park));
    }

    void run()
    {
        for (const ParkId park : state_.parks.rows()) {
            if (!covered_[park.index]) continue;
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                if (p_.clean_until[parcel] != no_year && p_.clean_until[parcel] <= year_) finish(parcel);
                if (p_.review[parcel] == Review::terminated) leave(parcel, Kind::breach);
            }
        }
        for (const EnterpriseId firm : f_.rows())
            if (is_candidate(firm)) negotiate(firm);
        if (rule_.response_cost > 0)
            for (const EnterpriseId firm : f_.rows())
                weigh_cost(firm);
        if (!left_.empty()) remove_firms(state_, left_);
        for (const Succession& next : successions_)
            next.move_in(state_, rule_.transfer_factor, year_);
    }

private:
    void finish(ParcelId parcel)
    {
        p_.clean_until[parcel] = no_year;
        if (p_.stage[parcel] != Stage::planned) return;
        p_.stage[parcel] = Stage::ready;
        p_.assessment_year[parcel] = static_cast<std::int16_t>(year_);
        Event event = event_of(Kind::cleaned, parcel);
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
        state_.events.add(event);
    }

    bool is_candidate(EnterpriseId firm) const
    {
        return f_.grade[firm] == Grade::d && f_.grade_previous[firm] == Grade::d && f_.park[firm].valid() &&
               covered_[f_.park[firm].index] && !f_.rents[firm];
    }

    /// Granted built land that nobody else stands on; land whose tenure the data does not say counts.
    bool negotiable(ParcelId parcel)
    {
        if (occupants_.empty()) count_occupants();
        const Tenure held = p_.tenure[parcel];
        const bool granted = held == Tenure::grant || held == Tenure::flexible || held == Tenure::mixed ||
                             held == Tenure::none;
        return granted && p_.stage[parcel] == Stage::built && occupants_[parcel.index] == 1 &&
               covered_[p_.park[parcel].index] && (left_.empty() || !left_[parcel.index]);
    }

    void count_occupants()
    {
        occupants_.assign(p_.size(), 0);
        for (const EnterpriseId firm : f_.rows()) {
            if (!f_.park[firm].valid()) continue;
            for (const Holding& holding : f_.of(firm))
                if (holding.share > 0)
                    occupants_[holding.parcel.index] = occupants_[holding.parcel.index] ? 2 : 1;
        }
    }

    std::vector<ParcelId> negotiable_land(EnterpriseId firm)
    {
        std::vector<ParcelId> land;
        for (const Holding& holding : f_.of(firm))
            if (holding.share > 0 && negotiable(holding.parcel)) land.push_back(holding.parcel);
        return land;
    }

    /// The stated response to cost, of firms that are still there.
    void weigh_cost(EnterpriseId firm)
    {
        const bool here = f_.park[firm].valid() && covered_[f_.park[firm].index] && !f_.rents[firm];
        if (!here || !(f_.policy_cost[firm] > 0) || !(f_.land[firm] > 0)) return;
        const double cost = f_.policy_cost[firm] / to_mu({f_.land[firm]});
        const double chance = std::min(1.0, rule_.response_cost * cost);
        const Draw draw = state_.draw(RuleId::exit, f_.hash[firm]);
        if (!(draw.uniform(cost_draw) < chance)) return;
        std::vector<ParcelId> land = negotiable_land(firm);
        if (land.empty()) return;
        const bool transfers = draw.uniform(transfer_draw) < rule_.transfer_share;
        Event event = rule_event(state_, LandExit::record(), rule_.scope,
                                 static_cast<std::size_t>(Kind::cost_exit), f_.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::wan_yuan_per_mu_year, event.value = cost;
        state_.events.add(event,
                          fmt::format("{}; chance={:.6g}", transfers ? "transfer" : "buy-back", chance));
        give_up(firm, std::move(land), transfers);
    }

    void give_up(EnterpriseId firm, std::vector<ParcelId> land, bool transfers)
    {
        if (transfers) return transfer(firm, std::move(land));
        for (const ParcelId parcel : land)
            leave(parcel, Kind::bought_back);
    }

    void negotiate(EnterpriseId firm)
    {
        std::vector<ParcelId> land = negotiable_land(firm);
        Mm2 area = 0;
        for (const ParcelId parcel : land)
            area += p_.area[parcel];
        if (land.empty()) return;
        const Draw draw = state_.draw(RuleId::exit, f_.hash[firm]);
        const bool leaves = draw.uniform(exit_draw) < rule_.exit_probability;
        const bool transfers = leaves && draw.uniform(transfer_draw) < rule_.transfer_share;
        ++state_.parks.flows[f_.park[firm]].negotiations;
        Event event = rule_event(state_, LandExit::record(), rule_.scope,
                                 static_cast<std::size_t>(Kind::negotiation), f_.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(area), event.threshold = rule_.exit_probability;
        state_.events.add(event, !leaves ? "stays" : transfers ? "transfer" : "buy-back");
        if (leaves) give_up(firm, std::move(land), transfers);
    }

    void transfer(EnterpriseId firm, std::vector<ParcelId> land)
    {
        for (const ParcelId parcel : land) {
            mark_left(parcel);
            state_.parks.flows[p_.park[parcel]].transferred += p_.area[parcel];
            // The new firm promised nothing.
            if (p_.review[parcel] == Review::rectifying) p_.review[parcel] = Review::none;
            p_.review_due[parcel] = no_year;
            Event event = event_of(Kind::transferred, parcel);
            event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
            state_.events.add(event, fmt::format("enterprise {}", f_.id[firm]));
        }
        successions_.emplace_back(state_, firm, std::move(land));
    }

    void leave(ParcelId parcel, Kind kind)
    {
        const double share = kind == Kind::breach ? rule_.breach_compensation : 1.0;
        const double land = land_value(parcel), buildings = building_value(parcel);
        Event event = event_of(kind, parcel);
        book(state_, {event, Reason::compensation, WanYuan{-share * (land + buildings)}, p_.park[parcel]},
             fmt::format("land_wan={:.6f}; buildings_wan={:.6f}{}{}", land, buildings,
                         std::isnan(p_.price[parcel]) ? "; price unknown" : "",
                         std::isnan(p_.floor_area[parcel]) ? "; floor unknown" : ""));
        state_.parks.flows[p_.park[parcel]].exited += p_.area[parcel];
        mark_left(parcel);
        const bool at_once = rule_.clean_up_years == 0;
        return_land(state_, parcel, at_once ? Stage::ready : Stage::planned);
        if (!at_once) p_.clean_until[parcel] = static_cast<std::int16_t>(year_ + rule_.clean_up_years);
    }

    void mark_left(ParcelId parcel)
    {
        if (left_.empty()) left_.assign(p_.size(), 0);
        left_[parcel.index] = 1;
    }

    /// Of the granted part: rents are paid as they fall due. An unknown price is worth nothing, and said.
    double land_value(ParcelId parcel) const
    {
        const double price = p_.price[parcel];
        const Tenure held = p_.tenure[parcel];
        if (std::isnan(price) || held == Tenure::lease || held == Tenure::lease_then_grant) return 0;
        const int of = p_.term_years[parcel] > 0 ? p_.term_years[parcel] : rule_.term_years;
        int left = of;  // the date of supply is unknown: as if new
        if (p_.expiry_year[parcel] != no_year)
            left = p_.expiry_year[parcel] - year_;
        else if (p_.supply_year[parcel] != no_year)
            left = p_.supply_year[parcel] + of - year_;
        return remaining_value(price, rule_.discount_rate, std::clamp(left, 0, of), of);
    }

    double building_value(ParcelId parcel) const
    {
        const double floor = p_.floor_area[parcel];
        if (std::isnan(floor)) return 0;
        double worth = rule_.unknown_age_share;
        if (p_.completion_year[parcel] != no_year) {
            const double age = std::max(0, year_ - p_.completion_year[parcel]);
            worth = std::max(0.0, 1 - age / rule_.building_life);
        }
        return rule_.building_value * floor * worth;
    }

    Event event_of(Kind kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, LandExit::record(), rule_.scope, static_cast<std::size_t>(kind),
                                 p_.park[parcel]);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        return event;
    }

    State& state_;
    ParcelTable& p_;
    EnterpriseTable& f_;
    const LandExit& rule_;
    Year year_;
    std::vector<std::uint8_t> covered_;           ///< by park
    std::vector<std::uint8_t> left_, occupants_;  ///< by parcel; empty until needed
    std::vector<Succession> successions_;
};

}  // namespace

double remaining_value(double price, double discount_rate, int left, int of)
{
    if (discount_rate == 0) return price * left / of;
    const double v = 1 / (1 + discount_rate);
    return price * (1 - exact_pow(v, left)) / (1 - exact_pow(v, of));
}

void assess(State& state, const LandExit& rule, Year)
{
    if (rule.response_cost == 0) return;
    Event event = rule_event(state, LandExit::record(), rule.scope,
                             static_cast<std::size_t>(Kind::assumed_response), ParkId::none());
    event.unit = Unit::ratio, event.value = rule.response_cost;
    state.events.add(event);
}

void apply(State& state, const LandExit& rule, Year year)
{
    ExitYear(state, rule, year).run();
    test_efficiency(state, rule, year);
}

}  // namespace permu
