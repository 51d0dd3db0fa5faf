/// What `permu --version` and run.json say of the program.
#pragma once

#include <string>

namespace permu {

inline constexpr const char* program_version = PERMU_VERSION;

/// "permu 0.1.0  GDAL 3.6.2  PROJ 9.1.1 …"
std::string version_text();

}  // namespace permu
