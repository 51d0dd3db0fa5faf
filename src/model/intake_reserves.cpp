/// Reserves on their way in: ordered by id, with polygons that can be cut.
#include <array>
#include <cmath>
#include <limits>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Polygons as they are or repaired; what cannot be repaired is a fault.
Shapes mended(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    const Shapes& shapes = draft.raw.reserves.shapes;
    const std::vector<Flaw> flaws = find_flaws(shapes, draft.options.threads);
    Shapes out;
    for (const std::uint32_t row : order) {
        if (flaws[row] == Flaw::none) {
            out.append(shapes, row);
            continue;
        }
        const Repaired repaired = repair(shapes, std::array{row});
        const bool whole = repaired.after[0] > 0 && draft.options.data.on_invalid == FaultPolicy::repair;
        cells.fault({.severity = whole ? Severity::warning : Severity::error,
                     .code = whole ? "reserve.repaired" : "reserve.invalid",
                     .found = Said(flaw_reason(shapes, row)),
                     .expected = {"a valid polygon", "有效多边形"},
                     .remedy = whole ? Said("repaired; check the polygon", "已修复，请核对图形")
                                     : Said("repair the polygon", "请修复图形"),
                     .area = repaired.after[0] - repaired.before[0]},
                    row, {});
        whole ? out.append(repaired.shapes, 0) : out.append(shapes, row);
    }
    return out;
}

/// The declared system; where reserves declare none, that of the parcels.
std::vector<LandUse> uses(Draft& draft, Cells& cells)
{
    if (!cells.has("use")) return {};
    DataTable spec = draft.options.data.reserves;
    if (spec.code_system.empty()) spec.code_system = draft.options.data.parcels.code_system;
    return decode(cells, spec, declared_system(draft, spec, "reserves"), "use", false).use;
}

}  // namespace

void take_reserves(Draft& draft)
{
    if (!draft.raw.reserves.given() || draft.out.problems.has_errors()) return;
    Cells cells(draft.raw.reserves, draft.options.data.reserves, InputTable::reserves, draft.out.problems);
    if (draft.out.problems.has_errors()) return;
    const auto ids = cells.ids("reserve_id");
    const std::vector<std::uint32_t> order = ordered_by_id(ids);
    const auto city = cells.texts("city"), county = cells.texts("county"), park = cells.texts("park_id");
    const auto suitability = cells.numbers("suitability"), block = cells.numbers("block_mu");
    const std::vector<LandUse> use = uses(draft, cells);
    draft.reserve_shapes = mended(draft, cells, order);
    if (draft.out.problems.has_errors()) return;
    const auto areas = ellipsoidal_areas(draft.reserve_shapes, draft.raw.crs_wkt, draft.options.threads);
    ReserveTable& reserves = draft.out.state.reserves;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t row = order[i];
        reserves.id.push_back(ids[row]);
        reserves.city.push_back(city.empty() ? "" : city[row]);
        reserves.county.push_back(county.empty() ? "" : county[row]);
        reserves.park.push_back(ParkId::none());
        for (const ParkId p : draft.out.state.parks.rows()) {
            if (!park.empty() && draft.out.state.parks.id[p.index] == park[row]) reserves.park.back() = p;
        }
        reserves.use.push_back(use.empty() ? LandUse::none : use[row]);
        reserves.area.push_back(to_mm2({areas[i]}));
        reserves.suitability.push_back(suitability.empty() ? nan : suitability[row]);
        reserves.block.push_back(block.empty() ? nan : from_mu(block[row]).value);
        reserves.blocks.push_back(0);
    }
}

}  // namespace permu
