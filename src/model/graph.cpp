/// The adjacency graph of parcels on Boost's compressed sparse rows.
#include "permu/model/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <utility>

namespace permu {
namespace {

using Vertex = std::uint32_t;

/// Directed rows, with each border in the rows of both its parcels: together they are the undirected graph.
using Sparse = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, float,
                                                  boost::no_property, Vertex, Vertex>;

/// \param borders  ordered by their parcels
Sparse rows_of(std::size_t parcels, std::span<const Border> borders)
{
    // Of a row the lower neighbours come first; each half is met in ascending order.
    std::vector<Vertex> lower(parcels + 1, 0), upper(parcels + 1, 0);
    for (const Border& b : borders) {
        ++lower[b.b.index];
        ++upper[b.a.index];
    }
    Vertex at = 0;
    for (std::size_t row = 0; row < parcels; ++row) {
        const Vertex below = std::exchange(lower[row], at);
        const Vertex above = std::exchange(upper[row], at + below);
        at += below + above;
    }
    std::vector<std::pair<Vertex, Vertex>> ends(at);
    std::vector<float> lengths(at);
    const auto put = [&](Vertex place, Vertex from, Vertex to, double length) {
        ends[place] = {from, to};
        lengths[place] = static_cast<float>(length);
    };
    for (const Border& b : borders) {
        put(upper[b.a.index]++, b.a.index, b.b.index, b.length);
        put(lower[b.b.index]++, b.b.index, b.a.index, b.length);
    }
    return {boost::edges_are_sorted,
            ends.begin(),
            ends.end(),
            lengths.begin(),
            static_cast<Vertex>(parcels),
            static_cast<Vertex>(ends.size())};
}

Sparse make_rows(std::size_t parcels, std::span<const Border> borders)
{
    const auto before = [](const Border& x, const Border& y) {
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    };
    if (std::ranges::is_sorted(borders, before)) return rows_of(parcels, borders);
    std::vector<Border> ordered(borders.begin(), borders.end());
    std::ranges::sort(ordered, before);
    return rows_of(parcels, ordered);
}

Sparse make_rows(const ParcelGraph::Rows& rows)
{
    std::vector<std::pair<Vertex, Vertex>> ends;
    ends.reserve(rows.neighbours.size());
    for (std::size_t row = 0; row < rows.ends.size(); ++row)
        while (ends.size() < rows.ends[row])
            ends.emplace_back(static_cast<Vertex>(row), rows.neighbours[ends.size()]);
    return {boost::edges_are_sorted,
            ends.begin(),
            ends.end(),
            rows.lengths.begin(),
            static_cast<Vertex>(rows.ends.size()),
            static_cast<Vertex>(ends.size())};
}

}  // namespace

struct ParcelGraph::Impl {
    Sparse rows;
};

ParcelGraph::ParcelGraph() : ParcelGraph(0, {}) {}

ParcelGraph::ParcelGraph(std::size_t parcels, std::span<const Border> borders)
    : impl_(std::make_shared<const Impl>(Impl{make_rows(parcels, borders)}))
{
}

ParcelGraph::ParcelGraph(Rows rows) : impl_(std::make_shared<const Impl>(Impl{make_rows(rows)})) {}

std::size_t ParcelGraph::size() const
{
    return num_vertices(impl_->rows);
}

std::size_t ParcelGraph::borders() const
{
    return num_edges(impl_->rows) / 2;
}

std::span<const std::uint32_t> ParcelGraph::neighbours(ParcelId parcel) const
{
    const auto [first, last] = adjacent_vertices(parcel.index, impl_->rows);
    return {first, last};
}

std::span<const float> ParcelGraph::lengths(ParcelId parcel) const
{
    const auto [first, last] = out_edges(parcel.index, impl_->rows);
    if (first == last) return {};
    // The edges of one parcel follow each other in Boost's array of edge properties.
    return {&impl_->rows[*first], out_degree(parcel.index, impl_->rows)};
}

std::vector<std::uint32_t> ParcelGraph::components() const
{
    std::vector<std::uint32_t> component(size());
    if (component.empty()) return component;
    // The search begins at the rows in ascending order, so components are numbered by their lowest row.
    boost::connected_components(impl_->rows, boost::make_iterator_property_map(
                                                 component.begin(), get(boost::vertex_index, impl_->rows)));
    return component;
}

std::vector<std::uint32_t> components(std::size_t nodes, std::span<const Edge> edges)
{
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(nodes);
    for (const auto& [a, b] : edges)
        add_edge(a, b, graph);
    std::vector<std::uint32_t> component(nodes);
    if (nodes > 0)
        boost::connected_components(
            graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
    return component;
}

}  // namespace permu
