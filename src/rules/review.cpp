/// Review: who is due, what was promised and what there is, and what follows.
#include "permu/rules/review.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "review_events.hpp"
#include "two_numbers.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Promises are kept in single precision: what equals the limit there meets it.
constexpr double rounding = 1e-6;

/// One indicator of a review.
struct Item {
    std::string_view name;
    double actual, promised;  ///< NaN: unknown
    bool at_most;
};

/// One commitment that is due.
struct Case {
    ParcelId parcel;  ///< the lead one
    ProjectId project;
    std::vector<EnterpriseId> firms;
    double land = 0, floor = 0, price = 0;  ///< m², m², 万元
    double investment = 0, tax = 0, output = 0, energy = 0, value_added = 0;
};

/// How a case did: the worst indicator, and all that fail.
struct Finding {
    int tested = 0;
    double worst = std::numeric_limits<double>::infinity();  ///< least share of a promise that was kept
    double value = nan, threshold = nan;                     ///< of the worst indicator
    std::string failures;
    bool passed() const { return failures.empty(); }
};

class ReviewYear {
public:
    ReviewYear(State& state, const CommitmentReview& rule, Year year)
        : state_(state), p_(state.parcels), f_(state.enterprises), rule_(rule), year_(year)
    {
    }

    void run()
    {
        find_cases();
        if (cases_.empty()) return;
        gather();
        for (Case& one : cases_)
            conclude(one);
        tell_skipped();
    }

private:
    bool due(ParcelId parcel) const
    {
        if (p_.review[parcel] == Review::rectifying) return p_.review_due[parcel] <= year_;
        if (p_.ramp_end[parcel] == no_year) return false;
        // Works that end after the agreed year are judged when they end; no_year is before every year.
        const int date = std::max(p_.ramp_end[parcel], p_.completion_year[parcel]);
        return p_.review[parcel] == Review::none && date == year_ && p_.standard[parcel];
    }

    void find_cases()
    {
        for (const ParkId park : state_.parks.rows()) {
            if (!rule_.scope.covers(state_.parks, park)) continue;
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                if (p_.stage[parcel] != Stage::built || !due(parcel)) continue;
                const ProjectId project = p_.project[parcel];
                // A project on several parcels is reviewed once, with its first.
                if (project.valid() && state_.projects.parcel[project] != parcel) continue;
                Case one;
                one.parcel = parcel, one.project = project;
                cases_.push_back(std::move(one));
            }
        }
    }

    /// The figures of the firms of all cases in one pass.
    void gather()
    {
        std::vector<std::uint32_t> case_of(p_.size(), 0);  // number + 1
        for (std::size_t i = 0; i < cases_.size(); ++i)
            case_of[cases_[i].parcel.index] = static_cast<std::uint32_t>(i + 1);
        for (const EnterpriseId firm : f_.rows()) {
            if (!f_.park[firm].valid()) continue;
            for (const Holding& holding : f_.of(firm)) {
                const std::uint32_t number = case_of[holding.parcel.index];
                if (number == 0 || !(holding.share > 0)) continue;
                Case& one = cases_[number - 1];
                if (!one.project.valid())
                    add_firm(one, firm, holding.share);
                else if (f_.project[firm] == one.project)
                    add_project_firm(one, firm);
                else if (state_.projects.enterprise[one.project] == firm && one.firms.empty())
                    add_expansion(one, firm);
            }
        }
        for (Case& one : cases_)
            if (!one.project.valid()) add_parcel(one, one.parcel);
    }

    void add_firm(Case& one, EnterpriseId firm, double share)
    {
        one.firms.push_back(firm);
        one.investment += share * f_.fixed_investment[firm], one.tax += share * f_.tax[firm];
        one.output += share * f_.revenue[firm], one.energy += share * f_.energy[firm];
        one.value_added += share * f_.value_added[firm];
    }

    void add_project_firm(Case& one, EnterpriseId firm)
    {
        add_firm(one, firm, 1);
        for (const Holding& holding : f_.of(firm))
            if (holding.share > 0) add_parcel(one, holding.parcel);
    }

    /// Of a firm that was there before: its figures by the share of its land that the expansion is.
    void add_expansion(Case& one, EnterpriseId firm)
    {
        double share = 0;
        for (const Holding& holding : f_.of(firm))
            if (holding.share > 0 && p_.project[holding.parcel] == one.project) {
                share += holding.share;
                add_parcel(one, holding.parcel);
            }
        add_firm(one, firm, share);
    }

    void add_parcel(Case& one, ParcelId parcel)
    {
        one.land += from_mm2(p_.area[parcel]).value;
        one.price += p_.price[parcel];
        const double counting = p_.far_floor_area[parcel];
        one.floor += std::isnan(counting) ? p_.floor_area[parcel] : counting;
    }

    std::array<Item, 5> items(const Case& one) const
    {
        const ProjectTable& from = state_.projects;
        const bool known = one.project.valid();
        const auto said = [&](const Column<ProjectId, double>& of_project,
                              const Column<ParcelId, float>& of_parcel) {
            return known ? of_project[one.project] : static_cast<double>(of_parcel[one.parcel]);
        };
        const double promised_output = known ? from.output[one.project] : nan;
        const double promised_value = known ? from.value_added[one.project] : nan;
        const double mu = to_mu({one.land});
        // Without a price (allocated, or unknown in the data) the declared investment stands alone.
        const double paid = std::isnan(one.price) ? 0 : one.price;
        const bool intensity = promised_value > 0 && one.value_added > 0;
        const double energy = said(from.energy, p_.promised_energy);
        return {{
            {"investment_intensity", (one.investment + paid) / mu,
             said(from.investment, p_.promised_investment) / mu, false},
            {"far", one.floor / one.land, said(from.far, p_.promised_far), false},
            {"tax_per_mu", one.tax / mu, said(from.tax, p_.promised_tax) / mu, false},
            {"output_per_mu", one.output / mu, promised_output / mu, false},
            {"energy_per_value_added", intensity ? one.energy / one.value_added : one.energy,
             intensity ? energy / promised_value : energy, true},
        }};
    }

    double tolerance(std::string_view name) const
    {
        auto at = rule_.tolerance.find(name);
        if (at == rule_.tolerance.end()) at = rule_.tolerance.find("default");
        return at == rule_.tolerance.end() ? 0.0 : at->second;
    }

    Finding look(const Case& one) const
    {
        Finding found;
        if (one.firms.empty()) return found;
        for (const Item& item : items(one)) {
            if (!(item.promised > 0) || std::isnan(item.actual)) continue;
            ++found.tested;
            const double slack = tolerance(item.name);
            const double limit = item.promised * (item.at_most ? 1 + slack : 1 - slack);
            const bool met =
                item.at_most ? item.actual <= limit * (1 + rounding) : item.actual >= limit * (1 - rounding);
            const double kept = item.at_most ? item.promised / item.actual : item.actual / item.promised;
            if (kept < found.worst) found.worst = kept, found.value = item.actual, found.threshold = limit;
            if (met) continue;
            if (!found.failures.empty()) found.failures += "; ";
            const auto [actual, least] = two_numbers(item.actual, limit);
            found.failures += fmt::format("{} {} {} {}", item.name, actual, item.at_most ? ">" : "<", least);
        }
        return found;
    }

    void conclude(Case& one)
    {
        const bool second = p_.review[one.parcel] == Review::rectifying;
        if (second && rule_.response > 0) improve(one);
        const Finding found = look(one);
        if (found.tested == 0) {
            ++skipped_;
            mark(one, Review::none, no_year);
            return;
        }
        if (!found.passed() && !second && rule_.rectify_years > 0) {
            mark(one, Review::rectifying, static_cast<std::int16_t>(year_ + rule_.rectify_years));
            tell(ReviewEvent::breach, one, found);
            return;
        }
        ParkFlows& flows = state_.parks.flows[p_.park[one.parcel]];
        ++flows.reviewed;
        if (found.passed()) {
            ++flows.review_passed;
            mark(one, Review::passed, no_year);
            tell(second ? ReviewEvent::rectified : ReviewEvent::passed, one, found);
            return;
        }
        fail(one, found);
    }

    void fail(Case& one, const Finding& found)
    {
        const bool ends = found.worst < rule_.recapture_below;
        mark(one, ends ? Review::terminated : Review::failed, no_year);
        tell(ReviewEvent::failed, one, found);
        const double damages = rule_.damages_share * one.price;  // NaN: the price is unknown
        if (damages > 0) {
            Event event = event_of(ReviewEvent::damages, one.parcel);
            book(state_, {event, Reason::damages, WanYuan{damages}, p_.park[one.parcel]},
                 fmt::format("price_wan={}", one.price));
        } else if (rule_.damages_share > 0 && std::isnan(one.price)) {
            state_.events.add(event_of(ReviewEvent::damages_unknown, one.parcel));
        }
        for (const EnterpriseId firm : one.firms)
            if (rule_.cap_years > 0) cap(firm, one.parcel);
        if (!ends) return;
        Event event = event_of(ReviewEvent::terminated, one.parcel);
        event.unit = Unit::ratio, event.value = found.worst, event.threshold = rule_.recapture_below;
        state_.events.add(event);
    }

    void cap(EnterpriseId firm, ParcelId parcel)
    {
        f_.capped_until[firm] = static_cast<std::int16_t>(year_ + rule_.cap_years - 1);
        Event event = event_of(ReviewEvent::capped, parcel);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::year, event.value = f_.capped_until[firm];
        state_.events.add(event);
    }

    /// What a firm makes good of the tax it lacks, it makes good of its output too.
    void improve(Case& one)
    {
        const Item tax = items(one)[2];
        if (one.firms.empty() || !(tax.actual > 0) || !(tax.promised > tax.actual)) return;
        const double factor = 1 + rule_.response * (tax.promised / tax.actual - 1);
        for (const EnterpriseId firm : one.firms)
            for (auto* flow : {&f_.revenue, &f_.value_added, &f_.tax, &f_.rd})
                (*flow)[firm] *= factor;
        one.output *= factor, one.value_added *= factor, one.tax *= factor;
    }

    /// On all parcels of the case.
    void mark(const Case& one, Review review, std::int16_t due)
    {
        p_.review[one.parcel] = review, p_.review_due[one.parcel] = due;
        if (!one.project.valid()) return;
        for (const EnterpriseId firm : one.firms)
            for (const Holding& holding : f_.of(firm))
                if (p_.project[holding.parcel] == one.project)
                    p_.review[holding.parcel] = review, p_.review_due[holding.parcel] = due;
    }

    void tell(ReviewEvent kind, const Case& one, const Finding& found)
    {
        Event event = event_of(kind, one.parcel);
        event.value = found.value, event.threshold = found.threshold;
        state_.events.add(event, found.failures);
    }

    void tell_skipped()
    {
        if (skipped_ == 0) return;
        Event event = rule_event(state_, CommitmentReview::record(), rule_.scope,
                                 static_cast<std::size_t>(ReviewEvent::skipped), ParkId::none());
        event.unit = Unit::count, event.value = skipped_;
        state_.events.add(event);
    }

    Event event_of(ReviewEvent kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, CommitmentReview::record(), rule_.scope,
                                 static_cast<std::size_t>(kind), p_.park[parcel]);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        return event;
    }

    State& state_;
    ParcelTable& p_;
    EnterpriseTable& f_;
    const CommitmentReview& rule_;
    Year year_;
    std::vector<Case> cases_;
    int skipped_ = 0;
};

}  // namespace

void apply(State& state, const CommitmentReview& rule, Year year)
{
    ReviewYear(state, rule, year).run();
}

}  // namespace permu
