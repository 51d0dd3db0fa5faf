/// Versions of the libraries this room stands on.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace permu {

/// Name and version of GDAL, PROJ and the EPSG database, as they run.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace permu
