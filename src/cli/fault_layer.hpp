/// The faults of the data as a layer to open in a desktop GIS.
#pragma once

#include <string>

#include "load.hpp"

namespace permu {

/// \throws InputError  "output.exists" without `overwrite`; "output.is_input" where a file of the data would
/// be
///                     replaced
void protect_fault_file(const std::string& path, bool overwrite, const DataSpec& data);

/// Writes layer `faults` of a GeoPackage beside its place and moves it there when it is whole. One
/// multipolygon a fault with kind, consequence, severity, table, id, park_id, area_m2, and message and remedy
/// in both languages; coloured by consequence. Data without faults gives a layer without rows.
void write_fault_file(const std::string& path, const FaultMap& map, Language language);

}  // namespace permu
