/// Scenarios in which every rule of the catalogue is at work: each writes at least one event.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "cli/program.hpp"
#include "permu/model/rule_id.hpp"
#include "permu/rules/catalogue.hpp"

namespace permu::cli_test {
namespace {

/// Events by rule.
std::map<std::string, int> events_of(const std::string& scenario)
{
    const TempDirectory temp;
    const Outcome run = permu({"run", (source_directory() / scenario).string(), "-o", temp / "run"});
    EXPECT_EQ(run.code, 0) << run.err;
    std::map<std::string, int> counts;
    for (const auto& row : read_csv(temp.path() / "run/events.csv").rows)
        ++counts[row.at("rule")];
    return counts;
}

void expect_every_rule(const std::string& scenario)
{
    const std::map<std::string, int> counts = events_of(scenario);
    for (const MakeRule make : rule_catalogue()) {
        const std::string name(rule_name(make()->record().id));
        EXPECT_TRUE(counts.contains(name)) << name << " wrote no event in " << scenario;
    }
}

TEST(AllRules, AreAtWorkInTheSample)
{
    expect_every_rule("scenarios/all_rules.toml");
}

TEST(AllRules, AreAtWorkOnRealBlocks)
{
    if (!shared_data("hsinchu_science_park.gpkg"))
        GTEST_SKIP() << "the blocks of the science park are not here: ../shared/data";
    expect_every_rule("tests/acceptance/hsinchu_all_rules.toml");
}

}  // namespace
}  // namespace permu::cli_test
