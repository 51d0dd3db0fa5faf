/// Files that extend each other, and values of the command line.
#include "permu/scenario/merge.hpp"

#include <gtest/gtest.h>

#include "scenario/samples.hpp"

namespace permu {
namespace {

using testing::MadeFiles;

Problem fault_of_files(const MadeFiles& files, const std::string& entry)
{
    try {
        resolve(entry, files);
    } catch (const InputError& error) {
        return error.problems().all().front();
    }
    return {};
}

// base.toml              | s/new.toml extends ../base.toml
// [run] start 2024, seed 1 | [run] seed 7
// [output] maps a, b       | [output] maps c
TEST(Resolve, TablesMergeAndEverythingElseReplaces)
{
    const MadeFiles files{
        {{"base.toml", "[run]\nstart = 2024\nseed = 1\n[output]\nmaps = [\"a\", \"b\"]\n"},
         {"s/new.toml", "extends = \"../base.toml\"\n[run]\nseed = 7\n[output]\nmaps = [\"c\"]\n"}}};
    const Node root = resolve("s/new.toml", files);
    EXPECT_EQ(*root.find("run.start")->integer(), 2024);
    EXPECT_EQ(*root.find("run.seed")->integer(), 7);
    EXPECT_EQ(root.find("output.maps")->list()->size(), 1U);
    EXPECT_FALSE(root.find("extends"));
    EXPECT_EQ(where(root.find("run.start")->at), "base.toml:2:9");
    EXPECT_EQ(where(root.find("run.seed")->at), "s/new.toml:3:8");
}

TEST(Resolve, LaterFilesOfAListOverruleEarlierOnes)
{
    const MadeFiles files{{{"a.toml", "[run]\nseed = 1\nstart = 1990\n"},
                           {"b.toml", "[run]\nseed = 2\n"},
                           {"c.toml", "extends = [\"a.toml\", \"./b.toml\"]\n"}}};
    const Node root = resolve("c.toml", files);
    EXPECT_EQ(*root.find("run.seed")->integer(), 2);
    EXPECT_EQ(*root.find("run.start")->integer(), 1990);
}

TEST(Resolve, CyclesAreNamedInFull)
{
    const MadeFiles files{{{"a.toml", "extends = \"x/b.toml\"\n"},
                           {"x/b.toml", "extends = \"c.toml\"\n"},
                           {"x/c.toml", "schema_version = 1\nextends = \"../x/b.toml\"\n"}}};
    const Problem fault = fault_of_files(files, "a.toml");
    EXPECT_EQ(fault.code, "scenario.cycle");
    EXPECT_EQ(fault.where, "x/c.toml:2:11");
    EXPECT_EQ(fault.found.en, "a cycle: x/b.toml → x/c.toml → x/b.toml");
    EXPECT_EQ(fault_of_files({{{"a.toml", "extends = [\"a.toml\", \"a.toml\"]\n"}}}, "./a.toml").code,
              "scenario.cycle");
}

TEST(Resolve, ChainsAndFilesAreBounded)
{
    MadeFiles chain;
    for (std::size_t i = 0; i < 40; ++i)
        chain.texts["f" + std::to_string(i)] = "extends = \"f" + std::to_string(i + 1) + "\"\n";
    chain.texts["f40"] = "[run]\n";
    EXPECT_EQ(fault_of_files(chain, "f0").code, "scenario.chain");
    EXPECT_EQ(fault_of_files(chain, "f" + std::to_string(41 - longest_chain)).code, "");
    MadeFiles wide;  // each names the next one twice: 2^10 readings without a bound
    for (int i = 0; i < 10; ++i) {
        const std::string next = "\"f" + std::to_string(i + 1) + "\"";
        wide.texts["f" + std::to_string(i)] = "extends = [" + next + ", " + next + "]\n";
    }
    wide.texts["f10"] = "[run]\n";
    EXPECT_EQ(fault_of_files(wide, "f0").code, "scenario.files");
}

TEST(Resolve, WhatCannotBeReadIsAFaultOfTheLineThatNamesIt)
{
    const Problem fault = fault_of_files({{{"s/a.toml",
                                            "[run]\n"
                                            "[rules]\n"},
                                           {"s/b.toml", "schema_version = 1\nextends = \"gone.toml\"\n"}}},
                                         "s/b.toml");
    EXPECT_EQ(fault.code, "file.missing");
    EXPECT_EQ(fault.where, "s/b.toml:2:11");
    EXPECT_EQ(fault.found.en, "s/gone.toml: no such file");
    EXPECT_EQ(fault.excerpt, "extends = \"gone.toml\"\n          ^");
    EXPECT_THROW(resolve("gone.toml", MadeFiles{}), InputError);
    EXPECT_EQ(fault_of_files({{{"a.toml", "extends = 3\n"}}}, "a.toml").code, "scenario.extends");
    EXPECT_EQ(fault_of_files({{{"a.toml", "extends = [\"\"]\n"}}}, "a.toml").code, "scenario.extends");
}

TEST(Resolve, NeverQuotesAFileThatIsNoScenario)
{
    for (const std::string_view text : {"id,secret\n1,hunter2\n", "password = \"hunter2\"\n", "hunter2\n", "",
                                        "name = \"hunter2\"\n[hunter2]\n", "\"hunter2\xff\"\n"}) {
        const MadeFiles files{{{"a.toml", "extends = \"/etc/x\"\n"}, {"/etc/x", std::string(text)}}};
        for (const std::string entry : {"a.toml", "/etc/x"}) {
            const Problem fault = fault_of_files(files, entry);
            EXPECT_FALSE(fault.code.empty()) << text;
            EXPECT_EQ(describe(fault, Language::en).find("hunter2"), std::string::npos) << text;
        }
    }
}

TEST(Resolve, ASyntaxErrorInABaseIsToldThere)
{
    const MadeFiles files{{{"a.toml", "extends = \"b.toml\"\n"}, {"b.toml", "[run]\nstart = 2O24\n"}}};
    const Problem fault = fault_of_files(files, "a.toml");
    EXPECT_EQ(fault.where, "b.toml:2:9");
    EXPECT_EQ(fault.excerpt, "start = 2O24\n        ^");
}

TEST(ApplySet, SetsOneValueAndRemembersWhich)
{
    Node root = parse_toml("[rules.quota]\ngrowth = 0.01\nbonus = 0.1\n", "a.toml");
    apply_set(root, "rules.quota.growth=0.02", 2);
    EXPECT_EQ(std::get<double>(root.find("rules.quota.growth")->value), 0.02);
    EXPECT_EQ(std::get<double>(root.find("rules.quota.bonus")->value), 0.1);
    EXPECT_EQ(where(root.find("rules.quota.growth")->at), "--set #2");
    EXPECT_EQ(excerpt(root.find("rules.quota.growth")->at), "rules.quota.growth=0.02\n                   ^");
    EXPECT_EQ(where(root.find("rules.quota.bonus")->at), "a.toml:3:9");
}

TEST(ApplySet, TakesAnyTomlValueAndBareWordsAsText)
{
    Node root = parse_toml("", "a.toml");
    apply_set(root, "data.parcels.crs = EPSG:4547", 1);
    apply_set(root, "rules.quota.base_quota=300 亩", 2);
    apply_set(root, "output.maps=[\"stage\"]", 3);
    apply_set(root, "rules.tenure.mix={ lease = 0.5 }", 4);
    apply_set(root, "data.parks.file=../a b.gpkg", 5);
    apply_set(root, "name='x'", 6);
    EXPECT_EQ(*root.find("data.parcels.crs")->text(), "EPSG:4547");
    EXPECT_EQ(*root.find("rules.quota.base_quota")->text(), "300 亩");
    EXPECT_EQ(*root.find("output.maps")->list()->front().text(), "stage");
    EXPECT_EQ(std::get<double>(root.find("rules.tenure.mix.lease")->value), 0.5);
    EXPECT_EQ(*root.find("data.parks.file")->text(), "../a b.gpkg");
    EXPECT_EQ(*root.find("name")->text(), "x");
}

TEST(ApplySet, RefusesWhatIsNoAssignment)
{
    Node root = parse_toml("", "a.toml");
    for (const std::string_view text : {"", "=1", "rules", "a=\"x", "a=[1", "a b=1", "政策=1", "a=1\nb=2"})
        EXPECT_THROW(apply_set(root, text, 1), InputError) << text;
    EXPECT_TRUE(root.table()->entries.empty());
}

TEST(JoinedPath, IsRelativeToTheFileThatNamesIt)
{
    const Node root = parse_toml("a = 1\n", "scenarios/north/a.toml");
    const Position& at = root.find("a")->at;
    EXPECT_EQ(joined_path(at, "../gis/x.gpkg"), "scenarios/gis/x.gpkg");
    EXPECT_EQ(joined_path(at, "/data/x.gpkg"), "/data/x.gpkg");
    Node set = parse_toml("", "a.toml");
    apply_set(set, "a=1", 1);
    EXPECT_EQ(joined_path(set.find("a")->at, "gis/x.gpkg"), "gis/x.gpkg");
}

}  // namespace
}  // namespace permu
