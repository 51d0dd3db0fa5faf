/// The official land ledger of a park, derived from the stages of its parcels, never stored twice.
#pragma once

#include <vector>

#include "permu/base/units.hpp"
#include "permu/model/parcels.hpp"
#include "permu/model/parks.hpp"

namespace permu {

/// Areas in mm². A, B and D are added up independently of each other, so that their identities are checks.
struct Ledger {
    Mm2 a = 0;  ///< 已建成城镇建设用地
    Mm2 a1 = 0, a2 = 0, a31 = 0, a32 = 0, a4 = 0, a51 = 0, a52 = 0, a6 = 0;
    Mm2 a_industrial = 0, a_m0 = 0, a_storage = 0, a_mining = 0;  ///< of A2, which they add up to
    Mm2 a_research = 0;                                           ///< of A52
    Mm2 b = 0, b11 = 0, b12 = 0, b21 = 0, b22 = 0;                ///< 未建成
    Mm2 c = 0;                                                    ///< 不可建设
    Mm2 d = 0, d1 = 0, d21 = 0, d22 = 0;                          ///< 已供应
    Mm2 e = 0;                                                    ///< 尚可供应
    Mm2 g = 0;                                                    ///< 闲置
    Mm2 ready = 0;                                                ///< ready and listed
    Mm2 unrecorded = 0;                                           ///< built, in A but not in D
    Mm2 total() const { return a + b + c; }
    Mm2 developable() const { return a + b; }
    Ledger& operator+=(const Ledger& other);
    friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// Adds one parcel. `year`: the state's, for terms that have run out (D22).
void add_parcel(Ledger& ledger, const ParcelTable& parcels, ParcelId parcel, Year year);

/// The ledger of one park, its counting residual included: built land without floor (A31 or A6) that was
/// allocated (D1).
Ledger park_ledger(const ParkTable& parks, const ParcelTable& parcels, ParkId park, Year year);

/// Adds the residual of a park, as roads or as other urban land.
void add_residual(Ledger& ledger, const ParkTable& parks, ParkId park);

/// Land of the parcels of one park and its counting residual, added up without looking at stage or use.
Mm2 park_land(const ParkTable& parks, const ParcelTable& parcels, ParkId park);

/// Opens the balance of land: sets `opening_land` of every park to its `park_land`. Once, when a state is
/// made; revise_land keeps it when land moves.
void set_opening_land(ParkTable& parks, const ParcelTable& parcels);

/// 工业主导型: A2/A > 30 % and A1/A < 25 %; 产城融合型: A2/A ≤ 30 % and A1/A ≥ 25 %; else other, also when A
/// is 0. Source: domain reference 0.3, a provincial implementation of 2015.
ParkType park_type(const Ledger& ledger);

}  // namespace permu
