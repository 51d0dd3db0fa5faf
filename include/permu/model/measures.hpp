/// What indicators, evaluation and transition are made of: exact sums over one park or the region.
#pragma once

#include <array>
#include <limits>
#include <vector>

#include "permu/model/ledger.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// Sums over the enterprises of a scope; `known` says how many had a value (0: the indicator is empty).
struct KnownSum {
    double sum = 0;
    std::int64_t known = 0;
    void add(double value, double share = 1.0);
    KnownSum& operator+=(KnownSum other);
    /// The sum, or NaN when no value was known.
    double value() const;
};

/// A ratio of two sums over the enterprises that have both values: what one of them lacks would bend it.
struct RatioSum {
    double over = 0, under = 0;
    std::int64_t known = 0;
    RatioSum& operator+=(const RatioSum& other);
    /// NaN when no enterprise had both, or the sum below is zero.
    double value() const;
};

/// Revenue by division of GB/T 4754, two digits; 0: of firms whose division nobody knows.
using ByDivision = std::array<double, 100>;

struct Measures {
    Ledger ledger;
    double floor = 0, far_floor = 0, footprint = 0;  ///< m² on A
    double industrial_floor = 0, industrial_far_floor = 0, industrial_footprint = 0,
           industrial_yard = 0;                         ///< on A2
    double storeyed_floor = 0, upstairs_floor = 0;      ///< on A2 with known footprint; in upstairs factories
    std::int64_t floor_known = 0, footprint_known = 0;  ///< built parcels that have a value
    std::int64_t industrial_floor_known = 0, industrial_footprint_known = 0;
    Mm2 floor_unknown = 0, footprint_unknown = 0;  ///< built land without a value, roads and green left out
    Mm2 industrial_floor_unknown = 0, industrial_footprint_unknown = 0;  ///< of it in A2
    KnownSum tax, revenue, value_added, emission, foreign;               ///< all firms
    KnownSum energy, carbon, power, green_power;                         ///< all firms
    KnownSum exports;                                                    ///< 万元
    KnownSum high_tech_land;  ///< m², of firms of high technology among those that are known to be or not
    ByDivision revenue_by_division{};  ///< 万元, known revenues of all firms
    RatioSum energy_per_value, carbon_per_value, emission_per_value, rd_of_revenue, value_per_staff,
        green_of_power;
    KnownSum industrial_tax, industrial_revenue, industrial_value_added, industrial_fixed_investment;
    std::int64_t enterprises = 0;
    std::array<std::int64_t, 5> grade_count{};  ///< by Grade
    std::array<double, 5> grade_land{};         ///< m² by Grade
    /// Land supplied this year to industry, or to whom standards are tested for; standard of it.
    Mm2 new_industrial = 0, new_standard = 0;
    std::int64_t new_industrial_count = 0, new_standard_count = 0;
    Mm2 paid = 0, leased = 0;  ///< supplied against payment; leased of it
    Mm2 converted_recent = 0;  ///< industry turned into other uses, last three years
    Mm2 mixed = 0;             ///< built land with more than one use
    Mm2 m0_support = 0;        ///< of built M0: land of the support share, where it is known
    ConversionFlows conversions;
    Mm2 land_saved = 0;                                               ///< see ParkFlows
    double grid_carbon = std::numeric_limits<double>::quiet_NaN();    ///< t/kWh, see Region
    double rooftop_yield = std::numeric_limits<double>::quiet_NaN();  ///< kWh a year and m², see Region
    Mm2 new_paid = 0, new_paid_years = 0;        ///< supplied this year against payment; times years of term
    Mm2 efficiency_tested = 0, inefficient = 0;  ///< built land tested for 低效用地; found inefficient
    std::int64_t standard_built = 0;  ///< standard parcels completed this year whose ready year is known
    std::int64_t standard_wait = 0;   ///< years from ready to built of these, added up
    Mm2 chain_land = 0,
        chain_together = 0;  ///< of placed projects with a chain; beside one of the same chain
    ParkFlows flows;
    std::int64_t waiting = 0;                                 ///< projects at year end
    double population = 0, jobs = 0, employed_residents = 0;  ///< NaN unknown
    double cooperation_parks = 0;  ///< recognised at year end; NaN: the data has no sub-parks
    /// 万元: foreign capital used in the city of the place, of the region in all its cities, each once; NaN
    /// unknown. Not added up by +=.
    double city_foreign = std::numeric_limits<double>::quiet_NaN();
    Measures& operator+=(const Measures& other);
};

/// One entry a park, then one for the region (current members), then one for region_all.
struct MeasureSet {
    std::vector<Measures> parks;  ///< each by itself, also while it merges into another
    Measures region, region_all;
    std::vector<Measures> sub_parks;  ///< one a sub-park: its parcels, and the firms on them
};

/// One pass over parcels and firms, by parks on `state.threads` threads, summed in the order of the parks.
MeasureSet measure(const State& state);

/// What is told of the parks: from the space step of a merger on the figures of the merged park are in the
/// row of its head, its money and quota from the management step on; its own row keeps what is left. Sums
/// stay what they are. Empty when no park merges: the parks' own measures are to be told.
std::vector<Measures> told_measures(const State& state, const MeasureSet& set);

/// The same for rules that only judge what others did: taken once, until a rule changes something again.
const MeasureSet& judged(State& state);

/// Weights of the parts of the integration index, and where each part is full. All design values, no document
/// says them.
struct IntegrationDesign {
    double residential = 0.25, balance = 0.25, services = 0.20, mix = 0.15, density = 0.15;  ///< weights
    double residential_share = 0.25;                                                         ///< A1/A
    double services_share = 0.25;     ///< (A4 + A51 + A52)/A
    double people_per_hectare = 100;  ///< residents on A
    double jobs_per_resident = 1;     ///< jobs / employed residents in balance
    double largest_imbalance = 3;     ///< times more or fewer jobs than that: balance is 0
};

/// Intensity of built land: floor / A, footprint / A, floor on A2 / A2, (footprint + yards on A2) / A2.
/// NaN where more than half of the land that buildings could stand on has no value: a few known buildings
/// over all of A would be no ratio of anything.
double comprehensive_far(const Measures& measures);
double building_density(const Measures& measures);
double industrial_far(const Measures& measures);
double industrial_building_coefficient(const Measures& measures);

/// City–industry integration index 0…1 and its parts, each 0…1 before its weight. NaN where an input is
/// missing.
///   residential = min(1, (A1/A) / share)               balance = max(0, 1 − |ln(J / (λ H))| / ln 3)
///   services    = min(1, ((A4 + A51 + A52)/A) / share) density = min(1, people per ha of A / 100)
///   mix         = Shannon entropy over industry, housing, commerce, public and green, transport, other / ln
///   6
struct Integration {
    double residential, balance, services, mix, density, index;
};
Integration city_integration(const Measures& measures, const IntegrationDesign& design = {});

}  // namespace permu
