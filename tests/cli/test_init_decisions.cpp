/// `permu init` says what a person must decide, and where; what no study can be made of it refuses.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;
using Properties = std::vector<std::pair<std::string, Json>>;

constexpr double west = 113.0, south = 37.0, side = 0.001;

/// Where the squares stand, and in which order their coordinates are written.
enum class Axes { usual, turned };

/// Squares of about 100 m beside one another, each with its properties.
std::string squares(const std::vector<Properties>& lots, double size = side, Axes axes = Axes::usual)
{
    Json features = Json::array();
    for (std::size_t i = 0; i < lots.size(); ++i) {
        const auto at = [&](int dx, int dy) {
            const double x = west + size * (static_cast<double>(i) + dx), y = south + size * dy;
            return axes == Axes::usual ? Json{x, y} : Json{y, x};
        };
        Json properties;
        for (const auto& [name, value] : lots[i])
            properties[name] = value;
        const Json ring{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)};
        features.push_back({{"type", "Feature"},
                            {"properties", properties},
                            {"geometry", {{"type", "Polygon"}, {"coordinates", Json::array({ring})}}}});
    }
    return Json{{"type", "FeatureCollection"}, {"features", features}}.dump();
}

/// Four parcels in one park whose uses are given.
struct Files {
    explicit Files(const std::vector<std::string>& uses = {"1001", "100101", "1401", "1207"})
    {
        std::vector<Properties> lots;
        for (std::size_t i = 0; i < uses.size(); ++i)
            lots.push_back({{"DKBH", "L" + std::to_string(i)}, {"KFQDM", "K1"}, {"DLBM", uses[i]}});
        write("parks.geojson", squares({{{"KFQDM", "K1"}, {"KFQMC", "甲"}}}, 0.02));
        write("parcels.geojson", squares(lots));
    }

    void write(const std::string& name, const std::string& text) const
    {
        write_file(temp.path() / name, text);
    }

    Outcome init(const std::string& parks = "parks.geojson", const std::string& parcels = "parcels.geojson",
                 const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> command{"init", "study", "--parks", parks, "--parcels", parcels};
        command.insert(command.end(), more.begin(), more.end());
        return permu(command, temp.path());
    }

    std::string toml() const { return read_file(temp.path() / "study/base.toml"); }

    /// The line of base.toml that the terminal names beside `what`; empty: it does not.
    std::string line_told(const std::string& said, const std::string& what) const
    {
        const auto at = said.find(what);
        if (at == std::string::npos) return "";
        const auto from = said.rfind("base.toml:", at) + std::string("base.toml:").size();
        std::size_t line = std::stoul(said.substr(from)), begin = 0;
        const std::string text = toml();
        while (--line > 0)
            begin = text.find('\n', begin) + 1;
        return text.substr(begin, text.find('\n', begin) - begin);
    }

    TempDirectory temp;
};

TEST(InitDecisions, NamesOfUsesAreMappedAndOnlyTheOthersAsked)
{
    const Files files({"一类工业用地", "工业用地", "甲", "乙"});
    const Outcome outcome = files.init();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const std::string toml = files.toml();
    EXPECT_NE(toml.find("\n\"一类工业用地\" = \"100101\"\n"), std::string::npos) << toml;
    EXPECT_NE(toml.find("\n# \"甲\" = \"?\""), std::string::npos) << toml;
    EXPECT_NE(files.line_told(outcome.err, "give the codes of these uses").find("not recognised"),
              std::string::npos)
        << outcome.err;
}

TEST(InitDecisions, ACodeSystemThatTwoFitIsPutToThePerson)
{
    const Files files({"0701", "0702", "0801", "0802"});
    const Outcome outcome = files.init();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("用地用海 or GB/T21010-2017"), std::string::npos) << outcome.err;
    EXPECT_NE(files.line_told(outcome.err, "is the code system").find("0702"), std::string::npos)
        << outcome.err;
    const std::string toml = files.toml();
    EXPECT_NE(toml.find("\ncode_system = \"用地用海\""), std::string::npos) << toml;
    EXPECT_NE(toml.find("\n# code_system = \"GB/T21010-2017\""), std::string::npos) << toml;
    EXPECT_EQ(permu({"check", "study/base.toml"}, files.temp.path()).code, 0);
}

TEST(InitDecisions, SureTablesAreNotRepeated)
{
    const Files files;
    const Outcome outcome = files.init();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.err.find("to decide"), std::string::npos) << outcome.err;
}

TEST(InitDecisions, ColumnsLeftOutAndUnsureOnesAreTold)
{
    const Files files;
    files.write("parcels.geojson",
                squares({{{"DKBH", "L0"}, {"用途", "1001"}, {"容积率", 150}, {"备注", "x"}},
                         {{"DKBH", "L1"}, {"用途", "100101"}, {"容积率", 90}, {"备注", "y"}}}));
    const Outcome outcome = files.init();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.err.find("columns left out: 备注"), std::string::npos) << outcome.err;
    EXPECT_NE(files.line_told(outcome.err, "is plan_far the column").find("plan_far ← 容积率"),
              std::string::npos)
        << outcome.err;
}

TEST(InitDecisions, SwappedAxesEmptyLayersAndLinesAreRefused)
{
    const Files files;
    files.write("turned.geojson", squares({{{"DKBH", "L0"}, {"DLBM", "1001"}}}, side, Axes::turned));
    files.write("empty.geojson", R"({"type":"FeatureCollection","features":[]})");
    files.write("lines.geojson",
                R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DKBH":"L0"},)"
                R"("geometry":{"type":"LineString","coordinates":[[113,37],[113.1,37.1]]}}]})");
    for (const auto& [file, said] : {std::pair{"turned.geojson", "export the layer again"},
                                     {"empty.geojson", "no rows"},
                                     {"lines.geojson", "no polygon"}}) {
        const Outcome outcome = files.init("parks.geojson", file);
        EXPECT_EQ(outcome.code, 3) << file;
        EXPECT_NE(outcome.err.find(said), std::string::npos) << outcome.err;
        EXPECT_FALSE(fs::exists(files.temp.path() / "study")) << file;
    }
    const Outcome lines = permu({"inspect", "lines.geojson"}, files.temp.path());
    EXPECT_NE(lines.out.find("Line String, 1 rows"), std::string::npos) << lines.out;
}

TEST(InitDecisions, FilesThatAreExchangedAreRefused)
{
    const Files files;
    const Outcome outcome = files.init("parcels.geojson", "parks.geojson");
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("exchanged"), std::string::npos) << outcome.err;
}

TEST(InitDecisions, PlacesInColumnsAreInDegrees)
{
    const Files files;
    files.write(
        "firms.csv",
        "统一社会信用代码,经度,纬度,行业代码,税收\nE1,113.0005,37.0005,34,12\nE2,113.0015,37.0005,35,9\n");
    const Outcome outcome = files.init("parks.geojson", "parcels.geojson", {"--enterprises", "firms.csv"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const std::string toml = files.toml();
    const std::string firms = toml.substr(toml.find("[data.enterprises]"));
    EXPECT_NE(firms.find("\ncrs = \"EPSG:4490\""), std::string::npos) << toml;
    EXPECT_NE(firms.find("\nx = \"经度\""), std::string::npos) << toml;
    EXPECT_NE(files.line_told(outcome.err, "EPSG:4490 is a guess").find("guessed"), std::string::npos)
        << outcome.err;
    const Outcome checked = permu({"check", "study/base.toml"}, files.temp.path());
    EXPECT_EQ(checked.code, 0) << checked.err;
}

TEST(InitDecisions, ChineseReportsHaveNoEnglishWords)
{
    const Files files;
    const Outcome outcome = permu({"--lang", "zh", "inspect", "parcels.geojson"}, files.temp.path());
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    for (const char* word : {"Polygon", "whole", "text", "invalid", "feature"})
        EXPECT_EQ(outcome.out.find(word), std::string::npos) << outcome.out;
}

}  // namespace
}  // namespace permu::cli_test
