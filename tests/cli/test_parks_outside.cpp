/// Rules about whole parks seen from outside: mergers, zones inside parks, what follows a transition.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

Csv events_of(const fs::path& run)
{
    return read_csv(run / "events.csv");
}

/// The twelve parcels with firms of one industry: the parks, 800 m apart, are alike and small.
PencilStudy parks_alike(const std::string& rule)
{
    PencilStudy study = twelve_parcels();
    study.end = 2029;
    study.enterprises =
        "enterprise_id,parcel_id,division,revenue_wan,tax_wan,land_mu\n"
        "E1,A1,34,6000,600,60\nE2,B1,34,900,60,30\n";
    study.rules = "[rules.merger]\n" + rule;
    return study;
}

// decided at the end of 2025
//             2024  2025  2026   2027        2028      2029
// step                    space  management  function
// P1 [mu]     210   210   375    375         375       375
// P2 [mu]     165   165     0      0           0         0
// tax a mu    5           660 / 165 = 4
TEST(MergerFromOutside, FiguresAreOneFromTheSpaceStepOn)
{
    const TempDirectory temp;
    const fs::path run = run_study(parks_alike("mode = \"mandatory\"\n"), temp.path());
    const Csv events = events_of(run);
    EXPECT_EQ(events.only({{"event", "decided"}, {"id", "P2"}}, "year"), "2025");
    EXPECT_EQ(events.only({{"event", "space"}, {"id", "P2"}}, "year"), "2026");
    EXPECT_EQ(events.only({{"event", "management"}, {"id", "P2"}}, "year"), "2027");
    EXPECT_EQ(events.only({{"event", "function"}, {"id", "P2"}}, "year"), "2028");
    const Indicators indicators(run);
    for (int year = 2024; year <= 2029; ++year) {
        const bool one = year >= 2026;
        EXPECT_NEAR(indicators(year, "P1", "area_mu"), one ? 375 : 210, 1e-9) << year;
        EXPECT_NEAR(indicators(year, "P2", "area_mu"), one ? 0 : 165, 1e-9) << year;
        EXPECT_NEAR(indicators(year, "region", "area_mu"), 375, 1e-9) << year;
        EXPECT_NEAR(indicators(year, "P1", "tax_per_mu"), one ? 660. / 165 : 600. / 120, 1e-9) << year;
        EXPECT_FALSE(one && indicators.at(year, "P2", "tax_per_mu").has_value()) << year;
    }
}

TEST(MergerFromOutside, AReportMergesNobodyAndAPlanDoes)
{
    const TempDirectory temp;
    const Csv report = events_of(run_study(parks_alike(""), temp.path() / "report"));
    EXPECT_EQ(report.where({{"event", "candidate"}, {"id", "P2"}}).size(), 6U) << "2024 to 2029";
    EXPECT_TRUE(report.where({{"event", "decided"}}).empty());
    const fs::path planned =
        run_study(parks_alike("similarity_min = 1.0\nnear_distance = \"1 m\"\nplan = { P1 = \"P2\" }\n"),
                  temp.path() / "plan");
    EXPECT_EQ(events_of(planned).only({{"event", "decided"}}, "id"), "P1");
    EXPECT_NEAR(Indicators(planned)(2029, "P2", "area_mu"), 375, 1e-9);
}

// The order of the rows changes nothing.
TEST(MergerFromOutside, TheOrderOfTheRowsDoesNotMatter)
{
    const TempDirectory temp;
    PencilStudy study = parks_alike("mode = \"mandatory\"\n");
    const fs::path one = run_study(study, temp.path() / "one");
    study.reversed = true;
    const fs::path two = run_study(study, temp.path() / "two");
    EXPECT_EQ(read_file(one / "indicators.csv"), read_file(two / "indicators.csv"));
    EXPECT_EQ(read_file(one / "events.csv"), read_file(two / "events.csv"));
}

/// A zone over A1, the first 200 m of P1, and one beside all parks.
std::string zones(bool outside)
{
    const auto square = [](const std::string& properties, double left) {
        return fmt::format(
            R"({{"type":"Feature","properties":{{{0}}},"geometry":{{"type":"Polygon","coordinates":)"
            R"([[[{1},4180000],[{2},4180000],[{2},4180200],[{1},4180200],[{1},4180000]]]}}}})",
            properties, left, left + 200);
    };
    std::string all = square(
        R"("sub_park_id":"Z1","partner":"德国","recognised_year":2024,"plan_conform":1,"benefit_share":0.5)",
        500000);
    if (outside) all += "," + square(R"("sub_park_id":"Z2")", 400000);
    return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", all);
}

PencilStudy with_zones(const fs::path& directory, bool outside)
{
    fs::create_directories(directory);
    write_file(directory / "zones.geojson", zones(outside));
    PencilStudy study = twelve_parcels();
    study.end = 2025;
    study.rules = "[rules.cooperation_parks]\n";
    study.more = "[data.sub_parks]\nfile = \"zones.geojson\"\ncrs = \"EPSG:4547\"\n";
    return study;
}

// Z1 is A1: 60 mu with E1, tax 600; half of it goes to the partner
TEST(CooperationParksFromOutside, AZoneIsMeasuredByItself)
{
    const TempDirectory temp;
    const fs::path run = run_study(with_zones(temp.path(), false), temp.path());
    const Csv csv = read_csv(run / "indicators.csv");
    const auto of_zone = [&](const std::string& indicator) {
        return number(csv.only(
            {{"scope", "sub_park"}, {"id", "Z1"}, {"year", "2025"}, {"indicator", indicator}}, "value"));
    };
    EXPECT_NEAR(of_zone("area_mu"), 60, 1e-6);
    EXPECT_NEAR(of_zone("tax_per_mu"), 10, 1e-9);
    const Indicators indicators(run);
    EXPECT_EQ(indicators(2025, "region", "cooperation_parks"), 1);
    EXPECT_EQ(indicators(2025, "P2", "cooperation_parks"), 0);
    const Csv events = events_of(run);
    EXPECT_EQ(events.only({{"event", "progress"}, {"year", "2025"}}, "value"), "1");
    EXPECT_EQ(events.only({{"event", "progress"}, {"year", "2025"}}, "threshold"), "5");
    EXPECT_EQ(events.only({{"event", "benefit"}}, "value"), "-300");
    EXPECT_NEAR(indicators(2025, "region", "fiscal_balance_wan"), -300, 1e-9);
}

TEST(CooperationParksFromOutside, AZoneInNoParkIsRefused)
{
    const TempDirectory temp;
    const PencilStudy study = with_zones(temp.path(), true);
    const Outcome outcome = permu({"run", study.write(temp.path()), "-o", temp / "run"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("a sub-park in no park"), std::string::npos) << outcome.err;
}

/// One park of 150 mu, all built and supplied, that turns at the end of 2025.
PencilStudy turning_park(const std::string& more)
{
    PencilStudy study;
    const std::map<std::string, std::string> built{{"supplied", "1"}};
    study.lots = {{"I", "P1", "1001", "built", 30, built},
                  {"R", "P1", "0701", "built", 45, built},
                  {"O", "P1", "0801", "built", 75, built}};
    study.end = 2026;
    study.rules = "[rules.transition]\nmode = \"mandatory\"\nmin_built = \"0.01 km²\"\n" + more;
    return study;
}

TEST(TransitionFromOutside, ThatAParkLeavesTheStatisticsIsSaidAndCanBeTakenBack)
{
    const TempDirectory temp;
    const fs::path left = run_study(turning_park(""), temp.path() / "left");
    const std::string detail = events_of(left).only({{"event", "leaves"}, {"year", "2025"}}, "detail");
    EXPECT_NE(detail.find("our assumption"), std::string::npos) << detail;
    EXPECT_NEAR(Indicators(left).at(2026, "region", "area_mu").value_or(0), 0, 1e-9);
    EXPECT_NEAR(Indicators(left)(2026, "region_all", "area_mu"), 150, 1e-9);
    const fs::path kept = run_study(turning_park("keep_old_in_stats = true\n"), temp.path() / "kept");
    EXPECT_NEAR(Indicators(kept)(2026, "region", "area_mu"), 150, 1e-9);
}

}  // namespace
}  // namespace permu::cli_test
