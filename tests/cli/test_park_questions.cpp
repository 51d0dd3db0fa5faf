/// Two of the questions the program must answer, on the sample province: who may turn, and what a merger
/// does.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

fs::path run_scenario(const TempDirectory& temp, const std::string& name, const std::string& years)
{
    const fs::path scenario = source_directory() / "scenarios" / (name + ".toml");
    const Outcome outcome = permu({"run", scenario.string(), "-o", temp / name, "--years", years});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return temp.path() / name;
}

// Which park qualifies, when, and what keeps the others out: every park is told every year with all three
// conditions, and one that is kept out names one that is not met.
TEST(WhichParkMayTurn, EveryParkIsToldWithWhatKeepsItOut)
{
    const TempDirectory temp;
    const Csv events = read_csv(run_scenario(temp, "baseline", "2024:2026") / "events.csv");
    const auto assessed = events.where({{"event", "assessed"}});
    EXPECT_EQ(assessed.size(), 3U * 11) << "three years, eleven parks";
    for (const auto& row : assessed) {
        const std::string& detail = row.at("detail");
        const bool kept_out = detail.find("task_completed=no") != std::string::npos ||
                              detail.find("integrated=no") != std::string::npos ||
                              detail.find("below=no") != std::string::npos ||
                              detail.find("judged=no") != std::string::npos;
        const bool eligible =
            !events.where({{"event", "eligible"}, {"id", row.at("id")}}).empty() || row.at("year") == "2024";
        EXPECT_TRUE(kept_out || eligible) << row.at("id") << " " << detail;
    }
}

// The region's land and quota are what they were; the merged parks have no rank and no land of their own.
TEST(WhatAMergerDoes, RanksAreFewerAndLandAndQuotaAreAllThere)
{
    const TempDirectory temp;
    const fs::path merged = run_scenario(temp, "merge_small_parks", "2024:2029");
    const fs::path apart = run_scenario(temp, "baseline", "2024:2029");
    std::set<std::string> gone;
    for (const auto& row : read_csv(merged / "events.csv").where({{"event", "function"}}))
        gone.insert(row.at("id"));
    ASSERT_FALSE(gone.empty());
    const Indicators with(merged), without(apart);
    EXPECT_NEAR(with(2029, "region", "area_mu"), without(2029, "region", "area_mu"), 1e-6);
    EXPECT_NEAR(with(2029, "region", "quota_given_mu"), without(2029, "region", "quota_given_mu"), 1e-6);
    std::size_t ranked = 0;
    for (int number = 1; number <= 11; ++number) {
        const std::string park = (number < 10 ? "P00" : "P0") + std::to_string(number);
        ranked += with.at(2029, park, "rank").has_value() ? 1U : 0U;
        if (!gone.contains(park)) continue;
        EXPECT_EQ(with(2029, park, "area_mu"), 0) << park;
        EXPECT_FALSE(with.at(2029, park, "rank").has_value()) << park;
        EXPECT_EQ(with(2029, park, "quota_given_mu"), 0) << park;
    }
    EXPECT_EQ(ranked, 11 - gone.size());
}

}  // namespace
}  // namespace permu::cli_test
