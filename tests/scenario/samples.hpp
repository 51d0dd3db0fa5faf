/// Helpers of the tests of the scenario room: texts in, problems out.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "permu/scenario/document.hpp"
#include "permu/scenario/merge.hpp"
#include "places.hpp"

namespace permu::testing {

/// The problem that reading `text` ends in; a default one where it reads.
inline Problem fault_of(std::string_view text)
{
    try {
        parse_toml(text, "a.toml");
    } catch (const InputError& error) {
        return error.problems().all().front();
    }
    return {};
}

/// Files that exist only in a test; an unknown name is an error of the loader.
struct MadeFiles {
    std::map<std::string, std::string> texts;

    std::string operator()(const std::string& path) const
    {
        const auto found = texts.find(path);
        if (found != texts.end()) return found->second;
        Problem problem;
        problem.code = "file.missing";
        problem.found = Said("no such file", "没有这个文件");
        problem.remedy = Said("check the path", "请检查路径");
        throw InputError(problem);
    }
};

inline std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The folder of bad input that some working copies have beside them; may be absent.
inline std::filesystem::path bad_input()
{
    return std::filesystem::path(PERMU_SOURCE_DIR) / ".." / "shared" / "badinput";
}

}  // namespace permu::testing
