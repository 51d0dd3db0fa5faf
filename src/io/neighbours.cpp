/// Files beside an input, which GDAL opens without being asked: parts of a shapefile, world files, journals.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "io/gate.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// A pipe blocks whoever opens it, a device may never end.
bool is_no_file(const std::filesystem::path& path)
{
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/// "parcels.prj", "parcels.gpkg-wal", "parcels_rpc.txt" of "parcels"; not "parcels2.prj".
bool bears_name(const std::string& name, const std::string& stem)
{
    return name.starts_with(stem) &&
           (name.size() == stem.size() || std::string_view(".-_").find(name[stem.size()]) < 3);
}

}  // namespace

void check_neighbours(const Gate& gate)
{
    const std::filesystem::path file = gate.open_path;
    const bool folder = gate.format == Format::file_gdb;
    const std::string stem = lower(file.stem().string());
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder ? file : file.parent_path(), code)) {
        const std::string name = entry.path().filename().string();
        if ((!folder && !bears_name(lower(name), stem)) || !is_no_file(entry.path())) continue;
        refuse({.code = "file.not_regular",
                .where = at(gate.path) + ", " + printable(name),
                .found = {folder ? "a device or pipe inside it" : "a device or pipe beside it",
                          folder ? "其中有设备或管道" : "旁边有设备或管道"},
                .expected = {"regular files only", "仅有普通文件"},
                .remedy = {"remove it, or copy the data into a folder of its own",
                           "请将其删除，或将数据复制到单独的文件夹"}});
    }
}

void check_no_journal(const Gate& gate)
{
    for (const char* suffix : {"-wal", "-journal"}) {
        struct stat status {};
        if (stat((gate.open_path + suffix).c_str(), &status) != 0 || status.st_size == 0) continue;
        refuse({.code = "gpkg.journal",
                .where = at(gate.path),
                .found = {std::string("unsaved changes in a ") + suffix + " file beside it",
                          std::string("旁边的 ") + suffix + " 文件中有未写入的更改"},
                .expected = {"a closed GeoPackage", "已关闭的 GeoPackage"},
                .remedy = {"close the program that edits it (QGIS, …), or save a copy from there",
                           "请关闭正在编辑它的程序（如 QGIS），或从该程序另存一份"}});
    }
}

}  // namespace permu::reading
