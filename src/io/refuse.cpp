/// How the readers name a place and refuse what cannot be read.
#include "io/refuse.hpp"

namespace permu::reading {

std::string at(std::string_view path, std::string_view layer, std::string_view field)
{
    std::string text = printable(path, 200);
    if (!layer.empty()) text += ", layer " + printable(layer);
    if (!field.empty()) text += ", field " + printable(field);
    return text;
}

void refuse_damaged(const std::string& where, Said found)
{
    refuse({.code = "file.damaged",
            .where = where,
            .found = std::move(found),
            .expected = {"a whole, undamaged file", "完整无损的文件"},
            .remedy = {"copy or export the file again from its source", "请从来源重新复制或导出该文件"}});
}

void refuse_limit(const std::string& where, Said found, Said expected, Said remedy)
{
    throw LimitError(Problem{.code = "file.limit",
                             .where = where,
                             .found = std::move(found),
                             .expected = std::move(expected),
                             .remedy = std::move(remedy)});
}

}  // namespace permu::reading
