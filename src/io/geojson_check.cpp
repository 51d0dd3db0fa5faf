/// What GDAL takes in silence in a damaged GeoJSON file.
#include "io/geojson_check.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "io/bounded_text.hpp"
#include "io/geojson_checker.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// "12:7", counted from 1, of a byte of the file.
std::string line_and_column(const std::string& path, std::size_t position)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 1; i < position && file; ++i) {
        const int c = std::getc(file.get());
        if (c == EOF) break;
        column = c == '\n' ? 1 : column + 1;
        if (c == '\n') ++line;
    }
    return fmt::format("{}:{}", line, column);
}

[[noreturn]] void refuse_large_object(const Gate& gate, std::uint64_t number)
{
    const std::string megabytes = std::to_string(most_object_bytes >> 20);
    refuse_limit(
        at(gate.path) + ", the " + ordinal(number) + " feature",
        {"more than " + megabytes + " MB of text in one object", "单个对象的文本超过 " + megabytes + " MB"},
        {"at most " + megabytes + " MB", "不超过 " + megabytes + " MB"},
        {"simplify or split the polygon, or convert the layer to a GeoPackage",
         "请简化或拆分该面，或将图层转换为 GeoPackage"});
}

[[noreturn]] void refuse_crs(const std::string& place, const Said& found)
{
    refuse({.code = "geojson.crs",
            .where = place,
            .found = found,
            .expected = {"the code of a system, such as EPSG:4547; links, definitions and PROJ strings are "
                         "not followed",
                         "坐标系代码，如 EPSG:4547；不会采用链接、定义文本或 PROJ 字符串"},
            .remedy = {"write the code there, or remove the member crs from the file and set crs in the "
                       "[data.*] table of the scenario",
                       "请在此处写代码，或从文件中删除 crs 成员，并在情景的 [data.*] 表中设置 crs"}});
}

}  // namespace

std::uint64_t check_geojson(const Gate& gate, const FileSource& source, const ReadLimits& limits,
                            Problems& problems)
{
    BoundedText text(gate.open_path, most_object_bytes);
    if (!text.is_open()) refuse_damaged(at(gate.path), {"cannot be opened", "无法打开"});
    GeoJsonChecker checker(gate, source, limits, problems, [&text] { text.mark(); });
    const bool sound = Json::sax_parse(text.begin(), BoundedText::end(), &checker);
    if (text.exceeded()) refuse_large_object(gate, checker.features());
    if (!sound) {
        std::string place = at(gate.path);
        if (checker.position() != 0) {
            place += ':';
            place += line_and_column(gate.open_path, checker.position());
        }
        if (checker.is_crs_fault()) refuse_crs(place, checker.fault());
        refuse_damaged(place, checker.fault());
    }
    if (!checker.complete()) {
        refuse_damaged(at(gate.path),
                       {"no FeatureCollection with features", "不是带有 features 的 FeatureCollection"});
    }
    return checker.features();
}

}  // namespace permu::reading
