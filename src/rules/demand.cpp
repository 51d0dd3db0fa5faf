/// Demand: who leaves, who comes from the table, who is generated.
#include "permu/rules/demand.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "permu/base/math.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { arrived, lost, stayed_away, assumed_response };
constexpr EventKind kinds[] = {
    {"arrived", {"a project arrives", "项目到来"}, {}},
    {"lost", {"a project has waited too long and leaves", "项目等待超期，流失"}, {}},
    {"stayed_away",
     {"assumed response: land is too dear, the project does not come", "假设的响应：地价上涨，项目不来"},
     {}},
    {"assumed_response",
     {"assumed: arrivals times so much, by the price of land", "假设：按地价调整项目到来数量的系数"},
     {}},
};

/// Which draw of a generated project decides what; numbers never change, so that no draw moves another.
enum Luck : std::uint32_t {
    luck_land,
    luck_investment,
    luck_output,
    luck_value_added,
    luck_tax,
    luck_energy,
    luck_emission,
    luck_rd,
    luck_far,
    luck_coefficient,
    luck_tier,
    luck_new_quality,
    luck_wants,
    luck_which,
    luck_foreign,
    luck_price,
};

/// Price of industrial land, 万元/m², of the years that `counts` says; NaN where none has a price.
template <class Counts>
double land_price(const State& state, Counts counts)
{
    double price = 0, area = 0;
    const ParcelTable& p = state.parcels;
    for (const ParcelId at : p.rows()) {
        if (p.supply_year[at] == no_year || !counts(p.supply_year[at])) continue;
        if (!(p.price[at] > 0) || !is_industrial(intended_use(p, at))) continue;
        price += p.price[at], area += from_mm2(p.area[at]).value;
    }
    return ratio(price, area);
}

/// p^−e of apply(); 1 where a price is unknown or nothing is assumed.
double price_factor(const State& state, const Demand& rule, Year year)
{
    if (rule.response_price == 0) return 1;
    const Year base = state.base_year ? state.base_year : year - 1;
    if (year - 1 <= base) return 1;  // nothing was supplied under this scenario yet
    const double before = land_price(state, [&](Year supplied) { return supplied <= base; });
    const double now = land_price(state, [&](Year supplied) { return supplied == year - 1; });
    const double relative = ratio(now, before);
    return relative > 0 ? exact_pow(relative, -rule.response_price) : 1;
}

/// One year's comings and goings.
class Pipeline {
public:
    Pipeline(State& state, const Demand& rule, Year year)
        : state_(state), p_(state.projects), rule_(rule), year_(year), come_(price_factor(state, rule, year))
    {
        if (rule.response_price == 0) return;
        Event event = rule_event(state_, Demand::record(), rule_.scope, assumed_response, ParkId::none());
        event.unit = Unit::ratio, event.value = come_;
        state_.events.add(event, fmt::format("elasticity -{:g}", rule.response_price));
    }

    void leave()
    {
        for (const ProjectId at : p_.rows()) {
            const int waited = year_ - p_.arrival[at];
            if (p_.status[at] != ProjectStatus::waiting || waited < p_.patience[at]) continue;
            p_.status[at] = ProjectStatus::lost;
            ++state_.region.lost;
            if (p_.wanted[at].valid()) ++state_.parks.flows[p_.wanted[at]].lost;
            Event event = event_of(lost, at);
            event.unit = Unit::years, event.value = waited, event.threshold = p_.patience[at];
            state_.events.add(event);
        }
    }

    void come_from_table()
    {
        for (const ProjectId at : p_.rows()) {
            const ParkId wanted = p_.wanted[at];
            const bool covered = !wanted.valid() || rule_.scope.covers(state_.parks, wanted);
            const bool due = p_.arrival[at] != no_year && p_.arrival[at] <= year_;
            if (p_.status[at] != ProjectStatus::future || !due || !covered) continue;
            const bool comes =
                come_ >= 1 || state_.draw(RuleId::demand, p_.hash[at]).uniform(luck_price) < come_;
            comes ? arrive(at) : stay_away(at);
        }
    }

    void generate()
    {
        // Growth counts from the first year that runs, which gets the numbers as they are.
        const int grown = state_.base_year ? std::max(0, year_ - state_.base_year - 1) : 0;
        const double factor = exact_pow(1 + rule_.growth, grown);
        for (const auto& [division, mean] : rule_.arrivals) {
            const Draw draw = state_.draw(RuleId::demand, hash64("division:" + division));
            const int count = draw.poisson(0, mean * factor * come_);
            for (int i = 1; i <= count; ++i)
                arrive(make(division, fmt::format("G{}-{}-{}", year_, division, i)));
        }
    }

private:
    Event event_of(Kind kind, ProjectId at) const
    {
        Event event = rule_event(state_, Demand::record(), rule_.scope, kind, p_.wanted[at]);
        event.entity = EntityKind::project, event.row = at.index;
        return event;
    }

    void stay_away(ProjectId at)
    {
        p_.status[at] = ProjectStatus::lost;
        ++state_.region.lost;
        if (p_.wanted[at].valid()) ++state_.parks.flows[p_.wanted[at]].lost;
        state_.events.add(event_of(stayed_away, at));
    }

    void arrive(ProjectId at)
    {
        p_.status[at] = ProjectStatus::waiting;
        const auto fill = [](std::int16_t& value, int otherwise) {
            if (value == no_year) value = static_cast<std::int16_t>(otherwise);
        };
        fill(p_.patience[at], rule_.patience);
        fill(p_.build_years[at], rule_.build_years);
        fill(p_.ramp_years[at], rule_.ramp_years);
        ++state_.region.arrived;
        if (p_.wanted[at].valid()) ++state_.parks.flows[p_.wanted[at]].arrived;
        Event event = event_of(arrived, at);
        event.unit = Unit::mu, event.value = to_mu({p_.land[at]});
        state_.events.add(event, fmt::format("division {}", p_.division[at]));
    }

    ProjectId make(const std::string& division, const std::string& id)
    {
        const ProjectId at = add_project(p_, id, year_);
        const Draw draw = state_.draw(RuleId::demand, p_.hash[at]);
        int number = 0;
        std::from_chars(division.data(), division.data() + division.size(), number);
        p_.division[at] = static_cast<std::uint8_t>(number);
        p_.generated[at] = 1;
        p_.service[at] = is_industrial_division(number) ? 0 : 1;
        promise(at, draw);
        p_.tier[at] = tier(draw.uniform(luck_tier));
        p_.new_quality[at] =
            p_.tier[at] != Tier::traditional && draw.uniform(luck_new_quality) < rule_.new_quality_share;
        if (draw.uniform(luck_foreign) < rule_.foreign_share) p_.foreign[at] = p_.investment[at];
        if (draw.uniform(luck_wants) < rule_.wanted_share)
            p_.wanted[at] = wish(number, draw.uniform(luck_which));
        if (const auto chain = rule_.chain.find(division); chain != rule_.chain.end())
            p_.chain[at.index] = chain->second;
        return at;
    }

    void promise(ProjectId at, const Draw& draw)
    {
        const Promises& m = rule_.promises;
        const auto around = [&](double median, double sd, Luck luck) {
            return median > 0 ? median * draw.log_normal(luck, 0, sd) : 0.0;
        };
        p_.land[at] = std::clamp(around(m.land, m.land_sd, luck_land), m.land_min, m.land_max);
        const double land = p_.land[at];
        p_.investment[at] = land * around(m.investment, m.sd, luck_investment);
        p_.output[at] = land * around(m.output, m.sd, luck_output);
        // Value added cannot exceed output.
        p_.value_added[at] = std::min(p_.output[at], land * around(m.value_added, m.sd, luck_value_added));
        p_.tax[at] = land * around(m.tax, m.sd, luck_tax);
        p_.energy[at] = p_.value_added[at] * around(m.energy_per_value_added, m.sd, luck_energy);
        p_.emission[at] = p_.value_added[at] * around(m.emission_per_value_added, m.sd, luck_emission);
        p_.rd[at] = p_.output[at] * around(m.rd_share, m.sd, luck_rd);
        p_.far[at] = around(m.far, m.far_sd, luck_far);
        p_.building_coefficient[at] =
            std::min(0.9, around(m.building_coefficient, m.far_sd, luck_coefficient));
        p_.admin_share[at] = m.admin_share;
        p_.staff[at] = std::round(m.staff * land);
    }

    Tier tier(double luck) const
    {
        const auto share = [&](std::string_view name) {
            const auto found = rule_.tiers.find(name);
            return found == rule_.tiers.end() ? 0.0 : found->second;
        };
        if (luck < share("future")) return Tier::future;
        return luck < share("future") + share("emerging") ? Tier::emerging : Tier::traditional;
    }

    /// A park that leads in the division, else any member; none where there is no member.
    ParkId wish(int division, double luck) const
    {
        std::vector<ParkId> leading, members;
        for (const ParkId park : state_.parks.rows()) {
            if (!is_member(state_.parks.status[park]) || !rule_.scope.covers(state_.parks, park)) continue;
            members.push_back(park);
            const std::vector<int>& of = state_.parks.leading[park.index];
            if (std::find(of.begin(), of.end(), division) != of.end()) leading.push_back(park);
        }
        const std::vector<ParkId>& among = leading.empty() ? members : leading;
        if (among.empty()) return ParkId::none();
        return among[static_cast<std::size_t>(luck * static_cast<double>(among.size()))];
    }

    State& state_;
    ProjectTable& p_;
    const Demand& rule_;
    Year year_;
    double come_;  ///< factor of arrivals
};

}  // namespace

const RuleRecord& Demand::record()
{
    static const RuleRecord record{
        .id = RuleId::demand,
        .title = {"Demand for land", "用地需求"},
        .clause = "002 (十三)",
        .summary =
            {"Projects arrive from a table or are generated by division; those that wait too long are lost.",
             "项目来自项目表或按行业随机生成；等待超过耐心期的项目流失。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

void apply(State& state, const Demand& rule, Year year)
{
    Pipeline pipeline(state, rule, year);
    pipeline.leave();
    pipeline.come_from_table();
    pipeline.generate();
}

}  // namespace permu
