/// What GDAL takes in silence in a damaged GeoJSON file.
#include "io/geojson_check.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

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

}  // namespace

std::uint64_t check_geojson(const Gate& gate, const FileSource& source, Problems& problems)
{
    GeoJsonChecker checker(gate, source, problems);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(gate.open_path.c_str(), "rb"),
                                                               std::fclose);
    if (!file) refuse_damaged(at(gate.path), {"cannot be opened", "无法打开"});
    if (!Json::sax_parse(file.get(), &checker)) {
        std::string place = at(gate.path);
        if (checker.position() != 0) {
            place += ':';
            place += line_and_column(gate.open_path, checker.position());
        }
        refuse_damaged(place, checker.fault());
    }
    if (!checker.complete()) {
        refuse_damaged(at(gate.path),
                       {"no FeatureCollection with features", "不是带有 features 的 FeatureCollection"});
    }
    return checker.features();
}

}  // namespace permu::reading
