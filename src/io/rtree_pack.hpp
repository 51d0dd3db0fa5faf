/// The nodes of an R-tree that is packed at once, not grown box by box.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// A shape or a node with the box around it. SQLite keeps boxes in single precision, rounded outwards.
struct TreeCell {
    std::int64_t id;
    std::array<float, 4> box;  ///< min x, max x, min y, max y
};

/// Nodes of one height. Node k holds cells [starts[k], starts[k + 1]) and has the number first + k.
struct TreeLevel {
    std::vector<TreeCell> cells;      ///< shapes at the lowest level, above it the nodes of the level below
    std::vector<std::size_t> starts;  ///< one more than there are nodes
    std::int64_t first = 0;

    [[nodiscard]] std::size_t nodes() const { return starts.size() - 1; }
    [[nodiscard]] std::span<const TreeCell> node(std::size_t k) const
    {
        return std::span(cells).subspan(starts[k], starts[k + 1] - starts[k]);
    }
};

/// The levels of the tree over all shapes that are not empty, lowest first; the last has one node, the root,
/// which is number 1. Shapes lie along a Hilbert curve (Kamel and Faloutsos 1994), ties by row; the nodes of
/// a level hold equally many cells. Shape i has the id i + 1.
/// \param capacity  most cells in a node, at least 2
std::vector<TreeLevel> pack_rtree(const Shapes& shapes, std::size_t capacity);

}  // namespace permu
