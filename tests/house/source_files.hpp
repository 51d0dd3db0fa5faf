/// The source tree as lists of lines, for the tests that hold its rules.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "places.hpp"

namespace permu::house {

struct SourceFile {
    std::string path;  ///< below the source directory, with '/'
    std::vector<std::string> lines;

    bool is_header() const { return path.ends_with(".hpp"); }
    std::string at(std::size_t line) const { return path + ":" + std::to_string(line + 1); }
};

inline std::vector<std::string> read_lines(const std::filesystem::path& path)
{
    std::ifstream stream(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// All .hpp and .cpp files below the folders, ordered by path. Folders that do not exist are empty.
inline std::vector<SourceFile> source_files(std::initializer_list<std::string_view> folders)
{
    namespace fs = std::filesystem;
    const fs::path root = PERMU_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const std::string_view folder : folders) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const fs::path& path = entry.path();
            if (path.extension() != ".hpp" && path.extension() != ".cpp") continue;
            files.push_back({fs::relative(path, root).generic_string(), read_lines(path)});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

struct Include {
    std::string header;
    std::size_t line;  ///< from 0
};

/// The headers a file includes, without quotes and angle brackets.
inline std::vector<Include> includes(const SourceFile& file)
{
    std::vector<Include> found;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string_view line = file.lines[i];
        const std::size_t begin = line.find_first_of("<\"");
        if (!line.starts_with("#include") || begin == std::string_view::npos) continue;
        const std::size_t end = line.find_first_of(">\"", begin + 1);
        found.push_back({std::string(line.substr(begin + 1, end - begin - 1)), i});
    }
    return found;
}

/// "a\nb\n…": what a failed expectation prints.
inline std::string listed(const std::vector<std::string>& offenders)
{
    std::string text = "\n";
    for (const std::string& offender : offenders)
        text += offender + '\n';
    return text;
}

}  // namespace permu::house
