/// Scenarios in which every rule of the catalogue is at work: each writes at least one event.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "cli/program.hpp"
#include "permu/model/rule_id.hpp"
#include "permu/rules/catalogue.hpp"

namespace permu::cli_test {
namespace {

void expect_every_rule(const fs::path& run, const std::string& scenario)
{
    std::map<std::string, int> counts;
    for (const auto& row : read_csv(run / "events.csv").rows)
        ++counts[row.at("rule")];
    for (const MakeRule make : rule_catalogue()) {
        const std::string name(rule_name(make()->record().id));
        EXPECT_TRUE(counts.contains(name)) << name << " wrote no event in " << scenario;
    }
}

/// So that partners of cooperation parks get a share, too.
const std::vector<std::string> shared{"--set", "rules.cooperation_parks.benefit_share=0.2"};

/// Income and cost: with these signs the parts of the balance add up to it, in every year and scope.
/// \return how much of it went to partners
double expect_balanced(const fs::path& run)
{
    const std::map<std::string, int> parts{
        {"land_revenue_wan", 1},  {"idle_fee_wan", 1},           {"damages_wan", 1},
        {"price_top_up_wan", 1},  {"land_use_tax_wan", 1},       {"power_surcharge_wan", 1},
        {"tax_relief_wan", -1},   {"rd_subsidy_wan", -1},        {"preparation_cost_wan", -1},
        {"compensation_wan", -1}, {"evaluation_reward_wan", -1}, {"partner_benefit_wan", -1},
    };
    std::map<std::string, double> sums, balances;  // by year, scope and id
    std::map<std::string, int> found;
    double to_partners = 0;
    for (const auto& row : read_csv(run / "indicators.csv").rows) {
        const std::string place = row.at("year") + " " + row.at("scope") + " " + row.at("id");
        const std::string& indicator = row.at("indicator");
        if (indicator == "fiscal_balance_wan") balances[place] = std::stod(row.at("value"));
        const auto part = parts.find(indicator);
        if (part == parts.end()) continue;
        const double value = std::stod(row.at("value"));
        sums[place] += part->second * value;
        if (indicator == "partner_benefit_wan") to_partners += value;
        ++found[indicator];
    }
    EXPECT_EQ(found.size(), parts.size());
    EXPECT_GT(balances.size(), 20U);
    for (const auto& [place, balance] : balances)
        EXPECT_NEAR(sums.at(place), balance, 1e-6) << place;
    return to_partners;
}

double expect_sound(const std::string& scenario)
{
    const TempDirectory temp;
    std::vector<std::string> words{"run", (source_directory() / scenario).string(), "-o", temp / "run"};
    words.insert(words.end(), shared.begin(), shared.end());
    const Outcome run = permu(words);
    EXPECT_EQ(run.code, 0) << run.err;
    expect_every_rule(temp.path() / "run", scenario);
    return expect_balanced(temp.path() / "run");
}

TEST(AllRules, AreAtWorkInTheSampleAndTheirMoneyAddsUp)
{
    EXPECT_GT(expect_sound("scenarios/all_rules.toml"), 0);
}

TEST(AllRules, AreAtWorkOnRealBlocksAndTheirMoneyAddsUp)
{
    if (!shared_data("hsinchu_science_park.gpkg"))
        GTEST_SKIP() << "the blocks of the science park are not here: ../shared/data";
    expect_sound("tests/acceptance/hsinchu_all_rules.toml");
}

}  // namespace
}  // namespace permu::cli_test
