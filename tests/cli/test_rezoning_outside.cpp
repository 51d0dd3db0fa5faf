/// Re-zoning seen from outside: a park that turns, its reserves, and the park they become.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// A rectangle in the plane of EPSG:4547.
struct Block {
    std::string id;
    double west, south, width, height;
    std::string more = {};  ///< further properties: ,"name":value
};

void write_reserves(const fs::path& directory, const std::vector<Block>& blocks)
{
    std::string features;
    for (const Block& b : blocks)
        features += fmt::format(
            R"({}{{"type":"Feature","properties":{{"reserve_id":"{}","park_id":"P1","use":"100101"{}}},)"
            R"("geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
            features.empty() ? "" : ",", b.id, b.more, b.west, b.south, b.west + b.width, b.south,
            b.west + b.width, b.south + b.height, b.west, b.south + b.height, b.west, b.south);
    fs::create_directories(directory);
    write_file(directory / "reserves.geojson",
               fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", features));
}

/// P1, 200 m wide: 45 mu (150 m) built, and above them 15 mu (50 m) that nobody needs.
PencilStudy asking(const fs::path& directory, const std::string& requests)
{
    PencilStudy study;
    study.lots = {{"I", "P1", "1001", "built", 45, {{"supplied", "1"}}}, {"O", "P1", "0101", "planned", 15}};
    study.end = 2027;
    study.rules = "[rules.rezoning]\nrequests = \"requests.csv\"\n";
    study.more = "[data.reserves]\nfile = \"reserves.geojson\"\ncrs = \"EPSG:4547\"\n";
    fs::create_directories(directory);
    write_file(directory / "requests.csv", "park_id,year,out,in\n" + requests);
    return study;
}

// 15 mu out in the north, 15 mu of 15 in from Q1 in the east; what leaves is still told of.
TEST(RezoningFromOutside, ABoundaryChangesOnRequest)
{
    const TempDirectory temp;
    const PencilStudy study = asking(temp.path(), "P1,2025,O,Q1\nP1,2026,I,\n");
    write_reserves(temp.path(), {{"Q1", 500200, 4180000, 200, 50}, {"Q2", 503000, 4180000, 200, 50}});
    const fs::path run = run_study(study, temp.path());
    const Csv events = read_csv(run / "events.csv");
    EXPECT_EQ(events.only({{"event", "boundary_changed"}}, "year"), "2025");
    EXPECT_NEAR(number(events.only({{"event", "boundary_changed"}}, "value")), 15, 0.05);
    EXPECT_EQ(events.only({{"event", "parcel_leaves"}}, "id"), "O");
    EXPECT_EQ(events.only({{"event", "request_refused"}}, "year"), "2026");
    const Indicators indicators(run);
    const double out = indicators(2027, "P1-out", "area_mu");
    EXPECT_NEAR(out, 15, 0.05);
    EXPECT_NEAR(indicators(2027, "P1", "area_mu"), 60, 0.05);
    EXPECT_NEAR(indicators(2027, "region", "area_mu"), indicators(2027, "P1", "area_mu"), 1e-6);
    EXPECT_NEAR(indicators(2027, "region_all", "area_mu"), indicators(2025, "region", "area_mu") + out, 0.05);
}

// Q1 lies on P1's built land but for 5 of 20 m; Q2 on Q3's land, which has the later id and loses; Q4 is
// free.
TEST(RezoningFromOutside, LandOfOthersIsNoReserve)
{
    const std::vector<Block> blocks{{"Q1", 500000, 4179995, 200, 20},
                                    {"Q2", 503000, 4180000, 200, 50},
                                    {"Q3", 503000, 4180000, 200, 50},
                                    {"Q4", 504000, 4180000, 200, 50}};
    const auto check = [&](const std::string& policy) {
        const TempDirectory temp;
        const PencilStudy study = asking(temp.path(), "P1,2025,O,Q3\n");
        write_reserves(temp.path(), blocks);
        const std::string path = study.write(temp.path());
        std::string text = read_file(path);
        text.replace(text.find("[data]\n"), 7, fmt::format("[data]\non_overlap = \"{}\"\n", policy));
        write_file(path, text);
        return permu({"check", path, "--json"});
    };
    const Outcome repaired = check("repair");
    EXPECT_EQ(repaired.code, 0) << repaired.err;
    EXPECT_NE(repaired.out.find("reserve.overlap"), std::string::npos) << repaired.out;
    EXPECT_NE(repaired.out.find("land of park P1"), std::string::npos) << repaired.out;
    const Outcome refused = check("refuse");
    EXPECT_EQ(refused.code, 3);
    EXPECT_NE(refused.out.find("\"count\": 2"), std::string::npos) << refused.out;
    EXPECT_NE(refused.out.find("\"Q3\""), std::string::npos) << refused.out;
}

// What was asked for is another reserve's land: there is nothing to take.
TEST(RezoningFromOutside, AReserveThatIsAnothersCannotBeTaken)
{
    const TempDirectory temp;
    const PencilStudy study = asking(temp.path(), "P1,2025,O,Q3\n");
    write_reserves(temp.path(), {{"Q2", 503000, 4180000, 200, 50}, {"Q3", 503000, 4180000, 200, 50}});
    const fs::path run = run_study(study, temp.path());
    const Csv events = read_csv(run / "events.csv");
    EXPECT_NE(events.only({{"event", "request_refused"}}, "detail").find("no free reserve: Q3"),
              std::string::npos);
    const Indicators indicators(run);
    EXPECT_EQ(indicators(2027, "region", "area_mu"), indicators(2024, "region", "area_mu"));
}

// 150 mu leave. R1, 60 mu and the better one, is taken whole; of R2, 200 mu, the 90 that are missing are cut
// off.
TEST(RezoningFromOutside, TheNewAreaIsAParkOfItsOwn)
{
    const TempDirectory temp;
    PencilStudy study;
    const std::map<std::string, std::string> built{{"supplied", "1"}};
    study.lots = {{"I", "P1", "1001", "built", 44.985, built},
                  {"R", "P1", "0701", "built", 45, built},
                  {"O", "P1", "0801", "built", 60.015, built}};
    study.end = 2026;
    study.rules =
        "[rules.transition]\nmode = \"mandatory\"\nmin_built = \"0.01 km²\"\n"
        "[rules.rezoning]\narea_tolerance = 0.01\n";
    study.more =
        "[data.reserves]\nfile = \"reserves.geojson\"\ncrs = \"EPSG:4547\"\n"
        "[output]\nparcel_years = \"all\"\n";
    write_reserves(temp.path(),
                   {{"R2", 503000, 4180000, 200, 2000.0 / 3, R"(,"block_mu":30,"suitability":0.2)"},
                    {"R1", 502000, 4180000, 200, 200, R"(,"block_mu":30,"suitability":0.9)"}});
    const fs::path run = run_study(study, temp.path());
    const Csv events = read_csv(run / "events.csv");
    const std::map<std::string, std::string> rezoned{{"event", "rezoned"}, {"id", "P1"}};
    EXPECT_EQ(events.only(rezoned, "year"), "2025");
    EXPECT_NEAR(number(events.only(rezoned, "value")), number(events.only(rezoned, "threshold")), 1e-3);
    EXPECT_EQ(events.where({{"event", "reserve_taken"}}).size(), 2U);
    const Indicators indicators(run);
    const double in = number(events.only(rezoned, "value"));
    EXPECT_FALSE(indicators.at(2025, "P1-2", "area_mu").has_value());
    EXPECT_NEAR(indicators(2026, "P1-2", "area_mu"), in, 1e-3);
    EXPECT_NEAR(indicators(2026, "region", "area_mu"), in, 1e-3);
    EXPECT_NEAR(indicators(2026, "region_all", "area_mu"), 150 + in, 1e-3);
    // The layers are those of their years: three parcels before, and two blocks of R1 and three of R2 more.
    GDALAllRegister();
    const auto ids = [&](const std::string& layer) {
        std::string all;
        GDALDatasetUniquePtr data(GDALDataset::Open((run / "parcels.gpkg").c_str(), GDAL_OF_VECTOR));
        for (const auto& feature : *data->GetLayerByName(layer.c_str()))
            all += std::string(feature->GetFieldAsString(layer == "parks" ? "park_id" : "parcel_id")) + " ";
        return all;
    };
    EXPECT_EQ(ids("parcels"), "I O R R1/1 R1/2 R2/1 R2/2 R2/3 ");
    EXPECT_EQ(ids("parcels_2025"), "I O R ");
    EXPECT_EQ(ids("parks"), "P1 P1-2 ");
}

}  // namespace
}  // namespace permu::cli_test
