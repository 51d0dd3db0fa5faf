/// The gate of the reading half: which paths are opened at all, and as what.
#pragma once

#include <cstdint>
#include <string>

#include "permu/io/source.hpp"

namespace permu::reading {

/// A–Z as a–z; all else as it is.
std::string lower(std::string text);

enum class Format {
    shapefile,
    zipped_shapefile,
    geopackage,
    geojson,
    flatgeobuf,
    file_gdb,
    csv,
    xlsx,
    xls,
    ods,
    geotiff
};

inline bool is_sheet(Format format)
{
    return format == Format::xlsx || format == Format::xls || format == Format::ods;
}

enum class Wanted { layer, table, anything, raster };

/// A file that may be opened.
struct Gate {
    std::string path;       ///< as the user wrote it: for messages
    std::string open_path;  ///< absolute, as GDAL gets it; of a zip, the .shp inside
    Format format{};
    std::uint64_t bytes = 0;
};

/// Lets a local regular file (or a .gdb folder) of an allow-listed kind pass, whose first bytes fit its name.
///
/// Refused: paths that name a GDAL file system, a URL or a driver; missing and empty files, devices, pipes;
/// extensions outside the list; content that is of another kind than the extension says; a GeoPackage beside
/// which a journal with unsaved changes lies; a file beside which lies a pipe of its name; archives that
/// unpack to more than `max_bytes`. \throws InputError, LimitError, SystemError
Gate pass_gate(const std::string& path, Wanted wanted, const ReadLimits& limits);

/// Pipes and devices beside the file that bear its name, or inside the folder, would be opened with it.
/// \throws InputError
void check_neighbours(const Gate& gate);

/// A GeoPackage with a journal beside it is in use, or was left by a crash; opening it would change files.
/// \throws InputError
void check_no_journal(const Gate& gate);

/// Whether files of that extension may hold layers with a geometry; the file need not exist.
bool may_hold_layers(const std::string& path);

/// The GDAL driver that alone may open the format.
const char* driver_name(Format format);

/// The archive's entries are bounded and tame; \return the path of the one .shp in it. Sheets: "" is
/// returned. \throws InputError, LimitError
std::string check_archive(const std::string& path, const std::string& open_path, bool sheet,
                          const ReadLimits& limits);

}  // namespace permu::reading
