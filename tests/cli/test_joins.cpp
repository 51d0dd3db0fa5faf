/// Enterprises find their parcels: several names, spellings, points; who finds none is listed.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

/// The pencil study with these enterprises, checked.
struct Checked {
    int code = 0;
    Json json;
    std::string err;

    Checked(const std::string& enterprises, const std::vector<std::string>& sets = {})
    {
        const TempDirectory temp;
        PencilStudy study = twelve_parcels();
        study.enterprises = enterprises;
        std::vector<std::string> words{"check", study.write(temp.path()), "--json"};
        for (const std::string& set : sets)
            words.insert(words.end(), {"--set", set});
        const Outcome outcome = permu(words);
        code = outcome.code, err = outcome.err;
        json = Json::parse(outcome.out, nullptr, false);
    }
    /// The problem of that code; null where there is none.
    Json problem(const std::string& name) const
    {
        for (const auto& one : json.at("problems"))
            if (one.at("code") == name) return one;
        return {};
    }
};

TEST(Joins, SeveralParcelsMayBeSeparatedInFiveWays)
{
    const Checked check(
        "enterprise_id,parcel_id,division\nE1,A1;A2,34\nE2,A1；A3,34\nE3,A1、B1,34\nE4,\"A1,B2\",34\n"
        "E5,\"A5，A6\",34\nE6,A1,34\n");
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_TRUE(check.problem("enterprise.unknown_parcel").is_null());
}

// A1 is half of an enterprise's land and B1 the other half: its tax is split by area, so both parks have tax.
TEST(Joins, AnEnterpriseOnParcelsOfTwoParksIsSplitByLand)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.enterprises = "enterprise_id,parcel_id,division,tax_wan\nE1,A1、B1,34,900\n";
    const Indicators indicators(run_study(study, temp.path()));
    const double one = indicators(2024, "P1", "industrial_tax_per_mu") * 60,
                 two = indicators(2024, "P2", "industrial_tax_per_mu") * 45;
    EXPECT_NEAR(one, 600, 1e-6);
    EXPECT_NEAR(two, 300, 1e-6);
}

TEST(Joins, BlanksAndFullWidthSignsAreMatchedAndCountedOnce)
{
    const Checked check("enterprise_id,parcel_id,division\nE1,Ａ１,34\nE2,B 1,34\nE3,A2,34\n");
    EXPECT_EQ(check.code, 0) << check.err;
    const Json found = check.problem("id.normalised.parcel_id");
    ASSERT_FALSE(found.is_null());
    EXPECT_EQ(found.at("count"), 2);
    EXPECT_EQ(found.at("ids"), Json({"E1", "E2"}));
}

TEST(Joins, WhoFindsNoParcelIsRefusedOrLeftOutAndListed)
{
    const std::string enterprises =
        "enterprise_id,parcel_id,division\nE1,A1,34\nE2,Z9,34\nE3,A1;Z8,34\nE4,,34\n";
    const Checked refused(enterprises);
    EXPECT_EQ(refused.code, 3);
    EXPECT_EQ(refused.problem("enterprise.unknown_parcel").at("count"), 3);
    EXPECT_EQ(refused.problem("enterprise.unknown_parcel").at("ids"), Json({"E2", "E3", "E4"}));
    const Checked dropped(enterprises, {"data.enterprises.on_unmatched=\"drop\""});
    EXPECT_EQ(dropped.code, 0) << dropped.err;
    EXPECT_EQ(dropped.problem("enterprise.unknown_parcel").value("severity", ""), "warning") << dropped.err;
}

// A1 has 60 mu and 40,000 m² of floor: twice 30,000 m² rented are floor for 90 mu. B1 has 30 mu: two tenants
// that do not say how much they rent take 15 mu each. B2 has 15 mu, and 20 are stated.
TEST(Joins, FirmsThatShareAParcelShareItsLandAndEachCaseIsTold)
{
    const Checked check(
        "enterprise_id,parcel_id,division,occupancy,rented_floor_m2,land_mu\n"
        "E1,A1,34,own,,\nE2,A1,34,rent,30000,\nE3,A1,34,rent,30000,\n"
        "E4,B1,59,rent,,\nE5,B1,59,rent,,\nE6,B2,65,own,,20\n");
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_EQ(check.problem("enterprise.rented_beyond_parcel").at("ids"), Json({"E2", "E3"}));
    EXPECT_EQ(check.problem("enterprise.equal_parts").at("ids"), Json({"E4", "E5"}));
    EXPECT_EQ(check.problem("enterprise.land_beyond_parcel").at("ids"), Json({"E6"}));
    EXPECT_EQ(check.problem("enterprise.no_land_left").at("ids"), Json({"E1"}));
    EXPECT_EQ(check.json.at("assumed").at("enterprises with an equal part of a parcel"), 2);
}

// A1 is the rectangle of 200 m × 200 m from (500000, 4180000); nothing lies west of it.
TEST(Joins, PointsAreLocatedInParcels)
{
    const Checked check("enterprise_id,x,y,division\nE1,500100,4180100,34\n");
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_EQ(check.json.at("assumed").at("enterprises located by point"), 1);
    EXPECT_EQ(check.problem("parcel.without_enterprise").at("ids"), Json({"B2"})) << "M0, beside A1";
    const Checked outside("enterprise_id,x,y,division\nE1,499900,4180100,34\n");
    EXPECT_EQ(outside.code, 3);
    EXPECT_EQ(outside.problem("enterprise.unknown_parcel").at("ids"), Json({"E1"}));
}

TEST(Joins, PointsInDegreesNeedTheirSystem)
{
    const std::string enterprises = "enterprise_id,x,y,division\nE1,114.001135,37.753158,34\n";
    const Checked silent(enterprises);
    EXPECT_EQ(silent.code, 3);
    EXPECT_FALSE(silent.problem("enterprise.degrees").is_null()) << silent.err;
    const Checked said(enterprises, {"data.enterprises.crs=\"EPSG:4490\""});
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_EQ(said.json.at("assumed").at("enterprises located by point"), 1);
}

/// Enterprises as a layer of points, in degrees beside parcels in metres.
std::string point_layer(double x, double y, const std::string& more = {})
{
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"enterprise_id":"E1",)"
           R"("division":34,"x":1,"y":2)" +
           more + R"(},"geometry":{"type":"Point","coordinates":[)" + std::to_string(x) + "," +
           std::to_string(y) + "]}}]}";
}

TEST(Joins, ALayerOfPointsIsLocatedInItsOwnSystem)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    std::string text = read_file(study.write(temp.path()));
    const std::string csv = "enterprises.csv";
    text.replace(text.find(csv), csv.size(), "firms.geojson");
    write_file(temp.path() / "scenario.toml", text);
    write_file(temp.path() / "firms.geojson", point_layer(114.001135, 37.753158));
    const auto check = [&] { return permu({"check", temp / "scenario.toml", "--json"}); };
    const Outcome inside = check();
    EXPECT_EQ(inside.code, 0) << inside.err;
    EXPECT_EQ(Json::parse(inside.out).at("assumed").at("enterprises located by point"), 1);
    // By name where there is one, wherever the point lies.
    write_file(temp.path() / "firms.geojson", point_layer(113.9, 37.7, R"(,"parcel_id":"A1")"));
    EXPECT_EQ(check().code, 0);
    write_file(temp.path() / "firms.geojson", point_layer(113.9, 37.7));
    const Outcome outside = check();
    EXPECT_EQ(outside.code, 3);
    EXPECT_NE(outside.out.find("enterprise.unknown_parcel"), std::string::npos) << outside.out;
}

TEST(Joins, ParcelsWithoutAnEnterpriseAreNoted)
{
    const Checked check("enterprise_id,parcel_id,division\nE2,B1,34\n");
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_EQ(check.problem("parcel.without_enterprise").at("ids"), (Json{"A1", "B2"}));
}

}  // namespace
}  // namespace permu::cli_test
