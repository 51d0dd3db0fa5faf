/// Conversion seen from outside: the table of requests, its faults, and what the scenarios answer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// The twelve parcels with a table of requests beside them; land without a class is taken as class 2.
PencilStudy asking(const fs::path& directory, const std::string& rows,
                   const std::string& header = "request_id,parcel_id,year,to_use,mixed_shares,floor_area_m2")
{
    fs::create_directories(directory);
    write_file(directory / "conversions.csv", header + "\n" + rows);
    PencilStudy study = twelve_parcels();
    study.end = 2026;
    study.rules = "[rules.conversion]\nassume_class = 2\n";
    study.more = "[data.conversions]\nfile = \"conversions.csv\"\n";
    return study;
}

// P1: A = 120 mu, of it industry A1 60 mu.       2024   2025   2026
//   literal share                                 0.5      0      0
//   with conversions undone                       0.5    0.5    0.5
// P2: A = 45 mu, M0 B2 15 mu; in 2026 20 % of B2 become R&D land: M0 12 mu
// K3 asks for housing: refused
TEST(ConversionFromOutside, CarriesOutTheTableAndSaysWhatTheShareWasBefore)
{
    const TempDirectory temp;
    const fs::path run = run_study(asking(temp.path(),
                                          "K3,B1,2025,0701,,\nK2,B2,2026,,m0=0.8;0802=0.2,\n"
                                          "K1,A1,2025,research,,\n"),
                                   temp.path());
    const Csv events = read_csv(run / "events.csv");
    EXPECT_EQ(events.only({{"event", "converted"}, {"id", "A1"}}, "year"), "2025");
    EXPECT_EQ(events.only({{"event", "converted"}, {"id", "B2"}}, "detail"),
              "request=K2; from=m0; to=m0=0.8+research=0.2");
    EXPECT_EQ(events.only({{"event", "refused"}, {"id", "B1"}}, "clause"), "003 (十三)");
    EXPECT_EQ(events.only({{"event", "refused"}}, "detail"),
              "request=K3; residential: to: residential is not converted");
    const Indicators indicators(run);
    const double share[] = {0.5, 0, 0}, converted[] = {0, 60, 15}, m0[] = {15.0 / 45, 15.0 / 45, 12.0 / 45};
    for (int i = 0; i < 3; ++i) {
        const int year = 2024 + i;
        EXPECT_NEAR(indicators(year, "P1", "literal_industrial_share"), share[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "P1", "industrial_share_undone"), 0.5, 1e-9) << year;
        EXPECT_NEAR(indicators(year, "P2", "m0_share"), m0[i], 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "area_mu"), 375, 1e-9) << year;
        if (year == 2024) continue;  // flows of the base year are unknown
        EXPECT_NEAR(indicators(year, "region", "converted_mu"), converted[i], 1e-9) << year;
    }
    EXPECT_NEAR(indicators(2026, "P2", "mixed_share"), 15.0 / 45, 1e-9);
    EXPECT_EQ(indicators(2025, "region", "conversions_refused"), 1);
}

// The order of the rows is nobody's business.
TEST(ConversionFromOutside, TheOrderOfTheRowsDoesNotMatter)
{
    const TempDirectory temp;
    const fs::path one =
        run_study(asking(temp.path() / "a", "K1,A1,2025,research,,\nK2,A1,2025,1101,,\n"), temp.path() / "a");
    const fs::path two =
        run_study(asking(temp.path() / "b", "K2,A1,2025,1101,,\nK1,A1,2025,research,,\n"), temp.path() / "b");
    EXPECT_EQ(read_file(one / "events.csv"), read_file(two / "events.csv"));
}

// Each fault with its place, and all of them at once.
TEST(ConversionFromOutside, AllFaultsOfTheTableAreToldAtOnce)
{
    const TempDirectory temp;
    const std::string scenario = asking(temp.path(),
                                        "K1,Z9,2025,research,,\n"             // no such parcel
                                        "K1,A1,2025,research,,\n"             // the id again
                                        "K3,A1,2025,castle,,\n"               // no use
                                        "K4,A1,2025,,m0=0.7;research=0.2,\n"  // 0.9
                                        "K5,A1,2025,m0,m0=1,\n"               // two uses
                                        "K6,A1,2025,,,\n"                     // nothing
                                        "K7,A1,,research,,\n")                // no year
                                     .write(temp.path());
    const Outcome outcome = permu({"check", scenario});
    EXPECT_EQ(outcome.code, 3);
    const std::string said = outcome.out + outcome.err;
    for (const char* part :
         {"\"Z9\"", "a unique id", "\"castle\"", "m0=0.7;research=0.2", "to_use and mixed_shares in one row",
          "no to_use, mixed_shares or floor_area_m2", "no year", "conversions.csv"})
        EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
}

// A request of the base year or before is warned of and not decided.
TEST(ConversionFromOutside, ARequestOfThePastIsWarnedOf)
{
    const TempDirectory temp;
    const PencilStudy study = asking(temp.path(), "K1,A1,2024,research,,\n");
    const Outcome outcome = permu({"check", study.write(temp.path())});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_NE((outcome.out + outcome.err).find("a year after the base year 2024"), std::string::npos);
    const fs::path run = run_study(study, temp.path());
    EXPECT_TRUE(read_csv(run / "events.csv").where({{"event", "converted"}}).empty());
}

double sum_over(const Indicators& indicators, const char* indicator)
{
    double sum = 0;
    for (int year = 2025; year <= 2028; ++year)
        sum += indicators(year, "region", indicator);
    return sum;
}

/// Four years of a scenario on the sample province.
class Answers {
public:
    explicit Answers(const std::string& name)
    {
        const fs::path scenario = source_directory() / "scenarios" / (name + ".toml");
        const Outcome outcome =
            permu({"run", scenario.string(), "-o", temp_ / "run", "--years", "2024:2028"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        indicators_.emplace(temp_.path() / "run");
    }
    double end(const char* indicator) const { return (*indicators_)(2028, "region", indicator); }
    double sum(const char* indicator) const { return sum_over(*indicators_, indicator); }

private:
    TempDirectory temp_;
    std::optional<Indicators> indicators_;
};

// Question 9: building upwards saves land and raises the FAR of industry; firms of low classes ask for M0,
// and the guard refuses what it must; without it M0 land is in breach, and there is more of it.
TEST(ConversionAcceptance, BuildingUpwardsSavesLandAndTheGuardHolds)
{
    const Answers baseline("baseline"), guarded("upstairs_and_m0"), open("upstairs_and_m0_unguarded");
    EXPECT_EQ(baseline.sum("land_saved_mu"), 0);
    EXPECT_GT(guarded.sum("land_saved_mu"), 100);
    EXPECT_GT(guarded.end("industrial_far"), baseline.end("industrial_far"));
    EXPECT_GT(guarded.end("m0_share"), baseline.end("m0_share"));
    EXPECT_GT(guarded.sum("price_top_up_wan"), 0);
    EXPECT_EQ(guarded.end("m0_breaches"), 0);
    EXPECT_GT(guarded.sum("conversions_refused"), open.sum("conversions_refused"));
    EXPECT_GT(open.end("m0_breaches"), 0);
    EXPECT_GT(open.end("m0_share"), guarded.end("m0_share"));
}

}  // namespace
}  // namespace permu::cli_test
