/// Questions a planner asks, each a pair of scenarios on the embedded sample: the direction of the answer,
/// and that the events account for it.
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

constexpr int first = 2025, last = 2030;

/// A scenario of the repository, run once for all tests.
struct Course {
    explicit Course(const std::string& name) : directory(temp / "run")
    {
        const fs::path scenario = source_directory() / "scenarios" / (name + ".toml");
        const Outcome outcome = permu({"run", scenario.string(), "-o", directory.string(), "--years",
                                       "2024:2030", "--set", "output.maps=[]"},
                                      {}, 300);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        indicators = std::make_unique<Indicators>(directory);
        events = read_csv(directory / "events.csv");
    }

    /// Of a flow of the region over all years that ran; an empty year adds nothing.
    double sum(const std::string& indicator) const
    {
        double all = 0;
        for (int year = first; year <= last; ++year)
            all += indicators->at(year, "region", indicator).value_or(0);
        return all;
    }
    double at_end(const std::string& indicator) const { return (*indicators)(last, "region", indicator); }
    std::size_t count(const std::string& rule, const std::string& event) const
    {
        return events.where({{"rule", rule}, {"event", event}}).size();
    }
    /// Sum of the values of these events.
    double total(const std::string& rule, const std::string& event) const
    {
        double all = 0;
        for (const auto& row : events.where({{"rule", rule}, {"event", event}}))
            all += number(row.at("value"));
        return all;
    }

    TempDirectory temp;
    fs::path directory;
    std::unique_ptr<Indicators> indicators;
    Csv events;
};

const Course& run_of(const std::string& name)
{
    static std::map<std::string, std::unique_ptr<Course>> runs;
    std::unique_ptr<Course>& run = runs[name];
    if (!run) run = std::make_unique<Course>(name);
    return *run;
}

// (1) All new industrial land as standard land, against 80 %: with an allowance no project is refused for its
// indicators that was not, and what is placed beyond the standards is told as such.
TEST(Questions, AnAllowanceBesideStandardLandRefusesLess)
{
    const Course &all = run_of("baseline"), &most = run_of("standard_land_80");
    EXPECT_LE(most.sum("refused_standards"), all.sum("refused_standards"));
    EXPECT_GE(most.sum("projects_placed"), all.sum("projects_placed"));
    for (const Course* run : {&all, &most}) {
        EXPECT_EQ(run->sum("refused_standards"), static_cast<double>(run->count("standard_land", "refused")));
        double by_reason = 0;
        for (const char* reason : {"no_park", "negative_list", "environment", "leading", "energy", "emission",
                                   "pollutants", "standards"})
            by_reason += run->sum(std::string("refused_") + reason);
        EXPECT_EQ(by_reason, run->sum("projects_refused"));
    }
    for (int year = first; year <= last; ++year)
        EXPECT_EQ(all.indicators->at(year, "region", "standard_land_share_area").value_or(1), 1) << year;
}

// (5) Idle-land fees in full or in 30 % of cases: less is charged and taken back, as the events say.
TEST(Questions, EnforcingIdleLandInFullRegainsMore)
{
    const Course &full = run_of("baseline"), &part = run_of("idle_enforcement_30");
    EXPECT_GT(full.count("idle_land", "fee"), part.count("idle_land", "fee"));
    EXPECT_GE(full.count("idle_land", "recapture"), part.count("idle_land", "recapture"));
    EXPECT_GT(full.sum("idle_fee_wan"), part.sum("idle_fee_wan"));
    EXPECT_GE(full.sum("stock_disposed_mu"), part.sum("stock_disposed_mu"));
    EXPECT_GE(full.sum("quota_given_mu"), part.sum("quota_given_mu"));
    for (const Course* run : {&full, &part})
        EXPECT_NEAR(run->sum("idle_fee_wan"), run->total("idle_land", "fee"), 1e-3);
}

// (6) Quota cut by 30 %: less is given and used, no more is placed, no fewer are lost; every lost project is
// an event.
TEST(Questions, ACutOfTheQuotaPlacesNoMoreProjects)
{
    const Course &whole = run_of("baseline"), &cut = run_of("quota_cut_30");
    EXPECT_LT(cut.sum("quota_given_mu"), whole.sum("quota_given_mu"));
    EXPECT_LE(cut.sum("quota_used_mu"), whole.sum("quota_used_mu"));
    EXPECT_LE(cut.sum("projects_placed"), whole.sum("projects_placed"));
    EXPECT_GE(cut.sum("projects_lost"), whole.sum("projects_lost"));
    EXPECT_EQ(cut.sum("projects_lost"), static_cast<double>(cut.count("demand", "lost")));
    EXPECT_NEAR(cut.sum("quota_given_mu"), cut.total("quota", "given"), 1e-3 * cut.sum("quota_given_mu"));
}

// (7) Per-mu classes under assumed responses: C and D firms improve, so that more tax stands on a mu; each
// assumption is told, and nothing is assumed where the scenario does not say so.
TEST(Questions, TaxPerMuRisesUnderAssumedResponsesThatAreTold)
{
    const Course &plain = run_of("per_mu_policy"), &responds = run_of("per_mu_response");
    EXPECT_GT(responds.at_end("tax_per_mu"), plain.at_end("tax_per_mu"));
    EXPECT_EQ(responds.count("operation", "assumed_response"), 2U);
    EXPECT_EQ(responds.count("demand", "assumed_response"), static_cast<std::size_t>(last - first + 1));
    EXPECT_EQ(plain.count("operation", "assumed_response") + plain.count("demand", "assumed_response"), 0U);
}

}  // namespace
}  // namespace permu::cli_test
