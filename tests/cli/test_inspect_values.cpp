/// `permu inspect` and `check` make the same of what cells hold: codes, separators, units.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

Json problem_of(const Json& report, const std::string& code)
{
    for (const auto& one : report.at("problems"))
        if (one.at("code") == code) return one;
    return {};
}

/// \param set  an assignment for --set; empty: none
Json checked(const PencilStudy& study, const std::string& set = {})
{
    const TempDirectory temp;
    std::vector<std::string> words{"check", study.write(temp.path()), "--json"};
    if (!set.empty()) words.insert(words.end(), {"--set", set});
    const Outcome outcome = permu(words);
    const Json report = Json::parse(outcome.out, nullptr, false);
    EXPECT_TRUE(report.is_object()) << outcome.err;
    return report;
}

TEST(InspectValues, BlanksInsideACodeAreNoEndOfIt)
{
    PencilStudy study = twelve_parcels();
    study.lots[3].use = "14 01";
    const Json report = checked(study);
    EXPECT_FALSE(problem_of(report, "id.normalised.use").is_null());
    EXPECT_TRUE(problem_of(report, "code.prefix.14 01").is_null());
}

TEST(InspectValues, ALostZeroIsNamedInTheRemedy)
{
    PencilStudy study = twelve_parcels();
    study.lots[1].use = "701";
    const Json found = problem_of(checked(study), "code.unknown.use.701");
    ASSERT_FALSE(found.is_null());
    EXPECT_NE(found.dump().find("leading zero"), std::string::npos) << found;
    EXPECT_NE(found.dump().find("0701"), std::string::npos) << found;
}

TEST(InspectValues, ThousandsAreReadWhereTheyCanBeNothingElse)
{
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,\"3,479.72\"\nE2,B1,34,—\n";
    const Json report = checked(study);
    const Json found = problem_of(report, "field.separators.tax_wan");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found.at("severity"), "warning");
    EXPECT_EQ(found.at("expected"), "3479.72");
    EXPECT_FALSE(problem_of(report, "field.placeholder.tax_wan").is_null());
    EXPECT_TRUE(problem_of(report, "field.empty.tax_wan").is_null()) << "told once";
    const Json strict = checked(study, "data.on_text=\"refuse\"");
    EXPECT_EQ(problem_of(strict, "field.separators.tax_wan").at("severity"), "error");
    EXPECT_EQ(problem_of(strict, "field.not_a_number.tax_wan").at("severity"), "error");
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,\"3,479\"\nE2,B1,34,12\n";
    EXPECT_EQ(problem_of(checked(study), "field.separators.tax_wan").at("severity"), "error");
}

TEST(InspectValues, TheYearOfADateIsRead)
{
    PencilStudy study = twelve_parcels();
    study.enterprises =
        "enterprise_id,parcel_id,division,start_year\nE1,A1,34,2019年3月5日\nE2,B1,34,2020-05-01\nE3,A2,34,"
        "20210701\n";
    const Json found = problem_of(checked(study), "field.date.start_year");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found.at("count"), 3);
    EXPECT_EQ(found.at("expected"), "2019");
}

TEST(InspectValues, ALimitFromBelowIsNoLimitFromAbove)
{
    PencilStudy study = twelve_parcels();
    const char* texts[] = {"180~200%", "1.5以上", "≤2.0", "工业1.0；研发2.5", "200％", "80-120 %"};
    for (std::size_t i = 0; i < std::size(texts); ++i)
        study.lots[i].more["plan_far"] = "\"" + std::string(texts[i]) + "\"";
    const Json report = checked(study, "data.parcels.far_text=\"range-max\"");
    const Json found = problem_of(report, "field.no_number.plan_far");
    EXPECT_EQ(found.at("count"), 2) << found;
}

TEST(InspectValues, FullWidthDigitsAreReadAndTold)
{
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,３４７９．５\nE2,B1,34,12\n";
    const Json report = checked(study);
    const Json found = problem_of(report, "field.full_width.tax_wan");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found.at("severity"), "warning");
    EXPECT_EQ(found.at("expected"), "3479.5");
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,３４ ７９\nE2,B1,34,12\n";
    EXPECT_EQ(problem_of(checked(study), "field.not_a_number.tax_wan").at("severity"), "error");
}

TEST(InspectValues, NumbersThatSayTheirUnitAreReadByIt)
{
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,35000 元\nE2,B1,34,0.12亿元\n";
    const Json found = problem_of(checked(study), "field.unit.tax_wan");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found.at("severity"), "warning");
    EXPECT_EQ(found.at("count"), 2);
    EXPECT_EQ(found.at("expected"), "3.5 万元");
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1,34,35 亩\nE2,B1,34,12\n";
    EXPECT_EQ(problem_of(checked(study), "field.unit_of_another_kind.tax_wan").at("severity"), "error");
}

TEST(InspectValues, SeparatorsAreNotTakenForRanges)
{
    const TempDirectory temp;
    write_file(temp.path() / "firms.csv",
               "企业编号,行业代码,税收,从业人员\nE1,26,\"3,479.72\",18\nE2,34,\"1,200.50\",7\n");
    const Outcome outcome = permu({"inspect", temp / "firms.csv", "--json", "-o", temp / "m.toml"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const std::string toml = read_file(temp / "m.toml");
    EXPECT_EQ(toml.find("far_text"), std::string::npos) << toml;
    EXPECT_NE(toml.find("thousands separators"), std::string::npos) << toml;
    EXPECT_NE(toml.find("staff = \"从业人员\""), std::string::npos) << toml;
}

TEST(InspectValues, TheKindOfATableCanBeSaid)
{
    const TempDirectory temp;
    write_file(temp.path() / "t.csv", "ZDDM,YDYHFLDM,面积\nZ1,100101,5\nZ2,0701,7\n");
    const Outcome guessed = permu({"inspect", temp / "t.csv"});
    EXPECT_NE(guessed.out.find("--as"), std::string::npos) << guessed.out;
    const Outcome said = permu({"inspect", temp / "t.csv", "--as", "parcels", "--json"});
    ASSERT_EQ(said.code, 0) << said.err;
    EXPECT_EQ(Json::parse(said.out).at("layers").at(0).at("table"), "parcels");
    EXPECT_EQ(permu({"inspect", temp / "t.csv", "--as", "lots"}).code, 2);
}

// Mostly letters of GB 50137 among others: the system that is proposed is the one the reason speaks of.
TEST(InspectValues, TheReasonSpeaksOfTheSystemThatIsProposed)
{
    const TempDirectory temp;
    write_file(temp.path() / "t.csv", "ZDDM,YDYHFLDM\nZ1,M1\nZ2,R2\nZ3,?\nZ4,1401\nZ5,x\nZ6,M1\n");
    const Outcome said = permu({"inspect", temp / "t.csv", "--as", "parcels", "-o", temp / "m.toml"});
    ASSERT_EQ(said.code, 0) << said.err;
    EXPECT_NE(said.out.find("50 % are codes of GB50137-2011"), std::string::npos) << said.out;
    EXPECT_NE(read_file(temp / "m.toml").find("code_system = \"GB50137-2011\""), std::string::npos);
}

TEST(InspectValues, ZerosThatWereLostArePutBackInTheProposal)
{
    const TempDirectory temp;
    write_file(temp.path() / "t.csv", "ZDDM,YDYHFLDM\nZ1,100101\nZ2,701\nZ3,1401\n");
    ASSERT_EQ(permu({"inspect", temp / "t.csv", "--as", "parcels", "-o", temp / "m.toml"}).code, 0);
    const std::string toml = read_file(temp / "m.toml");
    EXPECT_NE(toml.find("leading zero"), std::string::npos) << toml;
    EXPECT_NE(toml.find("\"701\" = \"0701\"\n"), std::string::npos) << toml;
}

}  // namespace
}  // namespace permu::cli_test
