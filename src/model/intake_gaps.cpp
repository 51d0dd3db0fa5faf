/// Land between parcels that were meant to touch.
#include <fmt/format.h>

#include "intake_steps.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/gaps.hpp"

namespace permu {

void find_gaps(Draft& draft, Cells& cells)
{
    const double most = draft.options.data.gap_tolerance / draft.metres_per_unit;
    const double least = default_snap / draft.metres_per_unit;
    if (!draft.options.examine || most <= least) return;
    for (const Gap& gap : narrow_gaps(draft.raw.parcels.shapes, draft.options.threads, least, most)) {
        if (draft.dropped[gap.a] != 0 || draft.dropped[gap.b] != 0) continue;
        Shapes strip;
        strip.begin_part();
        for (const std::size_t corner : {0, 1, 2, 3, 0})
            strip.add_point(gap.corners[corner]);
        strip.end_ring();
        strip.end_shape();
        const double width = gap.width * draft.metres_per_unit, area = gap.area * draft.scale(gap.a);
        const std::string other = printable(draft.ids[gap.b]);
        cells.fault_at(
            strip,
            {.severity = Severity::warning,
             .code = "parcel.gap",
             .found = {fmt::format("a strip up to {:.3f} m wide between it and parcel {}", width, other),
                       fmt::format("与地块 {} 之间有宽不超过 {:.3f} m 的缝隙", other, width)},
             .expected = {"parcels that touch", "地块相接"},
             .remedy = {"the strip is in no parcel and they are no neighbours: move one line onto the other; "
                        "gap_tolerance in [data] says how wide a strip is looked for",
                        "缝隙不属于任何地块，两地块不算相邻：请使界线重合；查找宽度由 [data] 中 "
                        "gap_tolerance 决定"},
             .area = area},
            gap.a);
    }
}

}  // namespace permu
