/// Suitability and slope from rasters in another system and on another grid than the parcels, from outside.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

/// Latitude of the south edge of the pencil study's land, and degrees of 100 m northward.
constexpr double south = 37.752257, step = 0.000901;

/// Writes a raster in degrees around the land of P1, whose cells of some 22 m × 26 m lie across the parcels;
/// \param value  of the strip of 100 m that the cell's middle lies in, counted from the south edge
void write_raster(const std::string& path, const std::function<double(int)>& value)
{
    GDALAllRegister();
    constexpr int columns = 20, rows = 30;
    constexpr double cell_x = 0.0003, cell_y = 0.0002, west = 113.999, north = south + 0.004;
    GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName("GTiff");
    const GDALDatasetUniquePtr data(gdal->Create(path.c_str(), columns, rows, 1, GDT_Float32, nullptr));
    ASSERT_TRUE(data);
    double place[6] = {west, cell_x, 0, north, 0, -cell_y};
    data->SetGeoTransform(place);
    OGRSpatialReference system;
    system.importFromEPSG(4490);
    data->SetSpatialRef(&system);
    std::vector<float> values;
    for (int row = 0; row < rows; ++row) {
        const double latitude = north - (row + 0.5) * cell_y;
        const float one = static_cast<float>(value(static_cast<int>(std::floor((latitude - south) / step))));
        values.insert(values.end(), columns, one);
    }
    EXPECT_EQ(data->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, columns, rows, values.data(), columns, rows,
                                               GDT_Float32, 0, 0, nullptr),
              CE_None);
}

/// Three planned lots of 30 mu, 100 m high each, of which one is prepared a year.
PencilStudy three_lots(const std::string& rasters, const std::string& preparation = {})
{
    PencilStudy study;
    for (const char* id : {"A", "B", "C"})
        study.lots.push_back({id, "P1", "0101", "planned", 30, {{"plan_use", "\"1001\""}}});
    study.end = 2027;
    study.rules = "[rules.preparation]\ncapacity_per_park = \"30 亩\"\n" + preparation;
    study.more = "[data.rasters]\n" + rasters;
    return study;
}

/// Parcels in the order in which they become ready.
std::string order_of(const PencilStudy& study, const fs::path& directory)
{
    std::string order;
    for (const auto& row :
         read_csv(run_study(study, directory) / "events.csv").where({{"event", "prepared"}}))
        order += row.at("id");
    return order;
}

double at_strip(int strip, const std::array<double, 3>& values)
{
    return strip >= 0 && strip < 3 ? values[static_cast<std::size_t>(strip)] : 0.1;
}

TEST(Rasters, SuitabilityOrdersPreparationAcrossSystems)
{
    const TempDirectory temp;
    write_raster(temp / "fit.tif", [](int strip) { return at_strip(strip, {0.2, 0.5, 0.9}); });
    EXPECT_EQ(order_of(three_lots("suitability = \"fit.tif\"\n"), temp.path()), "CBA");
}

// 20°, 5° and 10°: the flattest first. Read as per cent the order is the same.
TEST(Rasters, SlopeOrdersPreparationFlatFirst)
{
    for (const char* unit : {"degree", "percent"}) {
        const TempDirectory temp;
        write_raster(temp / "slope.tif", [](int strip) { return at_strip(strip, {20, 5, 10}); });
        const std::string rasters = fmt::format("slope = \"slope.tif\"\nslope_unit = \"{}\"\n", unit);
        EXPECT_EQ(order_of(three_lots(rasters), temp.path()), "BCA") << unit;
    }
}

// 10 % everywhere: 30 mu at 20 万元/亩, and 0.1 · 30 mu · 50 万元/亩 more.
TEST(Rasters, SlopeCostsWhereTheScenarioSaysSo)
{
    const TempDirectory temp;
    write_raster(temp / "slope.tif", [](int) { return 10; });
    const PencilStudy study =
        three_lots("slope = \"slope.tif\"\nslope_unit = \"percent\"\n", "slope_cost = \"50 万元/亩\"\n");
    const Csv events = read_csv(run_study(study, temp.path()) / "events.csv");
    const auto costs = events.where({{"event", "cost"}, {"rule", "preparation"}});
    ASSERT_EQ(costs.size(), 3U);
    for (const auto& row : costs)
        EXPECT_NEAR(std::abs(number(row.at("value"))), 30 * 20 + 0.1 * 30 * 50, 0.05);
}

TEST(Rasters, SlopeNeedsItsUnitAndIsAnInputOfTheRun)
{
    const TempDirectory temp;
    write_raster(temp / "slope.tif", [](int) { return 10; });
    const Outcome unsaid = permu({"check", three_lots("slope = \"slope.tif\"\n").write(temp.path())});
    EXPECT_EQ(unsaid.code, 3);
    EXPECT_NE(unsaid.err.find("slope_unit = \"percent\""), std::string::npos) << unsaid.err;
    const PencilStudy study = three_lots("slope = \"slope.tif\"\nslope_unit = \"percent\"\n");
    const auto manifest = nlohmann::json::parse(read_file(run_study(study, temp.path()) / "run.json"));
    const auto& inputs = manifest.at("inputs");
    EXPECT_TRUE(std::ranges::any_of(inputs, [](const auto& i) { return i.at("table") == "rasters.slope"; }));
}

// The raster ends west of the land: nothing is invented, and it is said.
TEST(Rasters, LandWithoutARasterStaysUnknownAndIsListed)
{
    const TempDirectory temp;
    write_raster(temp / "fit.tif", [](int) { return 0.5; });
    PencilStudy study = three_lots("suitability = \"fit.tif\"\n");
    study.lots.push_back({"Z", "P2", "0101", "planned", 30, {{"plan_use", "\"1001\""}}});
    const Outcome outcome = permu({"check", study.write(temp.path()), "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    const auto& problems = json.at("problems");
    const auto outside =
        std::ranges::find_if(problems, [](const auto& p) { return p.at("code") == "raster.outside"; });
    ASSERT_NE(outside, problems.end()) << outcome.out;
    EXPECT_EQ(outside->at("count"), 1);
    EXPECT_EQ(outside->at("ids"), nlohmann::json({"Z"}));
}

TEST(Rasters, SuitabilityBeyondOneIsRefused)
{
    const TempDirectory temp;
    write_raster(temp / "fit.tif", [](int strip) { return strip == 1 ? 55 : 20; });
    const Outcome raster = permu({"check", three_lots("suitability = \"fit.tif\"\n").write(temp.path())});
    EXPECT_EQ(raster.code, 3);
    EXPECT_NE(raster.err.find("cells of 20 … 55"), std::string::npos) << raster.err;
    PencilStudy study = three_lots("");
    study.lots[0].more["suitability"] = "55";
    const Outcome field = permu({"check", study.write(temp.path())});
    EXPECT_EQ(field.code, 3);
    EXPECT_NE(field.err.find("a number up to 1"), std::string::npos) << field.err;
}

}  // namespace
}  // namespace permu::cli_test
