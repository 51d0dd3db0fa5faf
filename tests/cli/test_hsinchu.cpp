/// A real science park from end to end: 1,047 planned blocks, two of them invalid, with Chinese attributes.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

constexpr double square_metres_per_mu = 2000.0 / 3;

/// Each scenario runs once; its tests read what it left.
class Hsinchu : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!shared_data("hsinchu_science_park.gpkg"))
            GTEST_SKIP() << "the blocks of the science park are not here: ../shared/data";
        const Outcome outcome = run_to("one", "1");
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        manifest_ = nlohmann::json::parse(read_file(temp_.path() / "one/run.json"));
    }

    Outcome run_to(const std::string& name, const std::string& threads) const
    {
        const fs::path scenario = source_directory() / "tests/acceptance" / GetParam();
        return permu({"run", scenario.string(), "-o", temp_ / name, "--threads", threads});
    }

    TempDirectory temp_;
    nlohmann::json manifest_;
};

TEST_P(Hsinchu, EveryBlockIsAccountedFor)
{
    const auto& parcels = manifest_.at("quality").at("parcels");
    EXPECT_EQ(parcels.at("read"), 1047);
    EXPECT_EQ(parcels.at("read").get<int>(),
              parcels.at("kept").get<int>() + parcels.at("dropped").get<int>());
    EXPECT_GE(parcels.at("kept").get<int>(), 1000);
}

TEST_P(Hsinchu, TheTwoInvalidBlocksAreRepairedAndListed)
{
    EXPECT_EQ(manifest_.at("quality").at("parcels").at("repaired"), 2);
    int listed = 0;
    for (const auto& problem : manifest_.at("quality").at("problems"))
        if (problem.at("code") == "parcel.repaired") listed += problem.at("count").get<int>();
    EXPECT_EQ(listed, 2);
}

// Land is neither lost nor made in eleven years: 1 m² of some 21 km² is allowed.
TEST_P(Hsinchu, NoLandIsLost)
{
    const Indicators indicators(temp_.path() / "one");
    const double before = indicators(2024, "region", "area_mu") * square_metres_per_mu;
    const double after = indicators(2035, "region", "area_mu") * square_metres_per_mu;
    const double kept = manifest_.at("quality").at("area_m2").at("kept").get<double>();
    EXPECT_GT(kept, 15e6);
    EXPECT_NEAR(before, after, 1);
    EXPECT_NEAR(before, kept, 1);
    EXPECT_EQ(manifest_.at("invariants").at("breaches"), 0);
}

// Read = kept + removed as overlap + clipped + dropped, within what a plane differs from the ellipsoid (0.1
// %).
TEST_P(Hsinchu, TheAreaThatWasReadIsAccountedFor)
{
    const auto& area = manifest_.at("quality").at("area_m2");
    const auto of = [&](const char* name) { return area.at(name).get<double>(); };
    const double left = of("read_planar") - of("overlap_removed") - of("clipped") - of("dropped");
    EXPECT_NEAR(of("kept") / left, 1, 1e-3);
}

TEST_P(Hsinchu, WhatTheDataLacksIsCountedAsAssumed)
{
    const auto& assumed = manifest_.at("quality").at("assumed");
    EXPECT_TRUE(assumed.contains("enterprises")) << assumed.dump();
    EXPECT_TRUE(assumed.contains("stage")) << assumed.dump();
}

TEST_P(Hsinchu, SomethingHappensAndEveryParkIsReported)
{
    const Csv indicators = read_csv(temp_.path() / "one/indicators.csv");
    EXPECT_EQ(indicators.where({{"indicator", "area_mu"}, {"scope", "park"}, {"year", "2035"}}).size(), 3U);
    const Csv events = read_csv(temp_.path() / "one/events.csv");
    EXPECT_FALSE(events.where({{"rule", "standard_land"}, {"event", "placed"}}).empty());
}

TEST_P(Hsinchu, TwoThreadsGiveTheSameBytes)
{
    const Outcome outcome = run_to("two", "2");
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(differing_files(temp_.path() / "one", temp_.path() / "two"), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Acceptance, Hsinchu, testing::Values("hsinchu.toml", "hsinchu_raw.toml"),
                         [](const testing::TestParamInfo<const char*>& scenario) {
                             return std::string(scenario.param).starts_with("hsinchu_raw") ? "Raw"
                                                                                           : "Prepared";
                         });

}  // namespace
}  // namespace permu::cli_test
