/// Every file of the corpus of bad TOML ends in a clean message; every valid one reads.
#include <gtest/gtest.h>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <vector>

#include "permu/scenario/document.hpp"
#include "scenario/samples.hpp"

namespace permu {
namespace {

std::vector<std::filesystem::path> files_in(std::string_view category)
{
    std::vector<std::filesystem::path> files;
    const auto folder = testing::bad_input() / category;
    if (!std::filesystem::exists(folder)) return files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// What a message must have: a place, all four parts in both languages, nothing that moves a terminal.
void expect_clean(const Problem& problem, const std::string& name)
{
    EXPECT_FALSE(problem.code.empty()) << name;
    EXPECT_EQ(problem.where.rfind(name, 0), 0U) << problem.where;
    for (const Said* said : {&problem.found, &problem.expected, &problem.remedy}) {
        EXPECT_FALSE(said->en.empty()) << name;
        EXPECT_FALSE(said->zh.empty()) << name;
    }
    const std::string text = describe(problem, Language::en) + describe(problem, Language::zh);
    EXPECT_TRUE(is_utf8(text)) << name;
    const auto is_raw = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
    EXPECT_TRUE(std::ranges::none_of(text, is_raw)) << name;
}

/// Reads the file; whether it read.
bool reads(const std::filesystem::path& file)
{
    const std::string name = file.filename().string();
    try {
        const Node root = parse_toml(testing::bytes_of(file), name);
        const std::string once = to_toml(root);
        EXPECT_EQ(to_toml(parse_toml(once, "again")), once) << name;
        return true;
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().all().size(), 1U);
        expect_clean(error.problems().all().front(), name);
        return false;
    }
}

#define SKIP_WITHOUT(files) \
    if (files.empty()) GTEST_SKIP() << "the corpus of bad input is not beside this working copy"

TEST(BadToml, EveryInvalidFileIsRefusedCleanly)
{
    const auto files = files_in("toml-test-invalid");
    SKIP_WITHOUT(files);
    for (const auto& file : files)
        EXPECT_FALSE(reads(file)) << file;
}

// Five files of the folder are TOML 1.1 only; what is read is 1.0.
TEST(BadToml, EveryValidFileReadsExceptThoseOfTheNextVersion)
{
    const auto files = files_in("toml-test-valid");
    SKIP_WITHOUT(files);
    for (const auto& file : files) {
        const bool next_version = file.filename().string().find("spec-1.1.0") != std::string::npos;
        const bool read = reads(file);
        EXPECT_TRUE(read || next_version) << file;
        if (!read) std::cout << "TOML 1.1 only: " << file.filename() << "\n";
    }
}

TEST(BadToml, MutationsAndScenariosNeverEndInAnythingElse)
{
    auto files = files_in("mutation-toml");
    const auto more = files_in("scenario");
    files.insert(files.end(), more.begin(), more.end());
    SKIP_WITHOUT(files);
    const auto read = std::ranges::count_if(files, reads);
    std::cout << read << " of " << files.size() << " are TOML\n";
}

TEST(BadToml, MessagesOfTheCorpusFallIntoNamedKinds)
{
    const auto files = files_in("toml-test-invalid");
    SKIP_WITHOUT(files);
    std::size_t unnamed = 0;
    for (const auto& file : files)
        unnamed += testing::fault_of(testing::bytes_of(file)).code == "toml.syntax" ? 1 : 0;
    EXPECT_LE(unnamed * 20, files.size());
}

}  // namespace
}  // namespace permu
