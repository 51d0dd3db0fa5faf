/// Which version of a rule holds in which year: steps, dated tables, and what a run is told to assume.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "permu/base/csv.hpp"
#include "permu/rules/standard_land.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {
namespace {

using testing::HasSubstr;

Table no_file(const std::string& path)
{
    throw std::logic_error("no test names a file: " + path);
}

Scenario scenario_of(const std::string& rules, int start = 2024, int end = 2035)
{
    const std::string text = fmt::format(
        "name = \"s\"\n[run]\nstart = {}\nend = {}\n[data.parks]\nfile = \"p.gpkg\"\n[data.parcels]\n"
        "file = \"p.gpkg\"\ncode_system = \"用地用海\"\n{}",
        start, end, rules);
    return read_scenario(parse_toml(text, "s.toml"), no_file);
}

const RuleSchedule& schedule_of(const Scenario& scenario, std::string_view rule)
{
    const auto named = [&](const RuleSchedule& s) {
        return rule_name(s.versions[0].second->record().id) == rule;
    };
    return *std::ranges::find_if(scenario.rules, named);
}

/// The code and text of what is wrong with a scenario.
std::string refusal(const std::string& rules)
{
    try {
        scenario_of(rules);
    } catch (const InputError& error) {
        return error.problems().all()[0].code + ": " + describe(error.problems(), Language::en);
    }
    return {};
}

// off until 2026, on from 2027, off again from 2030
TEST(Schedule, AStepTurnsEveryRuleOnAndOff)
{
    for (const MakeRule make : rule_catalogue()) {
        const auto rule = make();
        const std::string name(rule_name(rule->record().id));
        const Scenario scenario =
            scenario_of(fmt::format("[rules.{0}]\nenabled = false\n"
                                    "[[rules.{0}.step]]\nfrom = 2027\nenabled = "
                                    "true\n[[rules.{0}.step]]\nfrom = 2030\nenabled = false\n",
                                    name));
        const RuleSchedule& schedule = schedule_of(scenario, name);
        for (const auto& [year, on] : {std::pair{2024, false},
                                       {2026, false},
                                       {2027, true},
                                       {2029, true},
                                       {2030, false},
                                       {2035, false}})
            EXPECT_EQ(schedule.in(year).scope().enabled, on) << name << " " << year;
    }
}

// 0.2 by default, 0.3 from 2027; the fee of 2030 keeps it and changes another key
TEST(Schedule, AStepBuildsOnTheOneBefore)
{
    const Scenario scenario = scenario_of(
        "[[rules.idle_land.step]]\nfrom = 2027\nfee_share = 0.3\n"
        "[[rules.idle_land.step]]\nfrom = 2030\nfee_after_years = 2\n");
    EXPECT_EQ(schedule_of(scenario, "idle_land").versions.size(), 3U);
    std::vector<std::string> told;
    for (const Assumption& one : assumptions(scenario))
        if (one.key == "rules.idle_land.extension_years") told.push_back(one.value);
    EXPECT_EQ(told.size(), 1U) << "what does not change is told once";
}

TEST(Schedule, StepsOutOfOrderOrTwiceAreRefused)
{
    const std::string step = "[[rules.idle_land.step]]\nfrom = ";
    EXPECT_THAT(refusal(step + "2030\n" + step + "2030\n"), HasSubstr("scenario.step_twice"));
    const std::string order = refusal(step + "2030\n" + step + "2027\n");
    EXPECT_THAT(order, HasSubstr("scenario.step_order"));
    EXPECT_THAT(order, HasSubstr("a step from 2027 behind one from 2030"));
    EXPECT_THAT(order, HasSubstr("s.toml:13:")) << "the line of the step";
}

// A value of the past is not edited: the base year is the state of the data.
TEST(Schedule, AStepBeforeTheBaseYearHoldsFromThereAndIsTold)
{
    const Scenario scenario = scenario_of("[[rules.idle_land.step]]\nfrom = 2020\nenabled = false\n");
    EXPECT_FALSE(schedule_of(scenario, "idle_land").in(2024).scope().enabled);
    ASSERT_EQ(scenario.notes.all().size(), 1U);
    EXPECT_EQ(scenario.notes.all()[0].code, "scenario.step_past");
    EXPECT_EQ(scenario.notes.all()[0].severity, Severity::warning);
    EXPECT_TRUE(scenario_of("[[rules.idle_land.step]]\nfrom = 2027\nfee_share = 0.1\n").notes.empty());
}

/// The number in a column of the first row that holds a text, of the rule's table in that year.
std::string cell_in(const RuleSchedule& schedule, Year year, std::string_view key, std::string_view text,
                    std::string_view column)
{
    const auto rule = schedule.in(year).clone();
    for (const Parameter& parameter : rule->parameters()) {
        if (parameter.key != key) continue;
        const Table& table = std::get<TableSetting*>(parameter.slot)->table;
        for (std::size_t row = 0; row < table.rows(); ++row)
            for (const TableColumn& any : table.columns)
                if (cell_text(any, row) == text) return cell_text(*table.find(column), row);
    }
    return {};
}

// Building coefficient of the national controls: 0.30 from 2008, 0.40 from 2023.
TEST(Schedule, TheLawOfAYearIsChosenByItsDate)
{
    const Scenario scenario = scenario_of("", 2020, 2030);
    const RuleSchedule& land = schedule_of(scenario, "standard_land");
    for (const auto& [year, least] :
         {std::pair<Year, std::string>{2020, "0.30"}, {2022, "0.30"}, {2023, "0.40"}, {2030, "0.40"}})
        EXPECT_EQ(cell_in(land, year, "indicators", "building_coefficient", "threshold"), least) << year;
    const Scenario later = scenario_of("");
    EXPECT_EQ(schedule_of(later, "standard_land").versions.size(), 1U) << "one law since 2023";
}

// Land-use tax of large cities: 0.5 to 10 元/m² until 2006, 1.5 to 30 from 2007.
TEST(Schedule, TaxBandsFollowTheirActs)
{
    const RuleSchedule tax = schedule_of(scenario_of("", 2005, 2010), "incentives");
    EXPECT_EQ(cell_in(tax, 2006, "land_use_tax_bands", "large", "max_yuan_per_m2_year"), "10");
    EXPECT_EQ(cell_in(tax, 2007, "land_use_tax_bands", "large", "max_yuan_per_m2_year"), "30");
}

// How the data is read is assumed, too: of tables that are given, and without the names of files and layers.
TEST(Assumptions, OfTheDataStandBehindThoseOfTheRules)
{
    const Scenario scenario = scenario_of("[data.parcels.scale]\nplan_far = 0.01\n");
    const std::vector<Assumption> all = assumptions(scenario);
    std::map<std::string, std::string> values;
    bool data = false;
    for (const Assumption& one : all) {
        EXPECT_FALSE(data && one.key.starts_with("rules.")) << one.key;
        data = data || one.key.starts_with("data");
        values[one.key] = one.value;
    }
    EXPECT_EQ(values.at("data.on_overlap"), "repair");
    EXPECT_EQ(values.at("data.parcels.vacant_share"), "0");
    EXPECT_EQ(values.count("data.parcels.file") + values.count("data.parcels.code_system"), 0U);
    EXPECT_EQ(values.count("data.enterprises.synthetic"), 0U) << "no such table";
    EXPECT_EQ(scenario.data.parcels.scale.at("plan_far"), 0.01);
}

TEST(Assumptions, NameValueUnitSourceAndTheYearFromWhich)
{
    const Scenario scenario = scenario_of(
        "[[rules.idle_land.step]]\nfrom = 2027\nenforcement_share = 0.3\n[rules.demand]\nenabled = false\n");
    std::map<std::string, int> rows;
    std::vector<std::string> enforcement;
    for (const Assumption& one : assumptions(scenario)) {
        EXPECT_NE(one.confidence, Confidence::seed);
        EXPECT_NE(one.confidence, Confidence::found);
        EXPECT_FALSE(one.key.starts_with("rules.demand.")) << "the rule is off";
        ++rows[one.key];
        if (one.key == "rules.idle_land.enforcement_share")
            enforcement.push_back(fmt::format("{} {}", one.from, one.value));
    }
    EXPECT_THAT(enforcement, testing::ElementsAre("2024 1", "2027 0.3"));
    EXPECT_EQ(rows["rules.tenure.floor_price"], 15) << "prices of all grades are to be verified";
    EXPECT_EQ(rows.count("rules.idle_land.fee_share"), 0U) << "found in the decree";
}

// The decree says 0.2. What the scenario makes of it in 2027 and 2030 is no longer the decree's.
TEST(Assumptions, NameWhatTheScenarioSetsApartFromItsSource)
{
    const Scenario scenario = scenario_of(
        "[[rules.idle_land.step]]\nfrom = 2027\nfee_share = 0.3\n"
        "[[rules.idle_land.step]]\nfrom = 2030\nfee_share = 0.2\n");
    std::vector<std::string> fee;
    for (const Assumption& one : assumptions(scenario))
        if (one.key == "rules.idle_land.fee_share")
            fee.push_back(fmt::format("{} {} {}", one.from, one.value, one.departs ? "own" : "as stated"));
    EXPECT_THAT(fee, testing::ElementsAre("2027 0.3 own", "2030 0.2 as stated"));
}

}  // namespace
}  // namespace permu
