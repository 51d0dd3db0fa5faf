/// A synthetic province put together from parks, lots, firms, projects and quota.
#include "permu/sample/province.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "beside.hpp"
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
constexpr double gap = 900;
/// One park in so many has become a town, from the sixth on: it comes near the 30 % rule.
constexpr std::uint32_t towns_every = 11, first_town = 5;
/// New construction land a year by the land in the parks: less than projects ask for.
constexpr double quota_share = 0.003, pool_share = 0.0008;
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

struct ParkSize {
    double width, height;  ///< m
};

/// Where parks lie, lower left corners: the high ones first, in rows about as wide as they are high together.
std::vector<Point> place_parks(const std::vector<ParkSize>& sizes)
{
    std::vector<std::uint32_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](auto a, auto b) { return sizes[a].height > sizes[b].height; });
    double area = 0, widest = 0;
    for (const ParkSize& size : sizes) {
        area += (size.width + gap) * (size.height + gap);
        widest = std::max(widest, size.width);
    }
    const double width = std::max(std::sqrt(area), widest);
    std::vector<Point> places(sizes.size());
    double x = 0, y = 0, row_height = 0;
    for (const std::uint32_t park : order) {
        if (x > 0 && x + sizes[park].width > width) {
            y += row_height + gap;
            x = row_height = 0;
        }
        places[park] = {province_origin.x + x, province_origin.y + y};
        x += sizes[park].width + gap;
        row_height = std::max(row_height, sizes[park].height);
    }
    return places;
}

/// Where the parks end in the east and in the north.
Point far_corner(const std::vector<Point>& places, const std::vector<ParkSize>& sizes)
{
    Point corner = province_origin;
    for (std::size_t i = 0; i < places.size(); ++i)
        corner = {std::max(corner.x, places[i].x + sizes[i].width),
                  std::max(corner.y, places[i].y + sizes[i].height)};
    return corner;
}

/// Reserves stand north of the parks, in rows no wider than those.
class ReserveRows {
public:
    explicit ReserveRows(Point corner) : east_(corner.x), next_{province_origin.x, corner.y + gap} {}

    void add(SampleProvince& out, Cells& reserves, std::uint32_t park, double park_area)
    {
        const double width = add_reserves(out, reserves, park, park_area, next_);
        next_.x += width;
        height_ = std::max(height_, width / 2);
        if (next_.x < east_) return;
        next_ = {province_origin.x, next_.y + height_};
        height_ = 0;
    }

private:
    double east_, height_ = 0;
    Point next_;
};

void add_park(SampleProvince& out, Cells& parks, const Draw& draw, std::uint32_t number, const ParkPlan& plan)
{
    const std::size_t which = number % park_kinds.size();
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
        quota.number("quota_mu", std::round(hectares * 15 * quota_share));
        quota.number("national_pool_mu", std::round(hectares * 15 * pool_share));
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
    Cells parks, parcels, firms, projects, quota, reserves, sub_parks, requests;
    const auto plan = [&](std::uint32_t park, Point origin) {
        const Character character = park % towns_every == first_town ? Character::town : Character::works;
        return plan_park(Draw(key, park, 0, 3), lots[park], character, origin);
    };
    // Planned twice: how much room a park takes is known when it is planned.
    std::vector<ParkSize> sizes;
    for (std::uint32_t i = 0; i < request.parks; ++i) {
        const ParkPlan trial = plan(i, province_origin);
        sizes.push_back({trial.width, trial.height});
    }
    const std::vector<Point> places = place_parks(sizes);
    double hectares = 0;
    ReserveRows rows(far_corner(places, sizes));
    for (std::uint32_t i = 0; i < request.parks; ++i) {
        const ParkPlan park = plan(i, places[i]);
        add_park(out, parks, Draw(key, i, 0, 3), i, park);
        add_lots({request, key, i, park, leading_sets[i % leading_sets.size()]}, parcels, firms);
        for (std::size_t lot = 0; lot < park.lots.size(); ++lot)
            out.parcel_shapes.append(park.lots, lot);
        const double area = planar_area(park.boundary, 0);
        hectares += area / 10000;
        // Only a town will ever need a new area.
        if (park.character == Character::town || request.parks <= first_town)
            rows.add(out, reserves, i, area);
        add_sub_park(out, sub_parks, i, park, places[i]);
    }
    add_projects(request, key, projects);
    add_quota(quota, request, hectares);
    out.parks = std::move(parks).table("parks");
    out.parcels = std::move(parcels).table("parcels");
    out.enterprises = std::move(firms).table("enterprises");
    out.projects = std::move(projects).table("projects");
    out.quota = std::move(quota).table("quota");
    add_requests(request, key, out.parcels, requests);
    out.reserves = std::move(reserves).table("reserves");
    out.sub_parks = std::move(sub_parks).table("sub_parks");
    out.conversions = std::move(requests).table("conversions");
    if (request.messy) make_messy(out, key);
    return out;
}

}  // namespace permu
