/// Projects of a synthetic province.
#include "projects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "log_normal.hpp"
#include "permu/base/math.hpp"
#include "permu/sample/firms.hpp"

namespace permu {
namespace {

/// Projects a year for each parcel of the province: near the lots that fall free.
constexpr double projects_a_parcel = 0.008;
constexpr double wants_one_park = 0.4;

double cents(double value)
{
    return std::round(value * 100) / 100;
}

void add_project(const SampleRequest& request, const Draw& draw, const std::string& id, int year, Cells& row)
{
    const double mu = cents(log_normal(draw, 30, project_mu));
    const FirmFigures f = draw_firm(draw, mu, {});
    // A promise is better than what stands: new plants, and a threshold in sight.
    const double better = 1.1 + 0.5 * draw.uniform(31);
    row.text("project_id", id);
    row.whole("arrival_year", year);
    row.whole("division", f.division);
    row.number("land_mu", mu);
    row.number("investment_wan", cents(f.fixed_investment * better)),
        row.number("tax_wan", cents(f.tax * better));
    row.number("output_wan", cents(f.revenue * better)),
        row.number("value_added_wan", cents(f.value_added * better));
    row.number("energy_tce", f.energy), row.number("emission_t", f.emission);
    row.number("rd_wan", cents(f.rd * better)), row.number("staff", f.staff);
    row.number("far", cents(std::clamp(1.05 + 0.25 * draw.normal(32), 0.5, 2.5)));
    row.number("building_coefficient", cents(std::clamp(0.45 + 0.06 * draw.normal(33), 0.25, 0.7)));
    row.number("admin_share", cents(std::clamp(0.05 + 0.015 * draw.normal(34), 0.0, 0.12)));
    const auto park = static_cast<std::uint32_t>(draw.uniform(35) * request.parks);
    draw.uniform(36) < wants_one_park ? row.text("park", fmt::format("P{:03}", park + 1))
                                      : row.empty_text("park");
    const double tier = draw.uniform(37);
    row.text("tier", tier < 0.5 ? "traditional" : tier < 0.9 ? "emerging" : "future");
    row.whole("new_quality", tier > 0.85 ? 1 : 0);
    const bool foreign = draw.uniform(38) < 0.06;
    row.number("foreign_wan", foreign ? cents(f.fixed_investment * 0.2) : 0);
    foreign ? row.text("partner", draw.uniform(42) < 0.6 ? "德国" : "日本") : row.empty_text("partner");
    draw.uniform(43) < 0.3 ? row.text("chain", fmt::format("chain-{:02}", f.division))
                           : row.empty_text("chain");
    row.whole("patience_years", 2 + (draw.uniform(39) < 0.3 ? 1 : 0));
    row.whole("build_years", 1 + (draw.uniform(40) < 0.7 ? 1 : 0));
    row.whole("ramp_years", 2 + (draw.uniform(41) < 0.4 ? 1 : 0));
    row.text("source", "synthetic");
}

}  // namespace

void add_projects(const SampleRequest& request, std::uint64_t key, Cells& projects)
{
    const auto a_year = static_cast<int>(std::max(1.0, std::round(request.parcels * projects_a_parcel)));
    for (int year = request.base_year + 1; year <= request.last_year; ++year) {
        for (int i = 0; i < a_year; ++i) {
            const std::string id = fmt::format("J{}-{:05}", year, i + 1);
            add_project(request, Draw(key, hash64(id), 0, 6), id, year, projects);
        }
    }
}

}  // namespace permu
