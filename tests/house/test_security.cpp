/// SECURITY.md makes ten promises, and each names tests that exist.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "house/source_files.hpp"

namespace permu::house {
namespace {

/// "Suite.Test" of every test in the tree.
std::set<std::string> all_tests()
{
    static const std::regex head(R"(^TEST(?:_F|_P)?\((\w+), (\w+)\))");
    std::set<std::string> names;
    for (const SourceFile& file : source_files({"tests"})) {
        for (const std::string& line : file.lines) {
            std::smatch found;
            if (std::regex_search(line, found, head)) names.insert(found[1].str() + "." + found[2].str());
        }
    }
    return names;
}

struct Promise {
    std::string head;
    std::vector<std::string> tests;
};

/// Numbered paragraphs, with what stands in backticks on their line of tests.
std::vector<Promise> promises()
{
    static const std::regex number(R"(^(\d+)\. \*\*)");
    static const std::regex quoted("`([^`]+)`");
    std::vector<Promise> found;
    for (const std::string& line : read_lines(std::filesystem::path(PERMU_SOURCE_DIR) / "SECURITY.md")) {
        if (std::regex_search(line, number)) found.push_back({line.substr(0, 60), {}});
        const std::size_t start = line.find_first_not_of(' ');
        if (found.empty() || start == std::string::npos || line.compare(start, 7, "Tests: ") != 0) continue;
        for (std::sregex_iterator at(line.begin(), line.end(), quoted), end; at != end; ++at) {
            found.back().tests.push_back((*at)[1].str());
        }
    }
    return found;
}

TEST(Security, MakesTenPromisesEachHeldByTestsThatExist)
{
    const std::set<std::string> tests = all_tests();
    const std::vector<Promise> made = promises();
    EXPECT_EQ(made.size(), 10u);
    for (const Promise& promise : made) {
        EXPECT_FALSE(promise.tests.empty()) << promise.head;
        for (const std::string& test : promise.tests) {
            EXPECT_TRUE(tests.contains(test)) << promise.head << ": no test " << test;
        }
    }
}

}  // namespace
}  // namespace permu::house
