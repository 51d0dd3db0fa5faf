/// Tables with titles above their header, from outside: inspect, its mapping, check and score.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

/// A study whose enterprises stand below a title and a note.
PencilStudy with_title()
{
    PencilStudy study = twelve_parcels();
    study.enterprises =
        "企业情况统计表,,,\n填报单位：管委会,,,单位：万元\n企业编号,地块编号,行业大类,税收\n"
        "E1,A1,34,600\nE2,B1,59,10\n";
    return study;
}

bool has(const Json& problems, const std::string& code)
{
    for (const Json& problem : problems)
        if (problem.at("code") == code) return true;
    return false;
}

TEST(TitleRows, CheckSaysWhichRowNamesTheColumns)
{
    const TempDirectory temp;
    const std::string scenario = with_title().write(temp.path());
    const Outcome outcome = permu({"check", scenario});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("header_row = 3"), std::string::npos) << outcome.err;
}

TEST(TitleRows, WhatInspectWritesIsReadByCheck)
{
    const TempDirectory temp;
    const std::string scenario = with_title().write(temp.path());
    const Outcome inspected =
        permu({"inspect", temp / "enterprises.csv", "--json", "-o", temp / "mapping.toml"});
    ASSERT_EQ(inspected.code, 0) << inspected.err;
    const Json layer = Json::parse(inspected.out).at("layers").at(0);
    EXPECT_EQ(layer.at("table"), "enterprises");
    EXPECT_EQ(layer.at("rows"), 2);
    EXPECT_TRUE(has(layer.at("remarks"), "table.header_row")) << layer.dump(1);
    const std::string toml = read_file(temp / "mapping.toml");
    EXPECT_NE(toml.find("header_row = 3\n"), std::string::npos) << toml;
    EXPECT_NE(toml.find("enterprise_id = \"企业编号\""), std::string::npos) << toml;
    // The table of the study gives way to what inspect wrote.
    const std::string plain = "[data.enterprises]\nfile = \"enterprises.csv\"\n";
    std::string text = read_file(scenario);
    ASSERT_NE(text.find(plain), std::string::npos) << text;
    text.replace(text.find(plain), plain.size(), toml.substr(toml.find("[data.enterprises]")) + "\n");
    write_file(scenario, text);
    const Outcome checked = permu({"check", scenario, "--json"});
    EXPECT_EQ(checked.code, 0) << checked.err << checked.out;
    EXPECT_FALSE(has(Json::parse(checked.out).at("problems"), "table.header_row"));
}

TEST(TitleRows, InspectTakesTheRowThatIsNamed)
{
    const TempDirectory temp;
    with_title().write(temp.path());
    const Outcome named =
        permu({"inspect", temp / "enterprises.csv", "--header-row", "3", "-o", temp / "m.toml"});
    ASSERT_EQ(named.code, 0) << named.err;
    EXPECT_NE(read_file(temp / "m.toml").find("header_row = 3\n"), std::string::npos);
    const Outcome first = permu({"inspect", temp / "enterprises.csv", "--header-row", "1", "--json"});
    EXPECT_EQ(Json::parse(first.out).at("layers").at(0).at("rows"), 4);
}

TEST(TitleRows, TheKeyIsRefusedForLayersOfPolygons)
{
    const TempDirectory temp;
    PencilStudy study = with_title();
    const std::string scenario = study.write(temp.path());
    std::string text = read_file(scenario);
    const std::string table = "[data.parcels]\n";
    text.insert(text.find(table) + table.size(), "header_row = 3\n");
    write_file(scenario, text);
    const Outcome outcome = permu({"check", scenario});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("header_row"), std::string::npos) << outcome.err;
}

TEST(NumberCells, NanIsNoEmptyCell)
{
    for (const char* word : {"nan", "NaN", "inf", "-Infinity"}) {
        PencilStudy study = twelve_parcels();
        study.enterprises = std::string("enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,") + word + "\n";
        const TempDirectory temp;
        const Outcome outcome = permu({"check", study.write(temp.path())});
        EXPECT_EQ(outcome.code, 3) << word;
        EXPECT_NE(outcome.err.find(word), std::string::npos) << outcome.err;
    }
}

TEST(Delimiter, BarsWithoutAKeyAreFoundByInspectAndInit)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.enterprises = "企业编号|地块编号|行业大类|税收\nE1|A1|34|600\nE2|B1|59|10\n";
    study.write(temp.path());
    const Outcome inspected = permu({"inspect", temp / "enterprises.csv", "--json"});
    ASSERT_EQ(inspected.code, 0) << inspected.err;
    EXPECT_EQ(Json::parse(inspected.out).at("layers").at(0).at("rows"), 2);
    const Outcome made = permu({"init", temp / "study", "--parks", temp / "parks.geojson", "--parcels",
                                temp / "parcels.geojson", "--enterprises", temp / "enterprises.csv"});
    EXPECT_EQ(made.code, 0) << made.err;
}

}  // namespace
}  // namespace permu::cli_test
