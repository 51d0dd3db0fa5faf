/// Environmental units seen from outside: a layer of polygons, parcels found by their inside.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// One park of two lots, each 200 m × 100 m = 30 mu, and a unit over the southern one.
PencilStudy two_lots(const fs::path& directory, const std::string& properties, double north = 100)
{
    constexpr double west = 500000, south = 4180000;
    fs::create_directories(directory);
    write_file(
        directory / "units.geojson",
        fmt::format("{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":"
                    "{{{0}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{1},{2}],[{3},{2}],"
                    "[{3},{4}],[{1},{4}],[{1},{2}]]]}}}}]}}\n",
                    properties, west, south, west + 200, south + north));
    PencilStudy study;
    study.lots = {{"S", "P1", "1001", "ready", 30}, {"N", "P1", "1001", "ready", 30}};
    study.projects =
        "project_id,arrival_year,division,land_mu,investment_wan,tax_wan,output_wan,far\n"
        "J1,2025,26,30,90000,9000,90000,2\nJ2,2025,39,30,90000,9000,90000,2\n";
    study.end = 2025;
    study.rules = "[rules.demand]\n[rules.admission]\n[rules.standard_land]\nshare = 0.0\n";
    study.more = "[data.environment]\nfile = \"units.geojson\"\ncrs = \"EPSG:4547\"\n";
    return study;
}

// The unit does not take division 26: J1 gets the northern lot, J2 what is left. One parcel lies in no unit.
TEST(EnvironmentFromOutside, ALayerOfUnitsSaysWhoGetsWhichLot)
{
    const TempDirectory temp;
    const PencilStudy study = two_lots(temp.path(), R"("unit_id":"U","negative_divisions":"26")");
    const Outcome check = permu({"check", study.write(temp.path())});
    EXPECT_NE((check.out + check.err).find("1 parcels in no unit"), std::string::npos) << check.err;
    const fs::path run = run_study(study, temp.path());
    const Csv events = read_csv(run / "events.csv");
    EXPECT_EQ(events.only({{"event", "placed"}, {"id", "J1"}}, "detail").substr(0, 8), "parcel N");
    EXPECT_EQ(events.only({{"event", "placed"}, {"id", "J2"}}, "detail").substr(0, 8), "parcel S");
}

// A unit over the whole park that takes nothing but 39: J1 is refused with the reason.
TEST(EnvironmentFromOutside, WhereNoUnitAllowsItAProjectIsRefused)
{
    const TempDirectory temp;
    const PencilStudy study = two_lots(temp.path(), R"("unit_id":"U","allowed_divisions":"39")", 200);
    const Csv events = read_csv(run_study(study, temp.path()) / "events.csv");
    EXPECT_EQ(events.only({{"event", "refused"}, {"id", "J1"}, {"rule", "admission"}}, "detail"),
              "environment_unit × 1");
    EXPECT_EQ(events.where({{"event", "placed"}, {"id", "J2"}}).size(), 1U);
}

// Neither a list of divisions that cannot be read nor a unit without an id passes.
TEST(EnvironmentFromOutside, FaultsOfTheLayerAreTold)
{
    const TempDirectory temp;
    const Outcome divisions = permu(
        {"check", two_lots(temp.path(), R"("unit_id":"U","allowed_divisions":"C39")").write(temp.path())});
    EXPECT_EQ(divisions.code, 3);
    EXPECT_NE((divisions.out + divisions.err).find("allowed_divisions"), std::string::npos);
    const Outcome id = permu({"check", two_lots(temp.path(), R"("name":"U")").write(temp.path())});
    EXPECT_EQ(id.code, 3);
    EXPECT_NE((id.out + id.err).find("unit_id"), std::string::npos);
}

}  // namespace
}  // namespace permu::cli_test
