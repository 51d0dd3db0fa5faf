/// `permu explain` seen from outside: the story of one entity, in two languages and as JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A run directory by hand, as small as one can be: J1 is placed on L1, J2 gets nothing.
class HandMadeRun {
public:
    HandMadeRun()
    {
        put("run.json", R"({"name":"by hand","start":2024,"end":2026,"seed":7})");
        put("events.csv",
            "year,rule,clause,entity,id,event,value,unit,threshold,detail\n"
            "2024,transition,002 (十),park,P1,assessed,0.4,,0.3,judged=yes; task_completed=no: "
            "built_share=0.5 (>=0.85); integrated=yes: index=0.8 (>=0.7)\n"
            "2025,demand,002 (十三),project,J1,arrived,12,亩,,division 30\n"
            "2025,demand,002 (十三),project,J2,arrived,9,亩,,division 26\n"
            "2025,admission,\"002 (四), 004 (十)\",project,J2,refused,0.9,tce/万元,0.5,"
            "hypothetical; negative_list × 1; energy_per_value_added 0.9 > 0.5\n"
            "2026,standard_land,\"002 (十七), 003 (十三)\",project,J1,placed,12.5,亩,12,"
            "parcel L1; park P1; standard land\n"
            "2026,standard_land,\"002 (十七), 003 (十三)\",parcel,L1,supplied,12.5,亩,12,project J1\n"
            "2026,demand,002 (十三),project,J2,lost,2,年,2,\n");
        put("indicators.csv",
            "year,scope,id,indicator,value,unit\n"
            "2024,region,region,rank,,\n"
            "2024,park,P1,literal_industrial_share,0.4,\n"
            "2024,park,P1,rank,2,\n"
            "2025,park,P1,literal_industrial_share,0.35,\n"
            "2025,park,P2,rank,1,\n");
    }

    void put(const std::string& name, const std::string& text) { write_file(temp_.path() / name, text); }
    Outcome explain(std::vector<std::string> words) const
    {
        words.insert(words.begin(), {"explain", temp_.path().string()});
        return permu(words);
    }
    const fs::path& path() const { return temp_.path(); }

private:
    TempDirectory temp_;
};

class Explain : public testing::Test, protected HandMadeRun {};

TEST_F(Explain, TellsAProjectWithItsParcel)
{
    const Outcome outcome = explain({"--project", "J1"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out,
              "project J1: what happened in the run \"by hand\" (2024–2026, seed 7)\n"
              "linked to parcel L1\n"
              "\n2025\n"
              "  a project arrives: 12 亩; division 30  [Demand for land, 002 (十三)]\n"
              "\n2026\n"
              "  a project gets land: 12.5 against 12 亩; parcel L1; park P1; standard land  "
              "[Standard land and allocation, 002 (十七), 003 (十三)]\n"
              "  parcel L1: the parcel is supplied: 12.5 against 12 亩; project J1  "
              "[Standard land and allocation, 002 (十七), 003 (十三)]\n");
}

TEST_F(Explain, SpeaksChinese)
{
    const Outcome outcome = explain({"--project", "J1", "--lang", "zh"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                HasSubstr("项目 J1：运行“by hand”（2024–2026，种子 7）中的经过\n关联：地块 L1\n"));
    EXPECT_THAT(outcome.out, HasSubstr("12.5（对照 12 亩）；地块 L1；园区 P1；标准地  [标准地"));
}

TEST_F(Explain, TellsWhyAProjectGotNothing)
{
    put("why_not.csv",
        "year,project,rank,park,parcel,stopped_by,value,threshold,unit,taken_by\n"
        "2026,J1,1,P2,,far,0.8,1,,\n"
        "2026,J2,1,P1,L1,tax_per_mu,12,20,万元/亩/年,J1\n");
    const Outcome outcome = explain({"--project", "J2"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("negative list × 1; energy per value added 0.9 > 0.5"));
    EXPECT_THAT(outcome.out, HasSubstr("hypothetical: this clause does not bind here, or not yet]"));
    EXPECT_THAT(outcome.out,
                HasSubstr("\nWhy not elsewhere (a year that is not listed was as the one before)\n"
                          "  2026  park P1, parcel L1 (choice 1): tax per mu 12 against 20 "
                          "万元/亩/年; it went to project J1\n"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("floor area ratio"))) << "that is of J1";
}

TEST_F(Explain, ShowsTheConditionsOfAParkYearByYear)
{
    const Outcome outcome = explain({"--park", "P1"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("no: built share of developable land 0.5 (≥0.85)"));
    EXPECT_THAT(outcome.out, HasSubstr("yes: integration index 0.8 (≥0.7)"));
    EXPECT_THAT(outcome.out, HasSubstr("\n2025"));
    const Outcome quiet = explain({"--park", "P2"});
    EXPECT_EQ(quiet.code, 0) << "known by its indicators";
    EXPECT_THAT(quiet.out, HasSubstr("No rule changed it."));
}

TEST_F(Explain, GivesTheSameAsJson)
{
    const Outcome outcome = explain({"--parcel", "L1", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["subject"]["id"], "L1");
    EXPECT_EQ(json["run"]["seed"], 7);
    EXPECT_EQ(json["linked"][0]["id"], "J1");
    ASSERT_EQ(json["events"].size(), 3U);
    EXPECT_EQ(json["events"][0]["event"], "arrived");
    EXPECT_TRUE(json["events"][0]["threshold"].is_null());
    EXPECT_EQ(json["events"][1]["threshold"], 12);
    EXPECT_EQ(json["events"][1]["hypothetical"], false);
    EXPECT_EQ(json["events"][2]["detail"], "project J1");
}

TEST_F(Explain, AnUnknownIdIsRefusedWithTheNearestOnes)
{
    const Outcome outcome = explain({"--project", "J3"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("no project J3"));
    EXPECT_THAT(outcome.err, HasSubstr("did you mean J1, J2?"));
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(explain({"--project", "L1"}).err, HasSubstr("--parcel L1")) << "it is something else";
}

TEST_F(Explain, RefusesWhatIsNoRunDirectory)
{
    for (const char* missing : {"run.json", "events.csv", "indicators.csv"}) {
        const HandMadeRun other;
        fs::remove(other.path() / missing);
        const Outcome outcome = other.explain({"--project", "J1"});
        EXPECT_EQ(outcome.code, 3) << missing;
        EXPECT_THAT(outcome.err, HasSubstr(std::string("a directory without ") + missing));
        EXPECT_THAT(outcome.err, HasSubstr("permu run SCENARIO -o DIR"));
    }
    put("run.json", "[1]");
    EXPECT_EQ(explain({"--project", "J1"}).code, 3);
    EXPECT_EQ(permu({"explain", (path() / "nowhere").string(), "--project", "J1"}).code, 3);
    EXPECT_EQ(permu({"explain", (path() / "run.json").string(), "--project", "J1"}).code, 3);
}

TEST_F(Explain, AsksForOneEntity)
{
    EXPECT_EQ(explain({}).code, 2);
    EXPECT_EQ(explain({"--project", "J1", "--parcel", "L1"}).code, 2);
}

// A5 was sold for 1000 万元 and should have been started in 2024: fee 0.20 · 1000 in 2025, recapture in 2026.
TEST(ExplainARun, TellsTheStoryOfAnIdleParcel)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.end = 2027;
    for (Lot& lot : study.lots)
        if (lot.id == "A5")
            lot.more = {{"price_wan", "1000"}, {"supply_year", "2023"}, {"agreed_start_year", "2024"}};
    study.rules = "[rules.idle_land]\n";
    const fs::path run = run_study(study, temp.path());
    const Outcome outcome = permu({"explain", run.string(), "--parcel", "A5"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                HasSubstr("\n2025\n"
                          "  land is idle: 1 against 1 年  [Idle land, 闲置土地处置办法 第二条]\n"
                          "  idle-land fee: 200 万元; idle years 1; price (万元) 1000  "
                          "[Idle land, 闲置土地处置办法 第十四条(一)]\n"
                          "\n2026\n"
                          "  taken back without compensation: 30 亩; idle years 2; limit 2; "
                          "compensation (万元) 0  "
                          "[Idle land, 闲置土地处置办法 第十四条(二)]\n"));
    const Outcome untouched = permu({"explain", run.string(), "--parcel", "A1"});
    EXPECT_EQ(untouched.code, 0) << untouched.err;
    EXPECT_THAT(untouched.out, HasSubstr("No rule changed it."));
    EXPECT_EQ(permu({"explain", run.string(), "--parcel", "A11"}).code, 3);
}

}  // namespace
}  // namespace permu::cli_test
