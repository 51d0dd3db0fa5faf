/// Operation: one pass over the columns of the firms, in fixed blocks.
#include "permu/rules/operation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "division.hpp"
#include "permu/base/parallel.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { full_output };
constexpr EventKind kinds[] = {{"full_output", {"project at full output", "项目达产"}, {}}};

enum DrawIndex : std::uint32_t { noise_draw, performance_draw };

/// Firms a block: fits the caches, and is the same for any number of threads.
constexpr std::uint32_t block_rows = 8192;

using Flow = Column<EnterpriseId, double>;

/// What a year does to firms, without a loop over them.
struct Rates {
    std::array<double, 256> growth{};   ///< 1 + g by division
    std::vector<std::uint8_t> covered;  ///< by park
    double value, energy, emission;     ///< factors beyond that of revenue
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

    /// Ramp-up, and what happens in the years after the first to a project's foreign capital.
    void run_project(EnterpriseId firm)
    {
        if (f_.ramp_start[firm] == no_year) return;
        if (year_ == f_.ramp_start[firm]) f_.performance[firm] = drawn_performance(firm);
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

    /// Keyed by the firm alone: a firm has one performance in its life.
    float drawn_performance(EnterpriseId firm) const
    {
        if (rule_.performance_sd == 0) return 1.0F;
        const Draw draw{state_.draw_key, f_.hash[firm], static_cast<std::uint32_t>(RuleId::operation), 0};
        return static_cast<float>(draw.log_normal(performance_draw, 0, rule_.performance_sd));
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
        Event event = rule_event(state, Operation::record(), rule.scope, full_output, firms.park[firm]);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        event.unit = Unit::ratio, event.value = firms.performance[firm], event.threshold = 1;
        state.events.add(event);
    }
}

}  // namespace

const RuleRecord& Operation::record()
{
    static const RuleRecord record{
        .id = RuleId::operation,
        .title = {"Operation of firms", "企业生产经营"},
        .clause = "",
        .summary =
            {"Firms grow by division; firms of projects ramp up to promised values times a performance draw; "
             "energy and emission intensity and green power follow their paths.",
             "企业按行业增长；项目企业按承诺值与履约系数逐年达产；能耗、排放强度和绿电比例按路径变化。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

namespace {

Parameters growth_parameters(Operation& rule)
{
    constexpr Source design{};
    return {
        {.key = "growth",
         .slot = &rule.growth,
         .unit = Unit::ratio,
         .help = {"real growth a year by division (two digits) or `default`",
                  "年实际增长率，按行业大类（两位）或 default"},
         .source = design,
         .min = -0.9,
         .max = 2},
        {.key = "productivity",
         .slot = &rule.productivity,
         .unit = Unit::ratio,
         .help = {"growth a year of value added, tax and R&D beyond that of revenue",
                  "增加值、税收和研发超出营业收入的年增长率"},
         .source = design,
         .min = -0.5,
         .max = 0.5},
    };
}

Parameters path_parameters(Operation& rule)
{
    constexpr Source design{};
    return {
        {.key = "energy_intensity_change",
         .slot = &rule.energy_intensity_change,
         .unit = Unit::ratio,
         .help = {"change a year of energy per value added", "单位增加值能耗年变化率"},
         .source = design,
         .min = -0.9,
         .max = 1},
        {.key = "emission_intensity_change",
         .slot = &rule.emission_intensity_change,
         .unit = Unit::ratio,
         .help = {"change a year of pollutants per value added", "单位增加值污染物排放年变化率"},
         .source = design,
         .min = -0.9,
         .max = 1},
        {.key = "carbon_t_per_tce",
         .slot = &rule.carbon_t_per_tce,
         .unit = Unit::tonne_per_tce,
         .help = {"CO2 of energy where a firm's carbon is unknown", "企业碳排放不详时的能源碳排放系数"},
         .source = {"CO2 of standard coal", "2.66 t/tce", Confidence::knowledge_verify},
         .min = 0,
         .max = 10},
        {.key = "green_power_share",
         .slot = &rule.green_power_share,
         .unit = Unit::ratio,
         .help = {"green power is at least this share of a firm's power", "绿电占企业用电的最低比例"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "volatility",
         .slot = &rule.volatility,
         .unit = Unit::ratio,
         .help = {"standard deviation of the yearly noise of growth (log-normal, mean 1)",
                  "年增长随机波动的标准差（对数正态，均值 1）"},
         .source = design,
         .min = 0,
         .max = 2},
        {.key = "performance_sd",
         .slot = &rule.performance_sd,
         .unit = Unit::ratio,
         .help = {"spread of actual over promised output of projects (log-normal, median 1)",
                  "项目实际与承诺产出之比的离散程度（对数正态，中位数 1）"},
         .source = design,
         .min = 0,
         .max = 2},
    };
}

}  // namespace

Parameters parameters(Operation& rule)
{
    Parameters all = growth_parameters(rule);
    const Parameters more = path_parameters(rule);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const Operation& rule, const std::string& where, Problems& problems)
{
    for (const auto& [name, rate] : rule.growth)
        if (name != "default" && !parse_division(name))
            refuse(problems, {"operation.growth", where + ".growth." + printable(name)},
                   Said('"' + printable(name) + '"'),
                   Text{"a division of GB/T 4754, two digits, or default",
                        "GB/T 4754 行业大类（两位数字）或 default"},
                   Text{"write it as \"39\"", "请写成 \"39\""});
}

void assess(State& state, const Operation& rule, Year year)
{
    const Rates rates = rates_of(state, rule);
    for (std::size_t block = 0; block < blocks_of(state); ++block)
        Block(state, rule, rates, year).complete(block);
}

void apply(State& state, const Operation& rule, Year year)
{
    const Rates rates = rates_of(state, rule);
    parallel_blocks(blocks_of(state), state.threads,
                    [&](std::size_t block) { Block(state, rule, rates, year).run(block); });
    tell_full_output(state, rule, rates, year);
}

}  // namespace permu
