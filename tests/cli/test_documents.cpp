/// The description of the model speaks of the program as it is: printed pages are current, every rule has a
/// page.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

fs::path pages()
{
    return source_directory() / "docs/model";
}

TEST(Documents, PrintedPagesAreWhatTheProgramPrints)
{
    for (const std::string language : {"en", "zh"}) {
        for (const std::string list : {"rules", "indicators", "fields", "codes"}) {
            const Outcome printed = permu({"list", list, "--markdown", "--lang", language});
            ASSERT_EQ(printed.code, 0) << printed.err;
            const fs::path page = pages() / language / "reference" / (list + ".md");
            EXPECT_TRUE(read_file(page) == printed.out)
                << "write it again: permu list " << list << " --markdown --lang " << language << " > "
                << page.string();
        }
    }
}

TEST(Documents, EveryRuleHasAPageOfTheSamePartsInBothLanguages)
{
    const std::vector<std::string> parts[] = {
        {"## What it does", "## Formula", "## Assumptions", "## Worked example",
         "## What an expert may object to"},
        {"## 做什么", "## 公式", "## 假设", "## 算例", "## 专家可能的异议"},
    };
    const auto rules = nlohmann::json::parse(permu({"list", "rules", "--json"}).out);
    ASSERT_EQ(rules.size(), 19U);
    for (const auto& rule : rules) {
        const std::string name = rule["rule"];
        for (const int zh : {0, 1}) {
            const fs::path page = pages() / (zh != 0 ? "zh" : "en") / "rules" / (name + ".md");
            ASSERT_TRUE(fs::exists(page)) << page;
            const std::string text = read_file(page);
            EXPECT_NE(text.find("(`" + name + "`)"), std::string::npos) << page;
            for (const std::string& part : parts[zh])
                EXPECT_NE(text.find("\n" + part + "\n"), std::string::npos) << page << part;
        }
    }
}

TEST(Documents, LinksLeadToPages)
{
    const std::regex link(R"(\]\(([^)#:]+)\))");
    int links = 0;
    for (const auto& entry : fs::recursive_directory_iterator(pages())) {
        if (entry.path().extension() != ".md") continue;
        const std::string text = read_file(entry.path());
        for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at, ++links)
            EXPECT_TRUE(fs::exists(entry.path().parent_path() / (*at)[1].str()))
                << entry.path() << ": " << (*at)[1];
    }
    EXPECT_GT(links, 40);
}

}  // namespace
}  // namespace permu::cli_test
