/// The adjacency graph of parcels on Boost's compressed sparse rows.
#include "permu/model/graph.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/property_map/property_map.hpp>

namespace permu {
namespace {

using Vertex = std::uint32_t;

/// Each border stands in the rows of both its parcels, with its length.
using Rows = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, float, boost::no_property,
                                                Vertex, Vertex>;

}  // namespace

/// The rows, told to Boost as what they are together: an undirected graph.
struct ParcelGraph::Impl : Rows {
    using Rows::Rows;
};

}  // namespace permu

template <>
struct boost::graph_traits<permu::ParcelGraph::Impl> : boost::graph_traits<permu::Rows> {
    using directed_category = boost::undirected_tag;
};
