/// A synthetic province put together from parks, lots, firms, projects and quota.
#include "permu/sample/province.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "cells.hpp"
#include "layout.hpp"
#include "lots.hpp"
#include "messy.hpp"
#include "permu/base/math.hpp"
#include "permu/base/random.hpp"
#include "projects.hpp"

namespace permu {
namespace {

/// Parks stand apart by this much, m.
constexpr double gap = 2500;
constexpr Point province_origin{420000, 4150000};  // EPSG:4547, north of 37° N

struct ParkKind {
    std::string_view kind;
    std::string_view level;
};
constexpr std::array<ParkKind, 3> park_kinds{
    {{"示范区", "provincial"}, {"经开区", "national"}, {"高新区", "national"}}};
constexpr std::array<std::array<int, 3>, 6> leading_sets{
    {{39, 35, 38}, {34, 35, 33}, {26, 30, 29}, {27, 14, 13}, {36, 34, 38}, {31, 33, 30}}};

/// Lots by park: uneven as real zones are, at least one each, in all exactly as many as asked for.
std::vector<std::uint32_t> share_lots(const SampleRequest& request, std::uint64_t key)
{
    std::vector<double> weight(request.parks);
    for (std::uint32_t i = 0; i < request.parks; ++i)
        weight[i] = exact_exp(0.7 * Draw(key, i, 0, 2).normal(0));
    const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
    std::vector<std::uint32_t> lots(request.parks, 1);
    std::uint32_t left = request.parcels - request.parks;
    for (std::uint32_t i = 0; i < request.parks; ++i) {
        const auto share = static_cast<std::uint32_t>(weight[i] / total * (request.parcels - request.parks));
        lots[i] += share;
        left -= share;
    }
    lots[0] += left;
    return lots;
}

void add_park(SampleProvince& out, Cells& parks, const Draw& draw, std::uint32_t number, const ParkPlan& plan)
{
    const std::uint32_t which = number % park_kinds.size();
    const auto& leading = leading_sets[number % leading_sets.size()];
    const double hectares = planar_area(plan.boundary, 0) / 10000;
    out.park_shapes.append(plan.boundary, 0);
    parks.text("park_id", fmt::format("P{:03}", number + 1));
    parks.text("name", fmt::format("示例{}第{:02}园", park_kinds[which].kind, number + 1));
    parks.text("name_en", fmt::format("Sample zone {:02}", number + 1));
    parks.text("city", fmt::format("示例市{:02}", number / 3 + 1));
    parks.text("province", "山西");
    parks.text("level", park_kinds[which].level);
    parks.text("kind", park_kinds[which].kind);
    parks.whole("land_grade", 9 + static_cast<int>(draw.uniform(1) * 5));
    parks.text("leading", fmt::format("{};{};{}", leading[0], leading[1], leading[2]));
    parks.number("approved_area_mu", std::round(hectares * 15 * 1.02));
    const double people = std::round(hectares * (12 + 30 * draw.uniform(2)));
    parks.number("population", people);
    parks.number("jobs", std::round(people * (0.5 + 0.9 * draw.uniform(3))));
    parks.number("employed_residents", std::round(people * 0.52));
    parks.text("status", "developing");
    parks.text("source", "synthetic");
}

void add_quota(Cells& quota, const SampleRequest& request, double hectares)
{
    for (int year = request.base_year + 1; year <= request.last_year; ++year) {
        quota.whole("year", year);
        quota.number("quota_mu", std::round(hectares * 15 * 0.012));
        quota.number("national_pool_mu", std::round(hectares * 15 * 0.003));
        quota.text("source", "synthetic");
    }
}

}  // namespace

SampleProvince make_province(const SampleRequest& request)
{
    const std::uint64_t key = draw_key(request.seed, 0);
    const std::vector<std::uint32_t> lots = share_lots(request, key);
    SampleProvince out;
    out.crs = "EPSG:4547";
    Cells parks, parcels, firms, projects, quota;
    const auto columns = static_cast<std::uint32_t>(std::ceil(std::sqrt(request.parks)));
    double x = 0, y = 0, row_height = 0, hectares = 0;
    for (std::uint32_t i = 0; i < request.parks; ++i) {
        if (i % columns == 0) {
            y += i == 0 ? 0 : row_height + gap;
            x = row_height = 0;
        }
        const Draw draw(key, i, 0, 3);
        const ParkPlan plan = plan_park(draw, lots[i], {province_origin.x + x, province_origin.y + y});
        add_park(out, parks, draw, i, plan);
        add_lots({request, key, i, leading_sets[i % leading_sets.size()], plan}, parcels, firms);
        for (std::size_t lot = 0; lot < plan.lots.size(); ++lot)
            out.parcel_shapes.append(plan.lots, lot);
        hectares += planar_area(plan.boundary, 0) / 10000;
        x += plan.width + gap;
        row_height = std::max(row_height, plan.height);
    }
    add_projects(request, key, projects);
    add_quota(quota, request, hectares);
    out.parks = std::move(parks).table("parks");
    out.parcels = std::move(parcels).table("parcels");
    out.enterprises = std::move(firms).table("enterprises");
    out.projects = std::move(projects).table("projects");
    out.quota = std::move(quota).table("quota");
    if (request.messy) make_messy(out, key);
    return out;
}

}  // namespace permu
