/// Firms of which nothing is known yet, and firms that come with a project.
#include "permu/model/enterprises.hpp"

#include <limits>

#include "permu/base/random.hpp"

namespace permu {

void resize(EnterpriseTable& firms, std::size_t rows)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (auto* figures :
         {&firms.revenue, &firms.value_added, &firms.tax, &firms.rd, &firms.rd_previous,
          &firms.fixed_investment, &firms.foreign, &firms.export_value, &firms.energy, &firms.power,
          &firms.green_power, &firms.emission, &firms.carbon, &firms.staff, &firms.land})
        figures->resize(rows, nan);
    for (auto* flags : {&firms.division, &firms.rents, &firms.large, &firms.veto, &firms.exempt,
                        &firms.rd_reserve, &firms.synthetic})
        flags->resize(rows);
    for (auto* years : {&firms.start_year, &firms.ramp_start, &firms.ramp_years, &firms.capped_until})
        years->resize(rows, no_year);
    firms.hash.resize(rows);
    firms.park.resize(rows);
    firms.grade.resize(rows);
    firms.grade_previous.resize(rows);
    firms.score.resize(rows, std::numeric_limits<float>::quiet_NaN());
    firms.project.resize(rows);
    firms.performance.resize(rows, 1.0F);
    // New firms hold nothing: their range is empty and begins where the last one ends.
    firms.first_holding.resize(rows + 1, static_cast<std::uint32_t>(firms.holdings.size()));
}

EnterpriseId add_enterprise(EnterpriseTable& firms, std::string_view id, ParcelId parcel, ParkId park)
{
    const EnterpriseId firm{static_cast<std::uint32_t>(firms.size())};
    firms.id.push_back(id);
    resize(firms, firms.size() + 1);
    firms.hash[firm] = hash64(id);
    firms.park[firm] = park;
    firms.holdings.push_back({parcel, 1.0});
    firms.first_holding[EnterpriseId{firm.index + 1}] = static_cast<std::uint32_t>(firms.holdings.size());
    return firm;
}

}  // namespace permu
