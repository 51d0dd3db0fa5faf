/// The table of projects: candidate investments that want land.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/model/stages.hpp"

namespace permu {

/// Promised values at full output; NaN where nothing is promised.
struct ProjectTable {
    TextColumn<ProjectId> id;
    Column<ProjectId, std::uint64_t> hash;
    Column<ProjectId, std::int16_t> arrival;
    Column<ProjectId, std::uint8_t> division;
    Column<ProjectId, double> land;  ///< m² wanted
    Column<ProjectId, double> investment, tax, output, value_added, rd,
        foreign;                                         ///< 万元 (a year but investment)
    Column<ProjectId, double> energy, emission, carbon;  ///< tce, t, t a year
    Column<ProjectId, double> far, building_coefficient, admin_share, staff;
    std::vector<std::string> chain, partner;
    Column<ProjectId, ParkId> wanted;  ///< none: any park
    Column<ProjectId, std::int16_t> patience, build_years, ramp_years;
    Column<ProjectId, Tier> tier;
    Column<ProjectId, std::uint8_t> service, new_quality, guaranteed, on_own_land, rd_reserve, generated;
    Column<ProjectId, EnterpriseId> enterprise;  ///< whose expansion it is; none
    Column<ProjectId, ProjectStatus> status;
    Column<ProjectId, ParcelId> parcel;  ///< where placed
    Column<ProjectId, std::int16_t> placed_year;
    Column<ProjectId, std::int16_t> completed;  ///< of an expansion: when its firm had it; no_year

    std::size_t size() const { return status.size(); }
    RowRange<ProjectId> rows() const { return status.rows(); }
};

/// Makes every column but `id` as long as `rows`, filled with "nothing known".
void resize(ProjectTable& projects, std::size_t rows);

/// Adds one project of which only id and arrival are known. \return its row
ProjectId add_project(ProjectTable& projects, std::string_view id, Year arrival);

}  // namespace permu
