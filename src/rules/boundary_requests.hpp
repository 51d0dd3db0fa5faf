/// The table of requests for a change of a park's boundary.
#pragma once

#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/base/units.hpp"

namespace permu {

/// A row: land that is to leave, and reserves that are to come.
struct BoundaryRequest {
    std::string park;
    Year year = 0;
    std::vector<std::string> out;  ///< parcels
    std::vector<std::string> in;   ///< reserves; none: by the order of the rule
};

/// Columns park_id, year, out, in; ids between ";". Rows that cannot be read are told and left out.
/// \param where  of the table, for messages
std::vector<BoundaryRequest> read_boundary_requests(const Table& table, const std::string& where,
                                                    Problems& problems);

}  // namespace permu
