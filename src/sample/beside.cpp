/// Reserves, zones inside parks and conversion requests of a synthetic province.
#include "beside.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "permu/base/random.hpp"

namespace permu {
namespace {

constexpr double gap = 900;
/// Of the park each reserve is this part: two of them can take its place.
constexpr double reserve_share = 0.52;
constexpr double block_mu = 60;
constexpr std::uint32_t sub_park_every = 4;
constexpr std::array<std::string_view, 3> partners{"德国", "日本", "长三角合作区"};
/// Of built industrial lots, how many ask in one of the years.
constexpr double asking_share = 0.03;

double millimetres(double metres)
{
    return std::round(metres * 1000) / 1000;
}

/// A quadrilateral a little out of square.
void add_quarter(Shapes& shapes, Point low, double width, double height)
{
    const Point corners[] = {{low.x, low.y},
                             {low.x + width, low.y + 0.02 * height},
                             {low.x + 0.99 * width, low.y + height},
                             {low.x + 0.01 * width, low.y + 0.98 * height}};
    shapes.begin_part();
    for (const Point& corner : corners)
        shapes.add_point({millimetres(corner.x), millimetres(corner.y)});
    shapes.add_point({millimetres(corners[0].x), millimetres(corners[0].y)});
    shapes.end_ring();
    shapes.end_shape();
}

/// What one lot asks for: a use of the code system, or more floor on its own land.
struct Wish {
    std::string_view to_use;
    double floor_factor;  ///< of the floor that stands; 0: as it is
    double support_share;
};
constexpr std::array<Wish, 6> wishes{
    {{"0802", 0, 0}, {"1101", 0, 0}, {"m0", 1.6, 0.2}, {"m0", 1.8, 0.4}, {"", 1.5, 0}, {"070102", 0, 0}}};

}  // namespace

double add_reserves(SampleProvince& out, Cells& reserves, std::uint32_t park, double park_area, Point place)
{
    const double side = std::sqrt(park_area * reserve_share);
    for (int i = 0; i < 2; ++i) {
        add_quarter(out.reserve_shapes, {place.x + i * (side + gap), place.y}, side, side);
        reserves.text("reserve_id", fmt::format("R{:03}-{}", park + 1, i + 1));
        reserves.text("city", fmt::format("示例市{:02}", park / 3 + 1));
        reserves.text("use", "100101");
        reserves.number("suitability", i == 0 ? 0.8 : 0.6);
        reserves.number("block_mu", block_mu);
        reserves.text("source", "synthetic");
    }
    return 2 * (side + gap);
}

void add_sub_park(SampleProvince& out, Cells& sub_parks, std::uint32_t park, const ParkPlan& plan,
                  Point origin)
{
    if (park % sub_park_every != 0) return;
    const std::uint32_t number = park / sub_park_every;
    const bool recognised = number < 2;
    constexpr double inset = 5;
    add_quarter(out.sub_park_shapes, {origin.x + inset, origin.y + inset}, 0.4 * plan.width,
                0.4 * plan.height);
    sub_parks.text("sub_park_id", fmt::format("S{:03}", park + 1));
    sub_parks.text("park_id", fmt::format("P{:03}", park + 1));
    sub_parks.text("name", fmt::format("示例国际合作园{:02}", number + 1));
    sub_parks.text("cooperation_kind", "international");
    sub_parks.text("partner", partners[number % partners.size()]);
    sub_parks.year("recognised_year", recognised ? 2021 + 3 * static_cast<int>(number) : 0);
    for (const char* flag :
         {"plan_conform", "sound_site", "sound_mechanism", "practical_cooperation", "clear_industry"})
        sub_parks.whole(flag, recognised || number % 2 == 0 ? 1 : 0);
    sub_parks.text("source", "synthetic");
}

void add_requests(const SampleRequest& request, std::uint64_t key, const Table& parcels, Cells& requests)
{
    const auto texts = [&](std::string_view name) -> const TextCells& {
        return std::get<TextCells>(parcels.find(name)->cells);
    };
    const TextCells &ids = texts("parcel_id"), &stage = texts("stage"), &use = texts("use");
    const auto& floor = std::get<NumberCells>(parcels.find("floor_area_m2")->cells);
    const int years = std::max(1, request.last_year - request.base_year);
    int number = 0;
    for (std::uint32_t row = 0; row < ids.size(); ++row) {
        const std::string_view id = ids.texts[AnyRow{row}];
        const bool industrial = use.texts[AnyRow{row}].starts_with("10");
        if (stage.texts[AnyRow{row}] != "built" || !industrial) continue;
        const Draw draw(key, hash64(id), 0, 7);
        if (draw.uniform(0) >= asking_share) continue;
        const Wish& wish = wishes[static_cast<std::size_t>(draw.uniform(1) * wishes.size())];
        requests.text("request_id", fmt::format("C{:05}", ++number));
        requests.text("parcel_id", id);
        requests.whole("year", request.base_year + 1 + static_cast<int>(draw.uniform(2) * years));
        wish.to_use.empty() ? requests.empty_text("to_use") : requests.text("to_use", wish.to_use);
        requests.number("floor_area_m2",
                        wish.floor_factor > 0 ? std::round(floor[row] * wish.floor_factor) : std::nan(""));
        requests.number("support_share", wish.support_share > 0 ? wish.support_share : std::nan(""));
        requests.text("source", "synthetic");
    }
}

}  // namespace permu
