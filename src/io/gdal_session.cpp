/// Starts GDAL so that it loads no foreign code and never reaches a network, and collects its errors.
#include "permu/io/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <gdal_frmts.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <string_view>

#include "permu/base/text.hpp"

namespace permu {

namespace {

/// Families of settings that GDAL, its drivers and PROJ take from the environment.
constexpr std::array<std::string_view, 14> setting_families = {
    "GDAL_", "OGR_",  "CPL_",         "VSI_", "SHAPE_", "OSR_",    "GTIFF_",
    "COG_",  "GPKG_", "OPENFILEGDB_", "AWS_", "AZURE_", "GOOGLE_", "PROJ_"};

/// Kept: where the packages' own data files lie.
constexpr std::array<std::string_view, 3> kept_settings = {"GDAL_DATA", "PROJ_LIB", "PROJ_DATA"};

bool is_foreign_setting(std::string_view name)
{
    for (const std::string_view kept : kept_settings) {
        if (name == kept) return false;
    }
    for (const std::string_view family : setting_families) {
        if (name.starts_with(family)) return true;
    }
    return false;
}

void clear_environment()
{
    std::vector<std::string> names;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::string_view name = text.substr(0, text.find('='));
        if (is_foreign_setting(name)) names.emplace_back(name);
    }
    for (const std::string& name : names) {
        unsetenv(name.c_str());
    }
}

/// An answer for every request GDAL would send: there is no network.
// NOLINTNEXTLINE(readability-function-size): its parameters are GDAL's.
CPLHTTPResult* deny_fetch(const char* /*url*/, CSLConstList /*options*/, GDALProgressFunc /*progress*/,
                          void* /*progress_data*/, CPLHTTPFetchWriteFunc /*write*/, void* /*write_data*/,
                          void* /*user_data*/)
{
    auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    result->nStatus = 1;
    result->pszErrBuf = CPLStrdup("network access is switched off");
    return result;
}

void register_drivers()
{
    // By name, not all of them: what is not registered cannot be opened by a trick of a file's content.
    RegisterOGRShape();
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRFlatGeobuf();
    RegisterOGROpenFileGDB();
    RegisterOGRCSV();
    RegisterOGRXLSX();
    RegisterOGRXLS();
    RegisterOGRODS();
    RegisterOGRMEM();
    GDALRegister_MEM();
    GDALRegister_GTiff();
    GDALRegister_COG();
    // Some drivers make the list of their options when it is first asked for, which two threads must not do
    // at once: the second would find no list, and a map would be compressed another way.
    for (int i = 0; i < GetGDALDriverManager()->GetDriverCount(); ++i)
        GetGDALDriverManager()->GetDriver(i)->GetMetadataItem(GDAL_DMD_CREATIONOPTIONLIST);
}

void start_once()
{
    clear_environment();
    setenv("PROJ_NETWORK", "OFF", 1);
    // An empty name keeps the configuration files of the system and of the user's home from being read.
    CPLSetConfigOption("GDAL_CONFIG_FILE", "/dev/null");
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    // Of raster tiles, MB; by default it is a twentieth of the machine's memory.
    CPLSetConfigOption("GDAL_CACHEMAX", "32");
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "64");
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
    // The rows of sheets come as they are, the header among them, and their cells are text: what they mean
    // is for the reader of the table to say.
    for (const char* kind : {"XLSX", "XLS", "ODS"}) {
        CPLSetConfigOption((std::string("OGR_") + kind + "_HEADERS").c_str(), "DISABLE");
        CPLSetConfigOption((std::string("OGR_") + kind + "_FIELD_TYPES").c_str(), "STRING");
    }
    // Nobody asks SQLite how much memory it holds; counting takes a lock with every block.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLHTTPPushFetchCallback(deny_fetch, nullptr);
    OSRSetPROJEnableNetwork(0);
    register_drivers();
}

void hand_over(CPLErr severity, CPLErrorNum /*number*/, const char* message)
{
    auto* errors = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
    if (severity >= CE_Failure) {
        errors->take(true, message);
    } else if (severity == CE_Warning) {
        errors->take(false, message);
    }
}

}  // namespace

void start_gdal()
{
    static std::once_flag once;
    std::call_once(once, start_once);
}

GdalErrors::GdalErrors()
{
    CPLErrorReset();
    CPLPushErrorHandlerEx(hand_over, this);
}

GdalErrors::~GdalErrors()
{
    CPLPopErrorHandler();
}

std::string GdalErrors::failure_text() const
{
    std::string joined;
    for (const std::string& text : failure_texts_) {
        if (!joined.empty()) joined += "; ";
        joined += text;
    }
    return joined;
}

void GdalErrors::clear()
{
    failures_ = 0;
    failure_texts_.clear();
    warning_texts_.clear();
    CPLErrorReset();
}

void GdalErrors::take(bool failure, const char* message)
{
    if (failure) ++failures_;
    std::vector<std::string>& texts = failure ? failure_texts_ : warning_texts_;
    if (texts.size() < max_kept) texts.push_back(printable(message, 200));
}

}  // namespace permu
