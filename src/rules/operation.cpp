/// Operation: one pass over the columns of the firms, in fixed blocks.
#include "permu/rules/operation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "division.hpp"
#include "expansion_flows.hpp"
#include "operation_events.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

constexpr std::uint32_t noise_draw = 0;

/// Firms a block: fits the caches, and is the same for any number of threads.
constexpr std::uint32_t block_rows = 8192;

using Flow = Column<EnterpriseId, double>;

/// What a year does to firms, without a loop over them.
struct Rates {
    std::array<double, 256> growth{};               ///< 1 + g by division
    std::vector<std::uint8_t> covered;              ///< by park
    double value, energy, emission;                 ///< factors beyond that of revenue
    std::array<double, 5> improved{1, 1, 1, 1, 1};  ///< factor of value added and tax by Grade
    bool responds = false;
};

Rates rates_of(const State& state, const Operation& rule)
{
    Rates rates;
    const auto by_default = rule.growth.find("default");
    rates.growth.fill(1 + (by_default == rule.growth.end() ? 0.0 : by_default->second));
    for (const auto& [name, rate] : rule.growth)
        if (const auto division = parse_division(name))
            rates.growth[static_cast<std::size_t>(*division)] = 1 + rate;
    for (const ParkId park : state.parks.rows())
        rates.covered.push_back(rule.scope.covers(state.parks, park));
    for (const auto& [name, rate] : rule.response_improvement)
        if (const auto grade = find_grade(name); grade && rate != 0)
            rates.improved[static_cast<std::size_t>(*grade)] = 1 + rate, rates.responds = true;
    rates.value = 1 + rule.productivity;
    rates.energy = rates.value * (1 + rule.energy_intensity_change);
    rates.emission = rates.value * (1 + rule.emission_intensity_change);
    return rates;
}

/// One block of firms.
class Block {
public:
    Block(State& state, const Operation& rule, const Rates& rates, Year year)
        : state_(state), f_(state.enterprises), rule_(rule), rates_(rates), year_(year)
    {
    }

    /// Only what is unknown of the firms.
    void complete(std::size_t block)
    {
        place(block);
        complete_energy();
    }

    void run(std::size_t block)
    {
        place(block);
        find_factors();
        for (std::uint32_t i = 0; i < count_; ++i)
            if (active_[i]) f_.rd_previous[at(i)] = f_.rd[at(i)];
        grow(1, {&f_.revenue, &f_.export_value});
        grow(rates_.value, {&f_.value_added, &f_.tax, &f_.rd});
        grow(rates_.energy, {&f_.energy, &f_.power, &f_.green_power, &f_.carbon});
        grow(rates_.emission, {&f_.emission});
        if (rates_.responds) improve();
        for (std::uint32_t i = 0; i < count_; ++i)
            if (f_.project[at(i)].valid() && covered(i)) run_project(at(i));
        complete_energy();
    }

private:
    void place(std::size_t block)
    {
        first_ = static_cast<std::uint32_t>(block) * block_rows;
        count_ = std::min(block_rows, static_cast<std::uint32_t>(f_.size()) - first_);
    }

    EnterpriseId at(std::uint32_t i) const { return {first_ + i}; }
    /// Firms that have left have no park.
    bool covered(std::uint32_t i) const
    {
        const ParkId park = f_.park[at(i)];
        return park.valid() && rates_.covered[park.index] != 0;
    }

    bool ramping(EnterpriseId firm) const
    {
        return f_.ramp_start[firm] != no_year && year_ - f_.ramp_start[firm] < f_.ramp_years[firm];
    }

    /// Factor of revenue by firm: 1, and not active, where this rule or growth does not reach.
    void find_factors()
    {
        for (std::uint32_t i = 0; i < count_; ++i) {
            const EnterpriseId firm = at(i);
            active_[i] = covered(i) && !(f_.project[firm].valid() && ramping(firm));
            factor_[i] = active_[i] ? rates_.growth[f_.division[firm]] : 1.0;
        }
        if (rule_.volatility == 0) return;
        const double sd = rule_.volatility;
        for (std::uint32_t i = 0; i < count_; ++i)
            if (active_[i])
                factor_[i] *=
                    state_.draw(RuleId::operation, f_.hash[at(i)]).log_normal(noise_draw, -sd * sd / 2, sd);
    }

    /// \param beyond  factor beyond that of revenue
    void grow(double beyond, std::initializer_list<Flow*> flows)
    {
        for (std::uint32_t i = 0; i < count_; ++i)
            scaled_[i] = active_[i] ? factor_[i] * beyond : 1.0;
        for (Flow* flow : flows) {
            double* values = flow->values().data() + first_;
            for (std::uint32_t i = 0; i < count_; ++i)
                values[i] *= scaled_[i];
        }
    }

    void improve()
    {
        for (std::uint32_t i = 0; i < count_; ++i) {
            if (!active_[i]) continue;
            const double factor = rates_.improved[static_cast<std::size_t>(f_.grade[at(i)])];
            f_.value_added[at(i)] *= factor;
            f_.tax[at(i)] *= factor;
        }
    }

    /// Ramp-up, and what happens in the years after the first to a project's foreign capital.
    void run_project(EnterpriseId firm)
    {
        if (f_.ramp_start[firm] == no_year) return;
        if (year_ == f_.ramp_start[firm]) f_.performance[firm] = performance_of(firm);
        if (year_ > f_.ramp_start[firm] && f_.foreign[firm] > 0) f_.foreign[firm] = 0;
        if (year_ < f_.ramp_start[firm] || !ramping(firm)) return;
        const double years = year_ - f_.ramp_start[firm] + 1;
        const double ramp = std::min(1.0, years / f_.ramp_years[firm]);
        const double share = ramp * f_.performance[firm];
        const ProjectTable& p = state_.projects;
        const ProjectId project = f_.project[firm];
        f_.rd_previous[firm] = years > 1 ? f_.rd[firm] : 0.0;
        f_.revenue[firm] = p.output[project] * share;
        f_.value_added[firm] = p.value_added[project] * share;
        f_.tax[firm] = p.tax[project] * share;
        f_.rd[firm] = p.rd[project] * share;
        f_.energy[firm] = p.energy[project] * share;
        f_.emission[firm] = p.emission[project] * share;
        f_.carbon[firm] = p.carbon[project] * share;
        f_.staff[firm] = p.staff[project] * ramp;
    }

    float performance_of(EnterpriseId firm) const
    {
        return static_cast<float>(drawn_performance(state_, rule_, firm));
    }

    void complete_energy()
    {
        for (std::uint32_t i = 0; i < count_; ++i) {
            if (!covered(i)) continue;
            const EnterpriseId firm = at(i);
            if (std::isnan(f_.carbon[firm])) f_.carbon[firm] = f_.energy[firm] * rule_.carbon_t_per_tce;
            const double least = f_.power[firm] * rule_.green_power_share;
            if (least > 0 && !(f_.green_power[firm] >= least)) f_.green_power[firm] = least;
        }
    }

    State& state_;
    EnterpriseTable& f_;
    const Operation& rule_;
    const Rates& rates_;
    Year year_;
    std::uint32_t first_ = 0, count_ = 0;
    std::array<double, block_rows> factor_, scaled_;
    std::array<std::uint8_t, block_rows> active_;
};

std::size_t blocks_of(const State& state)
{
    return (state.enterprises.size() + block_rows - 1) / block_rows;
}

/// Projects whose last year of ramp-up this is, in the order of the firms.
void tell_full_output(State& state, const Operation& rule, const Rates& rates, Year year)
{
    const EnterpriseTable& firms = state.enterprises;
    for (const EnterpriseId firm : firms.rows()) {
        if (firms.ramp_start[firm] == no_year || year != firms.ramp_start[firm] + firms.ramp_years[firm] - 1)
            continue;
        if (!firms.project[firm].valid() || !firms.park[firm].valid()) continue;
        if (!rates.covered[firms.park[firm].index]) continue;
        Event event = rule_event(state, Operation::record(), rule.scope,
                                 static_cast<std::size_t>(OperationEvent::full_output), firms.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::ratio, event.value = firms.performance[firm], event.threshold = 1;
        state.events.add(event);
    }
}

/// What the indicators of carbon and rooftops are made with.
void say_energy(State& state, const Operation& rule)
{
    state.region.grid_carbon = rule.grid_carbon;
    state.region.rooftop_yield = rule.rooftop_share * rule.rooftop_yield;
}

}  // namespace

void assess(State& state, const Operation& rule, Year year)
{
    say_energy(state, rule);
    const Rates rates = rates_of(state, rule);
    for (std::size_t block = 0; block < blocks_of(state); ++block)
        Block(state, rule, rates, year).complete(block);
    for (const auto& [name, rate] : rule.response_improvement) {
        if (rate == 0) continue;
        Event event = rule_event(state, Operation::record(), rule.scope,
                                 static_cast<std::size_t>(OperationEvent::assumed_response), ParkId::none());
        event.unit = Unit::ratio, event.value = rate;
        state.events.add(event, "class " + name);
    }
}

void apply(State& state, const Operation& rule, Year year)
{
    say_energy(state, rule);
    const Rates rates = rates_of(state, rule);
    ExpansionFlows expansions(state, rule, rates.covered, year);
    expansions.set_aside();
    parallel_blocks(blocks_of(state), state.threads,
                    [&](std::size_t block) { Block(state, rule, rates, year).run(block); });
    expansions.add();
    tell_full_output(state, rule, rates, year);
}

}  // namespace permu
