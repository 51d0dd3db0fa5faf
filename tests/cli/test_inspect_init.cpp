/// `permu inspect` and `permu init` from outside: what a planner does with files of a planning office.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

std::string sample()
{
    return (source_directory() / "gis/sample.gpkg").string();
}

/// The layer of a report by its name, or the only one.
Json layer_of(const Json& report, const std::string& name)
{
    for (const Json& layer : report.at("layers"))
        if (layer.at("layer") == name) return layer;
    return {};
}

std::string column_of(const Json& layer, const std::string& field)
{
    for (const Json& p : layer.at("fields"))
        if (p.at("field") == field && p.at("sure").get<bool>()) return p.at("column");
    return "";
}

/// Two squares of 100 m in the given place, without a coordinate system.
std::string squares(double x, double y)
{
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 2; ++i) {
        const auto at = [&](int dx, int dy) {
            return "[" + std::to_string(x + 100 * (i + dx)) + "," + std::to_string(y + 100 * dy) + "]";
        };
        out += std::string(i == 0 ? "" : ",") + R"({"type":"Feature","properties":{"ZDDM":"Z)" +
               std::to_string(i) + R"(","用途":"工业用地","宗地面积":15.0,"容积率":"1.0~2.0"},"geometry":)" +
               R"({"type":"Polygon","coordinates":[[)" + at(0, 0) + "," + at(1, 0) + "," + at(1, 1) + "," +
               at(0, 1) + "," + at(0, 0) + "]]}}";
    }
    return out + "]}";
}

TEST(Inspect, TellsLayersCodesAndFieldsOfTheSample)
{
    const Outcome outcome = permu({"inspect", sample(), "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Json parcels = layer_of(Json::parse(outcome.out), "parcels");
    EXPECT_EQ(parcels.at("table"), "parcels");
    EXPECT_EQ(parcels.at("rows"), 3000);
    EXPECT_EQ(column_of(parcels, "parcel_id"), "parcel_id");
    EXPECT_EQ(parcels.at("codes").at("use").at(0).at("system"), "用地用海");
    EXPECT_NE(outcome.err.find("next: permu"), std::string::npos);
}

TEST(Inspect, MapsNamesOfUsesAndSeesTheWrongSystem)
{
    const TempDirectory temp;
    // GeoJSON is in degrees by definition; these numbers are metres of zone 40.
    write_file(temp.path() / "地块.geojson", squares(40'510'000, 3'450'000));
    const Outcome outcome = permu({"inspect", temp / "地块.geojson", "--json", "-o", temp / "m.toml"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Json layer = Json::parse(outcome.out).at("layers").at(0);
    EXPECT_EQ(layer.at("polygons").at("crs").at("verdict"), "wrong");
    EXPECT_EQ(layer.at("polygons").at("crs").at("code"), "EPSG:4528");
    EXPECT_EQ(column_of(layer, "parcel_id"), "ZDDM");
    EXPECT_EQ(column_of(layer, "use"), "用途");
    const std::string toml = read_file(temp / "m.toml");
    EXPECT_NE(toml.find("\"工业用地\" = \"1001\""), std::string::npos) << toml;
    EXPECT_NE(toml.find("far_text = \"range-max\""), std::string::npos) << toml;
}

TEST(Inspect, RefusesWhatARunRefuses)
{
    const TempDirectory temp;
    write_file(temp.path() / "a.gpkg", "not a database");
    EXPECT_EQ(permu({"inspect", temp / "a.gpkg"}).code, 3);
    EXPECT_EQ(permu({"inspect", "/vsizip/" + (temp / "a.zip")}).code, 3);
    EXPECT_EQ(permu({"inspect", temp / "absent.shp"}).code, 3);
    EXPECT_EQ(permu({"inspect", sample(), "-o", temp / "a.gpkg"}).code, 2);
}

TEST(Init, MakesAStudyThatChecksAndRuns)
{
    const TempDirectory temp;
    const std::vector<std::string> command{"init",   temp / "study", "--parks",
                                           sample(), "--parcels",    sample()};
    const Outcome outcome = permu(command);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("next: permu check"), std::string::npos);
    for (const char* scenario : {"study/base.toml", "study/all_standard_land.toml"}) {
        const Outcome checked = permu({"check", temp / scenario});
        EXPECT_EQ(checked.code, 0) << checked.err;
    }
    const Outcome run = permu({"run", temp / "study/base.toml", "-o", temp / "run", "--years", "2024:2026"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(permu(command).code, 3);
    std::vector<std::string> again = command;
    again.emplace_back("--overwrite");
    EXPECT_EQ(permu(again).code, 0);
}

TEST(Init, NeverDeletesTheDataItIsMadeFrom)
{
    const TempDirectory temp;
    fs::create_directory(temp.path() / "study");
    fs::copy_file(sample(), temp.path() / "study/mine.gpkg");
    const std::string mine = temp / "study/mine.gpkg";
    EXPECT_EQ(permu({"init", temp / "study", "--parks", mine, "--parcels", mine, "--overwrite"}).code, 3);
    EXPECT_TRUE(fs::exists(mine));
}

TEST(Init, StartsFromTheRealScienceParkAtOnce)
{
    const auto file = shared_data("hsinchu_science_park.gpkg");
    if (!file) GTEST_SKIP() << "the blocks of the science park are not here: ../shared/data";
    const TempDirectory temp;
    ASSERT_EQ(permu({"init", temp / "study", "--parks", file->string(), "--parcels", file->string()}).code,
              0);
    const Outcome checked = permu({"check", temp / "study/base.toml"});
    EXPECT_EQ(checked.code, 0) << checked.err;
    EXPECT_NE(checked.out.find("1047 kept"), std::string::npos) << checked.out;
}

}  // namespace
}  // namespace permu::cli_test
