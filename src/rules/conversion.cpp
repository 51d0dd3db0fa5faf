/// Conversion: the requests of a year, from the table and by hazard, and the M0 audit.
#include "permu/rules/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "conversion_events.hpp"
#include "convert_land.hpp"
#include "division.hpp"
#include "land.hpp"
#include "may_convert.hpp"
#include "stated.hpp"

namespace permu {
namespace {

using Kind = ConversionEvent;

/// One index is never used for two things.
enum DrawIndex : std::uint32_t { request_draw, intensify_draw, support_draw };

/// The firm with the most land on each parcel. Made when it is first asked for.
class Holders {
public:
    explicit Holders(const State& state) : firms_(state.enterprises), of_(state.parcels.size())
    {
        std::vector<double> most(of_.size(), 0.0);
        for (const EnterpriseId firm : firms_.rows()) {
            if (!firms_.park[firm].valid()) continue;
            for (const Holding& holding : firms_.of(firm)) {
                const double land = holding.share * firms_.land[firm];
                if (!(land > most[holding.parcel.index])) continue;
                most[holding.parcel.index] = land;
                of_[holding.parcel.index] = firm;
            }
        }
    }
    /// None where no firm stands.
    EnterpriseId of(ParcelId parcel) const { return of_[parcel.index]; }
    Grade grade(ParcelId parcel) const
    {
        const EnterpriseId firm = of(parcel);
        return firm.valid() ? firms_.grade[firm] : Grade::none;
    }

private:
    const EnterpriseTable& firms_;
    std::vector<EnterpriseId> of_;
};

/// Chance by class: A to D, and firms without one.
class Hazard {
public:
    explicit Hazard(const NamedNumbers& by_class)
    {
        for (const auto& [name, chance] : by_class) {
            const Grade grade = find_grade(name).value_or(Grade::none);
            by_grade_[static_cast<std::size_t>(grade)] = chance;
            any_ = any_ || chance > 0;
        }
    }
    bool any() const { return any_; }
    double of(Grade grade) const { return by_grade_[static_cast<std::size_t>(grade)]; }

private:
    std::array<double, 5> by_grade_{};
    bool any_ = false;
};

class ConversionYear {
public:
    ConversionYear(State& state, const Conversion& rule, Year year)
        : state_(state), p_(state.parcels), rule_(rule), year_(year)
    {
    }

    void run()
    {
        const auto& all = state_.conversions;
        auto at = std::ranges::lower_bound(all, year_, {}, &ConversionRequest::year);
        for (; at != all.end() && at->year == year_; ++at) {
            const Wish wish{at->parcel, at->uses, at->floor_area, at->support_share, at->divided_sale};
            if (decide(wish, "request=" + at->id)) invest(wish.parcel, at->investment);
        }
        draw_requests();
    }

private:
    /// Land is only looked at when somebody wants M0.
    M0Total& total()
    {
        if (!total_) total_.emplace(state_, rule_);
        return *total_;
    }
    const Holders& holders()
    {
        if (!holders_) holders_.emplace(state_);
        return *holders_;
    }

    /// \return whether it was carried out
    bool decide(const Wish& wish, const std::string& who)
    {
        Objection no = objection_to_place(state_, rule_, wish.parcel);
        if (!no && !wish.uses.empty()) no = objection_to_use(state_, rule_, total(), wish);
        if (!no && !std::isnan(wish.floor_area)) no = objection_to_floor(state_, wish);
        if (no) {
            refuse_wish(wish, who, no);
            return false;
        }
        if (!wish.uses.empty()) convert(wish, who);
        if (!std::isnan(wish.floor_area)) intensify(wish, who);
        return true;
    }

    void refuse_wish(const Wish& wish, const std::string& who, const Objection& no)
    {
        ++flows(wish.parcel).refused;
        Event event = event_of(no.of_guard ? Kind::m0_refused : Kind::refused, wish.parcel);
        event.unit = no.unit, event.value = no.value, event.threshold = no.threshold;
        const std::string asked = wish.uses.empty() ? "more floor" : text_of(wish.uses);
        state_.events.add(event, fmt::format("{}; {}: {}{}{}", who, asked, no.why,
                                             no.detail.empty() ? "" : ": ", no.detail));
    }

    void convert(const Wish& wish, const std::string& who)
    {
        const Mm2 area = p_.area[wish.parcel];
        const std::vector<UseShare> before = uses_of(p_, wish.parcel);
        const M0Land was = m0_land(area, intended_use(p_, wish.parcel), mixed_uses(p_, wish.parcel));
        set_uses(state_, wish.parcel, wish.uses, year_);
        p_.support_share[wish.parcel] = static_cast<float>(wish.support_share);
        total().move(p_.park[wish.parcel], was, m0_land(area, wish.uses.front().use, wish.uses));
        ConversionFlows& counts = flows(wish.parcel);
        ++counts.done;
        counts.land += area;
        Event event = event_of(Kind::converted, wish.parcel);
        event.unit = Unit::mu, event.value = mm2_to_mu(area);
        std::string detail = fmt::format("{}; from={}; to={}", who, text_of(before), text_of(wish.uses));
        if (rule_.assume_class > 0 && is_classless(before, wish.uses))
            detail += fmt::format("; assumed class {}", rule_.assume_class);
        state_.events.add(event, detail);
        settle_price(state_, rule_, wish.parcel, before, year_);
    }

    static bool is_classless(const std::vector<UseShare>& before, const std::vector<UseShare>& after)
    {
        const auto open = [](const UseShare& one) {
            return one.use == LandUse::industrial || one.use == LandUse::logistics;
        };
        return std::ranges::any_of(before, open) || std::ranges::any_of(after, open);
    }

    void intensify(const Wish& wish, const std::string& who)
    {
        const ParcelId at = wish.parcel;
        const double before = p_.floor_area[at], added = wish.floor_area - before;
        p_.floor_area[at] = wish.floor_area;
        // Without a count of its own, the area that counts for the FAR is the real one.
        p_.far_floor_area[at] =
            std::isnan(p_.far_floor_area[at]) ? wish.floor_area : p_.far_floor_area[at] + added;
        const double area = from_mm2(p_.area[at]).value;
        if (before > 0) state_.parks.flows[p_.park[at]].land_saved += to_mm2({area * added / before});
        Event event = event_of(Kind::intensified, at);
        event.unit = Unit::square_metre, event.value = added;
        state_.events.add(event, fmt::format("{}; far={:.4g} to {:.4g} (<={:.4g})", who, before / area,
                                             wish.floor_area / area, p_.plan_far[at]));
    }

    void invest(ParcelId parcel, double amount)
    {
        if (!(amount > 0)) return;
        const EnterpriseId firm = holders().of(parcel);
        if (firm.valid()) state_.enterprises.fixed_investment[firm] += amount;
    }

    void draw_requests()
    {
        const Hazard convert(rule_.request_hazard), build(rule_.intensify_hazard);
        if (!convert.any() && !build.any()) return;
        const LandUse wanted = find_land_use(rule_.request_use).value_or(LandUse::research);
        for (const ParkId park : state_.parks.rows()) {
            if (!rule_.scope.covers(state_.parks, park) || !is_member(state_.parks.status[park])) continue;
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                if (p_.stage[parcel] != Stage::built || !is_productive(p_.use[parcel])) continue;
                if (!holders().of(parcel).valid()) continue;
                const Grade grade = holders().grade(parcel);
                const Draw draw = state_.draw(RuleId::conversion, p_.hash[parcel]);
                if (p_.use[parcel] != wanted && draw.uniform(request_draw) < convert.of(grade))
                    decide(drawn_wish(parcel, wanted, draw), by_hazard(grade));
                if (draw.uniform(intensify_draw) < build.of(grade)) build_higher(parcel, grade);
            }
        }
    }

    Wish drawn_wish(ParcelId parcel, LandUse wanted, const Draw& draw) const
    {
        Wish wish{.parcel = parcel, .uses = {{wanted, 1}}};
        if (wanted == LandUse::m0 && rule_.request_support_max > 0)
            wish.support_share = rule_.request_support_max * draw.uniform(support_draw);
        return wish;
    }

    static std::string by_hazard(Grade grade)
    {
        return fmt::format("hazard of class {}", grade == Grade::none ? "none" : info(grade).id);
    }

    /// Where there is room for a square metre below the plan's FAR.
    void build_higher(ParcelId parcel, Grade grade)
    {
        const double floor = p_.floor_area[parcel], area = from_mm2(p_.area[parcel]).value;
        const double counted = std::isnan(p_.far_floor_area[parcel]) ? floor : p_.far_floor_area[parcel];
        const double room = stated(p_.plan_far[parcel]) * area - counted;
        const double added = std::min((rule_.intensify_factor - 1) * floor, room);
        if (!(added >= 1) || !is_suitable(holders().of(parcel))) return;
        decide({.parcel = parcel, .uses = {}, .floor_area = floor + added}, by_hazard(grade));
    }

    bool is_suitable(EnterpriseId firm) const
    {
        const auto same = [&](const std::string& text) {
            return parse_division(text) == state_.enterprises.division[firm];
        };
        return rule_.intensify_divisions.empty() || std::ranges::any_of(rule_.intensify_divisions, same);
    }

    ConversionFlows& flows(ParcelId parcel) { return state_.parks.flows[p_.park[parcel]].conversions; }
    Event event_of(Kind kind, ParcelId parcel) const { return conversion_event(state_, rule_, kind, parcel); }

    State& state_;
    ParcelTable& p_;
    const Conversion& rule_;
    Year year_;
    std::optional<M0Total> total_;
    std::optional<Holders> holders_;
};

}  // namespace

void apply(State& state, const Conversion& rule, Year year)
{
    ConversionYear(state, rule, year).run();
    audit_m0(state, rule);
}

void assess(State& state, const Conversion& rule, Year)
{
    audit_m0(state, rule);
}

}  // namespace permu
