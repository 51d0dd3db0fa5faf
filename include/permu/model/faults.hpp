/// Faults of the data with the place each concerns: what a map of faults is drawn from.
#pragma once

#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/geometry/shapes.hpp"

namespace permu {

/// One row at fault. `code`, `found` and `remedy` are those of the problem it belongs to.
struct PlacedFault {
    Severity severity = Severity::error;
    std::string code = {};
    std::string table = {};  ///< "parcels"
    std::string id = {};     ///< of the row; the number of its feature where it has none
    std::string park = {};   ///< park_id; empty where it is in none or not known
    double area = 0;         ///< m² at stake, 0 where it does not matter
    Said found = {}, remedy = {};
};

/// Fault i and shape i belong together, in the order they were found: the row's polygon as it was read, of an
/// overlap the land both have, of a gap the strip between.
struct FaultMap {
    std::vector<PlacedFault> faults;
    Shapes shapes;
    std::string crs_wkt;        ///< of the layers
    std::size_t elsewhere = 0;  ///< faults that no polygon shows: of tables, of rows without a usable shape
};

}  // namespace permu
