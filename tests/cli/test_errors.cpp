/// What the program says when it cannot: exit codes, places, suggestions, in two languages.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The pencil study on the disk, and commands on variants of it.
class Errors : public testing::Test {
protected:
    Errors() : scenario_(twelve_parcels().write(temp_.path())) {}

    /// Runs a scenario that extends the pencil study by this text.
    Outcome run_with(const std::string& toml, const std::vector<std::string>& options = {})
    {
        write_file(temp_.path() / "changed.toml", "extends = \"scenario.toml\"\n" + toml);
        std::vector<std::string> words = options;
        words.insert(words.end(), {"run", temp_ / "changed.toml", "-o", temp_ / "out"});
        const Outcome outcome = permu(words);
        EXPECT_FALSE(outcome.code != 0 && fs::exists(temp_.path() / "out")) << "left behind";
        return outcome;
    }

    TempDirectory temp_;
    std::string scenario_;
};

TEST_F(Errors, AnUnknownOptionIsRefusedWithTheNearestOne)
{
    const Outcome outcome = permu({"run", scenario_, "-o", temp_ / "out", "--overwrit"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(holds(outcome.err, "did you mean '--overwrite'?")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "permu run --help")) << outcome.err;
    EXPECT_EQ(outcome.out, "");
}

TEST_F(Errors, AnUnknownCommandIsRefusedWithTheNearestOne)
{
    const Outcome outcome = permu({"chekc", scenario_});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(holds(outcome.err, "'check'")) << outcome.err;
    EXPECT_EQ(permu({}).code, 2);
    EXPECT_EQ(permu({"run", scenario_}).code, 2) << "no output";
    EXPECT_EQ(permu({"run", scenario_, "-o", temp_ / "out", "--threads", "none"}).code, 2);
    EXPECT_EQ(permu({"run", scenario_, "-o", temp_ / "out", "--years", "2024-2030"}).code, 2);
    EXPECT_EQ(permu({"check", "--parks", temp_ / "parks.geojson", "--parcels", ""}).code, 2);
}

TEST_F(Errors, HelpAndVersionGoToStdoutAndEndWell)
{
    for (const char* command : {"demo", "run", "check", "compare", "explain", "score", "sample", "list"}) {
        const Outcome help = permu({command, "--help"});
        EXPECT_EQ(help.code, 0) << command;
        EXPECT_TRUE(holds(help.out, "Usage")) << command;
    }
    const Outcome version = permu({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_TRUE(holds(version.out, "GDAL")) << version.out;
}

// Line 3 of the file, column 1: the key with a caret below it, and the key that was meant.
TEST_F(Errors, AnUnknownKeyIsShownWhereItStands)
{
    const Outcome outcome = run_with("[rules.idle_land]\nfee_shar = 0.3\n");
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, "changed.toml:3:1")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "fee_shar = 0.3\n")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "^")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "did you mean")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "fee_share")) << outcome.err;
}

TEST_F(Errors, TheSameInChinese)
{
    const Outcome outcome = run_with("[rules.idle_land]\nfee_shar = 0.3\n", {"--lang", "zh"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, "changed.toml:3:1")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "错误")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "fee_share")) << outcome.err;
    EXPECT_FALSE(holds(outcome.err, "did you mean")) << outcome.err;
}

TEST_F(Errors, AllFaultsOfAScenarioAreToldAtOnce)
{
    const Outcome outcome = run_with(
        "[run]\nsede = 1\n[rules.idle_land]\nfee_share = 2.0\n[rules.quota]\nstock_link = \"much\"\n");
    EXPECT_EQ(outcome.code, 3);
    for (const char* part : {"sede", "fee_share", "stock_link"})
        EXPECT_TRUE(holds(outcome.err, part)) << part << "\n" << outcome.err;
}

TEST_F(Errors, ABareNumberForAQuantityShowsHowToWriteIt)
{
    const Outcome outcome = run_with("[rules.quota]\nbase_quota = 300\n");
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, "changed.toml:3:")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "300 亩")) << outcome.err;
}

TEST_F(Errors, ASetWithTheWrongUnitIsRefused)
{
    const std::vector<std::string> words{"run", scenario_, "-o", temp_ / "out", "--set"};
    const auto set = [&](const std::string& assignment) {
        std::vector<std::string> all = words;
        all.push_back(assignment);
        return permu(all);
    };
    const Outcome unit = set("rules.quota.base_quota=300 万元");
    EXPECT_EQ(unit.code, 3);
    EXPECT_TRUE(holds(unit.err, "base_quota")) << unit.err;
    EXPECT_TRUE(holds(unit.err, "亩")) << unit.err;
    const Outcome key = set("rules.quota.base_qota=300 亩");
    EXPECT_EQ(key.code, 3);
    EXPECT_TRUE(holds(key.err, "base_quota")) << key.err;
    EXPECT_EQ(set("nonsense").code, 3);
    EXPECT_EQ(set("rules.quota.base_quota=300 亩").code, 0);
}

TEST_F(Errors, AMissingFileIsNamed)
{
    const Outcome scenario = permu({"run", temp_ / "none.toml", "-o", temp_ / "out"});
    EXPECT_EQ(scenario.code, 3);
    EXPECT_TRUE(holds(scenario.err, "none.toml")) << scenario.err;
    const Outcome data = run_with("[data.parcels]\nfile = \"none.gpkg\"\n");
    EXPECT_EQ(data.code, 3);
    EXPECT_TRUE(holds(data.err, "none.gpkg")) << data.err;
}

TEST_F(Errors, AParentThatDoesNotExistIsAFaultOfTheDisk)
{
    const Outcome outcome = permu({"run", scenario_, "-o", temp_ / "no/such/out"});
    EXPECT_EQ(outcome.code, 4) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "no/such")) << outcome.err;
    EXPECT_FALSE(fs::exists(temp_.path() / "no"));
}

TEST_F(Errors, ScenariosThatExtendEachOtherAreRefused)
{
    write_file(temp_.path() / "a.toml", "extends = \"b.toml\"\n");
    write_file(temp_.path() / "b.toml", "extends = \"a.toml\"\n");
    const Outcome outcome = permu({"check", temp_ / "a.toml"}, {}, 20);
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, "a.toml")) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "b.toml")) << outcome.err;
}

TEST_F(Errors, OnlyPlainLocalFilesAreOpened)
{
    for (const char* file : {"/vsicurl/http://127.0.0.1/x.gpkg", "http://127.0.0.1/x.geojson",
                             "/vsizip/parcels.zip/parcels.shp", "PG:host=127.0.0.1", "/dev/zero"}) {
        const Outcome outcome = run_with(std::string("[data.parcels]\nfile = \"") + file + "\"\n");
        EXPECT_EQ(outcome.code, 3) << file << "\n" << outcome.err;
    }
    EXPECT_EQ(run_with("[data.enterprises]\nfile = \"/etc\"\n").code, 3);
    write_file(temp_.path() / "remote.toml", "extends = \"http://127.0.0.1/base.toml\"\n");
    EXPECT_EQ(permu({"check", temp_ / "remote.toml"}).code, 3);
}

// What is not a scenario is not quoted: a message must not print another file's text.
TEST_F(Errors, NoMessageQuotesAFileThatIsNotAScenario)
{
    write_file(temp_.path() / "secret.txt", "root:x:0:0:confidential\n");
    write_file(temp_.path() / "thief.toml", "extends = \"secret.txt\"\n");
    const Outcome outcome = permu({"check", temp_ / "thief.toml"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_FALSE(holds(outcome.err, "confidential")) << outcome.err;
}

TEST_F(Errors, BoundsOnTheDataCanBeSet)
{
    const Outcome few = run_with("[data.limits]\nfeatures = 5\n");
    EXPECT_EQ(few.code, 5);
    EXPECT_TRUE(holds(few.err, "more than 5")) << few.err;
    EXPECT_TRUE(holds(few.err, "raise features in [data.limits]")) << few.err;
    EXPECT_EQ(run_with("[data.limits]\nvertices = 4\n").code, 5);
    EXPECT_EQ(run_with("[data.limits]\nfile_size = \"1 KB\"\n").code, 3) << "below what is sensible";
    EXPECT_EQ(run_with("[data.limits]\nfile_size = 5\n").code, 3) << "without a unit";
    EXPECT_EQ(run_with("[data.limits]\nfile_size = \"1 MB\"\n").code, 0);
}

TEST_F(Errors, AnUnknownCodeIsListed)
{
    PencilStudy study = twelve_parcels();
    study.lots[0].use = "9999";
    const fs::path directory = temp_.path() / "codes";
    const Outcome outcome = permu({"check", study.write(directory)});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, "9999")) << outcome.err;
}

// Two lots with one id keep the run from starting; that a code is unknown is told all the same.
TEST_F(Errors, ARunTellsAllFaultsOfTheDataAtOnce)
{
    PencilStudy study = twelve_parcels();
    study.lots[0].use = "9999";
    study.lots[2].id = study.lots[1].id;
    const std::string scenario = study.write(temp_.path() / "both");
    const Outcome outcome = permu({"run", scenario, "-o", temp_ / "run_both"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(holds(outcome.err, study.lots[1].id)) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "9999")) << outcome.err;
    EXPECT_FALSE(fs::exists(temp_ / "run_both"));
}

// The first two lots share a strip of 200 m × 1 m: 200 m², which is 1 % of the smaller one's 20 000 m².
TEST_F(Errors, AnOverlapIsRepairedOrStrictlyRefused)
{
    PencilStudy study = twelve_parcels();
    study.overlap = true;
    const std::string scenario = study.write(temp_.path() / "overlap");
    const Outcome repaired = permu({"check", scenario});
    EXPECT_EQ(repaired.code, 0) << repaired.err;
    EXPECT_TRUE(holds(repaired.err, "200.00 m²")) << repaired.err;
    const Outcome refused = permu({"check", scenario, "--strict"});
    EXPECT_EQ(refused.code, 3) << refused.err;
    EXPECT_TRUE(holds(refused.err, "parcel A2")) << refused.err;
    EXPECT_EQ(permu({"check", scenario_, "--strict"}).code, 0) << "there is nothing to repair here";
}

TEST_F(Errors, CheckTellsItsProblemsAsJson)
{
    PencilStudy study = twelve_parcels();
    study.overlap = true;
    const std::string scenario = study.write(temp_.path() / "overlap");
    const Outcome outcome = permu({"check", scenario, "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out, nullptr, false);
    ASSERT_TRUE(json.is_object()) << outcome.out;
    EXPECT_EQ(json.at("parcels").at("read"), 12);
    EXPECT_EQ(json.at("parcels").at("kept"), 12);
    EXPECT_NEAR(json.at("area_m2").at("overlap_removed").get<double>(), 200, 1e-6);
    ASSERT_FALSE(json.at("problems").empty());
    std::string ids;  // of the parcels that lose land
    for (const auto& problem : json.at("problems")) {
        if (problem.at("code") == "parcel.overlap") ids += problem.at("ids").dump();
        for (const char* key : {"severity", "code", "where", "found", "expected", "remedy"})
            EXPECT_TRUE(problem.contains(key)) << key;
    }
    EXPECT_EQ(ids, "[\"A1\"]") << "the larger one, by its id";
}

TEST_F(Errors, NewsAsJsonIsOneObjectALine)
{
    const Outcome outcome = run_with("[rules.idle_land]\nfee_shar = 0.3\n", {"--log-json"});
    EXPECT_EQ(outcome.code, 3);
    std::istringstream lines(outcome.err);
    std::string line;
    while (std::getline(lines, line))
        EXPECT_TRUE(nlohmann::json::parse(line, nullptr, false).is_object()) << line;
}

}  // namespace
}  // namespace permu::cli_test
