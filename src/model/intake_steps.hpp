/// The steps of the intake and what they hand from one to the next.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "intake_cells.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/model/code_system.hpp"
#include "permu/model/intake.hpp"

namespace permu {

/// What became of the land of one parcel, m² in the plane.
struct LandChange {
    double repaired = 0;  ///< gained by a ring repair
    double overlap = 0, clipped = 0;
};

/// Parcels on their way in, by row of the raw table.
struct Draft {
    RawData raw;
    const IntakeOptions& options;
    Intake& out;
    std::vector<std::string> ids = {};       ///< of the parcels
    std::vector<std::uint8_t> dropped = {};  ///< 1: left out, and listed
    std::vector<double> area = {};           ///< m²
    std::vector<std::uint32_t> park = {};    ///< row in out.state.parks
    std::vector<std::uint32_t> order = {};   ///< raw rows that stay, by park and id: the rows of the state
    double metres_per_unit = 1;              ///< of the coordinates
    std::vector<double> row_scale = {};      ///< m² a square unit at each parcel; empty: the same everywhere
    double plane_scale = 1;                  ///< m² a square unit of them, around the middle of the layer
    Shapes park_shapes = {};                 ///< in the order of out.state.parks
    Shapes sub_park_shapes = {};             ///< in the order of out.state.sub_parks
    Shapes reserve_shapes = {};              ///< in the order of out.state.reserves
    std::shared_ptr<Geography> geography = {};  ///< from the moment the parcels' polygons are final
    std::map<std::string, std::string, std::less<>> merged =
        {};                                            ///< ids of slivers → parcels they are part of
    std::set<std::uint32_t> merged_rows = {};          ///< of these slivers
    std::vector<double> area_read = {};                ///< of parcels as drawn, in the plane
    std::map<std::uint32_t, LandChange> changes = {};  ///< of the parcels whose polygon was changed
    FaultLog faults = {};                              ///< of an examination

    /// m² of a square unit of the coordinates at a parcel: of degrees, it depends on the latitude.
    double scale(std::uint32_t row) const { return row_scale.empty() ? plane_scale : row_scale[row]; }
    bool examines() const { return options.examine; }
    FaultLog* log() { return options.places ? &faults : nullptr; }
    /// Whether an error ends the work on what builds upon the faulty rows.
    bool stopped() const { return !options.examine && out.problems.has_errors(); }
};

/// Parks ordered by id, with boundary areas.
void take_parks(Draft& draft);
/// Ids, duplicates, broken and empty polygons.
void mend_parcels(Draft& draft, Cells& cells);
/// The park of each parcel by id or by location; land outside it is clipped or refused.
void place_parcels(Draft& draft, Cells& cells);
/// One of two parcels that overlap loses the overlap, as overlap_rule says, or it is refused.
void resolve_overlaps(Draft& draft, Cells& cells);
/// In an examination: strips between parcels, up to gap_tolerance wide.
void find_gaps(Draft& draft, Cells& cells);
/// Tells of a parcel smaller than sliver_area, unless it is to be merged. \return whether it is no parcel
bool is_sliver(Draft& draft, Cells& cells, std::uint32_t row);
/// Where slivers are merged: each joined to the parcel of its park with the longest boundary in common.
void merge_slivers(Draft& draft, Cells& cells);
/// Areas by the declared source, compared with the declared field.
void measure_parcels(Draft& draft, Cells& cells);
/// The rows of the state: which rows stay, by park and id, with their areas.
void order_parcels(Draft& draft);
/// Every other column of the state.
void fill_parcels(Draft& draft, Cells& cells);
/// Stages, flags and numbers that the data does not have; each is counted.
void assume_parcels(Draft& draft);
/// What of the boundary no parcel covers.
void take_residuals(Draft& draft);
/// Sub-parks ordered by id: the park of each by id or by location, and its boundary inside of the park's.
void take_sub_parks(Draft& draft);
/// Parcels of the park with an interior point in the sub-park are its land.
void assign_sub_parks(Draft& draft);
void take_enterprises(Draft& draft);
void take_projects(Draft& draft);
/// Projects of the base year that only their parcels tell of: land, promises and, assumed, the first leading
/// division of the park; what is not promised stays unknown.
void take_commitments(Draft& draft);
/// Reserves ordered by id, with their polygons; once parks and parcels are final.
void take_reserves(Draft& draft);
/// Takes off draft.reserve_shapes what is land of a park, a parcel or an earlier reserve, or refuses it, as
/// on_overlap says. \param ids  by raw row \param order  raw rows of the reserves; of those that stay, after
void free_reserves(Draft& draft, Cells& cells, const std::vector<std::string>& ids,
                   std::vector<std::uint32_t>& order);
void take_quota(Draft& draft);
void take_conversions(Draft& draft);
void take_environment(Draft& draft);

/// Land-use classes of a column of codes: codes without a meaning are faults or `other`; prefixes are warned
/// of.
struct CodeColumn {
    std::vector<LandUse> use;
    std::vector<std::uint8_t> stage;  ///< Stage + 1; 0: the code sets none
};
/// \param needed  whether an empty cell is a code without a meaning; else it is `none`
CodeColumn decode(Cells& cells, const DataTable& spec, const CodeSystem& system, std::string_view field,
                  bool needed);
/// How a layer of boundaries speaks of a broken one.
struct BoundaryWords {
    std::string_view of;  ///< first part of the codes: "park"
    Text expected, check, repair;
};
/// All shapes in their order, broken ones repaired; what cannot be repaired stays and is an error.
Shapes mended_boundaries(Draft& draft, Cells& cells, const Shapes& shapes, const BoundaryWords& words);
/// Rows in ascending order of their ids, equal ids by row; an id that comes again is an error of that code.
std::vector<std::uint32_t> ordered_once(Cells& cells, const std::vector<std::string>& ids,
                                        std::string_view field, std::string_view code, Text remedy);
/// Rows of each park, by ascending id.
struct ParkParts {
    std::vector<std::uint32_t> order;              ///< the first row of each park
    std::vector<std::vector<std::uint32_t>> rows;  ///< all rows of each park
};
/// Rows of one id are polygons of one park: a warning where their values are the same, else an error.
ParkParts parts_of_parks(Cells& cells, const std::vector<std::string>& ids);
/// One shape a park: the union of its polygons. \pre  valid polygons
Shapes joined_boundaries(const Shapes& shapes, const ParkParts& parts);
/// The code system a table declares. \throws InputError when it declares none or one that is not known
CodeSystem declared_system(const Draft& draft, const DataTable& spec, std::string_view table);

/// Overlap up to this share of the smaller polygon is left as it is where both are parcels, and counted:
/// lines drawn twice.
inline constexpr double thin_share = 0.001;
/// From this share on overlaps are refused where overlaps are refused; below it they are mended as ever.
inline constexpr double refused_share = 0.01;
/// Less land than this, in m², is a leftover of drawing, not a parcel.
inline constexpr double smallest_parcel = 1e-6;
/// Puts mended polygons, one shape each, in the place of the old ones.
void replace_shapes(Shapes& shapes, const std::map<std::uint32_t, Shapes>& mended);
/// The polygon as it is now: the mended one, else the old one. \return shapes and the place in them
std::pair<const Shapes*, std::size_t> as_mended(const Shapes& shapes,
                                                const std::map<std::uint32_t, Shapes>& mended,
                                                std::uint32_t row);
/// Pairs of polygons that share land. \throws LimitError where there are more than parcels can have
std::vector<Overlap> overlaps_of(const Draft& draft, const Shapes& shapes, const std::string& source);
/// Leaves one parcel out and accounts for the land it still has.
void drop_parcel(Draft& draft, std::uint32_t row);
/// A refused parcel is out of the way of an examination; without one, nothing.
void set_aside(Draft& draft, std::uint32_t row);
/// The land of each park's parcels as read and as kept.
void balance_parks(Draft& draft);

}  // namespace permu
