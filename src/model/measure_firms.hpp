/// The pass over the firms, figure by figure.
#pragma once

#include <array>
#include <cmath>
#include <vector>

#include "permu/model/measures.hpp"

namespace permu {

/// A known value goes into the sum times its share; NaN is a value nobody knows.
inline void add_known(double& sum, std::int64_t& known, double value, double share = 1.0)
{
    const bool is_known = !std::isnan(value);
    sum += is_known ? value * share : 0.0;
    known += is_known;
}

inline double or_zero(double value)
{
    return std::isnan(value) ? 0.0 : value;
}

/// A figure of firms and the sum it goes into.
struct Figure {
    Column<EnterpriseId, double> EnterpriseTable::*column;
    KnownSum Measures::*sum;
    bool industrial;  ///< of industry and logistics only
};

inline constexpr std::array figures{
    Figure{&EnterpriseTable::tax, &Measures::tax, false},
    Figure{&EnterpriseTable::revenue, &Measures::revenue, false},
    Figure{&EnterpriseTable::value_added, &Measures::value_added, false},
    Figure{&EnterpriseTable::emission, &Measures::emission, false},
    Figure{&EnterpriseTable::foreign, &Measures::foreign, false},
    Figure{&EnterpriseTable::energy, &Measures::energy, false},
    Figure{&EnterpriseTable::carbon, &Measures::carbon, false},
    Figure{&EnterpriseTable::power, &Measures::power, false},
    Figure{&EnterpriseTable::green_power, &Measures::green_power, false},
    Figure{&EnterpriseTable::export_value, &Measures::exports, false},
    Figure{&EnterpriseTable::tax, &Measures::industrial_tax, true},
    Figure{&EnterpriseTable::revenue, &Measures::industrial_revenue, true},
    Figure{&EnterpriseTable::value_added, &Measures::industrial_value_added, true},
    Figure{&EnterpriseTable::fixed_investment, &Measures::industrial_fixed_investment, true},
};

/// Two figures of firms whose ratio is an indicator, over the firms that have both.
struct FigurePair {
    Column<EnterpriseId, double> EnterpriseTable::*over;
    Column<EnterpriseId, double> EnterpriseTable::*under;
    RatioSum Measures::*sum;
};

inline constexpr std::array figure_pairs{
    FigurePair{&EnterpriseTable::energy, &EnterpriseTable::value_added, &Measures::energy_per_value},
    FigurePair{&EnterpriseTable::carbon, &EnterpriseTable::value_added, &Measures::carbon_per_value},
    FigurePair{&EnterpriseTable::emission, &EnterpriseTable::value_added, &Measures::emission_per_value},
    FigurePair{&EnterpriseTable::rd, &EnterpriseTable::revenue, &Measures::rd_of_revenue},
    FigurePair{&EnterpriseTable::value_added, &EnterpriseTable::staff, &Measures::value_per_staff},
    FigurePair{&EnterpriseTable::green_power, &EnterpriseTable::power, &Measures::green_of_power},
};

/// Adds the firms to the measures of their parks. Figures are split over the parks a firm stands in by its
/// land; the firm itself, its grade and its land are counted once, where its first parcel is. Firms that have
/// left count nowhere.
void measure_firms(std::vector<Measures>& parks, const State& state);
/// The same for sub-parks; land of a firm outside every sub-park counts in none.
void measure_firms_of_sub_parks(std::vector<Measures>& sub_parks, const State& state);

}  // namespace permu
