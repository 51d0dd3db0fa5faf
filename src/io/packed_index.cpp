/// The spatial index of a layer, packed on a second thread before its rows are there.
#include "packed_index.hpp"

#include "permu/io/vector_out.hpp"
#include "rtree_tables.hpp"

namespace permu {

PackedIndex::PackedIndex(const Shapes& shapes)
    : levels_(std::async(std::launch::async, [&shapes] { return pack_rtree(shapes, rtree_capacity); }))
{
}

std::shared_ptr<PackedIndex> start_index(const Shapes& shapes)
{
    return std::make_shared<PackedIndex>(shapes);
}

}  // namespace permu
