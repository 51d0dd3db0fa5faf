/// Where a layer or table comes from, and how much of it may be read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace permu {

/// What a `[data.*]` table of a scenario says about its file.
struct FileSource {
    std::string path;           ///< a regular file, or a `.gdb` folder
    std::string layer = {};     ///< or sheet; empty = the only one there is
    std::string crs = {};       ///< overrules the file's; "EPSG:4547", WKT, …; empty = the file's
    std::string encoding = {};  ///< overrules the file's; "GBK", "UTF-8", …; empty = found out
    std::vector<std::string> columns = {};  ///< the fields wanted, by the file's names; empty = all
    /// Refuse what is otherwise read with a warning: a CSV whose encoding or delimiter has to be assumed,
    /// stars in a number field of a DBF, and texts of a DBF not in its declared encoding, read or not.
    bool strict = false;
    char delimiter = '\0';  ///< of a CSV; 0 = found by counting
    int header_row = 1;     ///< of a sheet or CSV: the row of the column names, counted from 1
    bool points = false;    ///< a layer of points will do as well as one of polygons
};

/// Bounds that keep a damaged or hostile file from taking the machine. A LimitError names the one that was
/// met.
struct ReadLimits {
    std::uint64_t max_features = 10'000'000;
    std::uint64_t max_vertices = 1'000'000;             ///< of one polygon
    std::uint64_t max_bytes = std::uint64_t{4} << 30;   ///< of the file, its parts and what it unpacks to
    std::uint64_t max_text = std::uint64_t{64} * 1024;  ///< bytes of a cell of the columns that were named
    std::uint64_t max_columns = 4096;
};

}  // namespace permu
