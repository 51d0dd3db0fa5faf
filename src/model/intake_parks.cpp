/// Parks on their way in: ordered by id, with the area of their boundary and what no parcel covers.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

#include "intake_steps.hpp"
#include "permu/base/random.hpp"
#include "permu/geometry/area.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// A boundary with more land outside its parcels is warned of: it moves the denominator of the 30 % share.
constexpr double residual_warned_of = 0.02;

/// The i-th of `order` picked from a column that may be absent.
template <class T>
T pick(const std::vector<T>& column, std::uint32_t row, T absent)
{
    return column.empty() ? absent : column[row];
}

template <class Choice>
void fill_choice(Cells& cells, const std::vector<std::uint32_t>& order, std::string_view field, Choice find,
                 auto store)
{
    const std::vector<std::string> texts = cells.texts(field);
    if (texts.empty()) return;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        const std::string& text = texts[order[i]];
        if (text.empty()) continue;
        if (const auto value = find(text)) {
            store(ParkId{i}, *value);
            continue;
        }
        cells.fault({.code = fmt::format("park.{}", field),
                     .found = Said("\"" + printable(text) + "\""),
                     .expected = Said(std::string(choices_of(field))),
                     .remedy = {"correct it or leave it empty", "请更正或留空"}},
                    order[i], field);
    }
}

void fill_numbers(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    ParkTable& parks = draft.out.state.parks;
    const auto grade = cells.numbers("land_grade"), approved = cells.numbers("approved_area_mu");
    const auto population = cells.numbers("population"), jobs = cells.numbers("jobs");
    const auto residents = cells.numbers("employed_residents"),
               pollutant = cells.numbers("pollutant_quota_t");
    const auto fdi = cells.numbers("city_fdi_wan"), rank = cells.numbers("evaluation_previous");
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        const ParkId park{i};
        const std::uint32_t row = order[i];
        const double g = pick(grade, row, nan), r = pick(rank, row, nan);
        parks.land_grade[park] = g >= 1 && g <= 15 ? static_cast<std::int16_t>(g) : std::int16_t{0};
        parks.approved_area[park] = from_mu(pick(approved, row, nan)).value;
        parks.population[park] = pick(population, row, nan);
        parks.jobs[park] = pick(jobs, row, nan);
        parks.employed_residents[park] = pick(residents, row, nan);
        parks.pollutant_quota[park] = pick(pollutant, row, nan);
        parks.city_fdi[park] = pick(fdi, row, nan);
        parks.evaluation_previous[park] = r >= 1 ? static_cast<int>(r) : 0;
    }
}

void fill_texts(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    ParkTable& parks = draft.out.state.parks;
    const auto fill = [&](std::string_view field, std::vector<std::string>& column) {
        const auto texts = cells.texts(field);
        for (std::size_t i = 0; i < order.size() && !texts.empty(); ++i)
            column[i] = texts[order[i]];
    };
    fill("park_id", parks.id), fill("name", parks.name), fill("name_en", parks.name_en),
        fill("city", parks.city);
    fill("kind", parks.kind), fill("province", parks.province);
    const auto divisions = [&](std::string_view field, std::vector<std::vector<int>>& column) {
        const auto texts = cells.texts(field);
        for (std::size_t i = 0; i < order.size() && !texts.empty(); ++i) {
            column[i] = divisions_of(cells, texts[order[i]], order[i], field);
        }
    };
    divisions("leading", parks.leading), divisions("negative_divisions", parks.negative);
    divisions("allowed_divisions", parks.allowed);
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        parks.hash[ParkId{i}] = hash64(parks.id[i]);
        if (parks.name[i].empty()) parks.name[i] = parks.id[i];
    }
    fill_choice(cells, order, "level", find_park_level, [&](ParkId p, ParkLevel v) { parks.level[p] = v; });
    fill_choice(cells, order, "area_role", find_area_role,
                [&](ParkId p, AreaRole v) { parks.area_role[p] = v; });
    fill_choice(cells, order, "status", find_park_status,
                [&](ParkId p, ParkStatus v) { parks.status[p] = v; });
}

/// The only main area of a city; none where there is no such area, or more than one.
ParkId only_main_area(const ParkTable& parks, const std::string& city)
{
    ParkId found = ParkId::none();
    for (const ParkId park : parks.rows()) {
        if (city.empty() || parks.area_role[park] != AreaRole::main || parks.city[park.index] != city)
            continue;
        if (found.valid()) return ParkId::none();
        found = park;
    }
    return found;
}

/// Whose development area a park is: as the data says, else of the only main area in its city.
void link_areas(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    ParkTable& parks = draft.out.state.parks;
    const std::vector<std::string> named = cells.texts("main_park");
    for (const ParkId park : parks.rows()) {
        if (parks.area_role[park] != AreaRole::development) continue;
        const std::string text = named.empty() ? std::string{} : named[order[park.index]];
        if (text.empty()) {
            parks.main_area[park] = only_main_area(parks, parks.city[park.index]);
            continue;
        }
        const auto at = std::lower_bound(parks.id.begin(), parks.id.end(), text);
        const ParkId main{static_cast<std::uint32_t>(at - parks.id.begin())};
        const bool known = at != parks.id.end() && *at == text;
        if (known && parks.area_role[main] != AreaRole::development) {
            parks.main_area[park] = main;
            continue;
        }
        cells.fault({.code = "park.main_park",
                     .found = Said("\"" + printable(text) + "\""),
                     .expected = {"the park_id of a main area", "某一主区的园区编号"},
                     .remedy = {"correct it, or leave it empty: the area is then evaluated alone",
                                "请更正或留空；留空时该区单独评价"}},
                    order[park.index], "main_park");
    }
}

/// By id; an id that comes again is another polygon of the park under `repair`, else an error.
ParkParts rows_of_parks(const Draft& draft, Cells& cells, const std::vector<std::string>& ids)
{
    if (draft.options.data.on_duplicate == FaultPolicy::repair) return parts_of_parks(cells, ids);
    ParkParts parts;
    parts.order = ordered_once(cells, ids, "park_id", "park.duplicate_id",
                               {"join the polygons of one park into one multipolygon, or set on_duplicate = "
                                "\"repair\" in [data], which joins them",
                                "请将同一园区的多个图形合并为一个多部件图形，或在 [data] 中设 on_duplicate = "
                                "\"repair\" 自动合并"});
    for (const std::uint32_t row : parts.order)
        parts.rows.push_back({row});
    return parts;
}

}  // namespace

void take_parks(Draft& draft)
{
    if (!draft.raw.parks.given()) {
        // A table is checked alone: all parcels are in one park without a boundary.
        resize(draft.out.state.parks, 1);
        draft.out.state.parks.id[0] = draft.out.state.parks.name[0] = "all";
        return;
    }
    Cells cells(draft.raw.parks, draft.options.data.parks, InputTable::parks, draft.out.problems,
                draft.log());
    if (!cells.usable() || draft.stopped()) return;
    const std::vector<std::string> ids = cells.ids("park_id");
    const ParkParts parts = rows_of_parks(draft, cells, ids);
    const std::vector<std::uint32_t>& order = parts.order;
    draft.raw.parks.shapes = mended_boundaries(draft, cells, draft.raw.parks.shapes,
                                               {"park",
                                                {"a valid boundary (四至范围)", "有效的四至范围"},
                                                {"repaired; check the boundary", "已修复，请核对边界"},
                                                {"repair the boundary", "请修复边界"}});
    ParkTable& parks = draft.out.state.parks;
    resize(parks, order.size());
    fill_texts(draft, cells, order);
    fill_numbers(draft, cells, order);
    link_areas(draft, cells, order);
    if (draft.stopped()) {
        draft.park_shapes = select(draft.raw.parks.shapes, order);
        return;
    }
    draft.park_shapes = joined_boundaries(draft.raw.parks.shapes, parts);
    const std::vector<double> areas =
        ellipsoidal_areas(draft.park_shapes, draft.raw.crs_wkt, draft.options.threads);
    for (std::uint32_t i = 0; i < order.size(); ++i)
        parks.boundary_area[ParkId{i}] = areas[i];
}

void take_residuals(Draft& draft)
{
    State& state = draft.out.state;
    for (const ParkId park : state.parks.rows()) {
        Mm2 parcels = 0;
        for (const ParcelId parcel : state.parks.parcels(park))
            parcels += state.parcels.area[parcel];
        const double boundary = state.parks.boundary_area[park];
        const double rest = boundary - from_mm2(parcels).value;
        state.parks.opening_land[park] = parcels;
        if (!(rest > 0)) continue;
        if (draft.options.data.residual_as != ResidualUse::exclude) {
            state.parks.residual[park] = to_mm2({rest});
            state.parks.residual_is_road[park] = draft.options.data.residual_as == ResidualUse::road ? 1 : 0;
            state.parks.opening_land[park] += state.parks.residual[park];
            draft.out.accounting.assumed["residual"] += 1;
        } else if (rest > residual_warned_of * boundary) {
            draft.out.problems.tally(
                {.severity = Severity::warning,
                 .code = "park.residual",
                 .where = fmt::format("{}, park {}", draft.raw.parks.source, state.parks.id[park.index]),
                 .found = {fmt::format("{:.1f} % of the boundary in no parcel", 100 * rest / boundary),
                           fmt::format("边界内有 {:.1f} % 不属于任何地块", 100 * rest / boundary)},
                 .expected = {"parcels that fill the boundary to 2 %", "地块覆盖边界，误差不超过 2 %"},
                 .remedy = {"draw the roads, or count the rest with residual_as = \"road\" in [data]",
                            "请绘制道路，或在 [data] 中设 residual_as = \"road\" 计入"},
                 .area = rest},
                state.parks.id[park.index]);
        }
    }
}

}  // namespace permu
