/// Re-zoning seen from outside: a park that turns, its reserves, and the park they become.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

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
    fs::create_directories(temp.path());
    const auto reserve = [](const char* id, double west, double height, double suitability) {
        return fmt::format(
            R"({{"type":"Feature","properties":{{"reserve_id":"{}","park_id":"P1","use":"100101",)"
            R"("block_mu":30,"suitability":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},4180000],)"
            R"([{},4180000],[{},{}],[{},{}],[{},4180000]]]}}}})",
            id, suitability, west, west + 200, west + 200, 4180000 + height, west, 4180000 + height, west);
    };
    write_file(temp.path() / "reserves.geojson",
               fmt::format(R"({{"type":"FeatureCollection","features":[{},{}]}})",
                           reserve("R2", 503000, 200 * 10.0 / 3, 0.2), reserve("R1", 502000, 200, 0.9)));
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
