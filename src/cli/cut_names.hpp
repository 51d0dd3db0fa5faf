/// Names of fields that a shapefile has cut to ten letters.
#pragma once

#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/model/data_spec.hpp"
#include "permu/model/fields.hpp"

namespace permu {

/// The cut names by which fields of the table go in a shapefile, each of one field only; none in other files,
/// and none of fields that the scenario maps.
std::vector<std::string> cut_names(const DataTable& spec, InputTable table);

/// Gives columns with such names their whole names again, unless the whole name is there, too; a note each.
void restore_names(Table& read, const DataTable& spec, InputTable table, Problems& problems);

}  // namespace permu
