/// Score methods in TOML: the files that ship, the same method as a flat table, and faults at their places.
#include "permu/scenario/score_method.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "permu/base/resource.hpp"
#include "permu/rules/score.hpp"

namespace permu::test {
namespace {

ScoreMethod method_of(std::string_view toml)
{
    Problems problems;
    const ScoreMethod method =
        method_from(score_method_table(parse_toml(toml, "m.toml")), "m.toml", problems);
    EXPECT_TRUE(problems.empty());
    return method;
}

/// "code at line:column" of every problem.
std::vector<std::string> faults(std::string_view toml)
{
    Problems problems;
    score_method_table(parse_toml(toml, "m.toml"), problems);
    std::vector<std::string> out;
    for (const Problem& problem : problems.all())
        out.push_back(problem.code + " at " + problem.where.substr(problem.where.find(':') + 1));
    return out;
}

using Faults = std::vector<std::string>;

TEST(ScoreMethodFile, ShipsThreeThatRead)
{
    const ScoreMethod huangyan = method_of(resource("scenarios/methods/huangyan_2022.toml"));
    ASSERT_EQ(huangyan.large.size(), 6U);
    EXPECT_EQ(huangyan.large[0].benchmark.factor, 24.097);
    EXPECT_TRUE(std::isinf(huangyan.large[0].cap_factor));
    EXPECT_EQ(huangyan.small[1].weight, 50);
    ASSERT_TRUE(huangyan.classes);
    EXPECT_EQ(huangyan.classes->b, 400'000'000);
    const ScoreMethod huaian = method_of(resource("scenarios/methods/huaian_2024.toml"));
    EXPECT_EQ(huaian.large[1].benchmark.kind, Benchmark::Kind::mean);
    EXPECT_EQ(huaian.large[1].benchmark.factor, 2);
    EXPECT_EQ(huaian.large[1].cap_factor, 1.5);
    const ScoreMethod jingde = method_of(resource("scenarios/methods/jingde_2022.toml"));
    EXPECT_EQ(jingde.small[2].formula, ScoreFormula::minmax);
}

// An item says its own formula and cap, else those of its group, else ratio and 1.5.
TEST(ScoreMethodFile, LetsAnItemOverruleItsGroup)
{
    const ScoreMethod method = method_of(
        "[small]\nformula = \"minmax\"\n[[small.items]]\nid = \"rd_share\"\nweight = 10\n"
        "[[small.items]]\nid = \"tax_per_mu\"\nweight = 20\nformula = \"ratio\"\ncap_factor = inf\n"
        "benchmark = \"quantile:0.8\"\n"
        "[[small.items]]\nid = \"tax_per_kwh\"\nweight = 5\nreverse = true\n");
    ASSERT_EQ(method.small.size(), 3U);
    EXPECT_EQ(method.small[0].formula, ScoreFormula::minmax);
    EXPECT_EQ(method.small[0].cap_factor, 1.5);
    EXPECT_EQ(method.small[1].formula, ScoreFormula::ratio);
    EXPECT_EQ(method.small[1].benchmark.quantile, 0.8);
    EXPECT_TRUE(method.small[2].reverse);
    EXPECT_EQ(method.small[2].benchmark.kind, Benchmark::Kind::mean);
    EXPECT_TRUE(method.large.empty());
    EXPECT_FALSE(method.classes);
}

TEST(ScoreMethodFile, TellsEveryFaultAtItsPlace)
{
    EXPECT_EQ(faults("[large]\n"
                     "formula = \"ration\"\n"                                                    // 2
                     "[[large.items]]\nid = \"tax_per_muu\"\nweight = 30\nbenchmark = 24\n"      // 4
                     "[[large.items]]\nid = \"rd_share\"\nweight = 0\nbenchmark = \"median\"\n"  // 9, 10
                     "[[large.items]]\nid = \"rd_share\"\nwieght = 3\n"                          // 11, 12, 13
                     "[classes]\nshares = { A = 0.3, B = 0.3, C = 0.3, D = 0.2 }\nties = \"worse\"\n"),
              (Faults{"scenario.choice at 2:11", "scenario.choice at 4:6", "score.weight at 9:10",
                      "score.benchmark at 10:13", "scenario.unknown_key at 13:1", "score.weight at 11:1",
                      "score.benchmark at 11:1", "score.id at 12:6", "scenario.choice at 16:8",
                      "score.shares at 15:10"}));
    EXPECT_EQ(faults("[classes]\nshares = { A = 1.0 }\n"),
              (Faults{"score.items at 1:1", "score.shares at 2:10"}));
}

TEST(ScoreMethodFile, ProposesTheItemThatWasMeant)
{
    Problems problems;
    score_method_table(
        parse_toml("[large]\n[[large.items]]\nid = \"tax_per_muu\"\nweight = 1\nbenchmark = 1\n", "m"),
        problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_NE(problems.all()[0].remedy.en.find("tax_per_mu"), std::string::npos);
    EXPECT_THROW(score_method_table(parse_toml("", "m.toml")), InputError);
}

TEST(ScoreMethodFile, NeedsListsOfTables)
{
    EXPECT_EQ(faults("large = 3\n"), (Faults{"scenario.no_table at 1:9"}));
    EXPECT_EQ(faults("[large]\nitems = 3\n"), (Faults{"score.items at 2:9"}));
    EXPECT_EQ(faults("[large]\n"), (Faults{"score.items at 1:1"}));
}

}  // namespace
}  // namespace permu::test
