/// Lots cut by straight lines to a wanted area, and whether the form of a lot can be used.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "permu/geometry/crs.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// Metres on the ground a unit of the coordinates, near one place: what makes lengths of a layer in degrees.
struct GroundScale {
    double x{1};
    double y{1};
    double area() const { return x * y; }
};

/// Of the layer around `box`: the same both ways in a projected CRS, on a sphere of the earth's mean radius
/// at the middle latitude of the box in a geographic one.
GroundScale ground_scale(const CrsInfo& crs, const Box& box);

/// Radius of the sphere on which degrees are lengths, m.
inline constexpr double earth_radius = 6371000;

/// What a lot must be to be used.
struct LotLimits {
    double minimum_width = 0;  ///< m: of the shorter side of the smallest rectangle around
    double fill_min = 0.5;     ///< share of that rectangle that is the lot's, at least
};

/// Whether the shape, in one part, keeps the limits.
bool usable_lot(const Shapes& shapes, std::size_t shape, const LotLimits& limits, GroundScale scale = {});

/// A stretch of a road or another edge that both parts of a cut are to keep.
using Frontage = std::pair<Point, Point>;

/// One shape each.
struct LotCut {
    Shapes cut;
    Shapes rest;
};

/// Cuts a lot by one straight line so that one part has `wanted` area.
///
/// The line is square to the long side of the smallest rectangle around the lot, or to `frontage` where that
/// is given, and the part is taken from the end where the long side begins; if that breaks a limit from the
/// other end; then, without frontage, in the same way along the short side. Corners of the lot keep their
/// coordinates bit for bit, and the two new ones are the same in both parts.
///
/// \param lot     of `shapes`: valid, one part or more, holes allowed
/// \param wanted  m² in the plane of the drawing (planar_area · scale.area()), 0 < wanted < the lot's
/// \return        |area(cut) − wanted| ≤ 0.01 m², both parts valid, in one piece and within `limits`;
///                nothing when no direction gives such parts
///
/// Source: design; the direction follows the practice of dividing a lot along its frontage.
std::optional<LotCut> cut_lot(const Shapes& shapes, std::size_t lot, double wanted, const LotLimits& limits,
                              GroundScale scale = {}, const std::optional<Frontage>& frontage = {});

/// The cuts at both ends of the long side that keep the limits, or where there is none at those of the short
/// side; the first is that of cut_lot without frontage.
std::vector<LotCut> lot_cuts(const Shapes& shapes, std::size_t lot, double wanted, const LotLimits& limits,
                             GroundScale scale = {});

/// Cuts a lot into blocks of about `block` m² of the plane (n = the lot's area / block, rounded, at least
/// one), all of one area, by halving again and again; where a cut breaks a limit, the blocks it would have
/// parted stay one. The blocks tile the lot; their order is that of the cuts.
Shapes cut_into_blocks(const Shapes& shapes, std::size_t lot, double block, const LotLimits& limits,
                       GroundScale scale = {});

}  // namespace permu
