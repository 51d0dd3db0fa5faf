/// Firms of which nothing is known yet, and firms that come with a project.
#include "permu/model/enterprises.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

#include "permu/base/csv.hpp"
#include "permu/base/random.hpp"
#include "permu/base/resource.hpp"
#include "permu/base/table.hpp"

namespace permu {
namespace {

/// Every number a division can have; what the table does not list is not of high technology, 0 is unknown.
std::array<HighTech, 256> read_high_tech()
{
    constexpr std::string_view file = "scenarios/tables/gbt4754_divisions.csv";
    const Table table = parse_csv(resource(file), file);
    const TableColumn *divisions = table.find("division"), *flags = table.find("high_tech");
    std::array<HighTech, 256> out{};
    std::fill(out.begin() + 1, out.end(), HighTech::no);
    for (std::size_t row = 0; divisions && flags && row < table.rows(); ++row) {
        const int division = std::atoi(cell_text(*divisions, row).c_str());
        if (division > 0 && division < 256 && cell_text(*flags, row) == "1")
            out[static_cast<std::size_t>(division)] = HighTech::yes;
    }
    return out;
}

}  // namespace

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
    firms.high_tech.resize(rows);
    firms.policy_cost.resize(rows, 0.0);
    firms.quota_multiplier.resize(rows, 1.0F);
    firms.land_discount.resize(rows, 0.0F);
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

HighTech high_tech_of(const EnterpriseTable& firms, EnterpriseId firm)
{
    if (firms.high_tech[firm] != HighTech::unknown) return firms.high_tech[firm];
    static const std::array<HighTech, 256> by_division = read_high_tech();
    return by_division[firms.division[firm]];
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
