/// Sub-parks of which nothing is known yet.
#include "permu/model/sub_parks.hpp"

#include <limits>

namespace permu {

void resize(SubParkTable& sub_parks, std::size_t rows)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (auto* texts : {&sub_parks.id, &sub_parks.name, &sub_parks.partner})
        texts->resize(rows);
    sub_parks.park.resize(rows);
    sub_parks.kind.resize(rows);
    sub_parks.recognised.resize(rows, no_year);
    std::array<Criterion, recognition_criteria.size()> nobody_knows{};
    nobody_knows.fill(Criterion::unknown);
    sub_parks.criteria.resize(rows, nobody_knows);
    sub_parks.benefit_share.resize(rows, nan);
    sub_parks.boundary_area.resize(rows, nan);
    sub_parks.prefers_partner.resize(rows);
}

}  // namespace permu
