/// How the rows of the parcel table come from the rows before, and what is new among them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// A row that is not an old one in its place.
struct FreshParcel {
    enum class Kind : std::uint8_t { piece, joined, taken, moved };
    Kind kind{};
    ParkId park = {};
    std::string id = {};
    std::string parents = {};   ///< of pieces, joined and taken ones
    ParcelId from = {};         ///< the cut, largest joined or moved parcel; none for a taken one
    std::uint32_t request = 0;  ///< number of the change in its list
    std::uint32_t part = 0;     ///< of a cut or a taking
    std::uint32_t parts = 1;
    Mm2 area = 0;
    double share = 1;   ///< of a piece in the cut parcel
    ParcelId row = {};  ///< in the new table
};

/// Old rows first … first + count − 1, or one fresh parcel.
struct LandRun {
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t first = 0, count = 0;
    std::uint32_t fresh = none;
};

/// The new table: its rows are those of the runs, one after the other.
struct LandPlan {
    std::vector<FreshParcel> fresh;  ///< by park and id
    std::vector<LandRun> runs;
    std::vector<std::uint32_t> first_parcel;  ///< of the new table
    std::vector<std::uint8_t> leaves;         ///< by old row: 0 stays, 1 moves, 2 is cut or joined
    std::size_t rows = 0;
    LandMap map;
};

/// Checks the changes and lays out the new table; the state already has the rows of the new parks.
/// \pre the parcels of every join ascend
/// \param parks  where the parks named by the changes are: by row, those of the new parks last
/// \throws InvariantError  as revise_land
LandPlan plan_land(const State& state, const LandRevision& revision, const std::vector<ParkId>& parks);

/// The ids of the fresh parcels but the moved ones.
void name_parcels(const State& state, const LandRevision& revision, std::vector<FreshParcel>& fresh);

/// Columns, mixed shares and ancestry of the new table; `parents` of fresh rows is used up.
void rebuild_parcels(State& state, const LandRevision& revision, LandPlan& plan);

/// Holdings of firms, parcels of projects and events of the year.
/// \param ids  of the old table
void move_references(State& state, const LandPlan& plan, const TextColumn<ParcelId>& ids);

/// Shapes of the new rows and boundaries, and the graph.
/// \param before  rows of the parks as they were
void rebuild_geography(State& state, const LandRevision& revision, const LandPlan& plan,
                       const std::vector<ParkId>& parks);

/// A fault of the rule that asks for a change.
[[noreturn]] void refuse_revision(const State& state, const std::string& where, const std::string& found);

}  // namespace permu
