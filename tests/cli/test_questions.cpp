/// Questions a planner asks, each a pair of scenarios on the embedded sample: the direction of the answer,
/// and that the events account for it.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

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

// The same where the quota binds: demand presses and no standards are asked for. Fewer projects get land and
// more are lost; each that lost its land to the cut is known, and why_not.csv says what stopped it.
TEST(Questions, WhereTheQuotaBindsACutLosesProjectsThatAreNamed)
{
    const Course &whole = run_of("quota_pressed"), &cut = run_of("quota_pressed_cut_30");
    EXPECT_NEAR(whole.sum("projects_arrived"), cut.sum("projects_arrived"), 0) << "common random numbers";
    EXPECT_LT(cut.sum("projects_placed"), whole.sum("projects_placed"));
    EXPECT_GT(cut.sum("projects_lost"), whole.sum("projects_lost"));
    const auto placed = [](const Course& run) {
        std::set<std::string> ids;
        for (const auto& row : run.events.where({{"rule", "standard_land"}, {"event", "placed"}}))
            ids.insert(row.at("id"));
        return ids;
    };
    const std::set<std::string> with = placed(whole), without = placed(cut);
    const Csv why = read_csv(cut.directory / "why_not.csv");
    std::size_t lost = 0;
    for (const std::string& id : with) {
        if (without.contains(id)) continue;
        ++lost;
        const bool lost_or_told = !why.where({{"project", id}}).empty() ||
                                  !cut.events.where({{"rule", "admission"}, {"id", id}}).empty();
        EXPECT_TRUE(lost_or_told) << id;
    }
    EXPECT_GT(lost, 5U);
}

// (3) After a transition the old area is wholly built and scored without rank; the new one begins with
// nothing, is ranked, and is the only one with land to develop. Without reserves there is no new area.
TEST(Questions, OldAndNewAreasAreScoredAfterRezoning)
{
    const Course &with = run_of("rezone_new_area"), &without = run_of("mandatory_transition");
    const auto turned = with.events.where({{"event", "rezoned"}});
    ASSERT_EQ(turned.size(), 1U);
    const std::string old_area = turned[0].at("id"), new_area = old_area + "-2";
    const int year = std::stoi(turned[0].at("year")) + 1;
    ASSERT_LE(year, last);
    EXPECT_FALSE(without.indicators->at(last, new_area, "area_mu").has_value());
    EXPECT_TRUE(without.events.where({{"event", "rezoned"}}).empty());
    const Indicators &a = *with.indicators, &b = *without.indicators;
    EXPECT_TRUE(a.at(last, old_area, "composite_score").has_value());
    EXPECT_FALSE(a.at(last, old_area, "rank").has_value());
    EXPECT_TRUE(a.at(last, new_area, "rank").has_value());
    EXPECT_LT(a(year, new_area, "built_share_of_developable"), 0.05) << "works that went on are done";
    EXPECT_GT(a(last, new_area, "intensive_use_score"), a(last, old_area, "intensive_use_score"));
    EXPECT_GT(a(year, old_area, "built_share_of_developable"),
              b(year, old_area, "built_share_of_developable"));
    EXPECT_NEAR(a(year, old_area, "built_share_of_developable"), 1, 1e-9)
        << "built land alone is transferred";
    EXPECT_LT(a(last, new_area, "built_share_of_developable"),
              a(last, old_area, "built_share_of_developable"));
    EXPECT_GT(a(last, "region", "developable_mu"), b(last, "region", "developable_mu"));
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
