/// The land of each park's parcels before and after.
#include "intake_steps.hpp"

namespace permu {

void balance_parks(Draft& draft)
{
    const Shapes& shapes = draft.raw.parcels.shapes;
    const ParkTable& parks = draft.out.state.parks;
    std::vector<ParkBalance> balance(parks.size() + 1);
    for (std::uint32_t i = 0; i < parks.size(); ++i)
        balance[i].park = parks.id[i];
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        const bool placed = draft.park[row] < parks.size();
        ParkBalance& park = balance[placed ? draft.park[row] : parks.size()];
        ++park.parcels_read;
        park.read += draft.area_read[row];
        double gone = draft.area_read[row];  // of a row that is left out
        if (const auto change = draft.changes.find(row); change != draft.changes.end()) {
            park.repaired += change->second.repaired;
            park.overlap += change->second.overlap;
            park.clipped += change->second.clipped;
            gone += change->second.repaired - change->second.overlap - change->second.clipped;
        }
        if (draft.merged_rows.contains(row)) {
            ++park.parcels_merged;  // its land is with another parcel of the park
        } else if (draft.dropped[row] != 0 || !placed) {
            park.dropped += gone;
        } else {
            ++park.parcels_kept;
            park.kept += planar_area(shapes, row) * draft.scale(row);
        }
    }
    if (balance.back().parcels_read == 0) balance.pop_back();
    draft.out.accounting.parks = std::move(balance);
}

}  // namespace permu
