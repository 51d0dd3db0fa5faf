/// Which parcels touch: the adjacency graph, held by Boost.Graph.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "permu/base/rows.hpp"

namespace permu {

/// Two parcels and the length of the boundary they share, m.
struct Border {
    ParcelId a, b;
    double length;
};

/// Undirected; neighbours ascend by row. Immutable, cheap to copy.
class ParcelGraph {
public:
    ParcelGraph();
    /// \param borders  each pair once, a < b, any order
    ParcelGraph(std::size_t parcels, std::span<const Border> borders);
    /// Neighbours of every parcel, ascending, one parcel after the other.
    struct Rows {
        std::vector<std::size_t> ends;  ///< by parcel, in the other two
        std::vector<std::uint32_t> neighbours;
        std::vector<float> lengths;
    };
    /// \param rows  with each border in the rows of both its parcels
    explicit ParcelGraph(Rows rows);

    std::size_t size() const;
    std::size_t borders() const;
    std::span<const std::uint32_t> neighbours(ParcelId parcel) const;
    /// Length shared with neighbours(parcel)[i], m.
    std::span<const float> lengths(ParcelId parcel) const;
    /// Number of the connected component of every parcel: 0, 1, … in the order of their lowest rows.
    std::vector<std::uint32_t> components() const;

private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

/// An undirected edge between two of some nodes that are numbered 0, 1, …
using Edge = std::pair<std::uint32_t, std::uint32_t>;
/// Number of the connected component of every node: 0, 1, … in the order of their lowest nodes.
std::vector<std::uint32_t> components(std::size_t nodes, std::span<const Edge> edges);

}  // namespace permu
