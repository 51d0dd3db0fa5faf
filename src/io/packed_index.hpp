/// The spatial index of a layer, packed on a second thread before its rows are there.
#pragma once

#include <future>
#include <vector>

#include "permu/geometry/shapes.hpp"
#include "rtree_pack.hpp"

namespace permu {

/// Filled box by box the tree takes twice as long as the rows, so it is packed once the polygons are final.
class PackedIndex {
public:
    /// Starts at once. `shapes` must live until levels() has returned or the index is gone.
    explicit PackedIndex(const Shapes& shapes);

    /// Waits for the levels of the tree, lowest first. Row i has the feature number i + 1.
    /// \throws std::bad_alloc
    const std::vector<TreeLevel>& levels() const { return levels_.get(); }

private:
    std::shared_future<std::vector<TreeLevel>> levels_;
};

}  // namespace permu
