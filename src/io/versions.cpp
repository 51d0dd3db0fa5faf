/// Versions of the libraries this room stands on.
#include "permu/io/versions.hpp"

#include <gdal.h>
#include <proj.h>

namespace permu {

std::vector<std::pair<std::string, std::string>> library_versions()
{
    const PJ_INFO proj = proj_info();
    const char* epsg = proj_context_get_database_metadata(nullptr, "EPSG.VERSION");
    return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
            {"PROJ", proj.version},
            {"EPSG", epsg == nullptr ? "" : epsg}};
}

}  // namespace permu
