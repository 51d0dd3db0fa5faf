/// Size budgets and habits that a machine can hold: what tells good code from bad is the tail.
#include <gtest/gtest.h>

#include "house/source_files.hpp"

namespace permu::house {
namespace {

constexpr std::size_t most_lines = 350;
constexpr std::size_t most_characters = 110;
constexpr std::size_t most_median_lines = 130;

/// Characters of a UTF-8 line: every byte but the continuing ones.
std::size_t characters(std::string_view line)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

std::vector<SourceFile> all_files()
{
    return source_files({"include", "src", "tests", "bench"});
}

/// Every line of every file for which `wrong(file, line)` holds.
template <class Wrong>
std::vector<std::string> lines_where(const Wrong& wrong)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : all_files())
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            if (wrong(file, std::string_view(file.lines[i])))
                offenders.push_back(file.at(i) + ": " + file.lines[i]);
    return offenders;
}

TEST(House, FilesBeginWithASentenceOfPurpose)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : all_files())
        if (file.lines.empty() || !file.lines[0].starts_with("/// ")) offenders.push_back(file.path);
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, FilesAreShort)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : all_files())
        if (file.lines.size() > most_lines)
            offenders.push_back(file.path + ": " + std::to_string(file.lines.size()) + " lines");
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, HalfOfTheFilesAreVeryShort)
{
    std::vector<std::size_t> lengths;
    for (const SourceFile& file : source_files({"include", "src"}))
        lengths.push_back(file.lines.size());
    ASSERT_FALSE(lengths.empty());
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::ranges::nth_element(lengths, middle);
    EXPECT_LE(*middle, most_median_lines);
}

TEST(House, LinesFitTheScreen)
{
    const auto offenders = lines_where(
        [](const SourceFile&, std::string_view line) { return characters(line) > most_characters; });
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, NothingIsLeftForLater)
{
    // Written in two parts, so that this file does not find itself.
    const std::string marks[] = {std::string("TO") + "DO", std::string("FIX") + "ME"};
    const auto offenders = lines_where([&](const SourceFile&, std::string_view line) {
        return std::ranges::any_of(marks,
                                   [&](const std::string& mark) { return line.find(mark) != line.npos; });
    });
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, HeadersOpenNoNamespace)
{
    const auto offenders = lines_where([](const SourceFile& file, std::string_view line) {
        return file.is_header() && line.find("using namespace") != line.npos;
    });
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, HeadersAreIncludedOnceOnly)
{
    std::vector<std::string> offenders;
    for (const SourceFile& file : all_files())
        if (file.is_header() && std::ranges::find(file.lines, "#pragma once") == file.lines.end())
            offenders.push_back(file.path);
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

TEST(House, LinesEndInNoBlanksAndHoldNoTabs)
{
    const auto offenders = lines_where([](const SourceFile&, std::string_view line) {
        return line.ends_with(' ') || line.ends_with('\r') || line.find('\t') != line.npos;
    });
    EXPECT_TRUE(offenders.empty()) << listed(offenders);
}

}  // namespace
}  // namespace permu::house
