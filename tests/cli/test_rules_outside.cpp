/// Single rules seen from outside: small scenarios in which nothing else moves, with the answer above each.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// Twelve parcels in which A5 was sold for 1000 万元 and should have been started in 2024.
PencilStudy unstarted_land(const std::string& parameters = {})
{
    PencilStudy study = twelve_parcels();
    study.end = 2027;
    for (Lot& lot : study.lots)
        if (lot.id == "A5")
            lot.more = {{"price_wan", "1000"}, {"supply_year", "2023"}, {"agreed_start_year", "2024"}};
    study.rules = "[rules.idle_land]\n" + parameters;
    return study;
}

Csv events_of(const fs::path& run)
{
    return read_csv(run / "events.csv");
}

// year   idle years   what happens to A5, 30 mu
// 2024            0   nothing: the data as read
// 2025            1   idle; fee 0.20 · 1000 = 200
// 2026            2   taken back, refund 0; ready again: supplied 210 − 30, ready 60 + 30; disposed of 30
TEST(IdleLandFromOutside, ChargesOnceAndTakesBackInTheSecondYear)
{
    const TempDirectory temp;
    const fs::path run = run_study(unstarted_land(), temp.path());
    const Csv events = events_of(run);
    ASSERT_EQ(events.rows.size(), 3U);
    EXPECT_EQ(events.only({{"event", "idle"}, {"id", "A5"}}, "year"), "2025");
    EXPECT_EQ(events.only({{"event", "fee"}, {"id", "A5"}, {"year", "2025"}}, "value"), "200");
    EXPECT_EQ(events.only({{"event", "fee"}}, "unit"), "万元");
    const std::string detail =
        events.only({{"event", "recapture"}, {"id", "A5"}, {"year", "2026"}}, "detail");
    EXPECT_NE(detail.find("refund_wan=0"), std::string::npos) << detail;
    const Indicators indicators(run);
    const double idle[] = {0, 30, 0, 0}, supplied[] = {210, 210, 180, 180}, ready[] = {60, 60, 90, 90},
                 disposed[] = {0, 0, 30, 0}, fee[] = {0, 200, 0, 0};
    for (int i = 0; i < 4; ++i) {
        const int year = 2024 + i;
        EXPECT_NEAR(indicators(year, "region", "idle_mu"), idle[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "supplied_mu"), supplied[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "ready_mu"), ready[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "area_mu"), 375, 1e-9) << year;
        if (year == 2024) continue;  // flows of the base year are unknown
        EXPECT_NEAR(indicators(year, "region", "stock_disposed_mu"), disposed[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "idle_fee_wan"), fee[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "fiscal_balance_wan"), fee[i], 1e-9) << year;
    }
}

// Enforced in no case: the land stays idle, nothing is charged, and the log says what was due.
TEST(IdleLandFromOutside, WithoutEnforcementTheLandStaysIdle)
{
    const TempDirectory temp;
    const fs::path run = run_study(unstarted_land("enforcement_share = 0.0\n"), temp.path());
    const Csv events = events_of(run);
    EXPECT_TRUE(events.where({{"event", "fee"}}).empty());
    EXPECT_TRUE(events.where({{"event", "recapture"}}).empty());
    EXPECT_EQ(events.where({{"event", "not_enforced"}}).size(), 2U);
    EXPECT_NEAR(Indicators(run)(2027, "region", "idle_mu"), 30, 1e-9);
}

// Half a fee from 2025 on by a step of the rule: 0.10 · 1000.
TEST(IdleLandFromOutside, AStepChangesTheFeeFromItsYearOn)
{
    const TempDirectory temp;
    const std::string step = "fee_share = 0.5\n[[rules.idle_land.step]]\nfrom = 2025\nfee_share = 0.1\n";
    const fs::path run = run_study(unstarted_land(step), temp.path());
    EXPECT_EQ(events_of(run).only({{"event", "fee"}}, "value"), "100");
}

// Suspended since 2024, so one year in 2025. Less than 1/3 of the area or less than 25 % of the money is
// idle.
//   A6   33 % of the area   30 % of the money   idle
//   A6   1/3 exactly        25 % exactly        not idle
TEST(IdleLandFromOutside, SuspendedWorksAreIdleStrictlyBelowEitherShare)
{
    const auto idle_in_2025 = [](const std::string& area, const std::string& money) {
        const TempDirectory temp;
        PencilStudy study = unstarted_land();
        for (Lot& lot : study.lots)
            if (lot.id == "A6")
                lot.more = {{"start_year", "2023"},
                            {"suspended_since", "2024"},
                            {"developed_share", area},
                            {"invested_share", money}};
        const fs::path run = run_study(study, temp.path());
        return events_of(run).where({{"event", "idle"}, {"id", "A6"}, {"year", "2025"}}).size();
    };
    EXPECT_EQ(idle_in_2025("0.33", "0.30"), 1U);
    EXPECT_EQ(idle_in_2025("0.3333333333333333", "0.25"), 0U);
}

/// One park of 150 mu, all built and supplied: industry of the given mu, 45 mu of housing, the rest offices.
PencilStudy city_park(double industry_mu, const std::string& mode)
{
    PencilStudy study;
    const std::map<std::string, std::string> built{{"supplied", "1"}};
    study.lots = {{"I", "P1", "1001", "built", industry_mu, built},
                  {"R", "P1", "0701", "built", 45, built},
                  {"O", "P1", "0801", "built", 105 - industry_mu, built}};
    study.end = 2026;
    study.rules = fmt::format("[rules.transition]\nmode = \"{}\"\nmin_built = \"0.01 km²\"\n", mode);
    return study;
}

// Industry 45 of 150 mu = 0.30: not below. Industry 44.985 of 150 mu = 0.2999: below. Housing 45/150 ≥ 0.25.
TEST(TransitionFromOutside, ThirtyPercentExactlyIsNotBelowIt)
{
    const TempDirectory temp;
    const fs::path at = run_study(city_park(45, "mandatory"), temp.path() / "at");
    const Csv events = events_of(at);
    for (const char* year : {"2024", "2025", "2026"}) {
        const std::map<std::string, std::string> assessed{
            {"event", "assessed"}, {"id", "P1"}, {"year", year}};
        EXPECT_NEAR(number(events.only(assessed, "value")), 0.30, 1e-12) << year;
        EXPECT_EQ(number(events.only(assessed, "threshold")), 0.30) << year;
    }
    EXPECT_TRUE(events.where({{"event", "eligible"}}).empty());
    EXPECT_TRUE(events.where({{"event", "transitioned"}}).empty());
}

TEST(TransitionFromOutside, ABitLessThanThirtyPercentTurnsThePark)
{
    const TempDirectory temp;
    const fs::path below = run_study(city_park(44.985, "mandatory"), temp.path());
    const Csv events = events_of(below);
    const std::map<std::string, std::string> first{{"event", "assessed"}, {"id", "P1"}, {"year", "2025"}};
    EXPECT_NEAR(number(events.only(first, "value")), 0.2999, 1e-9);
    const std::string detail = events.only(first, "detail");
    for (const char* part : {"task_completed=yes", "integrated=yes", "ministry_rate=0.2999"})
        EXPECT_NE(detail.find(part), std::string::npos) << detail;
    EXPECT_EQ(events.only({{"event", "eligible"}}, "year"), "2025");
    EXPECT_EQ(events.only({{"event", "transitioned"}}, "year"), "2025");
    // Decided in 2025, in effect from 1 January 2026: the park counts in 2025 and no more in 2026.
    const Indicators indicators(below);
    EXPECT_NEAR(indicators(2025, "region", "area_mu"), 150, 1e-9);
    EXPECT_NEAR(indicators.at(2026, "region", "area_mu").value_or(0), 0, 1e-9);
    EXPECT_TRUE(events.where({{"event", "assessed"}, {"year", "2026"}}).empty());
}

TEST(TransitionFromOutside, AReportTurnsNobody)
{
    const TempDirectory temp;
    const Csv events = events_of(run_study(city_park(44.985, "report"), temp.path()));
    EXPECT_EQ(events.where({{"event", "eligible"}}).size(), 1U);
    EXPECT_TRUE(events.where({{"event", "transitioned"}}).empty());
}

// 30 mu of idle land come back in 2026: in 2027 the region gets 100 + 0.5 · 30 = 115 mu.
// With both tasks of 2026 met 100 + 0.5 · 30 · 1.1 = 116.5, with one missed 100 + 0.5 · 30 · 0.8 = 112.
TEST(QuotaFromOutside, HalfOfTheStockDisposedOfComesBackAsQuota)
{
    const auto linked = [](const std::string& table) {
        const TempDirectory temp;
        PencilStudy study = unstarted_land();
        study.rules += "[rules.quota]\nbase_quota = \"100 亩\"\nstock_link = 0.5\n";
        study.quota = table;
        const fs::path run = run_study(study, temp.path());
        const Csv events = events_of(run);
        EXPECT_LE(Indicators(run)(2027, "region", "quota_given_mu"), 116.5 + 1e-9);
        return number(events.only({{"event", "linked"}, {"year", "2027"}, {"rule", "quota"}}, "value"));
    };
    EXPECT_NEAR(linked({}), 15, 1e-9);
    const std::string header = "year,quota_mu,national_pool_mu,task_unsupplied_mu,task_idle_mu\n";
    EXPECT_NEAR(linked(header + "2025,100,0,,\n2026,100,0,0,30\n2027,100,0,,\n"), 16.5, 1e-9);
    EXPECT_NEAR(linked(header + "2025,100,0,,\n2026,100,0,0,31\n2027,100,0,,\n"), 12, 1e-9);
}

/// Two ready lots of 40 mu, and one equipment project of 40 mu with the given tax [万元/year].
PencilStudy equipment_project(int tax)
{
    PencilStudy study = twelve_parcels();
    study.end = 2026;
    for (Lot& lot : study.lots)
        if (lot.id == "A7") lot.mu = 40;
    study.rules = "[rules.demand]\n[rules.admission]\n[rules.standard_land]\n[rules.tenure]\n";
    study.projects = fmt::format(
        "project_id,arrival_year,division,land_mu,investment_wan,tax_wan,output_wan,value_added_wan,"
        "energy_tce,rd_wan,far,building_coefficient,admin_share,patience_years\n"
        "Q,2025,34,40,6400,{},15000,4000,500,375,1.2,0.5,0.05,1\n",
        tax);
    return study;
}

// 6400/40 = 160 ≥ 150, 15 000/40 = 375 ≥ 350, 375/15 000 = 2.5 % ≥ 2 %; tax 300/40 = 7.5 < 8: fails tax only.
TEST(StandardLandFromOutside, ARefusalNamesTheIndicatorAndBothNumbers)
{
    const TempDirectory temp;
    const Csv events = events_of(run_study(equipment_project(300), temp.path()));
    EXPECT_TRUE(events.where({{"event", "placed"}}).empty());
    const auto refused = events.where({{"rule", "standard_land"}, {"event", "refused"}, {"id", "Q"}});
    ASSERT_FALSE(refused.empty());
    const std::string& detail = refused[0].at("detail");
    EXPECT_NE(detail.find("tax_per_mu"), std::string::npos) << detail;
    EXPECT_NE(detail.find("7.5"), std::string::npos) << detail;
    EXPECT_NE(detail.find("8"), std::string::npos) << detail;
    for (const char* other : {"investment_intensity", "output_per_mu", "rd_share"})
        EXPECT_EQ(detail.find(other), std::string::npos) << detail;
}

// Tax 320/40 = 8.0 ≥ 8: met, the comparison is inclusive.
TEST(StandardLandFromOutside, AThresholdThatIsMetExactlyIsMet)
{
    const TempDirectory temp;
    const fs::path run = run_study(equipment_project(320), temp.path());
    const Csv events = events_of(run);
    const std::map<std::string, std::string> placed{
        {"rule", "standard_land"}, {"event", "placed"}, {"id", "Q"}};
    EXPECT_EQ(events.only(placed, "year"), "2025");
    EXPECT_NE(events.only(placed, "detail").find("A7"), std::string::npos);
    const Indicators indicators(run);
    EXPECT_EQ(indicators(2025, "region", "projects_placed"), 1);
    EXPECT_EQ(indicators(2025, "region", "standard_land_share_area"), 1);
    EXPECT_NEAR(indicators(2025, "region", "supplied_mu"), 250, 1e-9);
    EXPECT_EQ(indicators(2025, "region", "projects_arrived"), 1);
}

TEST(StandardLandFromOutside, WithoutARequirementTheProjectIsPlaced)
{
    const TempDirectory temp;
    PencilStudy study = equipment_project(300);
    study.more = "[[rules.standard_land.step]]\nfrom = 2025\nshare = 0.0\n";
    const Indicators indicators(run_study(study, temp.path()));
    EXPECT_EQ(indicators(2025, "region", "projects_placed"), 1);
    EXPECT_EQ(indicators(2025, "region", "standard_land_share_area"), 0);
}

// Each rule can be switched off: land is then supplied without a price, and the run goes on.
TEST(StandardLandFromOutside, LandIsSuppliedAlsoWithTheTenureRuleOff)
{
    const TempDirectory temp;
    PencilStudy study = equipment_project(320);
    study.rules = "[rules.demand]\n[rules.admission]\n[rules.standard_land]\n";
    const Outcome outcome = permu({"run", study.write(temp.path()), "-o", temp / "run"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
}

TEST(MoneyFromOutside, TheBalanceIsTheSumOfWhatWasBooked)
{
    const TempDirectory temp;
    const std::string scenario = (source_directory() / "scenarios/per_mu_policy.toml").string();
    // All land is granted: a lease's `leased` tells its value, which is paid later as rent.
    const Outcome outcome = permu({"run", scenario, "-o", temp / "run", "--set",
                                   "rules.tenure.mix={ grant = 1.0, flexible = 0.0, lease = 0.0 }"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::map<int, double> booked;
    for (const auto& row : read_csv(temp.path() / "run/events.csv").rows)
        if (row.at("unit") == "万元") booked[std::stoi(row.at("year"))] += number(row.at("value"));
    const Indicators indicators(temp.path() / "run");
    for (int year = 2025; year <= 2035; ++year) {
        const double balance = indicators(year, "region", "fiscal_balance_wan");
        EXPECT_NEAR(balance, booked[year], 1e-6 * std::abs(balance) + 0.01) << year;
    }
}

}  // namespace
}  // namespace permu::cli_test
