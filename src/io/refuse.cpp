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

void refuse_rows(const std::string& where, std::uint64_t most)
{
    const std::string bound = std::to_string(most);
    refuse_limit(where, {"more than " + bound + " rows", "超过 " + bound + " 行"},
                 {"at most " + bound, "不超过 " + bound},
                 {"keep only the rows of the study, or raise features in [data.limits] of the scenario",
                  "请只保留研究所需的行，或在情景的 [data.limits] 中调高 features"});
}

void refuse_fields(const std::string& where, std::uint64_t most)
{
    const std::string bound = std::to_string(most);
    refuse_limit(where, {"more than " + bound + " fields", "超过 " + bound + " 个字段"},
                 {"at most " + bound, "不超过 " + bound + " 个"},
                 {"keep only the fields of the study", "请只保留研究所需字段"});
}

void refuse_vertices(const std::string& where, std::uint64_t found, std::uint64_t most)
{
    const std::string bound = std::to_string(most);
    refuse_limit(where,
                 {"a polygon of " + std::to_string(found) + " vertices or more",
                  "面的顶点数不少于 " + std::to_string(found)},
                 {"at most " + bound + " vertices", "不超过 " + bound + " 个顶点"},
                 {"simplify or split the polygon, or raise vertices in [data.limits] of the scenario",
                  "请简化或拆分该面，或在情景的 [data.limits] 中调高 vertices"});
}

}  // namespace permu::reading
