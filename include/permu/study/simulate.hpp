/// The year loop: rules in order, invariants, measures, an observer. Never sees a file or the console.
#pragma once

#include <functional>

#include "permu/base/progress.hpp"
#include "permu/model/invariants.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {

/// Called with the base year's state and then with every year's, its events still in it.
using YearObserver = std::function<void(const State& state, const MeasureSet& measures)>;

struct SimulationResult {
    State state;  ///< at the end of the last year
    InvariantSummary invariants;
};

/// Simulates scenario.run.start + 1 … end on `state`, which is the base year's.
/// \throws InvariantError when something does not balance; Interrupted when `progress` says so
SimulationResult simulate(State state, const Scenario& scenario, const YearObserver& observe,
                          const Progress& progress);

/// What an indicator is of: one park, the parks that are members, all parks that ever were, or a zone inside
/// a park.
enum class Scope : std::uint8_t { park, region, region_all, sub_park };
/// "park", "region", "region_all", "sub_park".
std::string_view scope_name(Scope scope);

/// One value of the long table of indicators.
struct IndicatorValue {
    Year year;
    Scope scope;
    ParkId park;              ///< none for the region and for sub-parks
    std::uint32_t indicator;  ///< number in the catalogue
    double value;             ///< NaN: empty
    SubParkId sub_park = SubParkId::none();
};

/// All indicators of one year: parks in order, then the region of members, then, once a park has left it,
/// that of all parks, then the sub-parks; indicators in the order of the catalogue.
std::vector<IndicatorValue> indicator_values(const State& state, const MeasureSet& measures);

}  // namespace permu
