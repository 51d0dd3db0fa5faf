/// What a person reads when something is wrong.
#include "permu/base/problem.hpp"

#include <gtest/gtest.h>

namespace permu {
namespace {

Problem bad_far(std::string where)
{
    return {.code = "parcel.far",
            .where = std::move(where),
            .found = {"\"180~200\"", "“180~200”"},
            .expected = {"a number from 0 to 20", "0 到 20 之间的数字"},
            .remedy = {"add far_text = \"range-max\" to [data.parcels]",
                       "请在 [data.parcels] 中加入 far_text = \"range-max\""}};
}

TEST(Describe, SaysWhereFoundExpectedRemedy)
{
    const Problem problem = bad_far("gis/parcels.gpkg, layer parcels, feature 7, field far");
    EXPECT_EQ(describe(problem, Language::en),
              "gis/parcels.gpkg, layer parcels, feature 7, field far: error: found \"180~200\", "
              "expected a number from 0 to 20\n  remedy: add far_text = \"range-max\" to [data.parcels]");
    EXPECT_EQ(describe(problem, Language::zh),
              "gis/parcels.gpkg, layer parcels, feature 7, field far：错误：发现 “180~200”，"
              "应为 0 到 20 之间的数字\n  办法：请在 [data.parcels] 中加入 far_text = \"range-max\"");
}

TEST(Describe, SaysHowManyAndHowMuchLand)
{
    Problem problem = bad_far("a");
    problem.severity = Severity::warning;
    problem.count = 13;
    problem.area = 666.5;
    EXPECT_NE(describe(problem, Language::en)
                  .find("a: warning: found \"180~200\", expected a number from 0 to 20 "
                        "(and 12 more like it); 666.50 m² of land affected\n"),
              std::string::npos);
    EXPECT_NE(describe(problem, Language::zh).find("警告"), std::string::npos);
    EXPECT_NE(describe(problem, Language::zh).find("（同类还有 12 处）；涉及面积 666.50 m²"),
              std::string::npos);
}

TEST(Describe, ShowsTheExcerptWithItsCaret)
{
    Problem problem = bad_far("a.toml:8:7");
    problem.excerpt = "fee =\t\"x\"\n      ^";
    EXPECT_NE(describe(problem, Language::en).find("\n    fee = \"x\"\n          ^\n  remedy"),
              std::string::npos);
}

TEST(Describe, NeverPrintsControlCharacters)
{
    Problem problem = bad_far("evil\x1b[2J.gpkg");
    problem.found = Said("\x07");
    problem.excerpt = "\x1b]0;x";
    EXPECT_EQ(describe(problem, Language::en).find('\x1b'), std::string::npos);
    EXPECT_NE(describe(problem, Language::en).find("found \\x07"), std::string::npos);
}

TEST(Describe, PutsErrorsFirstAndCountsTheRest)
{
    Problems problems;
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error, Severity::error})
        problems.add({.severity = severity, .where = "w", .found = Said("x")});
    EXPECT_EQ(describe(problems, Language::en),
              "w: error: found x\nw: error: found x\nw: warning: found x\nw: note: found x");
    EXPECT_EQ(describe(problems, Language::en, 1), "w: error: found x\nand 3 more");
    EXPECT_EQ(describe(problems, Language::zh, 3),
              "w：错误：发现 x\nw：错误：发现 x\nw：警告：发现 x\n另有 1 个问题");
    EXPECT_EQ(describe(Problems{}, Language::en), "");
}

// Three features of field far are one problem; the field grade and another layer are their own.
TEST(Problems, TalliesAlikeRowsIntoOne)
{
    Problems problems;
    problems.add(bad_far("p.gpkg, layer a, feature 1, field far"));
    for (int i = 1; i <= 3; ++i) {
        Problem problem = bad_far("p.gpkg, layer a, feature " + std::to_string(i) + ", field far");
        problem.area = 10;
        problems.tally(problem, "P" + std::to_string(i));
    }
    problems.tally(bad_far("p.gpkg, layer a, feature 1, field grade"), "P1");
    problems.tally(bad_far("p.gpkg, layer b, feature 1, field far"), "P1");
    ASSERT_EQ(problems.all().size(), 4);
    const Problem& merged = problems.all()[1];
    EXPECT_EQ(merged.where, "p.gpkg, layer a, feature 1, field far");
    EXPECT_EQ(merged.count, 3);
    EXPECT_EQ(merged.area, 30);
    EXPECT_EQ(merged.ids, (std::vector<std::string>{"P1", "P2", "P3"}));
}

TEST(Problems, KeepsAThousandIdsAndTheWholeCount)
{
    Problems problems;
    for (int i = 0; i < 1500; ++i)
        problems.tally(bad_far("t.csv"), std::to_string(i));
    EXPECT_EQ(problems.all()[0].count, 1500);
    EXPECT_EQ(problems.all()[0].ids.size(), max_listed_ids);
}

TEST(Problems, PromotesOnlyWarnings)
{
    Problems problems;
    problems.add({.severity = Severity::warning, .code = "a"});
    problems.add({.severity = Severity::warning, .code = "b"});
    problems.add({.severity = Severity::note, .code = "a"});
    EXPECT_FALSE(problems.has_errors());
    problems.promote([](const Problem& problem) { return problem.code == "a"; });
    EXPECT_EQ(problems.count(Severity::error), 1);
    EXPECT_EQ(problems.count(Severity::warning), 1);
    EXPECT_EQ(problems.count(Severity::note), 1);
    Problems all;
    all.append(problems);
    EXPECT_TRUE(all.has_errors());
    EXPECT_EQ(all.all().size(), 3);
}

TEST(Error, KeepsEveryProblemAndSaysTheFirst)
{
    Problems problems;
    problems.add(bad_far("a"));
    problems.add(bad_far("b"));
    try {
        throw InputError(problems);
    } catch (const Error& error) {
        EXPECT_EQ(error.problems().all().size(), 2);
        EXPECT_NE(std::string(error.what()).find("a: error: found"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("and 1 more"), std::string::npos);
    }
    EXPECT_EQ(Interrupted(2).signal(), 2);
}

}  // namespace
}  // namespace permu
