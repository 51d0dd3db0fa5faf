/// What `permu check` says, in which order, and the layer of faults it writes.
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The pencil study whose first two lots share a strip of 200 m × 1 m, and whose last two ids are one.
std::string faulty_study(const fs::path& directory, const std::string& more = {})
{
    PencilStudy study = twelve_parcels();
    study.overlap = true;
    study.more = more;
    return study.write(directory);
}

struct LayerOnDisk {
    std::vector<std::string> kinds, ids, parks, english, chinese;
    std::vector<double> areas, drawn;
    bool styled = false;
};

LayerOnDisk read_faults(const std::string& path)
{
    GDALAllRegister();
    LayerOnDisk out;
    const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    if (!data) return out;
    out.styled = data->GetLayerByName("layer_styles") != nullptr;
    OGRLayer* layer = data->GetLayerByName("faults");
    if (layer == nullptr) return out;
    for (const auto& feature : layer) {
        out.kinds.emplace_back(feature->GetFieldAsString("kind"));
        out.ids.emplace_back(feature->GetFieldAsString("id"));
        out.parks.emplace_back(feature->GetFieldAsString("park_id"));
        out.english.emplace_back(feature->GetFieldAsString("message_en"));
        out.chinese.emplace_back(feature->GetFieldAsString("message_zh"));
        out.areas.push_back(feature->GetFieldAsDouble("area_m2"));
        out.drawn.push_back(feature->GetGeometryRef()->toMultiPolygon()->get_Area());
    }
    return out;
}

TEST(Check, TellsScenarioAndDataAtOnceByConsequence)
{
    const TempDirectory temp;
    const std::string scenario = faulty_study(temp.path());
    write_file(temp.path() / "bad.toml", "extends = \"scenario.toml\"\n[rules.idle_land]\nfee_shar = 0.2\n");
    const Outcome outcome = permu({"check", temp / "bad.toml"});
    EXPECT_EQ(outcome.code, 3);
    const auto refused = outcome.err.find("REFUSED"), changed = outcome.err.find("CHANGED");
    ASSERT_NE(refused, std::string::npos) << outcome.err;
    ASSERT_NE(changed, std::string::npos) << outcome.err;
    EXPECT_LT(refused, changed);
    EXPECT_LT(outcome.err.find("fee_shar"), changed);
    EXPECT_GT(outcome.err.find("200.00 m² shared"), changed);
    EXPECT_TRUE(holds(outcome.err, "next: permu check " + (temp / "bad.toml") + " --faults")) << outcome.err;
}

TEST(Check, AnUnreadableTableDoesNotHideTheFaultsOfTheOthers)
{
    const TempDirectory temp;
    const std::string scenario =
        faulty_study(temp.path(), "[data.reserves]\nfile = \"no_reserves.geojson\"\n");
    fs::remove(temp.path() / "enterprises.csv");
    const Outcome outcome = permu({"check", scenario});
    EXPECT_EQ(outcome.code, 3);
    for (const char* one : {"no_reserves.geojson", "enterprises.csv", "200.00 m² shared"})
        EXPECT_TRUE(holds(outcome.err, one)) << one << "\n" << outcome.err;
}

TEST(Check, EveryRefusedParcelIsSaidInOneGo)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.overlap = true;
    study.lots[3].use = "9999";  // A4: a code without a meaning
    study.lots[11].id = "B4";    // twice
    const Outcome outcome = permu({"check", study.write(temp.path()), "--strict", "--json"});
    EXPECT_EQ(outcome.code, 3);
    const auto json = nlohmann::json::parse(outcome.out);
    std::set<std::string> codes;
    for (const auto& problem : json.at("problems"))
        if (problem.at("consequence") == "refused") codes.insert(problem.at("code"));
    const std::set<std::string> expected{"code.unknown.use.9999", "parcel.duplicate_id", "parcel.overlap"};
    EXPECT_EQ(codes, expected) << outcome.out;
}

// A1 is 200 m × 200 m and a strip of 1 m; A2 of 200 m × 100 m keeps the strip: 200 of 40 200 m².
TEST(Check, JsonHasTheBalanceOfEveryPark)
{
    const TempDirectory temp;
    const Outcome outcome = permu({"check", faulty_study(temp.path()), "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    ASSERT_EQ(json.at("balance").size(), 2U);
    const auto& park = json.at("balance").at(0);
    EXPECT_EQ(park.at("park_id"), "P1");
    EXPECT_NEAR(park.at("overlap_m2").get<double>(), 200, 1e-6);
    EXPECT_NEAR(park.at("read_m2").get<double>() - 200, park.at("kept_m2").get<double>(), 1e-6);
    EXPECT_EQ(json.at("balance").at(1).at("overlap_m2"), 0);
    EXPECT_EQ(json.at("next").get<std::string>().rfind("permu run ", 0), 0U);
    const auto& first = json.at("problems").at(0);
    EXPECT_EQ(first.at("code"), "parcel.overlap");
    EXPECT_EQ(first.at("consequence"), "changed");
    EXPECT_NEAR(first.at("area_share").get<double>(), 200 / 250200.0, 1e-6);
}

TEST(Check, TheLayerOfFaultsHoldsTheLandAtStake)
{
    const TempDirectory temp;
    const std::string scenario = faulty_study(temp.path());
    const Outcome outcome = permu({"check", scenario, "--faults", temp / "faults.gpkg"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const LayerOnDisk layer = read_faults(temp / "faults.gpkg");
    ASSERT_EQ(layer.kinds, std::vector<std::string>{"parcel.overlap"});
    EXPECT_EQ(layer.ids[0], "A1");
    EXPECT_EQ(layer.parks[0], "P1");
    EXPECT_NEAR(layer.areas[0], 200, 1e-6);
    EXPECT_NEAR(layer.drawn[0], 200, 1e-6);
    EXPECT_TRUE(holds(layer.english[0], "shared with parcel A2"));
    EXPECT_TRUE(holds(layer.chinese[0], "与地块 A2 重叠"));
    EXPECT_TRUE(layer.styled);
}

TEST(Check, AnExistingLayerOfFaultsIsKeptUnlessOverwritten)
{
    const TempDirectory temp;
    const std::string scenario = faulty_study(temp.path()), file = temp / "faults.gpkg";
    write_file(file, "mine");
    const Outcome refused = permu({"check", scenario, "--faults", file});
    EXPECT_EQ(refused.code, 3);
    EXPECT_TRUE(holds(refused.err, "--overwrite")) << refused.err;
    EXPECT_EQ(read_file(file), "mine");
    EXPECT_EQ(permu({"check", scenario, "--faults", file, "--overwrite"}).code, 0);
    EXPECT_EQ(read_faults(file).kinds.size(), 1U);
    EXPECT_EQ(permu({"check", scenario, "--faults", temp / "faults.shp"}).code, 2);
    EXPECT_EQ(permu({"check", scenario, "--faults", temp / "no/such/faults.gpkg"}).code, 4);
}

TEST(Check, CleanDataGiveALayerWithoutRows)
{
    const TempDirectory temp;
    const Outcome outcome =
        permu({"check", twelve_parcels().write(temp.path()), "--faults", temp / "faults.gpkg"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "0 faults on the map")) << outcome.err;
    EXPECT_TRUE(fs::exists(temp.path() / "faults.gpkg"));
    EXPECT_TRUE(read_faults(temp / "faults.gpkg").kinds.empty());
}

// Who loses the 200 m² strip: A1 is larger, A2 has the later id.
TEST(Check, TheOverlapRuleSaysWhoLoses)
{
    const std::pair<const char*, const char*> cases[] = {
        {"larger", "A1"}, {"smaller", "A2"}, {"later_id", "A2"}};
    for (const auto& [rule, loser] : cases) {
        const TempDirectory temp;
        const std::string scenario = faulty_study(temp.path());
        const Outcome outcome =
            permu({"check", scenario, "--json", "--set", std::string("data.overlap_rule=\"") + rule + "\""});
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        const auto json = nlohmann::json::parse(outcome.out);
        EXPECT_EQ(json.at("problems").at(0).at("ids").dump(), std::string("[\"") + loser + "\"]") << rule;
    }
}

// É as one sign and as E with a mark; =A3 would be run by a spreadsheet.
TEST(Check, TwinsInUnicodeAndIdsThatASpreadsheetRunsAreWarnedOf)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.enterprises.clear();
    study.lots[0].id = "\xc3\x89";
    study.lots[1].id = "E\xcc\x81";
    study.lots[2].id = "=A3";
    const Outcome outcome = permu({"check", study.write(temp.path()), "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(holds(outcome.out, "\"id.twins\"")) << outcome.out;
    EXPECT_TRUE(holds(outcome.out, "\"id.formula\"")) << outcome.out;
}

// A7 is ready and B3 listed, so both are approved, and nobody says since when. B4 is planned, not approved.
TEST(Check, ApprovedLandWithoutAYearOfApprovalIsListed)
{
    const TempDirectory temp;
    const Outcome outcome = permu({"check", twelve_parcels().write(temp.path()), "--json"});
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json.at("assumed").at("approval_year unknown"), 2);
    std::vector<std::string> ids;
    for (const auto& problem : json.at("problems"))
        if (problem.at("code") == "parcel.no_approval_year") ids = problem.at("ids");
    EXPECT_EQ(ids, (std::vector<std::string>{"A7", "B3"}));
}

TEST(Check, TheScienceParkKeepsItsLandAndShowsItsFaults)
{
    if (!shared_data("hsinchu_science_park.gpkg"))
        GTEST_SKIP() << "the blocks of the science park are not here: ../shared/data";
    const TempDirectory temp;
    const std::string scenario = (source_directory() / "tests/acceptance/hsinchu.toml").string();
    const Outcome outcome = permu({"check", scenario, "--json", "--faults", temp / "faults.gpkg"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto json = nlohmann::json::parse(outcome.out);
    for (const auto& park : json.at("balance")) {
        const auto of = [&](const char* name) { return park.at(name).get<double>(); };
        EXPECT_NEAR(
            of("read_m2") + of("repaired_m2") - of("overlap_m2") - of("clipped_m2") - of("dropped_m2"),
            of("kept_m2"), 0.01);
    }
    const LayerOnDisk layer = read_faults(temp / "faults.gpkg");
    EXPECT_EQ(std::ranges::count(layer.kinds, "parcel.overlap"), 18);
    EXPECT_EQ(std::ranges::count(layer.kinds, "parcel.repaired"), 2);
}

}  // namespace
}  // namespace permu::cli_test
