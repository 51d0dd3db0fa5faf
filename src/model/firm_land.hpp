/// The land of firms that share parcels: what they state, what their rented floor stands for, what is left.
#pragma once

#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// What the data says of the land of each firm; NaN where it says nothing.
struct StatedLand {
    std::vector<double> land;          ///< m², by firm
    std::vector<double> rented_floor;  ///< m², by firm
};

/// One firm and the first of its parcels where something was found.
struct LandFinding {
    EnterpriseId firm;
    ParcelId parcel;
    double wanted = 0;  ///< m² of all firms alike on the parcel
    double there = 0;   ///< m² that are there for them
};

/// Each list by firm, a firm once.
struct LandFindings {
    std::vector<LandFinding> stated_beyond;  ///< firms state more land than their parcel has, by over 1 %
    std::vector<LandFinding> rented_beyond;  ///< tenants rent more floor than there is land for, by over 1 %
    std::vector<LandFinding> equal_parts;    ///< tenants without a floor, and all who share without a word
    std::vector<LandFinding> without_land;   ///< others take all of their parcels
};

/// Land of every firm, and the shares of its parcels in it. Stated land stands. Of what it leaves of a parcel
/// tenants have their rented floor over the real floor of the parcel times its land, all cut alike when
/// that is more than is left; what they leave goes in equal parts to the firms that say nothing: the owner
/// alone keeps the rest, if it is 1 % of the parcel or more. Where no firm states its land, the land of all
/// firms on a parcel is at most that of the parcel.
///
/// \pre  shares of holdings are by area of the parcels
LandFindings share_land(State& state, const StatedLand& stated);

}  // namespace permu
