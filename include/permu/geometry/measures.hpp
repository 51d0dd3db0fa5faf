/// Simple measures of form.
#pragma once

#include <cstddef>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Length of all rings, holes included, in units of the coordinates.
double perimeter(const Shapes& shapes, std::size_t shape);

/// 4π·area / perimeter² (Polsby and Popper 1991): 1 for a circle, π/4 for a square; NaN for an empty shape.
double polsby_popper(const Shapes& shapes, std::size_t shape);

/// Sides of the smallest rectangle, in any direction, around a shape.
struct RotatedBox {
    double length{};  ///< the longer side
    double width{};
    Point along{};  ///< of length 1, in the direction of the longer side
};

/// Both sides 0 for an empty shape. \pre rings closed and of four points or more
RotatedBox rotated_box(const Shapes& shapes, std::size_t shape);

/// Area over that of the smallest rectangle around: 1 for a rectangle, 0.5 for a triangle; NaN for an empty
/// shape.
double box_fill(const Shapes& shapes, std::size_t shape);

}  // namespace permu
