/// The units that a scenario says the numbers of a table are in.
#pragma once

#include <string_view>

#include "permu/base/parameter.hpp"
#include "permu/base/problem.hpp"
#include "permu/model/data_spec.hpp"
#include "permu/scenario/document.hpp"

namespace permu {

/// Canonical name → unit, of those that are units of the field's own kind; the others are problems.
/// \param table  the table of the scenario, for the places of problems; null where there is none
/// \param name   of the input table: "parcels"
NameMap read_units(const Node* table, const NamedTexts& units, std::string_view name, Problems& problems);

}  // namespace permu
