/// Projects of which only the name and the year are known.
#include "permu/model/projects.hpp"

#include <limits>

#include "permu/base/random.hpp"

namespace permu {
namespace {

/// Patience, building and ramp-up of a project that says nothing of them.
constexpr std::int16_t default_years = 2;

}  // namespace

void resize(ProjectTable& projects, std::size_t rows)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    auto& p = projects;
    for (auto* promises :
         {&p.land, &p.investment, &p.tax, &p.output, &p.value_added, &p.rd, &p.foreign, &p.energy,
          &p.emission, &p.carbon, &p.far, &p.building_coefficient, &p.admin_share, &p.staff})
        promises->resize(rows, nan);
    for (auto* flags : {&p.division, &p.service, &p.new_quality, &p.guaranteed, &p.on_own_land, &p.rd_reserve,
                        &p.generated})
        flags->resize(rows);
    for (auto* years : {&p.patience, &p.build_years, &p.ramp_years})
        years->resize(rows, default_years);
    for (auto* years : {&p.arrival, &p.placed_year, &p.completed})
        years->resize(rows, no_year);
    p.hash.resize(rows);
    p.chain.resize(rows);
    p.partner.resize(rows);
    p.wanted.resize(rows);
    p.tier.resize(rows);
    p.enterprise.resize(rows);
    p.status.resize(rows);
    p.parcel.resize(rows);
}

ProjectId add_project(ProjectTable& projects, std::string_view id, Year arrival)
{
    const ProjectId project{static_cast<std::uint32_t>(projects.size())};
    projects.id.push_back(id);
    resize(projects, projects.size() + 1);
    projects.hash[project] = hash64(id);
    projects.arrival[project] = static_cast<std::int16_t>(arrival);
    return project;
}

}  // namespace permu
