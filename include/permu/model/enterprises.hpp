/// The table of enterprises: firms on one or more parcels, their flows of the year and their class.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/model/stages.hpp"

namespace permu {

/// Land of one enterprise on one parcel.
struct Holding {
    ParcelId parcel;
    double share;  ///< of the enterprise's land, by parcel area; shares of one enterprise sum to 1
};

/// Whether a firm is of high technology (高新技术企业).
enum class HighTech : std::uint8_t { unknown, no, yes };

/// Yearly figures of a firm; NaN where the data has nothing. Money in 万元 at base-year prices.
struct EnterpriseTable {
    TextColumn<EnterpriseId> id;
    Column<EnterpriseId, std::uint64_t> hash;
    Column<EnterpriseId, ParkId> park;  ///< of its first parcel; none: it has left, and counts nowhere
    Column<EnterpriseId, std::uint8_t> division;  ///< GB/T 4754, two digits; 0 unknown
    Column<EnterpriseId, double> revenue, value_added, tax, rd, rd_previous, fixed_investment, foreign,
        export_value;
    Column<EnterpriseId, double> energy;              ///< tce
    Column<EnterpriseId, double> power, green_power;  ///< kWh
    Column<EnterpriseId, double> emission, carbon;    ///< t pollutant equivalent, t CO2
    Column<EnterpriseId, double> staff;               ///< persons
    Column<EnterpriseId, double> land;                ///< m², own or rented, see share_land
    Column<EnterpriseId, std::uint8_t> rents;         ///< occupancy = rent
    Column<EnterpriseId, std::uint8_t> large;         ///< 规上
    Column<EnterpriseId, std::uint8_t> veto, exempt, rd_reserve, synthetic;
    Column<EnterpriseId, HighTech> high_tech;
    Column<EnterpriseId, double>
        policy_cost;  ///< 万元, what its class cost it this year; below 0: what it got
    Column<EnterpriseId, float> quota_multiplier;  ///< what its class means for new land of its own expansion
    Column<EnterpriseId, float> land_discount;     ///< of the price of that land
    Column<EnterpriseId, std::int16_t> start_year;
    Column<EnterpriseId, Grade> grade, grade_previous;
    Column<EnterpriseId, float> score;                          ///< of the last evaluation; NaN
    Column<EnterpriseId, ProjectId> project;                    ///< it came from; none for firms of the data
    Column<EnterpriseId, std::int16_t> ramp_start, ramp_years;  ///< of a placed project; no_year else
    Column<EnterpriseId, std::int16_t> capped_until;            ///< class C at best until this year
    Column<EnterpriseId, float> performance;                    ///< actual over promised at full output
    Column<EnterpriseId, std::uint32_t> first_holding;          ///< size() + 1 entries
    std::vector<Holding> holdings;                              ///< ordered by enterprise

    std::size_t size() const { return park.size(); }
    RowRange<EnterpriseId> rows() const { return park.rows(); }
    std::span<const Holding> of(EnterpriseId firm) const
    {
        const auto first = first_holding[firm], last = first_holding[EnterpriseId{firm.index + 1}];
        return std::span(holdings).subspan(first, last - first);
    }
    std::span<Holding> of(EnterpriseId firm)
    {
        const auto first = first_holding[firm], last = first_holding[EnterpriseId{firm.index + 1}];
        return std::span(holdings).subspan(first, last - first);
    }
};

/// Makes every column but `id` and the holdings as long as `rows`, filled with "nothing known".
void resize(EnterpriseTable& firms, std::size_t rows);

/// Adds one firm on one parcel; all figures unknown. \return its row
EnterpriseId add_enterprise(EnterpriseTable& firms, std::string_view id, ParcelId parcel, ParkId park);

/// Industrial and logistics divisions: 06–46 and 53–60 (GB/T 4754).
constexpr bool is_industrial_division(int division)
{
    return (division >= 6 && division <= 46) || (division >= 53 && division <= 60);
}
/// As the data says; where it does not, by the division in the built-in table of divisions (whole divisions
/// of 高技术产业分类, an approximation); unknown where the division is.
HighTech high_tech_of(const EnterpriseTable& firms, EnterpriseId firm);
/// 规上: firms from this yearly revenue on, 万元 (statistical size of industrial firms; knowledge, verify).
inline constexpr double large_revenue_wan = 2000;

/// Manufacturing: 13–43.
constexpr bool is_manufacturing(int division)
{
    return division >= 13 && division <= 43;
}

}  // namespace permu
