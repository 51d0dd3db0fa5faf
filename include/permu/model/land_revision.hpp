/// Land that changes shape: parcels cut, joined, taken in or given to another park, all of them at once.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/model/stages.hpp"

namespace permu {

struct State;

/// A parcel becomes two or more. Their areas are by their shares of the drawing, rounded to 1 mm², and the
/// last takes the rest, so that they add up to the parcel. Floor area, footprint, yard, price, rent and what
/// was promised in money or energy go by area too; everything else is the parcel's in all pieces. A project
/// stays with the first piece, and a firm on the parcel is then on all of them, by area.
struct ParcelCut {
    ParcelId parcel;
    Shapes pieces;  ///< they tile the parcel
};

/// Parcels of one park and one stage become one. Area, floor area, footprint, yard, price, rent and what was
/// promised in money or energy are sums (unknown where one is unknown); it is constrained or assumed where
/// one is, approved where all are, and everything else, use and tenure among it, is as on the largest.
struct ParcelJoin {
    std::vector<ParcelId> parcels;  ///< two or more that hang together
};

/// A parcel goes to another park, and the firms whose first parcel it is with it.
struct ParcelMove {
    ParcelId parcel;
    ParkId park;
};

/// All land of a park, its residual, sub-parks and boundary, goes to another one; the row of the park stays,
/// empty.
struct ParkTakeover {
    ParkId from, to;
};

/// A reserve, or a part of it, becomes planned parcels of a park. They have the reserve's use as their plan
/// (industrial where it has none or one that cannot be built) and its suitability, and add up to its area; a
/// use that cannot be built is also what they are now, else they are farmland.
struct ReserveTaking {
    ReserveId reserve;
    ParkId park;
    Shapes parcels;    ///< one or more
    Shapes rest = {};  ///< what stays a reserve, one shape; none: nothing stays
};

/// A new row of the table of parks: Developing unless said otherwise, without land, and for the rest like
/// another park.
struct NewPark {
    std::string id;
    ParkId like;                ///< whose city, level, kind, grade and divisions it has; and its predecessor
    double approved_area;       ///< m²; NaN: unknown
    std::string name, name_en;  ///< empty: that of `like` with the end of `id`
    ParkStatus status = ParkStatus::developing;
};

struct NewBoundary {
    ParkId park;
    Shapes shape;  ///< one
};

/// The approved area of a park after a change of its boundary.
struct NewApproval {
    ParkId park;
    double area;  ///< m²
};

/// Changes of land that are made together. A parcel is in one change at most. One that goes to a park of
/// another land grade keeps the grade of the park it leaves, unless it has its own.
///
/// Ids. Pieces of P7 are P7/1, P7/2, … in the order they are given, those of a joined parcel (P7+P8)/1, …
/// Joined parcels are P7+P8, and with more than three P7+P8+(n) for n more. Blocks of reserve R3 are R3/1,
/// R3/2, …, going on where an earlier taking ended. A number whose id is in use is passed over; joins whose
/// id is in use end in ~2, ~3, … Ids and rows do not depend on the order of the changes.
struct LandRevision {
    std::vector<ParcelCut> cuts = {};
    std::vector<ParcelJoin> joins = {};
    std::vector<ParcelMove> moves = {};
    std::vector<ParkTakeover> takeovers = {};
    std::vector<ReserveTaking> takings = {};
    std::vector<NewPark> new_parks = {};  ///< other changes name new_parks[i] as park parks.size() + i
    std::vector<NewBoundary> boundaries = {};
    std::vector<NewApproval> approvals = {};

    bool empty() const;
    /// Whether land of this park, or its boundary, is among what changes.
    bool redraws(ParkId park) const;
    /// Adds the changes of another revision of a state with so many parks.
    void append(LandRevision other, std::size_t parks);
};

/// Where rows went.
struct LandMap {
    std::vector<ParcelId> row;  ///< by old row; a cut parcel's first piece; empty: all where they were
    std::vector<std::vector<ParcelId>> pieces;  ///< by cut, in the order of its pieces
    std::vector<ParcelId> joined;               ///< by join
    std::vector<std::vector<ParcelId>> taken;   ///< by taking of a reserve
    std::vector<ParkId> parks;                  ///< by new park

    ParcelId of(ParcelId old) const { return row.empty() ? old : row[old.index]; }
};

/// Makes all changes. Afterwards the parcels stand by park and id again, new parks behind the others by id,
/// and every row number kept in the state is the new one: holdings, projects, mixed land, events of the year
/// (those of a parcel that is gone keep its id). The balance of land goes along, the region's with what was
/// taken in; `geography` is a new one, with neighbours looked for around what changed only, and what was
/// measured is forgotten. Linear in the parcels; does nothing when there is no change.
///
/// \throws InvariantError  when a change names a row that is not there or in another change too, or joins
///                         parcels that are of two parks or stages or do not hang together
LandMap revise_land(State& state, const LandRevision& revision);

/// What a parcel comes from: ids of those it was cut from or joined of, or of the reserve, between ";".
struct Ancestry {
    ParcelId parcel;
    std::string parents;
};

}  // namespace permu
