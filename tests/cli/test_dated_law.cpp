/// Policy as dated data, from outside: rules that turn on, tables that change, what a run says it assumed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Twelve parcels in which A5 was sold for 1000 万元 and should have been started in 2024.
PencilStudy unstarted_land(const std::string& rules)
{
    PencilStudy study = twelve_parcels();
    study.end = 2027;
    for (Lot& lot : study.lots)
        if (lot.id == "A5")
            lot.more = {{"price_wan", "1000"}, {"supply_year", "2023"}, {"agreed_start_year", "2024"}};
    study.rules = rules;
    return study;
}

// year   the rule   A5
// 2025   off        one idle year, and nobody looks
// 2026   on         two idle years: idle and taken back; the fee of the year before is not charged late
TEST(DatedLaw, ARuleActsFromTheStepThatTurnsItOn)
{
    const TempDirectory temp;
    const fs::path run =
        run_study(unstarted_land("[rules.idle_land]\nenabled = false\n[[rules.idle_land.step]]\nfrom = 2026\n"
                                 "enabled = true\n"),
                  temp.path());
    const Csv events = read_csv(run / "events.csv");
    ASSERT_EQ(events.rows.size(), 2U);
    EXPECT_EQ(events.only({{"event", "idle"}}, "year"), "2026");
    EXPECT_EQ(events.only({{"event", "recapture"}}, "year"), "2026");
}

// on in 2025, when the fee is due; off from 2026, when the land would be taken back
TEST(DatedLaw, ARuleActsNoMoreFromTheStepThatTurnsItOff)
{
    const TempDirectory temp;
    const fs::path run = run_study(
        unstarted_land("[rules.idle_land]\n[[rules.idle_land.step]]\nfrom = 2026\nenabled = false\n"),
        temp.path());
    const Csv events = read_csv(run / "events.csv");
    EXPECT_EQ(events.only({{"event", "fee"}}, "year"), "2025");
    EXPECT_TRUE(events.where({{"event", "recapture"}}).empty());
}

/// Two projects of FAR 1.0, one a year, and a table that asks for 0.5 until 2025 and for 1.5 from 2026.
std::string scenario_of_two_standards(const fs::path& directory, const std::string& table)
{
    PencilStudy study = twelve_parcels();
    study.end = 2026;
    study.projects = "project_id,arrival_year,division,land_mu,far\nQ1,2025,34,30,1.0\nQ2,2026,34,30,1.0\n";
    study.rules = "[rules.demand]\n[rules.admission]\n[rules.standard_land]\nindicators = \"controls.csv\"\n";
    write_file(directory / "controls.csv", table);
    return study.write(directory);
}

TEST(DatedLaw, AProjectMeetsTheStandardOfItsYear)
{
    const TempDirectory temp;
    const std::string scenario = scenario_of_two_standards(
        temp.path(), "indicator,threshold,from,to\nfar,0.5,,2025\nfar,1.5,2026-07-01,\n");
    const Outcome outcome = permu({"run", scenario, "-o", temp / "run"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Csv events = read_csv(temp.path() / "run/events.csv");
    EXPECT_EQ(events.only({{"event", "placed"}}, "id"), "Q1");
    EXPECT_EQ(events.only({{"event", "refused"}}, "id"), "Q2");
    EXPECT_EQ(events.only({{"event", "refused"}}, "threshold"), "1.5");
}

TEST(DatedLaw, ADateThatIsNoneIsRefusedAtItsCell)
{
    const TempDirectory temp;
    const std::string scenario =
        scenario_of_two_standards(temp.path(), "indicator,threshold,from,to\nfar,0.5,soon,\n");
    const Outcome outcome = permu({"run", scenario, "-o", temp / "run"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("controls.csv, row 1, column from"));
    EXPECT_THAT(outcome.err, HasSubstr("\"soon\""));
}

TEST(DatedLaw, StepsOfThePastAreWarnedOf)
{
    const TempDirectory temp;
    const std::string scenario =
        unstarted_land("[rules.idle_land]\n[[rules.idle_land.step]]\nfrom = 2020\nfee_share = 0.1\n")
            .write(temp.path());
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"run", scenario, "-o", temp / "run"}, {"check", scenario}}) {
        const Outcome outcome = permu(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr("a step from 2020"));
        EXPECT_THAT(outcome.err, HasSubstr("it holds from the base year on"));
    }
}

TEST(Assumptions, AreCountedAtTheEndAndListedInRunJson)
{
    const TempDirectory temp;
    const std::string scenario = unstarted_land("[rules.idle_land]\n").write(temp.path());
    const Outcome outcome = permu({"run", scenario, "-o", temp / "run"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    // enforcement_share is a design value, extension_years one to verify; no other rule is on. The others
    // are of the data.
    const auto json = nlohmann::json::parse(read_file(temp.path() / "run/run.json"));
    std::size_t of_rules = 0, of_data = 0;
    for (const auto& one : json["assumptions"])
        ++(one["key"].get<std::string>().starts_with("rules.") ? of_rules : of_data);
    EXPECT_EQ(of_rules, 2U);
    const std::string design = std::to_string(of_data + 1);
    EXPECT_THAT(outcome.err, HasSubstr(design + " design values and 1 values to verify"));
    const auto residual = std::ranges::find(json["assumptions"], "data.residual_as",
                                            [](const nlohmann::json& one) { return one["key"]; });
    ASSERT_NE(residual, json["assumptions"].end());
    EXPECT_EQ((*residual)["confidence"], "design");
    const auto& extension = json["assumptions"][0];
    EXPECT_EQ(extension["key"], "rules.idle_land.extension_years");
    EXPECT_EQ(extension["value"], "1");
    EXPECT_EQ(extension["from"], 2024);
    EXPECT_EQ(extension["confidence"], "knowledge, verify");
    EXPECT_THAT(extension["source"].get<std::string>(), HasSubstr("闲置土地处置办法"));
    EXPECT_THAT(permu({"run", scenario, "-o", temp / "other", "-q"}).err, Not(HasSubstr("design")));
}

}  // namespace
}  // namespace permu::cli_test
