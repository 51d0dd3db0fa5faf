/// The year loop.
#include "permu/study/simulate.hpp"

#include <algorithm>
#include <array>

#include "permu/indicators/indicator.hpp"

namespace permu {
namespace {

/// What was measured holds until a rule does more than judge.
void forget_measures(State& state, const Rule& rule)
{
    if (rule.scope().enabled && !rule.record().judges) state.measured.reset();
}

void assess_all(State& state, const Scenario& scenario)
{
    for (const RuleSchedule& schedule : scenario.rules) {
        const Rule& rule = schedule.in(state.year);
        rule.assess(state, state.year);
        forget_measures(state, rule);
    }
}

/// Land that is supplied while the rule `tenure` is off is held by grant, at no price.
void hold_supplied_land(State& state)
{
    ParcelTable& parcels = state.parcels;
    for (const ParcelId parcel : parcels.rows()) {
        const bool fresh = parcels.supply_year[parcel] == state.year;
        const bool supplied = fresh && parcels.stage[parcel] >= Stage::supplied;
        if (supplied && parcels.tenure[parcel] == Tenure::none) parcels.tenure[parcel] = Tenure::grant;
    }
}

void apply_all(State& state, const Scenario& scenario)
{
    for (const RuleSchedule& schedule : scenario.rules) {
        const Rule& rule = schedule.in(state.year);
        rule.apply(state, state.year);
        forget_measures(state, rule);
        if (rule.record().id == RuleId::tenure && !rule.scope().enabled) hold_supplied_land(state);
    }
}

}  // namespace

SimulationResult simulate(State state, const Scenario& scenario, const YearObserver& observe,
                          const Progress& progress)
{
    SimulationResult result;
    const int years = scenario.run.end - scenario.run.start;
    assess_all(state, scenario);  // the base year: the data as read, judged but not changed
    const MeasureSet& base = judged(state);
    check_invariants(state, base, result.invariants);
    observe(state, base);
    for (Year year = scenario.run.start + 1; year <= scenario.run.end; ++year) {
        report(progress, static_cast<double>(year - scenario.run.start - 1) / years, {"simulating", "模拟"});
        start_year(state, year);
        apply_all(state, scenario);
        const MeasureSet& measures = judged(state);
        check_invariants(state, measures, result.invariants);
        observe(state, measures);
    }
    report(progress, 1.0, {"simulating", "模拟"});
    result.state = std::move(state);
    return result;
}

std::vector<IndicatorValue> indicator_values(const State& state, const MeasureSet& measures)
{
    const auto& catalogue = indicator_catalogue();
    std::vector<IndicatorValue> out;
    out.reserve(catalogue.size() * (state.parks.size() + 2));
    const auto add = [&](Scope scope, ParkId park, const Measures& sums) {
        for (std::uint32_t i = 0; i < catalogue.size(); ++i) {
            if (scope != Scope::park && !catalogue[i].region) continue;
            out.push_back({state.year, scope, park, i,
                           catalogue[i].measure({sums, state.parks, park, measures.region})});
        }
    };
    const std::vector<Measures> merging = told_measures(state, measures);
    const std::vector<Measures>& parks = merging.empty() ? measures.parks : merging;
    for (const ParkId park : state.parks.rows())
        add(Scope::park, park, parks[park.index]);
    add(Scope::region, ParkId::none(), measures.region);
    const auto left = [](ParkStatus status) { return !is_member(status); };
    if (std::ranges::any_of(state.parks.status.values(), left))
        add(Scope::region_all, ParkId::none(), measures.region_all);
    for (const SubParkId at : state.sub_parks.rows())
        for (std::uint32_t i = 0; i < catalogue.size(); ++i) {
            if (!told_of_sub_parks(catalogue[i].id)) continue;
            const Place place{measures.sub_parks[at.index], state.parks, ParkId::none(), measures.region};
            out.push_back({state.year, Scope::sub_park, ParkId::none(), i, catalogue[i].measure(place), at});
        }
    return out;
}

std::string_view scope_name(Scope scope)
{
    constexpr std::array<std::string_view, 4> names{"park", "region", "region_all", "sub_park"};
    return names[static_cast<std::size_t>(scope)];
}

}  // namespace permu
