/// The gate of the reading half: which paths are opened at all, and as what.
#include "io/gate.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <optional>

#include "io/refuse.hpp"

namespace permu::reading {

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return text;
}

namespace {

struct Kind {
    std::string_view extension;
    Format format;
    const char* driver;
    bool layer;  ///< may be a [data.*] table with polygons
    bool table;  ///< may be one without
};

constexpr std::array<Kind, 13> kinds = {{
    {"shp", Format::shapefile, "ESRI Shapefile", true, false},
    {"zip", Format::zipped_shapefile, "ESRI Shapefile", true, false},
    {"gpkg", Format::geopackage, "GPKG", true, true},
    {"geojson", Format::geojson, "GeoJSON", true, false},
    {"json", Format::geojson, "GeoJSON", true, false},
    {"fgb", Format::flatgeobuf, "FlatGeobuf", true, false},
    {"gdb", Format::file_gdb, "OpenFileGDB", true, true},
    {"csv", Format::csv, "CSV", false, true},
    {"xlsx", Format::xlsx, "XLSX", false, true},
    {"xls", Format::xls, "XLS", false, true},
    {"ods", Format::ods, "ODS", false, true},
    {"tif", Format::geotiff, "GTiff", false, false},
    {"tiff", Format::geotiff, "GTiff", false, false},
}};

/// A path that GDAL, or a careless reader, would take for something else than a local file.
bool is_no_plain_path(std::string_view path)
{
    if (path.starts_with("/vsi") || path.find("://") != std::string_view::npos) return true;
    if (std::any_of(path.begin(), path.end(), [](char c) { return c == '\0' || c == '\n' || c == '\r'; }))
        return true;
    // "PG:…", "GPKG:…:table", "MySQL:…": a name and a colon before any slash.
    const std::size_t word =
        std::find_if_not(path.begin(), path.end(),
                         [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; }) -
        path.begin();
    return word > 0 && word < path.size() && path[word] == ':';
}

std::string extension_of(std::string_view path)
{
    const std::string extension = std::filesystem::path(path).extension().string();
    return extension.empty() ? extension : lower(extension.substr(1));
}

const Kind& kind_of(const std::string& path, Wanted wanted)
{
    const std::string extension = extension_of(path);
    for (const Kind& kind : kinds) {
        if (kind.extension != extension) continue;
        if ((kind.format == Format::geotiff) != (wanted == Wanted::raster)) break;
        if ((wanted == Wanted::layer && !kind.layer) || (wanted == Wanted::table && !kind.table)) break;
        return kind;
    }
    const Said found{"extension \"" + printable(extension) + "\"", "扩展名“" + printable(extension) + "”"};
    if (wanted == Wanted::raster) {
        refuse({.code = "file.kind",
                .where = at(path),
                .found = found,
                .expected = {"a GeoTIFF: tif", "GeoTIFF：tif"},
                .remedy = {"export the raster as a GeoTIFF", "请将栅格导出为 GeoTIFF"}});
    }
    if (extension.starts_with("tif")) {
        refuse({.code = "file.kind",
                .where = at(path),
                .found = {"a raster", "栅格文件"},
                .expected = {"polygons, points or a table", "面图层、点图层或表格"},
                .remedy = {"rasters go into [data.rasters] of a scenario: suitability or slope",
                           "栅格写入情景的 [data.rasters]：suitability 或 slope"}});
    }
    constexpr std::string_view text_tables[] = {"txt", "tsv", "tab", "dat", "prn"};
    const bool text_table = std::ranges::find(text_tables, extension) != std::end(text_tables);
    if (wanted == Wanted::table || (wanted == Wanted::anything && text_table)) {
        refuse(
            {.code = "file.kind",
             .where = at(path),
             .found = found,
             .expected = {"a table: csv, xlsx, xls, ods, gpkg or gdb",
                          "表格：csv、xlsx、xls、ods、gpkg 或 gdb"},
             .remedy = {
                 "export the table as CSV (UTF-8) or XLSX; a text table (.txt, .tsv) is read once it is "
                 "named .csv, whatever stands between its cells",
                 "请将表格导出为 CSV（UTF-8）或 XLSX；文本表格（.txt、.tsv）改名为 .csv 即可，分隔符不限"}});
    }
    refuse({.code = "file.kind",
            .where = at(path),
            .found = found,
            .expected = wanted == Wanted::anything
                            ? Said{"polygons: gpkg, shp, zip (of a shapefile), geojson, fgb or gdb; or a "
                                   "table: csv, xlsx, xls or ods",
                                   "面图层：gpkg、shp、zip（压缩的 Shapefile）、geojson、fgb 或 gdb；"
                                   "或表格：csv、xlsx、xls、ods"}
                            : Said{"polygons: gpkg, shp, zip (of a shapefile), geojson, fgb or gdb",
                                   "面图层：gpkg、shp、zip（压缩的 Shapefile）、geojson、fgb 或 gdb"},
            .remedy = {"export the layer as a GeoPackage; of a shapefile, name the .shp",
                       "请将图层导出为 GeoPackage；若为 Shapefile，请指定 .shp 文件"}});
}

/// What stat() says, or a refusal.
struct stat status_of(const std::string& path)
{
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) return status;
    const int error = errno;
    if (error == EACCES) {
        throw SystemError(Problem{.code = "file.unreadable",
                                  .where = at(path),
                                  .found = {"permission denied", "没有权限"},
                                  .expected = {"a readable file", "可读取的文件"},
                                  .remedy = {"change the permissions of the file or its folder",
                                             "请修改该文件或所在文件夹的权限"}});
    }
    refuse({.code = "file.missing",
            .where = at(path),
            .found = {std::string("no such file (") + std::strerror(error) + ")",
                      std::string("文件不存在（") + std::strerror(error) + "）"},
            .expected = {"an existing file", "存在的文件"},
            .remedy = {"correct the path; it counts from the file that names it",
                       "请更正路径；相对路径以写有该路径的文件所在位置为准"}});
}

void check_readable(const std::string& path)
{
    // Not access(): the real opening is what counts. O_NONBLOCK keeps a pipe put in its place from blocking.
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file >= 0) {
        close(file);
        return;
    }
    const std::string why = std::strerror(errno);
    throw SystemError(Problem{.code = "file.unreadable",
                              .where = at(path),
                              .found = {"cannot be opened: " + why, "无法打开：" + why},
                              .expected = {"a readable file", "可读取的文件"},
                              .remedy = {"change the permissions of the file", "请修改文件权限"}});
}

/// Bytes of the file, or of all files of a folder.
std::uint64_t measure(const std::string& path, const Kind& kind)
{
    const struct stat status = status_of(path);
    if (kind.format == Format::file_gdb) {
        std::error_code code;
        std::uint64_t bytes = 0;
        bool tables = false;
        for (const auto& entry : std::filesystem::directory_iterator(path, code)) {
            if (!entry.is_regular_file(code)) continue;
            bytes += entry.file_size(code);
            tables |= entry.path().extension() == ".gdbtable";
        }
        if (!code && tables) return bytes;
        refuse({.code = "file.kind",
                .where = at(path),
                .found = {"no file geodatabase", "不是文件地理数据库"},
                .expected = {"a .gdb folder with its .gdbtable files", "含有 .gdbtable 文件的 .gdb 文件夹"},
                .remedy = {"copy the whole folder", "请完整复制整个文件夹"}});
    }
    if (!S_ISREG(status.st_mode)) {
        refuse({.code = "file.not_regular",
                .where = at(path),
                .found = S_ISDIR(status.st_mode) ? Said{"a folder", "文件夹"}
                                                 : Said{"a device or pipe", "设备或管道"},
                .expected = {"a regular file", "普通文件"},
                .remedy = {"name the file itself", "请指定文件本身"}});
    }
    check_readable(path);
    if (status.st_size == 0) refuse_damaged(at(path), {"an empty file (0 bytes)", "空文件（0 字节）"});
    return static_cast<std::uint64_t>(status.st_size);
}

std::string first_bytes(const std::string& path, std::size_t wanted)
{
    std::string bytes(wanted, '\0');
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const ssize_t got = file < 0 ? -1 : read(file, bytes.data(), wanted);
    if (file >= 0) close(file);
    bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return bytes;
}

/// Whether the first bytes are what files of the kind begin with.
bool has_magic(const std::string& head, Format format)
{
    using namespace std::string_view_literals;
    switch (format) {
        case Format::shapefile:
            return head.starts_with("\x00\x00\x27\x0a"sv);
        case Format::geopackage:
            return head.starts_with("SQLite format 3\0"sv);
        case Format::flatgeobuf:
            return head.starts_with(
                "fgb\x03"
                "fgb"sv);
        case Format::zipped_shapefile:
        case Format::xlsx:
        case Format::ods:
            return head.starts_with("PK\x03\x04"sv);
        case Format::xls:
            return head.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv);
        case Format::geojson: {
            std::string_view text = head;
            if (text.starts_with("\xef\xbb\xbf"sv)) text.remove_prefix(3);
            const std::size_t start = text.find_first_not_of(" \t\r\n");
            return start != std::string_view::npos && text[start] == '{';
        }
        case Format::csv:
            return !head.starts_with("PK\x03\x04"sv) && !head.starts_with("<"sv);
        case Format::geotiff:
            return head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv) ||
                   head.starts_with("II+\0"sv) || head.starts_with("MM\0+"sv);
        case Format::file_gdb:
            return true;
    }
    return false;
}

}  // namespace

bool may_hold_layers(const std::string& path)
{
    const std::string extension = extension_of(path);
    return std::ranges::any_of(kinds, [&](const Kind& k) { return k.layer && k.extension == extension; });
}

const char* driver_name(Format format)
{
    return std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.format == format; })
        ->driver;
}

Gate pass_gate(const std::string& given_path, Wanted wanted, const ReadLimits& limits)
{
    std::string path = given_path;
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    if (path.empty() || is_no_plain_path(path)) {
        refuse(
            {.code = "file.not_local",
             .where = path.empty() ? std::string("\"\"") : at(path),
             .found = {"no plain path of a local file", "不是本地文件的普通路径"},
             .expected = {"a file on a local disk; URLs, /vsi… paths and connection strings are never opened",
                          "本地磁盘上的文件；不会打开网址、/vsi… 路径或连接字符串"},
             .remedy = {"copy the data to a local file and name that", "请将数据复制为本地文件后再指定"}});
    }
    status_of(path);
    const Kind& kind = kind_of(path, wanted);
    Gate gate{.path = path,
              .open_path = std::filesystem::absolute(path).string(),
              .format = kind.format,
              .bytes = measure(path, kind)};
    if (gate.bytes > limits.max_bytes) {
        refuse_limit(at(path), {std::to_string(gate.bytes) + " bytes", std::to_string(gate.bytes) + " 字节"},
                     {"at most " + std::to_string(limits.max_bytes) + " bytes",
                      "不超过 " + std::to_string(limits.max_bytes) + " 字节"},
                     {"keep only the layer and region of the study in the file, or raise file_size in "
                      "[data.limits] of the scenario",
                      "请只保留研究所需的图层和范围，或在情景的 [data.limits] 中调高 file_size"});
    }
    if (!has_magic(kind.format == Format::file_gdb ? "" : first_bytes(path, 4096), kind.format)) {
        refuse({.code = "file.content",
                .where = at(path),
                .found = {"content that is not of the kind the name says", "内容与扩展名所示的格式不符"},
                .expected = {std::string("a file of format ") + kind.driver,
                             std::string(kind.driver) + " 格式的文件"},
                .remedy = {"export the data again, or give the file its right extension",
                           "请重新导出数据，或更正文件扩展名"}});
    }
    if (kind.format == Format::geopackage) {
        // SQLite follows links and looks for its journal there.
        gate.open_path = std::filesystem::canonical(path).string();
        check_no_journal(gate);
    }
    check_neighbours(gate);
    if (kind.format == Format::zipped_shapefile) {
        gate.open_path = check_archive(path, gate.open_path, false, limits);
    } else if (kind.format == Format::xlsx || kind.format == Format::ods) {
        check_archive(path, gate.open_path, true, limits);
    }
    return gate;
}

}  // namespace permu::reading
