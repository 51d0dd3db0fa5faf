/// The tables of names: every value has an id, two names and, on one map, a colour of its own.
#include <gtest/gtest.h>

#include <set>

#include "permu/model/account.hpp"
#include "permu/model/events.hpp"
#include "permu/model/land_use.hpp"
#include "permu/model/rule_id.hpp"
#include "permu/model/stages.hpp"

namespace permu {
namespace {

TEST(LandUseTable, FindsEveryClassByItsIdButNotTheUnknown)
{
    std::set<std::uint32_t> colours;
    for (std::size_t i = 0; i < land_use_count; ++i) {
        const auto use = static_cast<LandUse>(i);
        EXPECT_EQ(info(use).use, use);
        EXPECT_FALSE(info(use).name.en.empty() || info(use).name.zh.empty());
        EXPECT_TRUE(colours.insert(info(use).colour).second) << info(use).id;
        EXPECT_EQ(find_land_use(info(use).id), use == LandUse::none ? std::nullopt : std::optional(use));
    }
    EXPECT_EQ(find_land_use("Industrial"), std::nullopt);
    EXPECT_EQ(find_land_use(""), std::nullopt);
}

// class            literal 30 %   A2    A     non-construction
// industrial_3          x          x    x
// m0                    x          x    x
// logistics_1, mining              x    x
// research, reserve                     x
// rural_industrial                             (B11, not A)
// water                                 -     x
TEST(LandUseTable, TellsTheNumeratorsOfTheThirtyPercentRuleApart)
{
    for (const LandUse use : {LandUse::industrial, LandUse::industrial_3, LandUse::m0}) {
        EXPECT_TRUE(is_industrial(use) && is_industry_mining_storage(use) && is_urban_construction(use));
    }
    for (const LandUse use : {LandUse::logistics_1, LandUse::mining}) {
        EXPECT_FALSE(is_industrial(use));
        EXPECT_TRUE(is_industry_mining_storage(use) && info(use).storage_or_mining);
    }
    EXPECT_FALSE(is_industry_mining_storage(LandUse::research));
    EXPECT_TRUE(is_urban_construction(LandUse::research) && is_urban_construction(LandUse::reserve));
    EXPECT_FALSE(is_urban_construction(LandUse::rural_industrial) || is_urban_construction(LandUse::water));
    EXPECT_FALSE(is_non_construction(LandUse::rural_industrial));
    EXPECT_TRUE(is_non_construction(LandUse::farmland) && is_non_construction(LandUse::ecological));
}

template <class Enum>
void expect_complete(std::size_t count)
{
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < count; ++i) {
        const ValueInfo& value = info(static_cast<Enum>(i));
        EXPECT_TRUE(ids.insert(value.id).second);
        EXPECT_FALSE(value.name.en.empty() || value.name.zh.empty()) << value.id;
    }
}

TEST(StageTables, NameEveryValueOnce)
{
    expect_complete<Stage>(stage_count);
    expect_complete<Tenure>(tenure_count);
    expect_complete<Review>(review_count);
    expect_complete<ParkStatus>(5);
    expect_complete<ParkLevel>(3);
    expect_complete<ParkType>(3);
    expect_complete<Grade>(5);
    expect_complete<ProjectStatus>(4);
    expect_complete<Tier>(3);
}

TEST(StageTables, FindValuesByIdAndGradesInEitherCase)
{
    EXPECT_EQ(find_stage("under_construction"), Stage::under_construction);
    EXPECT_EQ(find_stage("Built"), std::nullopt);
    EXPECT_EQ(find_tenure("lease_then_grant"), Tenure::lease_then_grant);
    EXPECT_EQ(find_tenure("none"), std::nullopt);
    EXPECT_EQ(find_park_status("transitioned"), ParkStatus::transitioned);
    EXPECT_EQ(find_park_level("national"), ParkLevel::national);
    EXPECT_EQ(find_park_level("unknown"), std::nullopt);
    EXPECT_EQ(find_tier("future"), Tier::future);
    EXPECT_EQ(find_grade("A"), Grade::a);
    EXPECT_EQ(find_grade("d"), Grade::d);
    EXPECT_EQ(find_grade("e"), std::nullopt);
    EXPECT_EQ(find_grade(""), std::nullopt);
}

TEST(RuleNames, StandInTheOrderOfTheYear)
{
    EXPECT_EQ(rule_name(RuleId::none), "");
    EXPECT_EQ(rule_name(RuleId::demand), "demand");
    EXPECT_EQ(rule_name(RuleId::idle_land), "idle_land");
    EXPECT_EQ(rule_name(RuleId::evaluation), "evaluation");
    EXPECT_EQ(static_cast<std::size_t>(RuleId::evaluation), rule_count);
    for (std::size_t i = 1; i <= rule_count; ++i) {
        const auto rule = static_cast<RuleId>(i);
        EXPECT_EQ(find_rule(rule_name(rule)), rule);
    }
    EXPECT_EQ(find_rule(""), std::nullopt);
    EXPECT_EQ(find_rule("idle"), std::nullopt);
}

TEST(ReasonNames, AreCompleteAndSumsOfAccountsAreExact)
{
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < reason_count; ++i)
        EXPECT_TRUE(names.insert(reason_name(static_cast<Reason>(i)).zh).second);
    Account account;
    account.add(Reason::land_price, 100);
    account.add(Reason::compensation, -30);
    Account other = account;
    other += account;
    EXPECT_EQ(other.total(), 140);
    EXPECT_EQ(other.of(Reason::compensation), -60);
}

TEST(EventLog, KeepsOrderAndTextsAndForgetsBoth)
{
    EventLog log;
    log.add({.entity = EntityKind::park, .value = 1});
    log.add({.entity = EntityKind::parcel, .detail = 77, .value = 2}, "tax 7.5, needs 8");
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log.detail(log.all()[0]), "");
    EXPECT_EQ(log.detail(log.all()[1]), "tax 7.5, needs 8");
    EXPECT_EQ(entity_kind_name(log.all()[1].entity), "parcel");
    log.clear();
    EXPECT_EQ(log.size(), 0U);
    log.add({}, "again");
    EXPECT_EQ(log.detail(log.all()[0]), "again");
}

}  // namespace
}  // namespace permu
