/// Numbers in other units, words in Chinese, tables with other signs between their cells, old spreadsheets.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

Json checked(const PencilStudy& study, int code = 0, const std::vector<std::string>& options = {})
{
    const TempDirectory temp;
    std::vector<std::string> words{"check", study.write(temp.path()), "--json"};
    words.insert(words.end(), options.begin(), options.end());
    const Outcome outcome = permu(words);
    EXPECT_EQ(outcome.code, code) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
}

Json problem(const Json& report, const std::string& code)
{
    for (const auto& one : report.at("problems"))
        if (one.at("code") == code) return one;
    return {};
}

/// The pencil study with each lot's land declared in mu.
PencilStudy declared_in_mu(const std::string& more)
{
    PencilStudy study = twelve_parcels();
    for (Lot& lot : study.lots)
        lot.more["MJ"] = std::to_string(lot.mu);
    study.more = "[data.parcels.fields]\narea_m2 = \"MJ\"\n" + more;
    return study;
}

// A1 is 60 亩, 40 000 m².
TEST(Units, DeclaredAreasInMuAreComparedInSquareMetres)
{
    const Json said = checked(declared_in_mu("[data.parcels.units]\narea_m2 = \"亩\"\n"));
    EXPECT_TRUE(problem(said, "parcel.declared_area").is_null());
    EXPECT_NEAR(said.at("area_m2").at("declared").get<double>(), 375 * 2000 / 3.0, 1e-6);
    EXPECT_NEAR(said.at("area_m2").at("declared").get<double>(), said.at("area_m2").at("kept").get<double>(),
                1);
}

TEST(Units, AnUnsaidUnitIsRecognisedAndNamed)
{
    const Json unsaid = checked(declared_in_mu(""));
    const Json found = problem(unsaid, "parcel.declared_area");
    EXPECT_EQ(found.at("count"), 12);
    EXPECT_NE(found.at("remedy").get<std::string>().find("units = { area_m2 = \"亩\" }"), std::string::npos)
        << found;
}

TEST(Units, OthersThanThoseOfTheFieldAreRefusedWhereTheyStand)
{
    const TempDirectory temp;
    const std::string scenario =
        declared_in_mu("[data.parcels.units]\narea_m2 = \"万元\"\nplan_far = \"亩\"\n").write(temp.path());
    const Outcome outcome = permu({"check", scenario});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("one of: m², 亩, ha, km², 万亩"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("no unit: plan_far has none"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("scenario.toml:"), std::string::npos) << outcome.err;
}

// 6 百万 yuan is 600 万元: the study's own number.
TEST(Units, MoneyOfATableMayBeInYuan)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,6000000\n";
    study.more = "[data.enterprises.units]\ntax_wan = \"元\"\n";
    const Indicators indicators(run_study(study, temp.path()));
    EXPECT_NEAR(indicators(2024, "P1", "industrial_tax_per_mu") * 60, 600, 1e-6);
}

TEST(Words, StagesAndTenuresMayBeChinese)
{
    PencilStudy english = twelve_parcels(), chinese = twelve_parcels();
    const std::map<std::string, std::string> words{
        {"built", "已建成"}, {"supplied", "已供未建"},      {"under_construction", "在建"}, {"ready", "净地"},
        {"listed", "挂牌"},  {"planned", "未达到供地条件"}, {"unbuildable", "不可建设"}};
    for (Lot& lot : chinese.lots)
        lot.stage = words.at(lot.stage);
    chinese.lots[4].more["tenure"] = "\"先租后让\"";
    english.lots[4].more["tenure"] = "\"lease_then_grant\"";
    const TempDirectory one, two;
    const fs::path ours = run_study(english, one.path()), theirs = run_study(chinese, two.path());
    EXPECT_EQ(read_file(ours / "indicators.csv"), read_file(theirs / "indicators.csv"));
    chinese.lots[4].stage = "已经供了";
    const Json refused = checked(chinese, 3);
    EXPECT_EQ(problem(refused, "parcel.stage").at("ids"), Json({"A5"}));
}

// The header has more semicolons than bars: counting finds the wrong one.
TEST(Delimiter, TheScenarioSaysItWhereCountingIsWrong)
{
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id|parcel_id|division|a;b;c;d;e\nE1|A1|34|\nE2|B1|59|x\n";
    EXPECT_FALSE(problem(checked(study, 3), "csv.separator").is_null());
    const TempDirectory temp;
    std::string text = read_file(study.write(temp.path()));
    const std::string table = "[data.enterprises]\n";
    text.insert(text.find(table) + table.size(), "delimiter = \"bar\"\n");
    write_file(temp.path() / "scenario.toml", text);
    const Outcome outcome = permu({"check", temp / "scenario.toml", "--strict", "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err << outcome.out;
    EXPECT_TRUE(problem(Json::parse(outcome.out), "csv.separator").is_null());
}

TEST(OldSpreadsheet, IsReadAndProposedForWhatItIs)
{
    const std::string file = (source_directory() / "tests/acceptance/enterprises.xls").string();
    const Outcome inspected = permu({"inspect", file, "--json"});
    ASSERT_EQ(inspected.code, 0) << inspected.err;
    const Json layer = Json::parse(inspected.out).at("layers").at(0);
    EXPECT_EQ(layer.at("table"), "enterprises");
    EXPECT_EQ(layer.at("rows"), 2);
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    std::string text = read_file(study.write(temp.path()));
    const std::string csv = "file = \"enterprises.csv\"\n";
    const std::string mapped =
        "file = \"" + file +
        "\"\nfields = { enterprise_id = \"企业编号\", parcel_id = \"宗地代码\", "
        "division = \"行业大类\", tax_wan = \"税收（万元）\", occupancy = \"占用方式\" }\n";
    text.replace(text.find(csv), csv.size(), mapped);
    write_file(temp.path() / "scenario.toml", text);
    const Outcome run = permu({"run", temp / "scenario.toml", "-o", temp / "run"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NEAR(Indicators(temp.path() / "run")(2024, "P1", "industrial_tax_per_mu") * 60, 600.5, 1e-6);
}

}  // namespace
}  // namespace permu::cli_test
