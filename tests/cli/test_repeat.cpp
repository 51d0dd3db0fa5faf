/// The same input gives the same bytes: whatever the threads, the order of rows, and from run.json again.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// A small study in which all rules run and chance plays a part.
PencilStudy lively_study()
{
    PencilStudy study = twelve_parcels();
    study.end = 2032;
    study.rules = "[rules.quota]\nbase_quota = \"60 亩\"\n";
    for (const char* rule : {"demand", "preparation", "admission", "standard_land", "tenure", "construction",
                             "idle_land", "operation", "per_mu", "incentives", "transition", "evaluation"})
        study.rules += std::string("[rules.") + rule + "]\nenabled = true\n";
    study.projects =
        "project_id,arrival_year,division,land_mu,investment_wan,tax_wan,output_wan,value_added_wan,"
        "energy_tce,rd_wan,far,building_coefficient,admin_share,staff\n"
        "Q1,2025,34,30,9000,600,20000,5000,900,500,1.2,0.5,0.05,120\n"
        "Q2,2025,34,30,9000,600,20000,5000,900,500,1.2,0.5,0.05,120\n"
        "Q3,2026,36,60,19000,1000,40000,9000,1900,900,1.3,0.5,0.05,220\n"
        "Q4,2028,38,30,9500,700,21000,5200,800,600,1.4,0.6,0.04,90\n";
    return study;
}

void expect_same(const fs::path& left, const fs::path& right)
{
    EXPECT_GE(files_of(left).size(), 9U) << left;
    EXPECT_EQ(differing_files(left, right), std::vector<std::string>{});
}

TEST(Repeat, ThreadsChangeNoByteOfTheSample)
{
    const TempDirectory temp;
    const std::string scenario = (source_directory() / "scenarios/per_mu_policy.toml").string();
    for (const std::string threads : {"1", "2"}) {
        const Outcome run = permu({"run", scenario, "-o", temp / threads, "--threads", threads});
        ASSERT_EQ(run.code, 0) << run.err;
    }
    expect_same(temp.path() / "1", temp.path() / "2");
}

TEST(Repeat, TheOrderOfRowsChangesNoByte)
{
    const TempDirectory temp;
    PencilStudy study = lively_study();
    const fs::path as_written = run_study(study, temp.path() / "one");
    study.reversed = true;
    const fs::path reversed = run_study(study, temp.path() / "two");
    ASSERT_NE(read_file(temp.path() / "one/parcels.geojson"), read_file(temp.path() / "two/parcels.geojson"));
    EXPECT_GT(read_csv(as_written / "events.csv").rows.size(), 20U);
    expect_same(as_written, reversed);
}

TEST(Repeat, ARunRepeatsFromItsRunJson)
{
    const TempDirectory temp;
    const fs::path first = run_study(lively_study(), temp.path() / "study",
                                     {"--seed", "9", "--set", "rules.idle_land.fee_share=0.3"});
    const Outcome again = permu({"run", (first / "run.json").string(), "-o", temp / "again"}, "/");
    ASSERT_EQ(again.code, 0) << again.err;
    expect_same(first, temp.path() / "again");
}

TEST(Repeat, ASeedOfItsOwnIsAnotherRun)
{
    const TempDirectory temp;
    const std::string scenario = (source_directory() / "scenarios/baseline.toml").string();
    for (const std::string seed : {"1", "2"})
        ASSERT_EQ(permu({"run", scenario, "-o", temp / seed, "--seed", seed}).code, 0);
    EXPECT_NE(read_file(temp.path() / "1/events.csv"), read_file(temp.path() / "2/events.csv"));
}

TEST(Repeat, OnlyRunJsonKnowsTheMachine)
{
    const TempDirectory temp;
    const fs::path run = run_study(lively_study(), temp.path());
    for (const auto& [name, bytes] : files_of(run)) {
        if (name == "run.json") continue;
        EXPECT_EQ(bytes.find(temp.path().string()), std::string::npos) << name << " holds a path";
    }
    const auto manifest = nlohmann::json::parse(read_file(run / "run.json"));
    EXPECT_EQ(manifest.at("invariants").at("breaches"), 0);
    EXPECT_EQ(manifest.at("inputs").size(), 4U);
    for (const auto& file : manifest.at("inputs"))
        EXPECT_EQ(file.at("sha256").get<std::string>().size(), 64U);
}

TEST(Repeat, AnExistingDirectoryIsRefusedAndLeftAsItWas)
{
    const TempDirectory temp;
    const PencilStudy study = twelve_parcels();
    const fs::path run = run_study(study, temp.path());
    const auto before = files_of(run);
    const std::string scenario = temp / "scenario.toml";
    const Outcome refused = permu({"run", scenario, "-o", run.string(), "--seed", "5"});
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.err.find("--overwrite"), std::string::npos) << refused.err;
    EXPECT_EQ(files_of(run), before);
}

TEST(Repeat, OverwriteSwapsOnlyWhenTheNewRunIsWhole)
{
    const TempDirectory temp;
    const fs::path run = run_study(twelve_parcels(), temp.path());
    const auto before = files_of(run);
    const std::string scenario = temp / "scenario.toml";
    const Outcome broken =
        permu({"run", scenario, "-o", run.string(), "--overwrite", "--set", "data.parcels.file=none.gpkg"});
    EXPECT_EQ(broken.code, 3) << broken.err;
    EXPECT_EQ(files_of(run), before) << "a run that failed replaced nothing";
    const Outcome done = permu({"run", scenario, "-o", run.string(), "--overwrite", "--years", "2024:2026"});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_NE(files_of(run), before);
    for (const fs::directory_entry& entry : fs::directory_iterator(temp.path()))
        EXPECT_EQ(entry.path().filename().string().find("tmp"), std::string::npos) << entry.path();
}

}  // namespace
}  // namespace permu::cli_test
