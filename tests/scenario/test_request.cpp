/// Run, data and output of a scenario; the schema and the reference page made from the same definition.
#include "permu/scenario/request.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/merge.hpp"
#include "scenario/samples.hpp"

namespace permu {
namespace {

constexpr std::string_view smallest = R"(
[run]
start = 2024
end = 2035
[data.parks]
file = "../gis/sample.gpkg"
[data.parcels]
file = "../gis/sample.gpkg"
)";

struct Read {
    Request request;
    Problems problems;
    std::string codes() const
    {
        std::string text;
        for (const Problem& problem : problems.all())
            text += (text.empty() ? "" : " ") + problem.code;
        return text;
    }
};

Read read(std::string_view text, std::string_view more = {})
{
    Read result;
    Node root = parse_toml(text, "scenarios/a.toml");
    merge_over(root, parse_toml(more, "scenarios/b.toml"));
    result.request = read_request(root, result.problems);
    return result;
}

TEST(Request, TakesDefaultsForWhatIsAbsent)
{
    const auto [request, problems] = read(smallest);
    EXPECT_TRUE(problems.empty()) << describe(problems, Language::en);
    EXPECT_EQ(request.run.start, 2024);
    EXPECT_EQ(request.run.end, 2035);
    EXPECT_EQ(request.run.seed, 1U);
    EXPECT_EQ(request.data.area, AreaSource::ellipsoidal);
    EXPECT_EQ(request.data.on_invalid, FaultPolicy::repair);
    EXPECT_EQ(request.data.on_duplicate, FaultPolicy::refuse);
    EXPECT_EQ(request.data.residual_as, ResidualUse::exclude);
    EXPECT_EQ(request.data.parks.file, "gis/sample.gpkg");
    EXPECT_FALSE(request.data.projects.given());
    EXPECT_EQ(request.output.parcels, std::vector<std::string>{"gpkg"});
    EXPECT_EQ(request.output.maps.size(), 4U);
    EXPECT_EQ(request.output.map_resolution, 10);
    EXPECT_TRUE(request.output.parcel_years.contains(2035, 2035));
    EXPECT_FALSE(request.output.parcel_years.contains(2034, 2035));
}

TEST(Request, ReadsTheWholeOfTheData)
{
    const auto [request, problems] = read(smallest, R"(
name = "基准"
schema_version = 1
[run]
seed = 42
[data]
area = "planar"
on_overlap = "refuse"
residual_as = "road"
[data.parks]
layer = "parks"
fields = { park_id = "KFQDM", name = "KFQMC" }
[data.parcels]
layer = "parcels"
code_system = "用地用海"
codes = { "01-05" = "01", "" = "16" }
on_unknown_code = "other"
crs = "EPSG:4547"
encoding = "GBK"
far_text = "range-max"
vacant_share = "5%"
[data.enterprises]
synthetic = true
[data.reserves]
file = "/data/r.shp"
code_system = "codes.csv"
[output]
parcel_years = [2035, 2030, 2030]
parcels = ["shp", "gpkg", "shp"]
map_resolution = "0.5 km"
)");
    EXPECT_TRUE(problems.empty()) << describe(problems, Language::en);
    EXPECT_EQ(request.run.name, "基准");
    EXPECT_EQ(request.run.seed, 42U);
    EXPECT_EQ(request.data.area, AreaSource::planar);
    EXPECT_EQ(request.data.residual_as, ResidualUse::road);
    EXPECT_EQ(request.data.parks.fields.at("park_id"), "KFQDM");
    const DataTable& parcels = request.data.parcels;
    EXPECT_EQ(parcels.code_system, "用地用海");
    EXPECT_EQ(parcels.codes.at(""), "16");
    EXPECT_EQ(parcels.on_unknown_code, UnknownCode::other);
    EXPECT_EQ(parcels.far_text, NumberText::range_max);
    EXPECT_DOUBLE_EQ(parcels.vacant_share, 0.05);
    EXPECT_TRUE(request.data.enterprises.synthetic);
    EXPECT_EQ(request.data.reserves.file, "/data/r.shp");
    EXPECT_EQ(request.data.reserves.code_system, "");
    EXPECT_EQ(request.data.reserves.code_system_file, "scenarios/codes.csv");
    EXPECT_EQ(request.output.parcel_years.years, (std::vector<Year>{2030, 2035}));
    EXPECT_EQ(request.output.parcels, (std::vector<std::string>{"shp", "gpkg"}));
    EXPECT_EQ(request.output.map_resolution, 500);
}

TEST(Request, EveryFaultHasItsCode)
{
    EXPECT_EQ(read(smallest, "nmae = 1").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[runn]").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[run]\nStart = 2025").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[data.parcles]").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[data.parks]\ncodes = {}").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[data.parks]\nfields = { prak_id = \"x\" }").codes(), "scenario.unknown_key");
    EXPECT_EQ(read(smallest, "[run]\nend = 2020").codes(), "scenario.years");
    EXPECT_EQ(read(smallest, "[run]\nend = 2000000000").codes(), "scenario.range");
    EXPECT_EQ(read(smallest, "[run]\nend = 4294969331").codes(), "scenario.range");
    EXPECT_EQ(read(smallest, "[run]\nend = 2035.0").codes(), "scenario.whole_number");
    EXPECT_EQ(read(smallest, "[run]\nseed = -1").codes(), "scenario.range");
    EXPECT_EQ(read(smallest, "schema_version = 99").codes(), "scenario.range");
    EXPECT_EQ(read(smallest, "run = 3").codes().substr(0, 17), "scenario.no_table");
    EXPECT_EQ(read(smallest, "[data.projects]\nlayer = \"x\"").codes(), "scenario.missing_key");
    EXPECT_EQ(read(smallest, "[data.parcels]\ncode_system = \"用地用\"").codes(), "scenario.choice");
    EXPECT_EQ(read(smallest, "[output]\nparcel_years = \"first\"").codes(), "scenario.type");
    EXPECT_EQ(read(smallest, "[output]\nmaps = [\"stge\"]").codes(), "scenario.choice");
    EXPECT_EQ(read(smallest, "[output]\nmap_resolution = 10").codes(), "quantity.no_unit");
    EXPECT_EQ(read(smallest, "name = \"" + std::string(300, 'x') + "\"").codes(), "scenario.length");
    EXPECT_EQ(read("[run]").codes(),
              "scenario.missing_key scenario.missing_key scenario.missing_key "
              "scenario.missing_key");
}

TEST(Request, AnchoredPathsDoNotDependOnThePlace)
{
    Node root = parse_toml(std::string(smallest) + "code_system = \"c.csv\"\n", "scenarios/a.toml");
    RequestForm form;
    anchor_paths(root, request_sections(form), "/home/x");
    const Node again = parse_toml(to_toml(root), "/elsewhere/run.toml");
    Problems problems;
    const Request request = read_request(again, problems);
    EXPECT_EQ(request.data.parks.file, "/home/x/gis/sample.gpkg");
    EXPECT_EQ(request.data.parcels.code_system_file, "/home/x/scenarios/c.csv");
}

TEST(Schema, IsDraftSevenAndClosedEverywhere)
{
    RequestForm form;
    const auto schema = nlohmann::json::parse(json_schema(request_sections(form)));
    EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    EXPECT_EQ(schema["additionalProperties"], false);
    const auto& parcels = schema["properties"]["data"]["properties"]["parcels"];
    EXPECT_EQ(parcels["additionalProperties"], false);
    EXPECT_EQ(parcels["properties"]["fields"]["additionalProperties"], false);
    EXPECT_TRUE(parcels["properties"]["fields"]["properties"].contains("parcel_id"));
    const auto& start = schema["properties"]["run"]["properties"]["start"];
    EXPECT_EQ(start["type"], "integer");
    EXPECT_EQ(start["minimum"], 1949);
    EXPECT_NE(start["description"].get<std::string>().find("基准年"), std::string::npos);
}

TEST(Schema, PatternsTakeTheQuantitiesThatTheProgramTakes)
{
    double fee = 0;
    const Section section{
        "rules.x",
        {"X", "某"},
        {{.key = "fee", .slot = &fee, .unit = Unit::wan_yuan_per_mu, .help = {}, .source = {}}},
        true};
    const auto schema = nlohmann::json::parse(json_schema(std::span(&section, 1)));
    const auto& x = schema["properties"]["rules"]["properties"]["x"];
    const std::regex pattern(x["properties"]["fee"]["pattern"].get<std::string>());
    EXPECT_TRUE(std::regex_match("5 万元/亩", pattern));
    EXPECT_TRUE(std::regex_match("75 元/m2", pattern));
    EXPECT_TRUE(std::regex_match("1.5wan_yuan/mu", pattern));
    EXPECT_FALSE(std::regex_match("5", pattern));
    EXPECT_FALSE(std::regex_match("5 万元", pattern));
    EXPECT_EQ(x["properties"]["step"]["items"]["required"], nlohmann::json::array({"from"}));
}

TEST(Reference, MarksWhatNoDocumentSays)
{
    double share = 0.2;
    int years = 1;
    const Section section{"rules.idle_land",
                          {"Idle land", "闲置土地"},
                          {{.key = "fee_share",
                            .slot = &share,
                            .unit = Unit::ratio,
                            .help = {"of the price", "占价款"},
                            .source = {"闲置土地处置办法", "第十四条", Confidence::seed},
                            .min = 0,
                            .max = 1},
                           {.key = "fee_after_years",
                            .slot = &years,
                            .unit = Unit::years,
                            .help = {"a|b", "甲"},
                            .source = {"permu", "", Confidence::design}}},
                          true};
    const std::string en = reference_markdown(std::span(&section, 1), Language::en);
    EXPECT_NE(en.find("## `[rules.idle_land]` Idle land"), std::string::npos);
    EXPECT_NE(en.find("| `fee_share` | ratio | `0.2` | 0 … 1 | of the price | 闲置土地处置办法 第十四条 | "
                      "policy text |"),
              std::string::npos);
    EXPECT_NE(en.find("a\\|b | permu | **design** |"), std::string::npos);
    EXPECT_NE(en.find("[[rules.idle_land.step]]"), std::string::npos);
    const std::string zh = reference_markdown(std::span(&section, 1), Language::zh);
    EXPECT_NE(zh.find("**设计值**"), std::string::npos);
}

}  // namespace
}  // namespace permu
