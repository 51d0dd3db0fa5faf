/// The table of parks: zones with one boundary, their status, and what happened in them this year.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/model/account.hpp"
#include "permu/model/stages.hpp"

namespace permu {

/// Changes of use in one park in one year.
struct ConversionFlows {
    std::int32_t done = 0, refused = 0;  ///< requests
    std::int32_t audits = 0;             ///< 1: the M0 land of the park was looked at
    std::int32_t breaches = 0;           ///< M0 parcels in breach of the guard, then
    Mm2 land = 0;                        ///< converted
    ConversionFlows& operator+=(const ConversionFlows& other);
    friend bool operator==(const ConversionFlows&, const ConversionFlows&) = default;
};

/// Why a project was refused; `firm_class`: the class of the firm it expands gives it no new land;
/// `standards`: an indicator of standard land.
enum class RefusedFor : std::uint8_t {
    no_park,
    negative_list,
    environment_unit,
    leading_industry,
    energy,
    emission,
    pollutants,
    no_zone,
    firm_class,
    standards,
};
inline constexpr std::size_t refused_for_count = 10;
using Refusals = std::array<std::int32_t, refused_for_count>;

/// Flows of one year in one park; set to zero on 1 January.
struct ParkFlows {
    Account account;                      ///< booked this year
    Mm2 quota_given = 0, quota_used = 0;  ///< new construction-land quota
    bool quota_limited =
        false;               ///< rule quota said how much is given; else what is given follows what is used
    Mm2 stock_disposed = 0;  ///< 批而未供 and idle land disposed of
    Mm2 land_in = 0, land_out = 0;  ///< taken in from reserves or from other parks, given to other parks
    std::int32_t arrived = 0, placed = 0, lost = 0, refused = 0;  ///< projects that want or got this park
    ConversionFlows conversions;
    Mm2 land_saved = 0;  ///< that the floor added upwards would have needed at the FAR before
    std::int32_t reviewed = 0, review_passed = 0;  ///< commitments reviewed to the end, and those kept
    std::int32_t preferences_refused = 0;          ///< illegal preferences (001 五): parcels and firms
    std::int32_t negotiations = 0;                 ///< opened with firms of class D
    Mm2 renewed = 0, vacated = 0;                  ///< land whose term has run out
    Mm2 exited = 0, transferred = 0;               ///< land left by breach or buy-back; given to a new firm
    Refusals refused_for{};  ///< the main reason of each refusal; they add up to `refused`
    friend bool operator==(const ParkFlows&, const ParkFlows&) = default;
};

/// Scores of the last evaluation; NaN before the first.
struct ParkScores {
    double per_mu, agglomeration, growth, green;   ///< dimensions, 0…100
    double composite, intensive_use, integration;  ///< 0…100, 0…100, 0…1
    int rank = 0;                                  ///< 1 = best; 0: not ranked
    /// 结构潜力 and 强度潜力, m²; NaN where the ideal does not apply or a figure is missing
    double structure_potential, intensity_potential;
};

/// A park on its way into another (整合：先空间、后管理、再功能), and the years in which a step holds from
/// 1 January.
struct Merging {
    ParkId head;                        ///< the park it becomes a part of; none: it merges into no other
    std::int16_t space = no_year;       ///< their figures are one, in the head's row
    std::int16_t management = no_year;  ///< its money and its quota are the head's
    std::int16_t function = no_year;    ///< its land and its rank are the head's: it is a park no more
    friend bool operator==(const Merging&, const Merging&) = default;
};

/// What of a park is transferred to the city by its transition: nothing, all of it, or what is built.
enum class Transfer : std::uint8_t { none, park, built };

struct ParkTable {
    std::vector<std::string> id, name, name_en, city, kind, province;
    Column<ParkId, std::uint64_t> hash;
    Column<ParkId, ParkLevel> level;
    Column<ParkId, ParkStatus> status;
    Column<ParkId, std::int16_t> land_grade;                   ///< 1–15; 0 unknown
    std::vector<std::vector<int>> leading, negative, allowed;  ///< divisions of GB/T 4754
    Column<ParkId, double> approved_area;                      ///< m²
    Column<ParkId, double> boundary_area;  ///< m², ellipsoidal, of the polygon; NaN where there is none
    Column<ParkId, Mm2> residual;  ///< boundary − parcels that counts (roads or other); 0 if excluded
    Column<ParkId, std::uint8_t> residual_is_road;  ///< A31, else A6
    Column<ParkId, double> population, jobs, employed_residents;
    Column<ParkId, double> pollutant_quota;             ///< t a year; NaN: no cap
    Column<ParkId, double> city_fdi;                    ///< 万元
    Column<ParkId, double> last_tax, last_value_added;  ///< 万元, of the year last evaluated; NaN before
    Column<ParkId, double> tax_before, value_added_before;  ///< of the evaluation before that one
    Column<ParkId, AreaRole> area_role;
    Column<ParkId, ParkId> main_area;         ///< of a development area: the park it belongs to; none: alone
    Column<ParkId, int> evaluation_previous;  ///< rank of the last evaluation; 0 unknown
    Column<ParkId, int> years_below;          ///< years in a row below the industrial-share threshold
    Column<ParkId, std::int16_t> eligible_since;      ///< year the park became eligible; no_year: it is not
    Column<ParkId, Transfer> transition_pending;      ///< decided; the status changes on 1 January
    Column<ParkId, std::uint8_t> terms_end;           ///< contracts of the transferred land are not renewed
    Column<ParkId, std::uint8_t> kept_in_statistics;  ///< counts in scope region although it transitioned
    Column<ParkId, Merging> merging;                  ///< of a merged park: into which, and when
    Column<ParkId, int> warnings;                     ///< warnings of the evaluation in force
    Column<ParkId, ParkId> predecessor;     ///< the park whose re-zoning made it; none for parks of the data
    Column<ParkId, int> downgrades;         ///< times on the list of candidates for downgrading
    Column<ParkId, std::uint8_t> rewarded;  ///< among the best of the last evaluation
    Column<ParkId, double> quota_weight;  ///< by the last evaluation; what its need counts in the next quota
    Column<ParkId, std::uint8_t> delisting_pending;       ///< decided; the status changes on 1 January
    std::vector<std::vector<std::int16_t>> bottom_years;  ///< years in the bottom of the ranking
    Column<ParkId, std::uint32_t> first_parcel;  ///< parks().size() + 1 entries: CSR of parcels by park
    Column<ParkId, Mm2> opening_land;            ///< land at the start of the run and what was re-zoned since
    Column<ParkId, ParkFlows> flows;
    Column<ParkId, ParkScores> scores;

    std::size_t size() const { return status.size(); }
    RowRange<ParkId> rows() const { return status.rows(); }
    RowRange<ParcelId> parcels(ParkId park) const
    {
        return {first_parcel[park], first_parcel[ParkId{park.index + 1}]};
    }
};

/// Makes every column as long as `rows`, filled with "nothing known".
void resize(ParkTable& parks, std::size_t rows);

/// Whether the park counts in scope `region` (transitioned, merged and delisted ones do not).
inline bool is_member(ParkStatus status)
{
    return status == ParkStatus::developing || status == ParkStatus::eligible;
}

/// Whether its figures belong to scope `region`: members, and parks that stay in the statistics after their
/// transition.
inline bool counts_in_region(const ParkTable& parks, ParkId park)
{
    return is_member(parks.status[park]) ||
           (parks.status[park] == ParkStatus::transitioned && parks.kept_in_statistics[park] != 0);
}

}  // namespace permu
