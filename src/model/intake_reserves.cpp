/// Reserves on their way in: ordered by id, with polygons that can be cut.
#include <cmath>
#include <limits>

#include "intake_steps.hpp"
#include "permu/geometry/area.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
    if (!draft.raw.reserves.given() || draft.stopped()) return;
    Cells cells(draft.raw.reserves, draft.options.data.reserves, InputTable::reserves, draft.out.problems,
                draft.log());
    if (!cells.usable() || draft.stopped()) return;
    const auto ids = cells.ids("reserve_id");
    std::vector<std::uint32_t> order = ordered_once(cells, ids, "reserve_id", "reserve.duplicate_id",
                                                    {"join the polygons of one reserve into one multipolygon",
                                                     "请将同一备用地块的多个图形合并为一个多部件图形"});
    const auto city = cells.texts("city"), county = cells.texts("county"), park = cells.texts("park_id");
    const auto suitability = cells.numbers("suitability"), block = cells.numbers("block_mu");
    const std::vector<LandUse> use = uses(draft, cells);
    const Shapes mended = mended_boundaries(draft, cells, draft.raw.reserves.shapes,
                                            {"reserve",
                                             {"a valid polygon", "有效多边形"},
                                             {"repaired; check the polygon", "已修复，请核对图形"},
                                             {"repair the polygon", "请修复图形"}});
    draft.reserve_shapes = select(mended, order);
    if (draft.stopped()) return;
    free_reserves(draft, cells, ids, order);
    if (draft.stopped()) return;
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
