/// The table of contents at the end of a zip archive, by itself: GDAL hides what it cannot unpack, and twins.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace permu::reading {

struct ZipEntry {
    std::string name;
    std::uint16_t method = 0;  ///< 0 stored, 8 deflated
    bool encrypted = false;
    bool link = false;  ///< a symbolic link of Unix
};

/// The entries as the archive lists them, at most `most`; none where the list is not found or of the kind for
/// archives beyond 4 GB.
std::vector<ZipEntry> zip_directory(const std::string& path, std::size_t most);

}  // namespace permu::reading
