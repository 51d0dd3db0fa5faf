/// Parks of which nothing is known yet.
#include "permu/model/parks.hpp"

#include <limits>

namespace permu {

ConversionFlows& ConversionFlows::operator+=(const ConversionFlows& other)
{
    done += other.done, refused += other.refused;
    audits += other.audits, breaches += other.breaches;
    land += other.land;
    return *this;
}

void resize(ParkTable& parks, std::size_t rows)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (auto* texts : {&parks.id, &parks.name, &parks.name_en, &parks.city, &parks.kind, &parks.province})
        texts->resize(rows);
    for (auto* divisions : {&parks.leading, &parks.negative, &parks.allowed})
        divisions->resize(rows);
    for (auto* numbers : {&parks.approved_area, &parks.boundary_area, &parks.population, &parks.jobs,
                          &parks.employed_residents, &parks.pollutant_quota, &parks.city_fdi, &parks.last_tax,
                          &parks.last_value_added, &parks.tax_before, &parks.value_added_before})
        numbers->resize(rows, nan);
    for (auto* counts : {&parks.evaluation_previous, &parks.years_below, &parks.warnings, &parks.downgrades})
        counts->resize(rows);
    parks.hash.resize(rows);
    parks.level.resize(rows);
    parks.status.resize(rows);
    parks.land_grade.resize(rows);
    parks.residual.resize(rows);
    parks.residual_is_road.resize(rows);
    parks.eligible_since.resize(rows, no_year);
    parks.predecessor.resize(rows);
    parks.transition_pending.resize(rows);
    parks.kept_in_statistics.resize(rows);
    parks.terms_end.resize(rows);
    parks.rewarded.resize(rows);
    parks.quota_weight.resize(rows, 1.0);
    parks.merging.resize(rows);
    parks.delisting_pending.resize(rows);
    parks.area_role.resize(rows);
    parks.main_area.resize(rows, ParkId::none());
    parks.bottom_years.resize(rows);
    // New parks have no parcels: their range is empty and begins where the last one ends.
    const std::size_t ends = parks.first_parcel.size();
    const std::uint32_t end = ends == 0 ? 0 : parks.first_parcel.values()[ends - 1];
    parks.first_parcel.resize(rows + 1, end);
    parks.opening_land.resize(rows);
    parks.flows.resize(rows);
    parks.scores.resize(rows, ParkScores{nan, nan, nan, nan, nan, nan, nan, 0, nan, nan});
}

}  // namespace permu
