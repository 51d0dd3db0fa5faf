/// What GDAL takes in silence in the .shp and .shx of a damaged shapefile.
#include "io/shapefile_check.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "io/bytes.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::size_t header_bytes = 100;
constexpr std::uint32_t file_code = 9994;

double little_double(const unsigned char* b)
{
    std::uint64_t bits = 0;
    for (int i = 7; i >= 0; --i) {
        bits = bits << 8 | b[i];
    }
    return std::bit_cast<double>(bits);
}

bool is_polygon_type(std::uint32_t type)
{
    return type == 5 || type == 15 || type == 25;
}

bool is_point_type(std::uint32_t type)
{
    return type == 1 || type == 11 || type == 21;
}

/// Both main and index file begin with the same header; \return its shape type
std::uint32_t check_header(ByteWindow& file, const std::string& where, Problems& problems)
{
    const auto header = file.read(0, header_bytes);
    if (header.empty() || big_u32(header.data()) != file_code || little_u32(header.data() + 28) != 1000) {
        refuse_damaged(where, {"no shapefile header", "没有 Shapefile 文件头"});
    }
    const std::uint64_t stated = 2ULL * big_u32(header.data() + 24);
    if (stated > file.size() || stated < header_bytes) {
        refuse_damaged(where, {"a header that says " + std::to_string(stated) + " bytes, in a file of " +
                                   std::to_string(file.size()),
                               "文件头所写长度为 " + std::to_string(stated) + " 字节，实际为 " +
                                   std::to_string(file.size()) + " 字节"});
    }
    if (stated < file.size()) {
        problems.add({.severity = Severity::warning,
                      .code = "shp.length",
                      .where = where,
                      .found = {"bytes beyond the length that the header states", "文件超出文件头所写长度"},
                      .expected = {std::to_string(stated) + " bytes", std::to_string(stated) + " 字节"},
                      .remedy = {"nothing if all features are there; else export again",
                                 "若要素齐全则无需处理；否则请重新导出"}});
    }
    for (std::size_t i = 0; i < 4; ++i) {
        if (std::isfinite(little_double(header.data() + 36 + 8 * i))) continue;
        problems.add({.severity = Severity::warning,
                      .code = "shp.extent",
                      .where = where,
                      .found = {"an extent that is not a number", "范围值不是数字"},
                      .expected = {"a finite extent", "有限的范围值"},
                      .remedy = {"export the layer again; the extent is not used here",
                                 "请重新导出图层；本程序不使用该范围值"}});
        break;
    }
    return little_u32(header.data() + 32);
}

void check_type(std::uint32_t type, const FileSource& source, const std::string& where)
{
    if (is_polygon_type(type) || (source.points && is_point_type(type))) return;
    refuse({.code = "geometry.not_polygon",
            .where = where,
            .found = {"shapes of type " + std::to_string(type), "要素类型为 " + std::to_string(type)},
            .expected = {"polygons (type 5, 15 or 25)", "面（类型 5、15 或 25）"},
            .remedy = {"export the polygon layer", "请导出面图层"}});
}

/// The numbers inside one record; \return what is wrong, or an empty text
std::string fault_of_record(std::span<const unsigned char> content, std::uint32_t file_type)
{
    const std::uint32_t type = little_u32(content.data());
    if (type == 0) return {};
    if (type != file_type) return "shape type " + std::to_string(type);
    const std::size_t least = is_point_type(type) ? 20 : 44;
    if (content.size() >= least && is_point_type(type)) return {};
    if (content.size() < least) return "content of " + std::to_string(content.size()) + " bytes";
    const std::uint64_t parts = little_u32(content.data() + 36);
    const std::uint64_t points = little_u32(content.data() + 40);
    if (parts > points || 44 + 4 * parts + 16 * points > content.size()) {
        return std::to_string(parts) + " parts and " + std::to_string(points) + " points in " +
               std::to_string(content.size()) + " bytes";
    }
    std::uint32_t before = 0;
    for (std::uint64_t part = 0; part < parts; ++part) {
        const std::uint32_t start = little_u32(content.data() + 44 + 4 * part);
        if (start >= points || (part == 0 ? start != 0 : start <= before)) {
            return "part " + std::to_string(part) + " starting at point " + std::to_string(start);
        }
        before = start;
    }
    return {};
}

[[noreturn]] void refuse_record(const std::string& where, std::uint64_t record, const std::string& found)
{
    const std::string number = std::to_string(record + 1);
    refuse_damaged(where, {"record " + number + ": " + found, "第 " + number + " 条记录：" + found});
}

/// Records bear numbers in the order of the index, from 1 (of some writers from 0): else the shapes of two
/// records would change places, and with them their attributes.
void check_number(std::uint32_t stated, std::uint64_t record, std::uint32_t first, const std::string& where)
{
    if (first <= 1 && stated == record + first) return;
    refuse_record(where, record, "bears the number " + std::to_string(stated));
}

/// Every record lies inside the file, once, and its own numbers fit.
void check_records(ByteWindow& index, ByteWindow& main, std::uint64_t records, std::uint32_t type,
                   const std::string& where)
{
    std::vector<std::uint64_t> starts;
    starts.reserve(records);
    std::uint32_t first = 1;
    for (std::uint64_t record = 0; record < records; ++record) {
        const auto entry = index.read(header_bytes + 8 * record, 8);
        if (entry.empty()) refuse_record(where, record, "no index entry");
        const std::uint64_t start = 2ULL * big_u32(entry.data());
        const std::uint64_t length = 2ULL * big_u32(entry.data() + 4);
        starts.push_back(start);
        if (start < header_bytes || length < 4) refuse_record(where, record, "index entry out of range");
        const auto head = main.read(start, 8);
        if (head.empty() || 2ULL * big_u32(head.data() + 4) != length) {
            refuse_record(where, record, "length that differs from the index (.shx)");
        }
        const std::uint32_t number = big_u32(head.data());
        if (record == 0) first = number;
        check_number(number, record, first, where);
        // Coordinates are not looked at here: 44 bytes and the part starts say all that must fit.
        const auto content = main.read(start + 8, length);
        if (content.empty()) refuse_record(where, record, "content beyond the end of the file");
        const std::string fault = fault_of_record(content, type);
        if (!fault.empty()) refuse_record(where, record, fault);
    }
    if (!std::is_sorted(starts.begin(), starts.end())) std::sort(starts.begin(), starts.end());
    if (std::adjacent_find(starts.begin(), starts.end()) != starts.end()) {
        refuse_damaged(where,
                       {"an index (.shx) that names a record twice", "索引（.shx）两次指向同一条记录"});
    }
}

}  // namespace

void check_unpacks(const Gate& gate, ByteWindow& file, const std::string& where)
{
    // So much that the sum of a small entry is checked as well.
    const std::size_t some = static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), 1 << 16));
    if (gate.format != Format::zipped_shapefile || !file.read(0, some).empty()) return;
    refuse_damaged(where, {"an entry of the archive that is empty or cannot be unpacked",
                           "压缩包中有空的或无法解压的条目"});
}

namespace {

/// Headers of .shp and .shx; \return the number of records
std::uint64_t check_headers(const Gate& gate, const FileSource& source, Problems& problems)
{
    ByteWindow main(gate.open_path);
    ByteWindow index(beside(gate.open_path, "shx"));
    if (!index.exists()) {
        refuse({.code = "shp.incomplete",
                .where = at(gate.path),
                .found = {"no .shx beside it", "旁边没有 .shx 文件"},
                .expected = {".shp, .shx and .dbf together", ".shp、.shx 和 .dbf 三个文件齐全"},
                .remedy = {"copy all files of the shapefile", "请复制该 Shapefile 的全部文件"}});
    }
    check_unpacks(gate, main, at(gate.path) + " (.shp)");
    check_unpacks(gate, index, at(gate.path) + " (.shx)");
    check_type(check_header(main, at(gate.path), problems), source, at(gate.path));
    const std::string index_where = at(gate.path) + " (.shx)";
    check_header(index, index_where, problems);
    const std::uint64_t index_bytes = 2ULL * big_u32(index.read(0, header_bytes).data() + 24);
    if ((index_bytes - header_bytes) % 8 != 0) {
        refuse_damaged(index_where,
                       {"a length that is no whole number of entries", "长度不是索引条目的整数倍"});
    }
    return (index_bytes - header_bytes) / 8;
}

}  // namespace

ShapefileFacts check_shapefile(const Gate& gate, const FileSource& source, Problems& problems)
{
    const std::uint64_t records = check_headers(gate, source, problems);
    constexpr std::size_t longest_crs = 64 << 10;
    if (ByteWindow(beside(gate.open_path, "prj")).size() > longest_crs) {
        refuse_damaged(at(gate.path) + " (.prj)", {"more than 64 KB", "超过 64 KB"});
    }
    return {records, find_dbf_encoding(gate, source, records, problems)};
}

std::uint64_t check_shapefile_records(const Gate& gate, const FileSource& source, const ShapefileFacts& facts,
                                      Problems& problems)
{
    ByteWindow main(gate.open_path);
    ByteWindow index(beside(gate.open_path, "shx"));
    const auto header = main.read(0, header_bytes);
    if (header.empty())
        refuse_damaged(at(gate.path), {"a file that changes while it is read", "文件在读取过程中发生变化"});
    check_records(index, main, facts.records, little_u32(header.data() + 32), at(gate.path));
    return check_dbf_records(gate, source, facts, problems);
}

}  // namespace permu::reading
