/// Sub-parks on their way in: ordered by id, each inside of its park.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Land outside the park below this share is a difference of drawing.
constexpr double drawing_share = 0.001;

/// The park of every sub-park, by row of the raw table; none is a fault.
std::vector<ParkId> parks_of(Draft& draft, Cells& cells)
{
    const ParkTable& parks = draft.out.state.parks;
    const Shapes& shapes = draft.raw.sub_parks.shapes;
    const std::vector<std::string> named = cells.texts("park_id");
    const std::vector<Point> inner = interior_points(shapes, draft.options.threads);
    const std::vector<std::uint32_t> at = locate(inner, draft.park_shapes, draft.options.threads);
    std::vector<ParkId> out(shapes.size());
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        const bool by_name = !named.empty() && !named[row].empty();
        const auto found = std::ranges::find(parks.id, by_name ? named[row] : std::string{});
        if (by_name && found != parks.id.end())
            out[row] = ParkId{static_cast<std::uint32_t>(found - parks.id.begin())};
        if (!by_name && at[row] != no_shape) out[row] = ParkId{at[row]};
        if (out[row].valid()) continue;
        cells.fault({.code = "sub_park.no_park",
                     .found = by_name ? Said("\"" + printable(named[row]) + "\"")
                                      : Said("a sub-park in no park", "不在任何园区内的区中园"),
                     .expected = {"a park that holds it", "所在的园区"},
                     .remedy = {"correct its park_id or its boundary", "请更正 park_id 或边界"}},
                    row, by_name ? "park_id" : std::string_view{});
    }
    return out;
}

/// The boundary inside of the park's; what reaches out is cut off or refused, and listed.
Shapes inside_park(Draft& draft, Cells& cells, std::uint32_t row, ParkId park)
{
    const Shapes& shapes = draft.raw.sub_parks.shapes;
    Shapes own;
    own.append(shapes, row);
    if (draft.park_shapes.size() == 0) return own;
    Shapes inside = intersection(shapes, row, draft.park_shapes, park.index);
    const double whole = planar_area(shapes, row), kept = planar_area(inside, 0);
    if (whole - kept <= drawing_share * whole) return own;
    const bool refuse = draft.options.data.on_outside == FaultPolicy::refuse || kept <= 0;
    cells.fault({.severity = refuse ? Severity::error : Severity::warning,
                 .code = "sub_park.outside",
                 .found = {fmt::format("{:.2f} m² outside park {}", whole - kept,
                                       draft.out.state.parks.id[park.index]),
                           fmt::format("有 {:.2f} m² 位于园区 {} 之外", whole - kept,
                                       draft.out.state.parks.id[park.index])},
                 .expected = {"a zone inside its park's boundary", "区中园位于园区四至范围内"},
                 .remedy = {"correct the boundary; on_outside = \"repair\" in [data] clips it",
                            "请更正边界；[data] 中 on_outside = \"repair\" 会裁去界外部分"},
                 .area = whole - kept},
                row, {});
    return inside;
}

void refuse_flaws(Draft& draft, Cells& cells)
{
    const Shapes& shapes = draft.raw.sub_parks.shapes;
    const std::vector<Flaw> flaws = find_flaws(shapes, draft.options.threads);
    for (std::uint32_t row = 0; row < shapes.size(); ++row)
        if (flaws[row] != Flaw::none)
            cells.fault({.code = "sub_park.invalid",
                         .found = Said(flaw_reason(shapes, row)),
                         .expected = {"a valid boundary", "有效的边界"},
                         .remedy = {"repair the boundary", "请修复边界"}},
                        row, {});
}

Criterion criterion_of(const std::vector<std::uint8_t>& flags, std::uint32_t row)
{
    if (flags.empty() || flags[row] == Cells::unset_flag) return Criterion::unknown;
    return flags[row] != 0 ? Criterion::met : Criterion::not_met;
}

/// Everything but the polygons; row i of the state is row order[i] of the raw table.
void fill_sub_parks(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    SubParkTable& table = draft.out.state.sub_parks;
    const auto ids = cells.ids("sub_park_id");
    const auto names = cells.texts("name"), partners = cells.texts("partner");
    const auto kinds = cells.texts("cooperation_kind");
    const auto years = cells.years("recognised_year");
    const auto shares = cells.numbers("benefit_share");
    std::vector<std::vector<std::uint8_t>> criteria;
    for (const RecognitionCriterion& criterion : recognition_criteria)
        criteria.push_back(cells.flags(criterion.field));
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        const std::uint32_t row = order[i];
        const SubParkId at{i};
        table.id[i] = ids[row];
        table.name[i] = names.empty() || names[row].empty() ? ids[row] : names[row];
        if (!partners.empty()) table.partner[i] = partners[row];
        if (!years.empty()) table.recognised[at] = years[row];
        table.benefit_share[at] = shares.empty() ? nan : shares[row];
        for (std::size_t c = 0; c < criteria.size(); ++c)
            table.criteria[at][c] = criterion_of(criteria[c], row);
        const std::string kind = kinds.empty() || kinds[row].empty() ? "international" : kinds[row];
        table.kind[at] = kind == "co_built" ? SubParkKind::co_built : SubParkKind::international;
        if (kind == "co_built" || kind == "international") continue;
        cells.fault({.code = "sub_park.cooperation_kind",
                     .found = Said("\"" + printable(kind) + "\""),
                     .expected = Said(std::string(choices_of("cooperation_kind"))),
                     .remedy = {"correct it or leave it empty", "请更正或留空"}},
                    row, "cooperation_kind");
    }
}

}  // namespace

void take_sub_parks(Draft& draft)
{
    if (!draft.raw.sub_parks.given()) return;
    Cells cells(draft.raw.sub_parks, draft.options.data.sub_parks, InputTable::sub_parks, draft.out.problems,
                draft.log());
    if (!cells.usable() || draft.stopped()) return;
    refuse_flaws(draft, cells);
    if (draft.out.problems.has_errors()) return;
    const std::vector<std::uint32_t> order =
        ordered_once(cells, cells.ids("sub_park_id"), "sub_park_id", "sub_park.duplicate_id",
                     {"join the polygons of one sub-park into one multipolygon",
                      "请将同一区中园的多个图形合并为一个多部件图形"});
    const std::vector<ParkId> parks = parks_of(draft, cells);
    if (draft.out.problems.has_errors()) return;
    SubParkTable& table = draft.out.state.sub_parks;
    resize(table, order.size());
    fill_sub_parks(draft, cells, order);
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        table.park[SubParkId{i}] = parks[order[i]];
        draft.sub_park_shapes.append(inside_park(draft, cells, order[i], parks[order[i]]), 0);
    }
    const std::vector<double> areas =
        ellipsoidal_areas(draft.sub_park_shapes, draft.raw.crs_wkt, draft.options.threads);
    for (std::uint32_t i = 0; i < order.size(); ++i)
        table.boundary_area[SubParkId{i}] = areas[i];
}

void assign_sub_parks(Draft& draft)
{
    State& state = draft.out.state;
    if (state.sub_parks.size() == 0) return;
    const std::vector<Point> inner = interior_points(state.geography->parcels, draft.options.threads);
    const std::vector<std::uint32_t> at = locate(inner, draft.sub_park_shapes, draft.options.threads);
    for (const ParcelId parcel : state.parcels.rows()) {
        const std::uint32_t found = at[parcel.index];
        if (found == no_shape || state.sub_parks.park[SubParkId{found}] != state.parcels.park[parcel])
            continue;
        state.parcels.sub_park[parcel] = SubParkId{found};
    }
}

}  // namespace permu
