/// How many square metres on the ellipsoid a square unit of the plane is worth, as a smooth field.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geometry/projection.hpp"

namespace permu {

/// Square metres on the ellipsoid a square unit at `point`; not finite outside the domain of the CRS.
double area_density(const Projection& projection, Point point);

/// The density of a projected CRS, interpolated between nodes 10 km apart that stand at multiples of 10 km:
/// the value at a point does not depend on which other points the layer has.
class AreaField {
public:
    /// \param places  points where the field will be asked; those that are not finite are skipped
    AreaField(const Projection& projection, std::span<const Point> places);

    /// Bicubic in the nodes around; not finite where a node lies outside the domain.
    double at(Point point) const;

private:
    /// Cell of the grid, ordered for the search.
    using Key = std::uint64_t;
    static constexpr Key no_key = ~Key{0};
    struct Cell {
        double node[4][4];
    };
    Key key(Point point) const;

    double step_;  ///< units between nodes
    std::vector<Key> keys_;
    std::vector<Cell> cells_;
};

}  // namespace permu
