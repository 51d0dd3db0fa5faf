/// Zipped shapefiles and spreadsheets: bounded before anything is unpacked.
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "io/gate.hpp"
#include "io/refuse.hpp"
#include "io/zip_directory.hpp"

namespace permu::reading {

namespace {

/// Files may be this many times larger than their archive; below `free_bytes` any ratio is fine.
constexpr std::uint64_t max_ratio = 100;
constexpr std::uint64_t free_bytes = 16 << 20;
constexpr std::size_t max_entries = 1000;

struct Entry {
    std::string name;
    std::uint64_t bytes = 0;
};

std::vector<Entry> entries_of(const std::string& archive, const std::string& where)
{
    std::vector<Entry> entries;
    const std::unique_ptr<VSIDIR, decltype(&VSICloseDir)> dir(VSIOpenDir(archive.c_str(), -1, nullptr),
                                                              VSICloseDir);
    if (!dir) refuse_damaged(where, {"a zip archive that cannot be listed", "无法列出内容的 zip 压缩包"});
    while (const VSIDIREntry* entry = VSIGetNextDirEntry(dir.get())) {
        if (entries.size() == max_entries) {
            refuse_limit(where, {"more than 1000 entries", "超过 1000 个条目"},
                         {"one shapefile in the archive", "压缩包中只有一个 Shapefile"},
                         {"zip only the files of the shapefile", "请只压缩该 Shapefile 的文件"});
        }
        if (VSI_ISDIR(entry->nMode)) continue;
        entries.push_back({entry->pszName, static_cast<std::uint64_t>(entry->nSize)});
    }
    return entries;
}

bool climbs_out(const std::string& name)
{
    return name.starts_with("/") || name.find("..") != std::string::npos ||
           name.find('\\') != std::string::npos || name.find(':') != std::string::npos;
}

void check_sizes(const std::vector<Entry>& entries, const std::string& archive_file, const std::string& where,
                 const ReadLimits& limits)
{
    std::uint64_t bytes = 0;
    for (const Entry& entry : entries) {
        bytes += std::min(entry.bytes, limits.max_bytes + 1);
    }
    VSIStatBufL status{};
    const bool known = VSIStatL(archive_file.c_str(), &status) == 0;
    const std::uint64_t packed = known ? static_cast<std::uint64_t>(status.st_size) : 0;
    if (bytes <= limits.max_bytes && (bytes <= free_bytes || bytes / max_ratio <= packed)) return;
    refuse_limit(
        where,
        {std::to_string(bytes) + " bytes when unpacked, from " + std::to_string(packed),
         "解压后为 " + std::to_string(bytes) + " 字节，压缩包为 " + std::to_string(packed) + " 字节"},
        {"at most 100 times the archive, and " + std::to_string(limits.max_bytes) + " bytes",
         "不超过压缩包的 100 倍，且不超过 " + std::to_string(limits.max_bytes) + " 字节"},
        {"unpack it yourself if you trust it, and name the file inside",
         "如信任该文件，请自行解压并指定其中的文件"});
}

/// Of two entries of one name programs read different ones.
void refuse_twins(const std::vector<ZipEntry>& entries, const std::string& where)
{
    std::vector<std::string> names;
    for (const ZipEntry& entry : entries)
        names.push_back(lower(entry.name));
    std::ranges::sort(names);
    const auto twin = std::ranges::adjacent_find(names);
    if (twin == names.end()) return;
    refuse_damaged(
        where, {"two entries of the name " + printable(*twin), "有两个名为 " + printable(*twin) + " 的条目"});
}

/// What cannot be unpacked is named before it is missed.
void refuse_locked(const std::vector<ZipEntry>& entries, bool sheet, const std::string& where)
{
    constexpr std::uint16_t stored = 0;
    constexpr std::uint16_t deflated = 8;
    for (const ZipEntry& entry : entries) {
        const std::string name = lower(entry.name);
        const bool part = sheet || std::ranges::any_of(std::array{".shp", ".shx", ".dbf", ".prj", ".cpg"},
                                                       [&](const char* end) { return name.ends_with(end); });
        const bool known = entry.method == stored || entry.method == deflated;
        if (!part || (!entry.encrypted && !entry.link && known)) continue;
        const std::string method = std::to_string(entry.method);
        const Said fault = entry.encrypted ? Said{"is encrypted", "已加密"}
                           : entry.link ? Said{"is a link to another file", "是指向其他文件的链接"}
                                        : Said{"is packed by method " + method, "的压缩方法为 " + method};
        refuse({.code = "zip.entry",
                .where = where,
                .found = {"an entry that " + fault.en + ": " + printable(entry.name),
                          "条目" + fault.zh + "：" + printable(entry.name)},
                .expected = {"files, stored or deflated, without a password",
                             "无密码的普通文件（存储或 deflate）"},
                .remedy = {"zip the files again in the ordinary way, or unpack and name the .shp",
                           "请按普通方式重新压缩，或解压后指定 .shp"}});
    }
}

}  // namespace

std::string check_archive(const std::string& path, const std::string& open_path, bool sheet,
                          const ReadLimits& limits)
{
    const std::string where = at(path);
    const std::string archive = "/vsizip/{" + open_path + "}";
    const std::vector<Entry> entries = entries_of(archive, where);
    check_sizes(entries, open_path, where, limits);
    const std::vector<ZipEntry> listed_entries = zip_directory(open_path, max_entries);
    refuse_twins(listed_entries, where);
    refuse_locked(listed_entries, sheet, where);
    std::vector<std::string> shapes;
    for (const Entry& entry : entries) {
        if (climbs_out(entry.name)) {
            refuse_damaged(where, {"an entry whose name leaves the archive: " + printable(entry.name),
                                   "有条目的名称超出压缩包范围：" + printable(entry.name)});
        }
        if (lower(entry.name).ends_with(".shp")) shapes.push_back(entry.name);
    }
    if (sheet) return {};
    if (shapes.size() != 1) {
        refuse({.code = "zip.shapefiles",
                .where = where,
                .found = {std::to_string(shapes.size()) + " shapefiles " + listed(shapes),
                          std::to_string(shapes.size()) + " 个 Shapefile " + listed(shapes)},
                .expected = {"one .shp with its .shx and .dbf", "一个 .shp 及其 .shx、.dbf"},
                .remedy = {"zip one shapefile alone, or unpack and name the .shp",
                           "请单独压缩一个 Shapefile，或解压后指定 .shp"}});
    }
    return archive + "/" + shapes.front();
}

}  // namespace permu::reading
