/// Finds built-in files; the table itself is written by cmake/embed.cmake.
#include "permu/base/resource.hpp"

#include <algorithm>

#include "permu/base/problem.hpp"

namespace permu {

std::string_view resource(std::string_view name)
{
    const auto files = resources();
    const auto at = std::ranges::lower_bound(files, name, {}, &Resource::name);
    if (at != files.end() && at->name == name) return at->bytes;
    throw InvariantError(Problem{.code = "resource.missing",
                                 .where = std::string(name),
                                 .found = {"no built-in file of this name", "没有此名称的内置文件"},
                                 .expected = {"a file built into the program", "内置于程序中的文件"},
                                 .remedy = {"please report this", "请向开发者报告"}});
}

}  // namespace permu
