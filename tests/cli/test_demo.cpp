/// The first minute: `permu demo` makes two runs and puts them side by side.
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

TEST(Demo, WritesTwoRunsAndTheirComparison)
{
    const TempDirectory temp;
    const Outcome demo = permu({"demo", "first"}, temp.path());
    ASSERT_EQ(demo.code, 0) << demo.err;
    EXPECT_LT(demo.seconds, 60);
    const fs::path root = temp.path() / "first";
    for (const char* run : {"baseline", "per_mu_policy"}) {
        const fs::path runs = root / "runs" / run;
        for (const char* file :
             {"indicators.csv", "indicators_wide.csv", "events.csv", "parcels.gpkg", "run.json",
              "maps/stage_2035.tif", "maps/use_2035.tif", "maps/per_mu_class_2035.tif",
              "maps/tax_per_mu_2035.tif", "maps/stage_2035.tif.aux.xml"})
            EXPECT_TRUE(fs::is_regular_file(runs / file)) << runs / file;
    }
    EXPECT_TRUE(fs::is_regular_file(root / "comparison/differences.csv"));
    EXPECT_TRUE(fs::is_regular_file(root / "scenarios/baseline.toml"));
    EXPECT_TRUE(fs::is_regular_file(root / "gis/sample.gpkg"));
}

TEST(Demo, ComparesOnStdoutAndNamesTheNextStepOnStderr)
{
    const TempDirectory temp;
    const Outcome demo = permu({"demo", "first"}, temp.path());
    ASSERT_EQ(demo.code, 0) << demo.err;
    EXPECT_NE(demo.out.find("tax per mu"), std::string::npos) << demo.out;
    EXPECT_NE(demo.err.find("synthetic"), std::string::npos) << demo.err;
    EXPECT_NE(demo.err.find("permu run"), std::string::npos) << demo.err;
    EXPECT_EQ(demo.err.find('\x1b'), std::string::npos) << "no bar away from a terminal";
    const std::size_t note = demo.err.find("baseline 2024");
    ASSERT_NE(note, std::string::npos) << demo.err;
    EXPECT_TRUE(note == 0 || demo.err[note - 1] == '\n') << "a message runs into the next: " << demo.err;
}

TEST(Demo, SpeaksChineseWhenAsked)
{
    const TempDirectory temp;
    const Outcome demo = permu({"--lang", "zh", "demo", "first"}, temp.path());
    ASSERT_EQ(demo.code, 0) << demo.err;
    EXPECT_NE(demo.err.find("合成"), std::string::npos) << demo.err;
    const std::string wide = first_line(temp.path() / "first/runs/baseline/indicators_wide.csv");
    EXPECT_NE(wide.find("年份"), std::string::npos) << wide;
}

TEST(Demo, LeavesAnExistingDirectoryAlone)
{
    const TempDirectory temp;
    write_file(temp.path() / "kept", "mine");
    fs::create_directory(temp.path() / "first");
    write_file(temp.path() / "first/kept", "mine");
    EXPECT_EQ(permu({"demo", "first"}, temp.path()).code, 3);
    EXPECT_EQ(files_of(temp.path() / "first").size(), 1U);
}

}  // namespace
}  // namespace permu::cli_test
