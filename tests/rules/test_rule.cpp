/// The scope of rules and the mark of a clause that does not bind.
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace permu::test {
namespace {

constexpr EventKind kinds[] = {{"done", {"done", "完成"}, {}}};
constexpr RuleRecord shanxi{.id = RuleId::quota,
                            .title = {"a", "甲"},
                            .clause = "1",
                            .summary = {"b", "乙"},
                            .events = kinds,
                            .binding = {.province = "山西", .level = ParkLevel::provincial, .from = 2024}};

// applies to: level provincial, kind 示范区, province 山西
// a meets all; b is national; c is of another kind; d of another province; e says nothing of itself
TEST(RuleScope, CoversTheParksThatMeetEveryWordOfIt)
{
    const State state =
        state_of({.parks = "id level kind province\n a provincial 示范区 山西省\n b national 示范区 山西\n"
                           "c provincial 高新区 山西\n d provincial 示范区 四川\n e - - -"});
    RuleScope scope;
    scope.level = "provincial", scope.kind = "示范区", scope.province = "山西";
    std::string covered;
    for (const ParkId park : state.parks.rows())
        if (scope.covers(state.parks, park)) covered += state.parks.id[park.index];
    EXPECT_EQ(covered, "a");
    EXPECT_TRUE(RuleScope{}.covers(state.parks, park(state, "e")));
}

// binds 山西, provincial, from 2024; what a park does not say is taken to fit
TEST(RuleEvent, IsHypotheticalElsewhereAtAnotherLevelAndEarlier)
{
    State state = state_of(
        {.parks = "id level province\n a provincial 山西省\n b provincial 四川\n c national 山西\n d - -"});
    const auto marked = [&](std::string_view id, Year year, int effective_from) {
        state.year = year;
        RuleScope scope;
        scope.effective_from = effective_from;
        return rule_event(state, shanxi, scope, 0, id.empty() ? ParkId::none() : park(state, id))
            .hypothetical;
    };
    EXPECT_FALSE(marked("a", 2024, 0));
    EXPECT_TRUE(marked("a", 2023, 0));
    EXPECT_TRUE(marked("b", 2024, 0));
    EXPECT_TRUE(marked("c", 2024, 0));
    EXPECT_FALSE(marked("d", 2024, 0));
    EXPECT_TRUE(marked("a", 2025, 2026));
    EXPECT_TRUE(marked("a", 2023, 2020)) << "a scenario does not put a document in force earlier";
    EXPECT_FALSE(marked("", 2024, 0));
    EXPECT_TRUE(marked("", 2023, 0));
}

TEST(RuleEvent, IsAboutTheParkOrTheRegion)
{
    const State state = state_of({.parks = "id\n a\n b"});
    const Event of_park = rule_event(state, shanxi, {}, 0, park(state, "b"));
    EXPECT_EQ(of_park.entity, EntityKind::park);
    EXPECT_EQ(of_park.row, 1U);
    EXPECT_EQ(of_park.kind->name, "done");
    EXPECT_EQ(rule_event(state, shanxi, {}, 0, ParkId::none()).entity, EntityKind::region);
}

}  // namespace
}  // namespace permu::test
