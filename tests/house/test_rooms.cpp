/// Who may include whom: the table of rooms, held by reading every #include line.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "house/source_files.hpp"

namespace permu::house {
namespace {

using Rooms = std::set<std::string, std::less<>>;

/// Room → rooms whose headers it may include besides its own.
const std::map<std::string, Rooms, std::less<>>& allowed_rooms()
{
    static const std::map<std::string, Rooms, std::less<>> table{
        {"base", {}},
        {"geometry", {"base"}},
        {"model", {"base", "geometry"}},
        {"rules", {"base", "geometry", "model"}},
        {"indicators", {"base", "geometry", "model"}},
        {"inspect", {"base", "geometry", "model"}},
        {"scenario", {"base", "model", "rules", "indicators"}},
        {"study", {"base", "geometry", "model", "rules", "indicators", "scenario"}},
        {"sample", {"base", "geometry", "model"}},
        {"io", {"base", "geometry", "model"}},
        {"report", {"base", "geometry", "model"}},
        {"cli",
         {"base", "geometry", "model", "rules", "indicators", "scenario", "study", "sample", "inspect", "io",
          "report"}},
    };
    return table;
}

/// Beginning of a library's header → the folders that may name it.
struct Wall {
    std::string_view prefix;
    std::vector<std::string_view> folders;
};

const std::vector<Wall>& walls()
{
    static const std::vector<Wall> table{
        {"gdal", {"src/io/", "include/permu/io/"}},
        {"ogr", {"src/io/", "include/permu/io/"}},
        {"sqlite", {"src/io/"}},
        {"cpl_", {"src/io/", "include/permu/io/"}},
        {"geos", {"src/geometry/"}},
        {"proj", {"src/geometry/", "src/io/"}},
        {"toml", {"src/scenario/"}},
        {"CLI/", {"src/cli/"}},
        {"boost/", {"src/model/", "src/study/", "src/indicators/"}},
        {"Eigen/", {"src/indicators/", "src/study/"}},
        {"Cbc", {"src/rules/binary_program.cpp"}},
        {"Osi", {"src/rules/binary_program.cpp"}},
    };
    return table;
}

/// "model" of include/permu/model/parcels.hpp and src/model/parcels.cpp; src/main.cpp belongs to cli.
std::string room_of(std::string_view path)
{
    for (const std::string_view folder : {"include/permu/", "src/"}) {
        if (!path.starts_with(folder)) continue;
        const std::string_view rest = path.substr(folder.size());
        const std::size_t slash = rest.find('/');
        return slash == std::string_view::npos ? "cli" : std::string(rest.substr(0, slash));
    }
    return {};
}

std::string first_part(std::string_view path)
{
    return std::string(path.substr(0, path.find('/')));
}

/// The file of the tree that an #include means, or "" for one of a library.
std::string target_of(const SourceFile& file, const std::string& header)
{
    namespace fs = std::filesystem;
    const fs::path root = PERMU_SOURCE_DIR;
    const std::string beside = fs::path(file.path).parent_path().generic_string() + "/" + header;
    for (const std::string& candidate : {"include/" + header, "src/" + header, beside})
        if (fs::exists(root / candidate)) return candidate;
    return {};
}

TEST(Rooms, AreAllInTheTable)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : source_files({"include", "src"}))
        if (!allowed_rooms().contains(room_of(file.path))) offenders.push_back(file.path);
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(Rooms, IncludeOnlyTheRoomsTheyMayKnow)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : source_files({"include", "src"})) {
        const std::string room = room_of(file.path);
        const auto allowed = allowed_rooms().find(room);
        if (allowed == allowed_rooms().end()) continue;
        for (const Include& include : includes(file)) {
            const bool is_public = include.header.starts_with("permu/");
            const std::string other =
                first_part(is_public ? std::string_view(include.header).substr(6) : include.header);
            if (!allowed_rooms().contains(other) || other == room) continue;
            // Headers below src are private to their room.
            if (!is_public || !allowed->second.contains(other))
                offenders.push_back(file.at(include.line) + ": " + room + " may not include " +
                                    include.header);
        }
    }
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(Rooms, KeepEachLibraryBehindItsWall)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : source_files({"include", "src"})) {
        for (const Include& include : includes(file)) {
            // A header of ours, such as "geometry/…", may begin alike.
            if (include.header.starts_with("permu/") || !target_of(file, include.header).empty()) continue;
            for (const Wall& wall : walls()) {
                const auto holds = [&](std::string_view folder) { return file.path.starts_with(folder); };
                if (include.header.starts_with(wall.prefix) && std::ranges::none_of(wall.folders, holds))
                    offenders.push_back(file.at(include.line) + ": " + include.header);
            }
        }
    }
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

/// Depth-first search for a way back to a file that is still open.
class CycleSearch {
public:
    explicit CycleSearch(std::map<std::string, std::vector<std::string>> graph) : graph_(std::move(graph))
    {
        for (const auto& [file, targets] : graph_)
            visit(file);
    }
    const std::vector<std::string>& cycles() const { return cycles_; }

private:
    void visit(const std::string& file)
    {
        const auto open = std::ranges::find(path_, file);
        if (open != path_.end()) {
            std::string cycle;
            for (auto at = open; at != path_.end(); ++at)
                cycle += *at + " → ";
            cycles_.push_back(cycle + file);
            return;
        }
        if (!done_.insert(file).second) return;
        path_.push_back(file);
        for (const std::string& target : graph_[file])
            visit(target);
        path_.pop_back();
    }

    std::map<std::string, std::vector<std::string>> graph_;
    std::vector<std::string> path_;
    std::set<std::string> done_;
    std::vector<std::string> cycles_;
};

TEST(Rooms, HaveNoIncludeCycles)
{
    std::map<std::string, std::vector<std::string>> graph;
    for (const SourceFile& file : source_files({"include", "src"})) {
        std::vector<std::string>& targets = graph[file.path];
        for (const Include& include : includes(file))
            if (std::string target = target_of(file, include.header); !target.empty())
                targets.push_back(target);
    }
    const CycleSearch search(graph);
    EXPECT_TRUE(search.cycles().empty()) << listed(search.cycles());
}

TEST(CycleSearch, FindsACycle)
{
    EXPECT_EQ(CycleSearch({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}, {"d", {"a"}}}).cycles(),
              (std::vector<std::string>{"b → c → b"}));
}

}  // namespace
}  // namespace permu::house
